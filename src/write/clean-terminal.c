/*
 * The log of cleaning for people: a file that went well is a line; what was removed is counted by
 * rule, what remains stands below with the option that takes it out.
 */
#include "base/tr.h"
#include "write/clean-report.h"
#include "write/inspect-report.h"
#include "write/screen.h"

enum { INDENT = 4, STATES = CLEAN_FAILED + 1, SUM_BYTES = 200 };

static const char *const states[STATES] = {
    TR_ID("cleaned"),           TR_ID("nothing to take out"),
    TR_ID("something remains"), TR_ID("NOT CLEANED: decide first"),
    TR_ID("NOT CLEANED"),       TR_ID("FAILED"),
};

static const char *state_title(const struct clean_shown *shown, enum clean_state state)
{
    return shown->dry_run && state == CLEAN_CLEANED ? tr("would be cleaned") : tr(states[state]);
}

static enum screen_style style_of(enum clean_state state)
{
    return state <= CLEAN_ALREADY     ? SCREEN_GOOD
           : state <= CLEAN_UNDECIDED ? SCREEN_WARN
                                      : SCREEN_BAD;
}

static void put_rule(struct screen *s, const char *mark, const struct inspect_rule *rule,
                     uint32_t count)
{
    screen_put(s, STR("    "));
    screen_put(s, str_of(mark));
    screen_putf(s, " %s ", rule->id);
    screen_wrap(s, INDENT + 2, str_of(inspect_word(rule->what_ja, rule->what_en)));
    if (count > 1) {
        char times[16];

        snprintf(times, sizeof(times), "×%u", count);
        screen_put(s, STR(" "));
        screen_whole(s, INDENT + 2, str_of(times));
    }
}

/* A rule once, with all its places counted together. */
static void put_removed(struct screen *s, const struct clean_file *f)
{
    for (uint32_t i = 0; i < f->removed.n; i++) {
        uint32_t count = 0;
        bool is_first = true;

        for (uint32_t k = 0; k < f->removed.n; k++) {
            if (f->removed.v[k].rule == f->removed.v[i].rule) {
                is_first &= k >= i;
                count += f->removed.v[k].count;
            }
        }
        if (is_first) {
            put_rule(s, "-", f->removed.v[i].rule, count);
            screen_end_line(s);
        }
    }
}

static void put_left(struct screen *s, const struct clean_file *f)
{
    struct arena arena CLEANUP(arena_done) = {};

    for (uint32_t i = 0; i < f->left.n; i++) {
        const struct clean_left *x = &f->left.v[i];

        screen_style(s, x->rule->severity <= INSPECT_HIGH ? SCREEN_BAD : SCREEN_WARN);
        put_rule(s, inspect_severity_word(x->rule->severity), x->rule, x->count);
        screen_style(s, SCREEN_PLAIN);
        if (x->place.n > 0) {
            screen_put(s, STR("  "));
            screen_wrap(s, INDENT + 4,
                        inspect_place_title(&arena, tr_language(), f->kind, x->place));
        }
        screen_end_line(s);
        screen_put(s, STR("      → "));
        if (x->why.n > 0) {
            screen_wrap(s, INDENT + 4, x->why);
        } else if (clean_is_hidden_rule(x->rule)) {
            screen_wrap(s, INDENT + 4, str_of(tr("--hidden remove, or --hidden show")));
        } else if (x->rule->cleaning == INSPECT_ASKED) {
            screen_putf(s, tr("to take it out: --yes %s"), x->rule->id);
        } else {
            screen_wrap(s, INDENT + 4, str_of(inspect_word(x->rule->fix_ja, x->rule->fix_en)));
        }
        screen_end_line(s);
    }
}

static void put_file(struct screen *s, const struct clean_shown *shown, const struct clean_file *f)
{
    screen_style(s, SCREEN_HEADING);
    screen_wrap(s, 2, f->path);
    screen_style(s, SCREEN_PLAIN);
    screen_end_line(s);
    screen_put(s, STR("  "));
    screen_style(s, style_of(f->state));
    screen_putf(s, "%s", state_title(shown, f->state));
    screen_style(s, SCREEN_PLAIN);
    if (f->out.n > 0) {
        screen_put(s, STR(" → "));
        screen_wrap(s, INDENT, f->out);
    }
    if (f->why.n > 0) {
        screen_put(s, STR(": "));
        screen_wrap(s, INDENT, f->why);
    }
    screen_end_line(s);
    if (f->hint.n > 0) {
        screen_put(s, STR("    → "));
        screen_wrap(s, INDENT + 2, f->hint);
        screen_end_line(s);
    }
    if (f->state <= CLEAN_REMAINS) {
        put_removed(s, f);
        put_left(s, f);
    }
}

static void put_sum(struct screen *s, const struct clean_shown *shown)
{
    struct arena arena CLEANUP(arena_done) = {};
    uint32_t by_state[STATES] = {};
    uint32_t left = shown->report->files.n; /* files not summed up yet */
    uint32_t partial = 0;

    for (uint32_t i = 0; i < shown->report->files.n; i++) {
        const struct clean_file *f = &shown->report->files.v[i];

        by_state[f->state]++;
        partial += f->state == CLEAN_REMAINS && f->why.n > 0;
    }
    screen_end_line(s);
    screen_style(s, SCREEN_HEADING);
    screen_putf(s, shown->report->files.n == 1 ? tr("%u file:") : tr("%u files:"),
                shown->report->files.n);
    for (int i = 0; i < STATES; i++) {
        char text[SUM_BYTES];

        if (by_state[i] > 0) {
            snprintf(text, sizeof(text), "%s %u%s", state_title(shown, i), by_state[i],
                     by_state[i] < left ? "," : "");
            screen_put(s, STR(" "));
            screen_wrap(s, 2, str_of(text));
            left -= by_state[i];
        }
    }
    screen_style(s, SCREEN_PLAIN);
    screen_end_line(s);
    uint32_t missing = by_state[CLEAN_UNDECIDED] + by_state[CLEAN_REFUSED] + by_state[CLEAN_FAILED];

    if (missing > 0 && !shown->dry_run) {
        screen_style(s, SCREEN_WARN);
        screen_wrap(s, 2,
                    arena_printf(&arena,
                                 missing == 1 ? tr("%u file was not put in place: see above")
                                              : tr("%u files were not put in place: see above"),
                                 missing));
        screen_style(s, SCREEN_PLAIN);
        screen_end_line(s);
    }
    if (partial > 0) {
        screen_style(s, SCREEN_WARN);
        screen_wrap(s, 2,
                    arena_printf(
                        &arena, tr("%u of them not wholly inspected: nothing is known of the rest"),
                        partial));
        screen_style(s, SCREEN_PLAIN);
        screen_end_line(s);
    }
    if (shown->report->unreached > 0) {
        screen_style(s, SCREEN_WARN);
        screen_wrap(s, 2,
                    arena_printf(&arena, tr("Told to end: %u more files were not cleaned"),
                                 shown->report->unreached));
        screen_style(s, SCREEN_PLAIN);
        screen_end_line(s);
    }
    if (shown->dry_run) {
        screen_wrap(s, 0, str_of(tr("A trial: nothing was put in place.")));
        screen_end_line(s);
    }
}

int clean_terminal_write(FILE *file, const struct clean_shown *shown, bool colour, struct err *err)
{
    struct screen s;

    screen_init(&s, file, colour);
    for (uint32_t i = 0; i < shown->report->files.n; i++) {
        put_file(&s, shown, &shown->report->files.v[i]);
    }
    put_sum(&s, shown);
    return ferror(file) ? err_set(err, ERR_IO, "the output could not be written") : 0;
}
