/*
 * The findings for people: a heading for each file with its state, then its rules, gravest first,
 * each said once with its places under it and what to do at its end; then what it comes to.
 */
#include "base/tr.h"
#include "write/inspect-report.h"
#include "write/screen.h"

enum {
    MAX_PLACES = 8, /* shown of one rule in one file; all are in JSON */
    INDENT = 4,
    SEVERITIES = INSPECT_LOW + 1,
};

static enum screen_style style_of(enum inspect_severity severity)
{
    static const enum screen_style styles[] = {SCREEN_BAD, SCREEN_BAD, SCREEN_WARN, SCREEN_DIM};

    return styles[severity];
}

static void put_place(struct screen *s, const struct inspect_finding *x)
{
    if (inspect_is_of_whole_file(x)) {
        return;
    }
    screen_put(s, STR("      "));
    screen_style(s, SCREEN_PLACE);
    screen_wrap(s, INDENT + 4, x->place);
    screen_style(s, SCREEN_PLAIN);
    if (x->count > 1) {
        screen_putf(s, " ×%u", x->count);
    }
    if (x->reads.n > 0) {
        screen_put(s, STR("  "));
        screen_wrap(s, INDENT + 4, x->reads);
    }
    screen_end_line(s);
}

/* All findings of the file by the rule of `first`, under one head. */
static void put_rule(struct screen *s, const struct inspect_file *f, uint32_t first)
{
    const struct inspect_rule *rule = f->findings.v[first].rule;
    uint32_t places = 0;

    screen_put(s, STR("  "));
    screen_style(s, style_of(rule->severity));
    screen_putf(s, "%s %s", inspect_severity_word(rule->severity), rule->id);
    screen_style(s, SCREEN_PLAIN);
    screen_put(s, STR("  "));
    screen_wrap(s, INDENT, str_of(inspect_word(rule->what_ja, rule->what_en)));
    if (f->findings.v[first].basis == INSPECT_HEURISTIC) {
        screen_putf(s, " ");
        screen_style(s, SCREEN_DIM);
        screen_whole(s, INDENT, str_of(tr("(by its look: please check)")));
        screen_style(s, SCREEN_PLAIN);
    }
    screen_end_line(s);
    for (uint32_t i = first; i < f->findings.n; i++) {
        if (f->findings.v[i].rule == rule && places++ < MAX_PLACES) {
            put_place(s, &f->findings.v[i]);
        }
    }
    if (places > MAX_PLACES) {
        screen_put(s, STR("      "));
        screen_putf(s, tr("and %u more places"), places - MAX_PLACES);
        screen_end_line(s);
    }
    screen_put(s, STR("    → "));
    screen_wrap(s, INDENT + 2, str_of(inspect_word(rule->fix_ja, rule->fix_en)));
    screen_end_line(s);
}

static void put_file(struct screen *s, const struct inspect_file *f)
{
    screen_end_line(s);
    screen_style(s, SCREEN_HEADING);
    screen_wrap(s, 2, f->path);
    screen_style(s, SCREEN_PLAIN);
    screen_end_line(s);
    screen_put(s, STR("  "));
    screen_style(s, f->state == INSPECT_INSPECTED ? SCREEN_DIM : SCREEN_WARN);
    screen_putf(s, "%.*s%s%s", STR_ARG(inspect_kind_title(f->kind)), f->kind.n > 0 ? " " : "",
                inspect_state_title(f->state));
    screen_style(s, SCREEN_PLAIN);
    if (f->why.n > 0) {
        screen_put(s, STR(": "));
        screen_wrap(s, INDENT, f->why);
    }
    screen_end_line(s);
    if (f->sha256.n > 0) {
        screen_style(s, SCREEN_DIM);
        screen_putf(s, "  SHA-256 %.*s…", 16, f->sha256.p);
        screen_style(s, SCREEN_PLAIN);
        screen_end_line(s);
    }
    for (int severity = 0; severity < SEVERITIES; severity++) {
        for (uint32_t i = 0; i < f->findings.n; i++) {
            if ((int)f->findings.v[i].rule->severity == severity &&
                inspect_is_first_of_rule(f, i)) {
                put_rule(s, f, i);
            }
        }
    }
}

/* What the letters mean, in one line of the severities there are. */
static void put_legend(struct screen *s, const uint32_t *by_severity)
{
    bool any = false;

    screen_style(s, SCREEN_DIM);
    for (int i = 0; i < SEVERITIES; i++) {
        if (by_severity[i] > 0) {
            screen_putf(s, "%s%s: %s", any ? "  " : "", inspect_severity_word(i),
                        inspect_severity_title(i));
            any = true;
        }
    }
    screen_style(s, SCREEN_PLAIN);
    if (any) {
        screen_end_line(s);
    }
}

/* The next step. */
static void put_cleaning(struct screen *s, const uint32_t *by_cleaning)
{
    uint32_t takes = by_cleaning[INSPECT_CLEANED];
    uint32_t asks = by_cleaning[INSPECT_ASKED];

    if (takes + asks == 0) {
        return;
    }
    screen_putf(s, "→ ");
    screen_putf(s, tr("itaku clean --out DIR takes out %u, and %u when told so; by hand: %u"),
                takes, asks, by_cleaning[INSPECT_TOLD]);
    screen_end_line(s);
}

static void put_sum(struct screen *s, const struct inspect_shown *shown)
{
    uint32_t by_severity[SEVERITIES] = {};
    uint32_t by_cleaning[INSPECT_CLEANED + 1] = {};
    uint32_t less = 0;

    for (uint32_t i = 0; i < shown->report->files.n; i++) {
        const struct inspect_file *f = &shown->report->files.v[i];

        less += f->state != INSPECT_INSPECTED;
        for (uint32_t k = 0; k < f->findings.n; k++) {
            by_severity[f->findings.v[k].rule->severity]++;
            by_cleaning[f->findings.v[k].rule->cleaning]++;
        }
    }
    screen_end_line(s);
    screen_style(s, SCREEN_HEADING);
    screen_putf(s,
                shown->report->files.n == 1 ? tr("%u file: C %u, H %u, M %u, L %u")
                                            : tr("%u files: C %u, H %u, M %u, L %u"),
                shown->report->files.n, by_severity[0], by_severity[1], by_severity[2],
                by_severity[3]);
    screen_style(s, SCREEN_PLAIN);
    screen_end_line(s);
    put_legend(s, by_severity);
    if (less > 0) {
        screen_style(s, SCREEN_WARN);
        screen_putf(s, tr("%u of them not wholly inspected: nothing is known of the rest"), less);
        screen_style(s, SCREEN_PLAIN);
        screen_end_line(s);
    }
    put_cleaning(s, by_cleaning);
}

static int finish(FILE *file, struct err *err)
{
    return ferror(file) ? err_set(err, ERR_IO, "the output could not be written") : 0;
}

int inspect_terminal_write(FILE *file, const struct inspect_shown *shown, bool colour,
                           struct err *err)
{
    struct screen s;

    screen_init(&s, file, colour);
    for (uint32_t i = 0; i < shown->report->files.n; i++) {
        put_file(&s, &shown->report->files.v[i]);
    }
    put_sum(&s, shown);
    return finish(file, err);
}

int inspect_terminal_sum(FILE *file, const struct inspect_shown *shown, bool colour,
                         struct err *err)
{
    struct screen s;

    screen_init(&s, file, colour);
    put_sum(&s, shown);
    return finish(file, err);
}

int inspect_terminal_explain(FILE *file, const struct inspect_rule *rule, bool colour,
                             struct err *err)
{
    const char *cleans = inspect_cleaning_title(rule->cleaning);
    struct screen s;
    const struct {
        const char *label, *ja, *en;
    } rows[] = {{TR_ID("found:"), rule->what_ja, rule->what_en},
                {TR_ID("example:"), rule->example_ja, rule->example_en},
                {TR_ID("seen:"), rule->sees_ja, rule->sees_en},
                {TR_ID("to do:"), rule->fix_ja, rule->fix_en},
                {TR_ID("clean:"), cleans, cleans},
                {TR_ID("clause:"), rule->clause, rule->clause}};

    screen_init(&s, file, colour);
    screen_style(&s, style_of(rule->severity));
    screen_putf(&s, "%s %s", inspect_severity_word(rule->severity), rule->id);
    screen_style(&s, SCREEN_PLAIN);
    screen_putf(&s, "  %s", inspect_severity_title(rule->severity));
    screen_end_line(&s);
    for (size_t i = 0; i < COUNT(rows); i++) {
        if (rows[i].ja[0] != '\0') {
            screen_putf(&s, "  %s", tr(rows[i].label));
            screen_tab(&s, 12);
            screen_wrap(&s, 12, str_of(inspect_word(rows[i].ja, rows[i].en)));
            screen_end_line(&s);
        }
    }
    return finish(file, err);
}
