/*
 * The register at a terminal; see reg-terminal.h. An overview in the order a project office asks:
 * what is it, what is due when, the facts, what must be done, what does the security annex want,
 * what is handed in, what is wrong with the document. Nothing is cut unless asked; every part says
 * its count. Entries that only help a machine (quantities, references, outline) are counted at the
 * end and shown by kind.
 */
#include "write/reg-terminal.h"

#include "write/due.h"
#include "write/screen.h"
#include "write/table.h"
#include "write/width.h"
#include "write/words.h"

enum {
    BRIEF_ENTRIES = 5,
    LABEL_COLUMN = 18,
    BODY = 4, /* indent of what stands under a heading */
    UNDER = 8,
};

struct view {
    struct screen screen;
    struct arena *arena;
    enum tr_language language;
    const struct reg *r;
    bool brief;
};

static void heading(struct view *v, const char *title, uint32_t count)
{
    screen_heading(&v->screen, title, arena_printf(v->arena, tr("(%u)"), count).p);
    if (count == 0) {
        screen_tab(&v->screen, 2);
        screen_style(&v->screen, SCREEN_DIM);
        screen_put(&v->screen, str_of(tr("none found")));
        screen_end_line(&v->screen);
    }
}

/* "… and 12 more" when a brief view stops at `shown` of `count`. True = stop. */
static bool cut(struct view *v, uint32_t shown, uint32_t count)
{
    if (!v->brief || shown < BRIEF_ENTRIES || shown >= count) {
        return false;
    }
    screen_tab(&v->screen, BODY);
    screen_style(&v->screen, SCREEN_DIM);
    screen_putf(&v->screen, tr("and %u more"), count - shown);
    screen_end_line(&v->screen);
    return true;
}

/* The place behind an entry, dim: 〔3(2) 行45〕 */
static void put_place(struct view *v, int indent, const struct reg_src *src, struct str section)
{
    struct str place = words_place(v->arena, v->language, v->r, src, section);

    screen_style(&v->screen, SCREEN_PLACE);
    screen_whole(&v->screen, indent, arena_printf(v->arena, " 〔%.*s〕", STR_ARG(place)));
    screen_end_line(&v->screen);
}

/* "  label: text" below an entry, when there is text. */
static void put_detail(struct view *v, int indent, const char *label, struct str text,
                       enum screen_style style)
{
    if (text.n == 0) {
        return;
    }
    screen_tab(&v->screen, indent);
    screen_style(&v->screen, SCREEN_DIM);
    screen_putf(&v->screen, "%s ", label);
    screen_style(&v->screen, style);
    screen_wrap(&v->screen, indent + 2, text);
    screen_end_line(&v->screen);
}

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
                put_detail(v, 2, "!", d->notes.v[k].detail, SCREEN_WARN);
            }
        }
    }
}

static void count_findings(const struct reg *r, uint32_t counts[SEV_NOTE + 1])
{
    for (uint32_t i = 0; i < r->findings.n; i++) {
        counts[r->findings.v[i].severity]++;
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
    count_findings(r, counts);
    screen_style(&v->screen, SCREEN_DIM);
    screen_wrap(&v->screen, 2,
                arena_printf(v->arena,
                             tr("%u duties, %u deliverables, %u forms; findings: %u errors, "
                                "%u warnings, %u notes"),
                             r->obligations.n, r->deliverables.n, r->forms.n, counts[SEV_ERROR],
                             counts[SEV_WARNING], counts[SEV_NOTE]));
    screen_end_line(&v->screen);
}

static void show_facts(struct view *v)
{
    struct str last = {};

    heading(v, tr("Facts"), v->r->facts.n);
    for (uint32_t i = 0; i < v->r->facts.n && !cut(v, i, v->r->facts.n); i++) {
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
        put_place(v, column, &f->src, (struct str){});
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
    screen_wrap(&v->screen, UNDER - 2,
                arena_printf(v->arena,
                             e->kind == DUE_DELIVERABLE ? tr("hand in: %.*s%s") : "%.*s%s",
                             STR_ARG(e->what), e->is_cut ? "…" : ""));
    put_place(v, UNDER - 2, e->src, words_section_of(v->r, e->src));
}

static void show_dated(struct view *v, const struct due_list *list)
{
    struct str last = {};

    for (uint32_t i = 0; i < list->dated.n && !cut(v, i, list->dated.n); i++) {
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
        for (uint32_t i = 0; i < n && !cut(v, i, n); i++) {
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
    heading(v, tr("What is due"), count);
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

/* ---- duties ---- */

static enum screen_style modality_style(enum reg_modality m)
{
    static const enum screen_style styles[] = {[MUST] = SCREEN_STRONG,
                                               [MUST_NOT] = SCREEN_BAD,
                                               [SHOULD] = SCREEN_WARN,
                                               [MAY] = SCREEN_GOOD};

    return styles[m];
}

static void show_duty(struct view *v, uint32_t index, int indent)
{
    const struct reg_obligation *o = &v->r->obligations.v[index];
    bool is_exception = o->exception_of != REG_NO_INDEX;

    screen_tab(&v->screen, indent);
    screen_style(&v->screen, modality_style(o->modality));
    screen_putf(&v->screen, "[%s%s]", is_exception ? tr("exception: ") : "",
                words_modality(v->language, o->modality));
    screen_style(&v->screen, SCREEN_DIM);
    screen_putf(&v->screen, " %s ", words_actor(v->language, o->actor));
    screen_style(&v->screen, SCREEN_PLAIN);
    screen_wrap(&v->screen, indent + BODY, o->src.quote);
    put_place(v, indent + BODY, &o->src, (struct str){});
    put_detail(v, indent + BODY, tr("due:"), words_due(v->arena, v->language, o->due), SCREEN_GOOD);
    if (!words_says(v->arena, o->src.quote, o->condition)) {
        put_detail(v, indent + BODY, tr("if:"), o->condition, SCREEN_PLAIN);
    }
}

/* The heading of the section a duty names: its node is the one it stands in, or close before. */
static struct str heading_of(const struct reg *r, const struct reg_obligation *o)
{
    enum { LOOK_BACK = 64 };
    uint32_t at = words_node_of(r, &o->src);

    for (uint32_t i = 0; at != REG_NO_INDEX && i < LOOK_BACK && i <= at; i++) {
        if (str_eq(r->outline.v[at - i].path, o->section)) {
            return r->outline.v[at - i].heading;
        }
    }
    return (struct str){};
}

/* first_exception[i] and next_exception[i]: the exceptions below duty i, as a list of indices. */
struct exceptions {
    uint32_t *first, *next;
};

static struct exceptions link_exceptions(struct arena *a, const struct reg *r)
{
    struct exceptions x = {.first = ARENA_ARRAY(a, r->obligations.n + 1, uint32_t),
                           .next = ARENA_ARRAY(a, r->obligations.n + 1, uint32_t)};

    for (uint32_t i = 0; i < r->obligations.n; i++) {
        x.first[i] = x.next[i] = REG_NO_INDEX;
    }
    for (uint32_t i = r->obligations.n; i-- > 0;) {
        uint32_t of = r->obligations.v[i].exception_of;

        if (of < r->obligations.n && of != i) {
            x.next[i] = x.first[of];
            x.first[of] = i;
        }
    }
    return x;
}

static void show_duties(struct view *v)
{
    const struct reg *r = v->r;
    struct exceptions x = link_exceptions(v->arena, r);
    struct str section = {};
    uint32_t in_section = 0;

    heading(v, tr("Duties by section"), r->obligations.n);
    for (uint32_t i = 0; i < r->obligations.n; i++) {
        const struct reg_obligation *o = &r->obligations.v[i];

        if (o->exception_of < r->obligations.n && o->exception_of != i) {
            continue; /* stands below its duty */
        }
        if (i == 0 || !str_eq(section, o->section)) {
            section = o->section;
            in_section = 0;
            screen_tab(&v->screen, 2);
            screen_style(&v->screen, SCREEN_PLACE);
            screen_wrap(&v->screen, BODY,
                        section.n == 0 ? str_of(tr("before the first section")) : section);
            struct str title = heading_of(r, o);

            screen_style(&v->screen, SCREEN_STRONG);
            screen_put(&v->screen, title.n > 0 ? STR("  ") : STR(""));
            screen_wrap(&v->screen, BODY, title);
            screen_end_line(&v->screen);
        }
        if (v->brief && in_section++ >= BRIEF_ENTRIES) {
            continue;
        }
        show_duty(v, i, BODY);
        for (uint32_t e = x.first[i]; e != REG_NO_INDEX; e = x.next[e]) {
            show_duty(v, e, UNDER);
        }
    }
}

/* ---- annex, deliverables, forms ---- */

static void show_annex_head(struct view *v)
{
    const struct reg_annex *x = &v->r->annex;
    struct str mail = {};

    for (uint32_t i = 0; i < x->mail_auth.n; i++) {
        mail = arena_printf(v->arena, "%.*s%s%.*s", STR_ARG(mail), i > 0 ? " " : "",
                            STR_ARG(x->mail_auth.v[i]));
    }
    put_detail(v, 2, tr("edition:"), x->edition, SCREEN_STRONG);
    put_detail(v, 2, tr("sender authentication:"), mail, SCREEN_PLAIN);
    put_detail(v, 2, tr("to:"), x->addressee, SCREEN_PLAIN);
    put_detail(v, 2, tr("audited by:"), x->audit_body, SCREEN_PLAIN);
    put_detail(v, 2, tr("report:"),
               words_rule(v->arena, v->language, x->report_timing, (struct str){}), SCREEN_PLAIN);
}

/* An item whose text is that of a known edition: one line. Else its text, and what differs. */
static void show_annex_item(struct view *v, const struct reg_annex_item *item)
{
    enum { ID_COLUMN = BODY, TITLE_COLUMN = 14, LONGEST_TITLE = 48 };
    bool is_same = item->known && item->difference.n == 0;
    /* an item without a title of ours is called by its own text */
    bool is_titled = item->title.n > 0 && width_of(item->title) <= LONGEST_TITLE;
    struct str timing = words_rule(v->arena, v->language, item->timing, (struct str){});

    screen_style(&v->screen, SCREEN_WARN);
    screen_put(&v->screen, item->difference.n > 0 ? STR("  !") : STR(""));
    screen_tab(&v->screen, ID_COLUMN);
    screen_style(&v->screen, SCREEN_PLACE);
    screen_put(&v->screen, words_annex_id(v->arena, v->language, item->id));
    screen_style(&v->screen, SCREEN_PLAIN);
    screen_tab(&v->screen, TITLE_COLUMN);
    screen_wrap(&v->screen, TITLE_COLUMN, is_titled ? item->title : item->src.quote);
    if (timing.n > 0) {
        screen_style(&v->screen, SCREEN_GOOD);
        screen_whole(&v->screen, TITLE_COLUMN, arena_printf(v->arena, "  %.*s", STR_ARG(timing)));
    }
    if (is_same) {
        screen_end_line(&v->screen);
        return;
    }
    put_place(v, TITLE_COLUMN, &item->src, (struct str){});
    put_detail(v, TITLE_COLUMN, tr("differs:"), item->difference, SCREEN_WARN);
    if (item->difference.n == 0 && is_titled) {
        put_detail(v, TITLE_COLUMN, tr("text:"), item->src.quote, SCREEN_PLAIN);
    }
}

static void show_annex(struct view *v)
{
    const struct reg_annex *x = &v->r->annex;
    struct str removed = {};
    uint32_t known = 0;

    if (!x->present) {
        return;
    }
    heading(v, tr("Security annex"), x->items.n);
    show_annex_head(v);
    for (uint32_t i = 0; i < x->removed.n; i++) {
        removed = arena_printf(v->arena, "%.*s%s%.*s", STR_ARG(removed), i > 0 ? ", " : "",
                               STR_ARG(x->removed.v[i]));
    }
    put_detail(v, 2, tr("items of the known edition that are missing:"), removed, SCREEN_BAD);
    for (uint32_t i = 0; i < x->items.n; i++) {
        known += x->items.v[i].known && x->items.v[i].difference.n == 0;
    }
    if (known > 0) {
        screen_tab(&v->screen, 2);
        screen_style(&v->screen, SCREEN_DIM);
        screen_wrap(&v->screen, 2,
                    arena_printf(v->arena,
                                 tr("%u of %u items are known text and shown by a short title; "
                                    "! marks items that differ"),
                                 known, x->items.n));
        screen_end_line(&v->screen);
    }
    for (uint32_t i = 0; i < x->items.n; i++) {
        show_annex_item(v, &x->items.v[i]);
    }
}

static void show_deliverables(struct view *v)
{
    uint32_t n = v->r->deliverables.n;

    heading(v, tr("Deliverables"), n);
    for (uint32_t i = 0; i < n && !cut(v, i, n); i++) {
        const struct reg_deliverable *d = &v->r->deliverables.v[i];

        screen_tab(&v->screen, 2);
        screen_style(&v->screen, SCREEN_STRONG);
        screen_wrap(&v->screen, BODY, d->name);
        put_place(v, BODY, &d->src, words_section_of(v->r, &d->src));
        put_detail(v, UNDER - 2, tr("due:"), words_due(v->arena, v->language, d->due),
                   SCREEN_GOOD);
        put_detail(v, UNDER - 2, tr("format:"), d->format, SCREEN_PLAIN);
        put_detail(v, UNDER - 2, tr("copies:"), d->copies, SCREEN_PLAIN);
        put_detail(v, UNDER - 2, tr("conditions:"), d->conditions, SCREEN_PLAIN);
    }
}

static void show_forms(struct view *v)
{
    if (v->r->forms.n == 0) {
        return;
    }
    heading(v, tr("Forms"), v->r->forms.n);
    for (uint32_t i = 0; i < v->r->forms.n; i++) {
        const struct reg_form *form = &v->r->forms.v[i];

        screen_tab(&v->screen, 2);
        screen_style(&v->screen, SCREEN_STRONG);
        screen_wrap(
            &v->screen, BODY,
            arena_printf(v->arena, "%.*s %.*s", STR_ARG(form->label), STR_ARG(form->title)));
        put_place(v, BODY, &form->src, (struct str){});
        for (uint32_t k = 0; k < form->fields.n && !cut(v, k, form->fields.n); k++) {
            const struct reg_form_field *field = &form->fields.v[k];
            const char *type = words_field_type(v->language, field->type);

            screen_tab(&v->screen, BODY);
            screen_put(&v->screen, field->mandatory ? STR("* ") : STR("- "));
            screen_wrap(&v->screen, UNDER - 2, field->name);
            screen_style(&v->screen, SCREEN_DIM);
            if (type[0] != '\0') {
                screen_whole(&v->screen, UNDER - 2, arena_printf(v->arena, " [%s]", type));
            }
            screen_end_line(&v->screen);
            put_detail(v, UNDER - 2, tr("note:"), field->note, SCREEN_PLAIN);
        }
    }
}

/* ---- findings ---- */

static void show_finding(struct view *v, uint32_t number, const struct reg_finding *f)
{
    static const enum screen_style styles[] = {
        [SEV_ERROR] = SCREEN_BAD, [SEV_WARNING] = SCREEN_WARN, [SEV_NOTE] = SCREEN_DIM};

    screen_tab(&v->screen, 2);
    screen_putf(&v->screen, "%u ", number);
    screen_style(&v->screen, styles[f->severity]);
    screen_putf(&v->screen, "[%s] ", words_severity(v->language, f->severity));
    screen_style(&v->screen, SCREEN_PLAIN);
    screen_wrap(&v->screen, UNDER - 2, f->why);
    screen_style(&v->screen, SCREEN_DIM);
    screen_whole(&v->screen, UNDER - 2, arena_printf(v->arena, " (%.*s)", STR_ARG(f->rule)));
    screen_end_line(&v->screen);
    put_detail(v, UNDER - 2,
               arena_printf(v->arena, "%.*s:",
                            STR_ARG(words_place(v->arena, v->language, v->r, &f->src,
                                                words_section_of(v->r, &f->src))))
                   .p,
               f->src.quote, SCREEN_PLAIN);
    if (f->has_other) {
        put_detail(v, UNDER - 2,
                   arena_printf(v->arena, "%.*s:",
                                STR_ARG(words_place(v->arena, v->language, v->r, &f->other,
                                                    words_section_of(v->r, &f->other))))
                       .p,
                   f->other.quote, SCREEN_PLAIN);
    }
    put_detail(v, UNDER - 2, tr("question:"), f->question, SCREEN_GOOD);
}

static void show_findings(struct view *v)
{
    uint32_t n = v->r->findings.n;

    heading(v, tr("Findings"), n);
    for (uint32_t i = 0; i < n && !cut(v, i, n); i++) {
        show_finding(v, i + 1, &v->r->findings.v[i]);
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
}

/* ---- one kind, all of its columns ---- */

static int show_kind(struct view *v, const char *kind, struct err *err)
{
    struct table t;

    if (!table_find(v->arena, v->r, kind, &t)) {
        return err_set(err, ERR_INVALID, "there is no kind '%s'", kind);
    }
    heading(v, v->language == TR_JA ? t.title : t.key, t.rows);
    for (uint32_t row = 0; row < t.rows; row++) {
        screen_tab(&v->screen, 2);
        screen_style(&v->screen, SCREEN_DIM);
        screen_putf(&v->screen, "%u", row + 1);
        put_place(v, BODY, table_src(&t, row), (struct str){});
        for (size_t c = 0; c < t.columns; c++) {
            struct table_cell cell = table_cell(&t, v->arena, row, c, v->language);

            put_detail(v, BODY,
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
        show_duties(&v);
        show_annex(&v);
        show_deliverables(&v);
        show_forms(&v);
        show_findings(&v);
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
    count_findings(r, counts);
    for (uint32_t i = 0; i < r->findings.n; i++) {
        screen_end_line(&v.screen);
        show_finding(&v, i + 1, &r->findings.v[i]);
    }
    screen_end_line(&v.screen);
    screen_putf(&v.screen, tr("%u errors, %u warnings, %u notes"), counts[SEV_ERROR],
                counts[SEV_WARNING], counts[SEV_NOTE]);
    screen_end_line(&v.screen);
    return finish(file, err);
}
