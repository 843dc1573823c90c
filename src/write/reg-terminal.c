/*
 * The register at a terminal; see reg-terminal.h. An overview in the order a project office asks:
 * what is it, what is due when, the facts, what must be done, what does the security annex want,
 * what is handed in, what is wrong with the document. Nothing is cut unless asked; every part says
 * its count. Entries that only help a machine (quantities, references, outline) are counted at the
 * end and shown by kind.
 */
#include "write/reg-terminal.h"

#include "write/due.h"
#include "write/reg-terminal-part.h"
#include "write/table.h"
#include "write/words.h"

#include <string.h>

static struct str fact_value(const struct reg *r, const char *key)
{
    for (uint32_t i = 0; i < r->facts.n; i++) {
        if (str_eq(r->facts.v[i].key, str_of(key))) {
            return r->facts.v[i].value;
        }
    }
    return (struct str){};
}

/* File, pages or encoding, and what the reader of the file has to say. */
static void show_documents(struct view *v)
{
    for (uint32_t i = 0; i < v->r->documents.n; i++) {
        const struct doc *d = v->r->documents.v[i];

        screen_style(&v->screen, SCREEN_DIM);
        screen_wrap(&v->screen, 2, d->name);
        if (d->pages > 0) {
            screen_putf(&v->screen, tr("  %u pages"), d->pages);
        } else if (d->encoding.n > 0) {
            screen_putf(&v->screen, "  %.*s", STR_ARG(d->encoding));
        }
        screen_end_line(&v->screen);
        for (uint32_t k = 0; k < d->notes.n; k++) {
            if (d->notes.v[k].detail.n > 0) {
                reg_terminal_detail(v, 2, "!", d->notes.v[k].detail, SCREEN_WARN);
            }
        }
    }
}

/* The name of the call, its files, and in one line what the register holds. */
static void show_head(struct view *v)
{
    const struct reg *r = v->r;
    uint32_t counts[SEV_NOTE + 1] = {0};
    struct str title = fact_value(r, "title");

    if (title.n > 0) {
        screen_style(&v->screen, SCREEN_STRONG);
        screen_wrap(&v->screen, 0, title);
        screen_end_line(&v->screen);
    }
    show_documents(v);
    reg_terminal_count_findings(r, counts);
    screen_style(&v->screen, SCREEN_DIM);
    screen_wrap(&v->screen, 2,
                arena_printf(v->arena,
                             tr("%u duties, %u deliverables, %u forms; findings: %u errors, "
                                "%u warnings, %u notes"),
                             r->obligations.n, r->deliverables.n, r->forms.n, counts[SEV_ERROR],
                             counts[SEV_WARNING], counts[SEV_NOTE]));
    screen_end_line(&v->screen);
    if (r->obligations.n == 0 && r->dates.n == 0 && r->rules.n == 0) {
        reg_terminal_detail(v, 2, "!",
                            str_of(tr("no duty and no date was found: perhaps this is no "
                                      "specification, or its encoding was not recognised "
                                      "(--encoding)")),
                            SCREEN_WARN);
    }
}

static void show_facts(struct view *v)
{
    struct str last = {};

    reg_terminal_heading(v, tr("Facts"), v->r->facts.n);
    for (uint32_t i = 0; i < v->r->facts.n && !reg_terminal_cut(v, i, v->r->facts.n); i++) {
        const struct reg_fact *f = &v->r->facts.v[i];
        const char *label = words_fact(v->language, f->key);

        screen_tab(&v->screen, 2);
        screen_style(&v->screen, SCREEN_DIM);
        if (!str_eq(last, f->key)) {
            screen_put(&v->screen, label == NULL ? f->key : str_of(label));
        }
        last = f->key;
        screen_style(&v->screen, SCREEN_PLAIN);
        int column = v->language == TR_JA ? LABEL_COLUMN : LABEL_COLUMN + 8;

        screen_tab(&v->screen, column);
        screen_wrap(&v->screen, column, words_fact_value(v->arena, v->language, f));
        reg_terminal_place(v, column, &f->src, (struct str){});
    }
}

/* ---- what is due ---- */

static struct str due_value(const struct view *v, const struct due_entry *e)
{
    return e->kind == DUE_DATE ? v->r->dates.v[e->index].value : v->r->deliverables.v[e->index].due;
}

/* What an entry is about, with the mark of a deliverable before it. */
static void put_what(struct view *v, const struct due_entry *e)
{
    screen_tab(&v->screen, UNDER - 2);
    screen_wrap(&v->screen, UNDER - 2, due_said(v->arena, v->language, e));
    reg_terminal_place(v, UNDER - 2, e->src, words_section_of(v->r, e->src));
}

static void show_dated(struct view *v, const struct due_list *list)
{
    struct str last = {};

    for (uint32_t i = 0; i < list->dated.n; i++) {
        const struct due_entry *e = &list->dated.v[i];
        struct str value = due_value(v, e);

        if (!str_eq(value, last)) {
            screen_tab(&v->screen, 2);
            screen_style(&v->screen, SCREEN_STRONG);
            screen_put(&v->screen, words_date(v->arena, v->language, value));
            screen_end_line(&v->screen);
        }
        last = value;
        put_what(v, e);
    }
}

static void show_rules(struct view *v, const struct due_list *list)
{
    static const char *const titles[DUE_GROUPS] = {
        [DUE_AFTER_EVENT] = TR_ID("Counted from an event"),
        [DUE_RECURRING] = TR_ID("Recurring"),
        [DUE_PROMPT] = TR_ID("At once"),
        [DUE_AROUND] = TR_ID("Before, at or after an event"),
        [DUE_VAGUE] = TR_ID("No fixed time"),
    };

    for (int g = 0; g < DUE_GROUPS; g++) {
        uint32_t n = list->groups[g].n;

        if (n == 0) {
            continue;
        }
        screen_tab(&v->screen, 2);
        screen_style(&v->screen, SCREEN_STRONG);
        screen_putf(&v->screen, "%s ", tr(titles[g]));
        screen_style(&v->screen, SCREEN_DIM);
        screen_putf(&v->screen, tr("(%u)"), n);
        screen_end_line(&v->screen);
        for (uint32_t i = 0; i < n && !reg_terminal_cut(v, i, n); i++) {
            const struct due_entry *e = &list->groups[g].v[i];

            screen_tab(&v->screen, BODY);
            screen_style(&v->screen, SCREEN_GOOD);
            screen_wrap(&v->screen, UNDER - 2,
                        words_rule_when(v->arena, v->language, &v->r->rules.v[e->index]));
            screen_end_line(&v->screen);
            put_what(v, e);
        }
    }
}

static void show_due(struct view *v)
{
    struct due_list list;
    uint32_t count;

    due_list_build(v->arena, v->r, &list);
    count = list.dated.n;
    for (int g = 0; g < DUE_GROUPS; g++) {
        count += list.groups[g].n;
    }
    reg_terminal_heading(v, tr("What is due"), count);
    show_dated(v, &list);
    show_rules(v, &list);
    if (list.annex_rules > 0) {
        screen_tab(&v->screen, 2);
        screen_style(&v->screen, SCREEN_DIM);
        screen_putf(&v->screen, tr("and %u timings of the security annex, shown there"),
                    list.annex_rules);
        screen_end_line(&v->screen);
    }
    if (list.other_dates > 0) {
        screen_tab(&v->screen, 2);
        screen_style(&v->screen, SCREEN_DIM);
        screen_putf(&v->screen, tr("and %u dates nothing is due on (--kind dates)"),
                    list.other_dates);
        screen_end_line(&v->screen);
    }
}

static void show_rest(struct view *v)
{
    screen_end_line(&v->screen);
    screen_style(&v->screen, SCREEN_DIM);
    screen_putf(&v->screen,
                tr("Also read: %u quantities, %u references, %u outline entries (--kind)"),
                v->r->quantities.n, v->r->references.n, v->r->outline.n);
    screen_end_line(&v->screen);
    if (v->screen.colour && !v->brief) {
        screen_style(&v->screen, SCREEN_DIM);
        screen_wrap(&v->screen, 0,
                    str_of(tr("Shorter: --brief. Beside the document: --html=FILE.html. To work "
                              "with: --xlsx=FILE.xlsx")));
        screen_end_line(&v->screen);
    }
}

/* ---- one kind ---- */

static int show_kind(struct view *v, const char *kind, struct err *err)
{
    /* kinds whose part of the overview has everything */
    static const struct {
        const char *kind;
        void (*show)(struct view *v);
    } parts[] = {
        {"facts", show_facts},         {"obligations", reg_terminal_duties},
        {"annex", reg_terminal_annex}, {"deliverables", reg_terminal_deliverables},
        {"forms", reg_terminal_forms}, {"anomalies", reg_terminal_findings},
    };
    struct table t;

    for (size_t i = 0; i < COUNT(parts); i++) {
        if (strcmp(parts[i].kind, kind) == 0) {
            parts[i].show(v);
            return 0;
        }
    }

    if (!table_find(v->arena, v->r, kind, &t)) {
        return err_set(err, ERR_INVALID, "there is no kind '%s'", kind);
    }
    reg_terminal_heading(v, v->language == TR_JA ? t.title : t.key, t.rows);
    for (uint32_t row = 0; row < t.rows; row++) {
        screen_tab(&v->screen, 2);
        screen_style(&v->screen, SCREEN_DIM);
        screen_putf(&v->screen, "%u", row + 1);
        reg_terminal_place(v, BODY, table_src(&t, row), (struct str){});
        for (size_t c = 0; c < t.columns; c++) {
            struct table_cell cell = table_cell(&t, v->arena, row, c, v->language);

            reg_terminal_detail(v, BODY,
                                arena_printf(v->arena, "%s:",
                                             v->language == TR_JA ? table_column_title(&t, c)
                                                                  : table_column_key(&t, c))
                                    .p,
                                cell.text, SCREEN_PLAIN);
        }
    }
    return 0;
}

static int finish(FILE *file, struct err *err)
{
    if (fflush(file) != 0 || ferror(file)) {
        return err_set(err, ERR_IO, "the register could not be written completely");
    }
    return 0;
}

int reg_terminal_write(FILE *file, const struct reg *r, const struct reg_terminal_options *options,
                       struct err *err)
{
    struct arena arena CLEANUP(arena_done) = {};
    struct view v = {.arena = &arena, .language = tr_language(), .r = r, .brief = options->brief};

    screen_init(&v.screen, file, options->colour);
    if (options->kind != NULL) {
        int status = show_kind(&v, options->kind, err);

        if (status < 0) {
            return status;
        }
    } else {
        show_head(&v);
        show_due(&v);
        show_facts(&v);
        reg_terminal_duties(&v);
        reg_terminal_annex(&v);
        reg_terminal_deliverables(&v);
        reg_terminal_forms(&v);
        reg_terminal_findings(&v);
        show_rest(&v);
    }
    return finish(file, err);
}

int reg_terminal_findings_write(FILE *file, const struct reg *r, bool colour, struct err *err)
{
    struct arena arena CLEANUP(arena_done) = {};
    struct view v = {.arena = &arena, .language = tr_language(), .r = r};
    uint32_t counts[SEV_NOTE + 1] = {0};

    screen_init(&v.screen, file, colour);
    show_documents(&v);
    reg_terminal_count_findings(r, counts);
    for (uint32_t i = 0; i < r->findings.n; i++) {
        screen_end_line(&v.screen);
        reg_terminal_finding(&v, i + 1, &r->findings.v[i]);
    }
    screen_end_line(&v.screen);
    screen_putf(&v.screen, tr("%u errors, %u warnings, %u notes"), counts[SEV_ERROR],
                counts[SEV_WARNING], counts[SEV_NOTE]);
    screen_end_line(&v.screen);
    return finish(file, err);
}
