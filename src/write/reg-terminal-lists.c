/*
 * The parts of the terminal view after the facts: duties, annex, deliverables, forms, findings. A
 * brief view says one line for each section, item that differs, form and finding.
 */
#include "write/reg-terminal-part.h"

#include "write/width.h"
#include "write/words.h"

void reg_terminal_count_findings(const struct reg *r, uint32_t counts[SEV_NOTE + 1])
{
    for (uint32_t i = 0; i < r->findings.n; i++) {
        counts[r->findings.v[i].severity]++;
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
    reg_terminal_place(v, indent + BODY, &o->src, (struct str){});
    reg_terminal_detail(v, indent + BODY, tr("due:"), words_due(v->arena, v->language, o->due),
                        SCREEN_GOOD);
    if (!words_says(v->arena, o->src.quote, o->condition)) {
        reg_terminal_detail(v, indent + BODY, tr("if:"), o->condition, SCREEN_PLAIN);
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

static void show_section(struct view *v, const struct reg_obligation *o)
{
    struct str title = heading_of(v->r, o);

    screen_tab(&v->screen, 2);
    screen_style(&v->screen, SCREEN_PLACE);
    screen_wrap(&v->screen, BODY,
                o->section.n == 0 ? str_of(tr("before the first section")) : o->section);
    screen_style(&v->screen, SCREEN_STRONG);
    screen_put(&v->screen, title.n > 0 ? STR("  ") : STR(""));
    screen_wrap(&v->screen, BODY, title);
}

/* How many duties of each kind a section has: 必須7 禁止1 */
static void show_counts(struct view *v, const uint32_t counts[MAY + 1])
{
    for (int m = MUST; m <= MAY; m++) {
        if (counts[m] > 0) {
            screen_style(&v->screen, modality_style((enum reg_modality)m));
            screen_whole(&v->screen, BODY,
                         arena_printf(v->arena, "  %s %u",
                                      words_modality(v->language, (enum reg_modality)m),
                                      counts[m]));
        }
    }
    screen_end_line(&v->screen);
}

/* A line for each section. */
static void show_sections(struct view *v)
{
    const struct reg *r = v->r;

    for (uint32_t i = 0; i < r->obligations.n;) {
        const struct reg_obligation *first = &r->obligations.v[i];
        uint32_t counts[MAY + 1] = {0};

        for (; i < r->obligations.n && str_eq(r->obligations.v[i].section, first->section); i++) {
            counts[r->obligations.v[i].modality]++;
        }
        show_section(v, first);
        show_counts(v, counts);
    }
}

void reg_terminal_duties(struct view *v)
{
    const struct reg *r = v->r;
    struct exceptions x = link_exceptions(v->arena, r);
    struct str section = {};

    reg_terminal_heading(v, tr("Duties by section"), r->obligations.n);
    if (v->brief) {
        show_sections(v);
        return;
    }
    for (uint32_t i = 0; i < r->obligations.n; i++) {
        const struct reg_obligation *o = &r->obligations.v[i];

        if (o->exception_of < r->obligations.n && o->exception_of != i) {
            continue; /* stands below its duty */
        }
        if (i == 0 || !str_eq(section, o->section)) {
            section = o->section;
            show_section(v, o);
            screen_end_line(&v->screen);
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
    reg_terminal_detail(v, 2, tr("edition:"), x->edition, SCREEN_STRONG);
    reg_terminal_detail(v, 2, tr("sender authentication:"), mail, SCREEN_PLAIN);
    reg_terminal_detail(v, 2, tr("to:"), x->addressee, SCREEN_PLAIN);
    reg_terminal_detail(v, 2, tr("audited by:"), x->audit_body, SCREEN_PLAIN);
    reg_terminal_detail(v, 2, tr("report:"),
                        words_rule(v->arena, v->language, x->report_timing, (struct str){}),
                        SCREEN_PLAIN);
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
    reg_terminal_place(v, TITLE_COLUMN, &item->src, (struct str){});
    reg_terminal_detail(v, TITLE_COLUMN, tr("differs:"), item->difference, SCREEN_WARN);
    if (item->difference.n == 0 && is_titled) {
        reg_terminal_detail(v, TITLE_COLUMN, tr("text:"), item->src.quote, SCREEN_PLAIN);
    }
}

void reg_terminal_annex(struct view *v)
{
    const struct reg_annex *x = &v->r->annex;
    struct str removed = {};
    uint32_t known = 0;

    if (!x->present) {
        return;
    }
    reg_terminal_heading(v, tr("Security annex"), x->items.n);
    show_annex_head(v);
    for (uint32_t i = 0; i < x->removed.n; i++) {
        removed = arena_printf(v->arena, "%.*s%s%.*s", STR_ARG(removed), i > 0 ? ", " : "",
                               STR_ARG(x->removed.v[i]));
    }
    reg_terminal_detail(v, 2, tr("items of the known edition that are missing:"), removed,
                        SCREEN_BAD);
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
        if (!v->brief || x->items.v[i].difference.n > 0) {
            show_annex_item(v, &x->items.v[i]);
        }
    }
}

void reg_terminal_deliverables(struct view *v)
{
    uint32_t n = v->r->deliverables.n;

    reg_terminal_heading(v, tr("Deliverables"), n);
    for (uint32_t i = 0; i < n; i++) {
        const struct reg_deliverable *d = &v->r->deliverables.v[i];
        struct str due = words_due(v->arena, v->language, d->due);

        screen_tab(&v->screen, 2);
        screen_style(&v->screen, SCREEN_STRONG);
        screen_wrap(&v->screen, BODY, d->name);
        if (v->brief) {
            screen_style(&v->screen, SCREEN_GOOD);
            screen_whole(&v->screen, BODY,
                         arena_printf(v->arena, "%s%.*s", due.n > 0 ? "  " : "", STR_ARG(due)));
            screen_end_line(&v->screen);
            continue;
        }
        reg_terminal_place(v, BODY, &d->src, words_section_of(v->r, &d->src));
        reg_terminal_detail(v, UNDER - 2, tr("due:"), due, SCREEN_GOOD);
        reg_terminal_detail(v, UNDER - 2, tr("format:"), d->format, SCREEN_PLAIN);
        reg_terminal_detail(v, UNDER - 2, tr("copies:"), d->copies, SCREEN_PLAIN);
        reg_terminal_detail(v, UNDER - 2, tr("conditions:"), d->conditions, SCREEN_PLAIN);
    }
}

static void show_field(struct view *v, const struct reg_form_field *field)
{
    const char *type = words_field_type(v->language, field->type);

    screen_tab(&v->screen, BODY);
    screen_put(&v->screen, field->mandatory ? STR("* ") : STR("- "));
    screen_wrap(&v->screen, UNDER - 2, field->name);
    screen_style(&v->screen, SCREEN_DIM);
    if (type[0] != '\0') {
        screen_whole(&v->screen, UNDER - 2, arena_printf(v->arena, " [%s]", type));
    }
    screen_end_line(&v->screen);
    reg_terminal_detail(v, UNDER - 2, tr("note:"), field->note, SCREEN_PLAIN);
}

void reg_terminal_forms(struct view *v)
{
    if (v->r->forms.n == 0) {
        return;
    }
    reg_terminal_heading(v, tr("Forms"), v->r->forms.n);
    if (!v->brief) {
        screen_tab(&v->screen, 2);
        screen_style(&v->screen, SCREEN_DIM);
        screen_put(&v->screen, str_of(tr("* must be filled in")));
        screen_end_line(&v->screen);
    }
    for (uint32_t i = 0; i < v->r->forms.n; i++) {
        const struct reg_form *form = &v->r->forms.v[i];

        screen_tab(&v->screen, 2);
        screen_style(&v->screen, SCREEN_STRONG);
        screen_wrap(&v->screen, BODY,
                    arena_printf(v->arena, "%.*s%s%.*s", STR_ARG(form->label),
                                 form->label.n > 0 ? " " : "", STR_ARG(form->title)));
        screen_style(&v->screen, SCREEN_DIM);
        screen_whole(&v->screen, BODY, arena_printf(v->arena, tr("  %u fields"), form->fields.n));
        reg_terminal_place(v, BODY, &form->src, (struct str){});
        for (uint32_t k = 0; !v->brief && k < form->fields.n; k++) {
            show_field(v, &form->fields.v[k]);
        }
    }
}

/* ---- findings ---- */

void reg_terminal_finding(struct view *v, uint32_t number, const struct reg_finding *f)
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
    if (v->brief) {
        return;
    }
    reg_terminal_detail(v, UNDER - 2,
                        arena_printf(v->arena, "%.*s:",
                                     STR_ARG(words_place(v->arena, v->language, v->r, &f->src,
                                                         words_section_of(v->r, &f->src))))
                            .p,
                        f->src.quote, SCREEN_PLAIN);
    if (f->has_other) {
        reg_terminal_detail(v, UNDER - 2,
                            arena_printf(v->arena, "%.*s:",
                                         STR_ARG(words_place(v->arena, v->language, v->r, &f->other,
                                                             words_section_of(v->r, &f->other))))
                                .p,
                            f->other.quote, SCREEN_PLAIN);
    }
    reg_terminal_detail(v, UNDER - 2, tr("question:"), f->question, SCREEN_GOOD);
}

void reg_terminal_findings(struct view *v)
{
    uint32_t n = v->r->findings.n;

    reg_terminal_heading(v, tr("Findings"), n);
    for (uint32_t i = 0; i < n; i++) {
        reg_terminal_finding(v, i + 1, &v->r->findings.v[i]);
    }
}
