/*
 * A clock understands whatever the reader writes: every value of the cases of the time scanner
 * (when.tsv) and of registers (register-times.tsv). Each comes to a rule that survives its own
 * notation, and to instances that say why.
 */
#include "core/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

struct tally {
    int total, wrong;
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
        print_message("%.*s -> %.*s: %s\n", STR_ARG(r->notation), STR_ARG(text), err.message);
        return true;
    }
    bool same = r->kind == again.kind && r->flags == again.flags && r->minute == again.minute &&
                r->day_from == again.day_from && r->day_to == again.day_to &&
                r->amount == again.amount && r->amount_to == again.amount_to &&
                r->unit == again.unit && r->times == again.times && r->weekday == again.weekday &&
                str_eq(r->occasion, again.occasion);

    if (!same && r->kind != CLOCK_VAGUE) {
        print_message("%.*s -> %.*s: another rule\n", STR_ARG(r->notation), STR_ARG(text));
        return true;
    }
    return r->kind != again.kind;
}

static void count(struct tally *t, int rc, const struct clock_rule *r, struct arena *a,
                  struct str line, const struct err *err)
{
    const char *why = rc < 0          ? err->message
                      : is_lost(a, r) ? "its notation is of another rule"
                      : is_mute(a, r) ? "it says nothing"
                                      : NULL;

    t->total++;
    if (why != NULL) {
        t->wrong++;
        print_message("%.*s: %s\n", STR_ARG(line), why);
    }
}

/* id, ref, input, "rel {検収}+P20D ON_OR_BEFORE - | date …": each value with its modifiers. */
static void count_case(struct tally *t, struct arena *a, struct str line)
{
    struct str expected = field(line, 3);

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

static void check_file(const char *path,
                       void (*count_line)(struct tally *t, struct arena *a, struct str line))
{
    FILE *file = fopen(path, "r");
    struct tally t = {};
    char *line = NULL;
    size_t room = 0;
    ssize_t n;

    assert_non_null(file);
    while ((n = getline(&line, &room, file)) >= 0) {
        struct arena arena CLEANUP(arena_done) = {};
        struct str text = {.p = line, .n = (size_t)n - (n > 0 && line[n - 1] == '\n')};

        if (text.n > 0 && text.p[0] != '#') {
            count_line(&t, &arena, text);
        }
    }
    free(line);
    fclose(file);
    assert_true(t.total > 300);
    assert_int_equal(t.wrong, 0);
}

static void cases_of_the_scanner_are_understood(void **state)
{
    check_file(WHEN_CASES, count_case);
}

static void times_of_registers_are_understood(void **state)
{
    check_file(REGISTER_TIMES, count_register);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(cases_of_the_scanner_are_understood),
        cmocka_unit_test(times_of_registers_are_understood),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
