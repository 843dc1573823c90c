/*
 * How much of what the reader writes a clock understands: every value of the cases of the time
 * scanner (when.tsv) and of registers (register-times.tsv). Prints the share of deadlines, of what
 * is vague or none and says why, and lists what is not understood.
 *
 *     test-clock-coverage FILE…     a file of other registers can be given
 */
#include "core/clock.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum { LONGEST_LINE = 16384, KINDS = CLOCK_VAGUE + 1 };

struct tally {
    int kinds[KINDS];
    int total, mute, failed; /* mute: vague without a why, or computed to nothing */
};

static struct str field(struct str line, int index)
{
    for (; index > 0; index--) {
        ptrdiff_t tab = str_find(line, STR("\t"), 0);

        if (tab < 0) {
            return (struct str){};
        }
        line = str_sub(line, (size_t)tab + 1, line.n);
    }
    ptrdiff_t tab = str_find(line, STR("\t"), 0);

    return tab < 0 ? line : str_sub(line, 0, (size_t)tab);
}

/* A rule must come to instances that say why, with occasions or without. */
static bool is_mute(struct arena *a, const struct clock_rule *r)
{
    struct occasion o = {
        .id = 1, .name = r->occasion, .day = calendar_day(2026, 7, 1), .minute = -1};
    struct clock_world worlds[] = {
        {NULL, 0, CALENDAR_NONE, CALENDAR_NONE, calendar_confirmed_to()},
        {&o, 1, calendar_day(2026, 6, 1), calendar_day(2027, 3, 19), calendar_confirmed_to()},
    };
    bool mute = clock_words(a, r).n == 0;

    for (size_t i = 0; i < COUNT(worlds); i++) {
        struct clocks clocks = {};
        struct err err = {};

        mute |= clock_compute(a, r, &worlds[i], &clocks, &err) < 0 || clocks.n == 0;
        for (uint32_t k = 0; k < clocks.n; k++) {
            mute |= clocks.v[k].why.n == 0 || clocks.v[k].key.n == 0;
        }
        if (getenv("CLOCK_SHOW") != NULL && i == 1 && clocks.n > 0) {
            struct ymd d = calendar_ymd(MAX(clocks.v[0].day_to, 0));

            printf("%.*s\t%d\t%.*s\t%" PRIu32 "\t%04d-%02d-%02d\t%.*s\n", STR_ARG(r->notation),
                   r->kind, STR_ARG(clock_words(a, r)), clocks.n, d.year, d.month, d.day,
                   STR_ARG(clocks.v[0].why));
        }
    }
    return mute;
}

/* The rule must come back from its own notation. */
static bool is_lost(struct arena *a, const struct clock_rule *r)
{
    struct clock_rule again;
    struct err err = {};
    struct str text = clock_notation(a, r);

    if (clock_parse(a, text, &again, &err) < 0) {
        printf("# %.*s -> %.*s: %s\n", STR_ARG(r->notation), STR_ARG(text), err.message);
        return true;
    }
    bool same = r->kind == again.kind && r->flags == again.flags && r->minute == again.minute &&
                r->day_from == again.day_from && r->day_to == again.day_to &&
                r->amount == again.amount && r->amount_to == again.amount_to &&
                r->unit == again.unit && r->times == again.times && r->weekday == again.weekday &&
                str_eq(r->occasion, again.occasion);

    if (!same && r->kind != CLOCK_VAGUE) {
        printf("# %.*s -> %.*s: another rule\n", STR_ARG(r->notation), STR_ARG(text));
        return true;
    }
    return r->kind != again.kind;
}

static void count(struct tally *t, int rc, const struct clock_rule *r, struct arena *a,
                  struct str line, const struct err *err)
{
    t->total++;
    if (rc < 0) {
        t->failed++;
        printf("# not understood: %.*s: %s\n", STR_ARG(line), err->message);
        return;
    }
    t->kinds[r->kind]++;
    if (is_lost(a, r)) {
        t->mute++;
        printf("# is lost: %.*s\n", STR_ARG(line));
    }
    if (is_mute(a, r)) {
        t->mute++;
        printf("# says nothing: %.*s\n", STR_ARG(line));
    }
}

/* "rel {検収}+P20D ON_OR_BEFORE - | date …": each value with its modifiers. */
static void count_case(struct tally *t, struct arena *a, struct str expected)
{
    while (expected.n > 0) {
        ptrdiff_t bar = str_find(expected, STR(" | "), 0);
        struct str one = bar < 0 ? expected : str_sub(expected, 0, (size_t)bar);
        ptrdiff_t kind = str_find(one, STR(" "), 0);
        struct clock_rule r;
        struct err err = {};

        expected = bar < 0 ? (struct str){} : str_sub(expected, (size_t)bar + 3, expected.n);
        if (kind > 0) {
            one = str_sub(one, (size_t)kind + 1, one.n);
            count(t, clock_parse(a, one, &r, &err), &r, a, one, &err);
        }
    }
}

/* value, rule, trigger, quote */
static void count_register(struct tally *t, struct arena *a, struct str line)
{
    struct clock_source source = {field(line, 0), field(line, 1), field(line, 2), field(line, 3)};
    struct clock_rule r;
    struct err err = {};

    count(t, clock_read(a, &source, &r, &err), &r, a, line, &err);
}

static int count_file(const char *path, struct tally *t)
{
    FILE *file = fopen(path, "r");
    char line[LONGEST_LINE];

    if (file == NULL) {
        return -1;
    }
    while (fgets(line, sizeof(line), file) != NULL) {
        struct arena arena CLEANUP(arena_done) = {};
        struct str text = str_of(line);

        if (text.n == 0 || text.p[0] == '#') {
            continue;
        }
        text = str_sub(text, 0, text.p[text.n - 1] == '\n' ? text.n - 1 : text.n);
        if (str_has(str_of(path), STR("when.tsv"))) {
            count_case(t, &arena, field(text, 3));
        } else {
            count_register(t, &arena, text);
        }
    }
    (void)fclose(file);
    return 0;
}

int main(int argc, char **argv)
{
    static const char *const names[KINDS] = {"fixed",    "offset",  "every", "count",
                                             "fraction", "silence", "vague"};

    printf("1..%d\n", argc - 1);
    for (int i = 1; i < argc; i++) {
        struct tally t = {};

        if (count_file(argv[i], &t) < 0 || t.total == 0) {
            printf("not ok %d - %s cannot be read\n", i, argv[i]);
            continue;
        }
        printf("# %d values, understood %.1f %%:", t.total, 100.0 * (t.total - t.failed) / t.total);
        for (int k = 0; k < KINDS; k++) {
            printf(" %s %d", names[k], t.kinds[k]);
        }
        printf("\n%s %d - %s\n", t.failed + t.mute == 0 ? "ok" : "not ok", i, argv[i]);
    }
    return 0;
}
