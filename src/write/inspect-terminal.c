/*
 * The findings for people: a heading for each file with its state, then its rules, gravest first,
 * each said once with its places under it and what to do at its end; then what it comes to.
 */
#include "base/tr.h"
#include "write/inspect-report.h"
#include "write/screen.h"

#include <stdarg.h>

enum {
    MAX_PLACES = 8, /* shown of one rule in one file; all are in JSON */
    MAX_INDEX = 40, /* files in the list at the end */
    INDENT = 4,
    INDENT_NAME = 22, /* of a file in that list */
    MAX_LINE = 512,
    SEVERITIES = INSPECT_LOW + 1,
};

static enum screen_style style_of(enum inspect_severity severity)
{
    static const enum screen_style styles[] = {SCREEN_BAD, SCREEN_BAD, SCREEN_WARN, SCREEN_DIM};

    return styles[severity];
}

static void put_place(struct screen *s, struct str kind, const struct inspect_finding *x)
{
    struct arena arena CLEANUP(arena_done) = {};

    if (inspect_is_of_whole_file(x)) {
        return;
    }
    screen_put(s, STR("      "));
    screen_style(s, SCREEN_PLACE);
    screen_wrap(s, INDENT + 4, inspect_place_title(&arena, tr_language(), kind, x->place));
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
            put_place(s, f->kind, &f->findings.v[i]);
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

/* What the file is and how far it was looked at; of a spotless one nothing else follows. */
static void put_state(struct screen *s, const struct inspect_file *f)
{
    bool is_spotless = f->findings.n == 0 && f->state == INSPECT_INSPECTED;

    screen_put(s, STR("  "));
    screen_style(s, f->state == INSPECT_INSPECTED ? SCREEN_DIM : SCREEN_WARN);
    if (inspect_is_folder(f)) {
        screen_put(s, str_of(tr("the folder as a whole")));
    } else {
        screen_put(s, inspect_kind_title(f->kind));
        screen_put(s, f->kind.n > 0 ? STR(" ") : STR(""));
        screen_whole(s, INDENT, str_of(inspect_state_title(f->state)));
    }
    screen_style(s, SCREEN_PLAIN);
    if (f->why.n > 0) {
        screen_put(s, STR(": "));
        screen_wrap(s, INDENT, f->why);
    }
    if (is_spotless) {
        screen_style(s, SCREEN_GOOD);
        screen_putf(s, "  %s", tr("Nothing was found."));
        screen_style(s, SCREEN_PLAIN);
    }
    screen_end_line(s);
}

static void put_file(struct screen *s, const struct inspect_file *f)
{
    screen_style(s, SCREEN_HEADING);
    screen_wrap(s, 2, f->path);
    screen_style(s, SCREEN_PLAIN);
    screen_end_line(s);
    put_state(s, f);
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

/* ---- the list at the end ---- */

/* Whether somebody has to look at the file: from the gate on, or not wholly inspected. */
static bool is_at_gate(const struct inspect_shown *shown, const struct inspect_file *f)
{
    bool is_at = f->state != INSPECT_INSPECTED;

    for (uint32_t i = 0; i < f->findings.n && !is_at; i++) {
        is_at = f->findings.v[i].rule->severity <= shown->gate;
    }
    return is_at;
}

static void put_index_row(struct screen *s, const struct inspect_file *f, size_t shared)
{
    uint32_t by_severity[SEVERITIES] = {};

    for (uint32_t i = 0; i < f->findings.n; i++) {
        by_severity[f->findings.v[i].rule->severity]++;
    }
    for (int i = 0; i < SEVERITIES; i++) {
        screen_style(s, by_severity[i] > 0 ? style_of((enum inspect_severity)i) : SCREEN_DIM);
        screen_putf(s, by_severity[i] > 0 ? " %4u" : "    -", by_severity[i]);
        screen_style(s, SCREEN_PLAIN);
    }
    screen_put(s, STR("  "));
    screen_wrap(s, INDENT_NAME, shared < f->path.n ? str_sub(f->path, shared, f->path.n) : f->path);
    if (f->state != INSPECT_INSPECTED) {
        screen_put(s, STR(" "));
        screen_style(s, SCREEN_WARN);
        screen_whole(s, INDENT_NAME, str_of(inspect_state_title(f->state)));
        screen_style(s, SCREEN_PLAIN);
    }
    screen_end_line(s);
}

/* Of several files, those that somebody has to look at: what scrolled away is found again. */
static void put_index(struct screen *s, const struct inspect_shown *shown)
{
    const struct inspect_report *report = shown->report;
    size_t shared = inspect_shared_bytes(report);
    uint32_t listed = 0, waiting = 0;

    if (report->files.n < 2) {
        return;
    }
    for (uint32_t i = 0; i < report->files.n; i++) {
        const struct inspect_file *f = &report->files.v[i];

        if (!is_at_gate(shown, f)) {
            continue;
        }
        if (waiting++ == 0) {
            screen_end_line(s);
            screen_style(s, SCREEN_DIM);
            screen_put(s, STR("    C    H    M    L"));
            screen_end_line(s);
        }
        if (listed < MAX_INDEX) {
            put_index_row(s, f, shared);
            listed++;
        }
    }
    if (waiting > listed) {
        screen_putf(s, "%*s", INDENT_NAME, "");
        screen_putf(s, tr("and %u more files"), waiting - listed);
        screen_end_line(s);
    }
}

/* ---- what it comes to ---- */

/* A formatted line that is wrapped. */
static void put_line(struct screen *s, int indent, const char *format, ...) PRINTF_LIKE(3, 4);
static void put_line(struct screen *s, int indent, const char *format, ...)
{
    char line[MAX_LINE];
    va_list args;

    va_start(args, format);
    vsnprintf(line, sizeof(line), format, args);
    va_end(args);
    screen_wrap(s, indent, str_of(line));
    screen_end_line(s);
}

/* What the letters mean, in one line of the severities there are. */
static void put_legend(struct screen *s, const uint32_t *by_severity)
{
    bool any = false;

    screen_style(s, SCREEN_DIM);
    for (int i = 0; i < SEVERITIES; i++) {
        if (by_severity[i] > 0) {
            char words[MAX_LINE];

            snprintf(words, sizeof(words), "%s: %s", inspect_severity_word(i),
                     inspect_severity_title(i));
            screen_put(s, any ? STR("  ") : STR(""));
            screen_whole(s, 0, str_of(words));
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
    put_line(s, 2, tr("itaku clean --out DIR takes out %u, and %u when told so; by hand: %u"),
             takes, asks, by_cleaning[INSPECT_TOLD]);
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
    uint32_t files = inspect_file_count(shown->report);

    screen_end_line(s);
    screen_style(s, SCREEN_HEADING);
    put_line(s, 2,
             files == 1 ? tr("%u file: C %u, H %u, M %u, L %u")
                        : tr("%u files: C %u, H %u, M %u, L %u"),
             files, by_severity[0], by_severity[1], by_severity[2], by_severity[3]);
    put_legend(s, by_severity);
    if (less > 0) {
        screen_style(s, SCREEN_WARN);
        put_line(s, 2, tr("%u of them not wholly inspected: nothing is known of the rest"), less);
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
        screen_end_line(&s);
        put_file(&s, &shown->report->files.v[i]);
    }
    put_index(&s, shown);
    put_sum(&s, shown);
    return finish(file, err);
}

int inspect_terminal_file(FILE *file, const struct inspect_file *f, struct str lead, bool colour,
                          struct err *err)
{
    struct screen s;

    screen_init(&s, file, colour);
    screen_put(&s, lead);
    put_file(&s, f);
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
