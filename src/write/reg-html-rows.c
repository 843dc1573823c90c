/*
 * The register pane of the register page: one list for each kind, in the order a project office
 * asks. Every row names its entry (data-e), its line (data-l), the outline node it stands in
 * (data-n) and, for duties, modality and actor, so that the script can filter without knowing
 * anything else.
 */
#include "write/reg-html-part.h"

#include "write/table.h"
#include "write/width.h"
#include "write/words.h"

static struct html *html_of(struct reg_html *p)
{
    return &p->html;
}

/* Text of the document: line breaks of the source are no spaces. */
static void put_flow(struct reg_html *p, const char *tag, const char *class_name, struct str text)
{
    html_leaf(html_of(p), tag, class_name, width_flow(p->arena, text));
}

struct row {
    const char *kind;
    uint32_t index;
    const struct reg_src *src;
    const char *class_name;       /* besides "row"; NULL = none */
    const char *modality, *actor; /* of a duty; NULL else */
};

/* Opens the <li> of an entry; a second row of the same entry (a deliverable by date) has no id. */
static void open_row(struct reg_html *p, const struct row *row, bool is_first)
{
    struct html *h = html_of(p);
    struct str key = arena_printf(p->arena, "%s-%u", row->kind, row->index);
    uint32_t node = words_node_of(p->r, row->src);

    html_open(h, "li");
    html_attr(h, "class",
              row->class_name == NULL ? STR("row")
                                      : arena_printf(p->arena, "row %s", row->class_name));
    if (is_first) {
        html_attr(h, "id", key);
    }
    html_attr(h, "data-e", key);
    html_attr(h, "data-l", reg_html_line_id(p, row->src->file, row->src->line));
    if (node != REG_NO_INDEX) {
        html_attr_int(h, "data-n", node);
    }
    if (row->modality != NULL) {
        html_attr(h, "data-m", str_of(row->modality));
        html_attr(h, "data-a", str_of(row->actor));
    }
}

static void put_place(struct reg_html *p, const struct reg_src *src, bool with_section)
{
    struct html *h = html_of(p);
    struct str section = with_section ? words_section_of(p->r, src) : (struct str){};

    html_open(h, "a");
    html_attr(h, "class", STR("place"));
    html_attr(h, "href",
              arena_printf(p->arena, "#%.*s", STR_ARG(reg_html_line_id(p, src->file, src->line))));
    html_text(h, words_place(p->arena, TR_JA, p->r, src, section));
    html_close(h);
}

static void close_row(struct reg_html *p)
{
    html_close(html_of(p));
    html_text(html_of(p), STR("\n"));
}

/* <p class="more"><b>label</b>text</p> when there is text. */
static void put_more(struct reg_html *p, const char *label, struct str text)
{
    struct html *h = html_of(p);

    if (text.n == 0) {
        return;
    }
    html_open(h, "p");
    html_attr(h, "class", STR("more"));
    html_leaf(h, "b", NULL, str_of(label));
    html_text(h, width_flow(p->arena, text));
    html_close(h);
}

static void put_tag(struct reg_html *p, const char *class_name, const char *word)
{
    html_leaf(html_of(p), "span", arena_printf(p->arena, "tag %s", class_name).p, str_of(word));
}

static void open_list(struct reg_html *p)
{
    html_open(html_of(p), "ul");
    html_attr(html_of(p), "class", STR("rows"));
}

static void open_group(struct reg_html *p)
{
    html_open(html_of(p), "div");
    html_attr(html_of(p), "class", STR("group"));
}

/* A list below the others that opens on a click. */
static void open_fold(struct reg_html *p, struct str title)
{
    html_open(html_of(p), "details");
    html_attr(html_of(p), "class", STR("group fold"));
    html_leaf(html_of(p), "summary", NULL, title);
    open_list(p);
}

static void close_fold(struct reg_html *p)
{
    html_close(html_of(p));
    html_close(html_of(p));
}

static void put_facts(struct reg_html *p)
{
    open_list(p);
    for (uint32_t i = 0; i < p->r->facts.n; i++) {
        const struct reg_fact *f = &p->r->facts.v[i];
        const char *label = words_fact(TR_JA, f->key);

        open_row(p, &(struct row){.kind = "facts", .index = i, .src = &f->src}, true);
        html_leaf(html_of(p), "b", NULL, label == NULL ? f->key : str_of(label));
        put_flow(p, "span", NULL, words_fact_value(p->arena, TR_JA, f));
        put_place(p, &f->src, false);
        close_row(p);
    }
    html_close(html_of(p));
}

/* ---- what is due ---- */

/* A date or deadline with what has to be done by then. */
static void put_due_row(struct reg_html *p, const struct row *row, bool is_first, struct str when,
                        struct str what)
{
    struct html *h = html_of(p);

    open_row(p, row, is_first);
    put_place(p, row->src, true);
    html_open(h, "p");
    html_leaf(h, "span", "when", when);
    html_close(h);
    put_flow(p, "p", NULL, what);
    close_row(p);
}

static void put_date(struct reg_html *p, uint32_t index, struct str what)
{
    const struct reg_date *d = &p->r->dates.v[index];

    put_due_row(p, &(struct row){.kind = "dates", .index = index, .src = &d->src}, true,
                words_date(p->arena, TR_JA, d->value), what);
}

static void put_rule(struct reg_html *p, uint32_t index, struct str what)
{
    const struct reg_rule *rule = &p->r->rules.v[index];

    put_due_row(p, &(struct row){.kind = "rules", .index = index, .src = &rule->src}, true,
                words_rule_when(p->arena, TR_JA, rule), what);
}

static void put_dated(struct reg_html *p)
{
    if (p->due.dated.n == 0) {
        return;
    }
    open_group(p);
    html_leaf(html_of(p), "h3", NULL, STR("日付のあるもの"));
    open_list(p);
    for (uint32_t i = 0; i < p->due.dated.n; i++) {
        const struct due_entry *e = &p->due.dated.v[i];

        if (e->kind == DUE_DATE) {
            put_date(p, e->index, due_said(p->arena, TR_JA, e));
            continue;
        }
        put_due_row(p, &(struct row){.kind = "deliverables", .index = e->index, .src = e->src},
                    false, words_date(p->arena, TR_JA, p->r->deliverables.v[e->index].due),
                    due_said(p->arena, TR_JA, e));
    }
    html_close(html_of(p));
    html_close(html_of(p));
}

static void put_rule_group(struct reg_html *p, int group)
{
    static const char *const titles[DUE_GROUPS] = {
        [DUE_AFTER_EVENT] = "起点のある期限", [DUE_RECURRING] = "繰り返し",
        [DUE_PROMPT] = "速やかに・常に",      [DUE_AROUND] = "前後関係",
        [DUE_VAGUE] = "時期の定めなし",
    };

    if (p->due.groups[group].n == 0) {
        return;
    }
    open_group(p);
    html_leaf(html_of(p), "h3", NULL, str_of(titles[group]));
    open_list(p);
    for (uint32_t i = 0; i < p->due.groups[group].n; i++) {
        const struct due_entry *e = &p->due.groups[group].v[i];

        put_rule(p, e->index, due_said(p->arena, TR_JA, e));
    }
    html_close(html_of(p));
    html_close(html_of(p));
}

/* Timings of the annex, as the annex's own list says them too. */
static void put_annex_rules(struct reg_html *p)
{
    if (p->due.annex_rules == 0) {
        return;
    }
    open_fold(p,
              arena_printf(p->arena, "情報セキュリティの別記の時期（%u件）", p->due.annex_rules));
    for (uint32_t i = 0; i < p->r->rules.n; i++) {
        const struct reg_rule *rule = &p->r->rules.v[i];

        if (rule->annex_item.n > 0) {
            put_rule(p, i, rule->what.n > 0 ? rule->what : rule->src.quote);
        }
    }
    close_fold(p);
}

/* Dates nothing is due on. */
static void put_other_dates(struct reg_html *p)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < p->r->dates.n; i++) {
        n += !p->due.is_listed[i];
    }
    if (n == 0) {
        return;
    }
    open_fold(p, arena_printf(p->arena, "期日ではない日付（%u件）", n));
    for (uint32_t i = 0; i < p->r->dates.n; i++) {
        const struct reg_date *d = &p->r->dates.v[i];

        if (!p->due.is_listed[i]) {
            put_date(p, i, d->role.n > 0 ? d->role : d->src.quote);
        }
    }
    close_fold(p);
}

static void put_due(struct reg_html *p)
{
    put_dated(p);
    for (int g = 0; g < DUE_GROUPS; g++) {
        put_rule_group(p, g);
    }
    put_annex_rules(p);
    put_other_dates(p);
}

/* ---- duties ---- */

static void put_duty(struct reg_html *p, uint32_t index)
{
    const struct reg_obligation *o = &p->r->obligations.v[index];
    bool is_exception = o->exception_of < p->r->obligations.n;
    open_row(p,
             &(struct row){.kind = "obligations",
                           .index = index,
                           .src = &o->src,
                           .class_name = is_exception ? "sub" : NULL,
                           .modality = reg_modality_word(o->modality),
                           .actor = reg_actor_word(o->actor)},
             true);
    put_place(p, &o->src, false);
    html_open(html_of(p), "p");
    put_tag(p, reg_modality_word(o->modality), words_modality(TR_JA, o->modality));
    if (is_exception) {
        put_tag(p, "plain", "例外");
    }
    html_leaf(html_of(p), "span", "who", str_of(words_actor(TR_JA, o->actor)));
    html_text(html_of(p), width_flow(p->arena, o->src.quote));
    html_close(html_of(p));
    put_more(p, "期限", words_due(p->arena, TR_JA, o->due));
    if (!words_says(p->arena, o->src.quote, o->condition)) {
        put_more(p, "条件", o->condition);
    }
    if (str_eq(o->phase, STR("bid"))) {
        put_more(p, "段階", STR("契約前"));
    }
    close_row(p);
}

static void put_section_heading(struct reg_html *p, const struct reg_obligation *o)
{
    enum { LOOK_BACK = 64 };
    uint32_t at = words_node_of(p->r, &o->src);
    struct str heading = {};

    for (uint32_t i = 0; at != REG_NO_INDEX && i < LOOK_BACK && i <= at; i++) {
        if (str_eq(p->r->outline.v[at - i].path, o->section)) {
            heading = p->r->outline.v[at - i].heading;
            break;
        }
    }
    html_open(html_of(p), "h3");
    html_leaf(html_of(p), "span", "path", o->section.n == 0 ? STR("（前文）") : o->section);
    html_text(html_of(p), width_flow(p->arena, heading));
    html_close(html_of(p));
}

static void put_duties(struct reg_html *p)
{
    const struct reg *r = p->r;
    struct str section = {};
    bool open = false;

    for (uint32_t i = 0; i < r->obligations.n; i++) {
        const struct reg_obligation *o = &r->obligations.v[i];

        if (!open || !str_eq(o->section, section)) {
            if (open) {
                html_close(html_of(p));
                html_close(html_of(p));
            }
            section = o->section;
            open = true;
            open_group(p);
            put_section_heading(p, o);
            open_list(p);
        }
        put_duty(p, i);
    }
    if (open) {
        html_close(html_of(p));
        html_close(html_of(p));
    }
}

/* ---- annex, deliverables, forms ---- */

static void put_annex_item(struct reg_html *p, uint32_t index)
{
    const struct reg_annex_item *item = &p->r->annex.items.v[index];
    struct html *h = html_of(p);

    open_row(p, &(struct row){.kind = "annex", .index = index, .src = &item->src}, true);
    put_place(p, &item->src, false);
    html_open(h, "p");
    html_leaf(h, "span", "when", words_annex_id(p->arena, TR_JA, item->id));
    html_text(h, STR(" "));
    html_text(h, width_flow(p->arena, item->title.n > 0 ? item->title : item->src.quote));
    html_text(h, STR(" "));
    if (item->known && item->difference.n == 0) {
        put_tag(p, "known", "既知の文");
    }
    html_close(h);
    if (item->difference.n > 0) {
        put_flow(p, "p", "diff", item->difference);
    }
    put_more(p, "時期", words_rule(p->arena, TR_JA, item->timing, (struct str){}));
    put_more(p, "証跡", item->evidence);
    close_row(p);
}

static void put_annex(struct reg_html *p)
{
    const struct reg_annex *x = &p->r->annex;
    struct str mail = {};

    for (uint32_t i = 0; i < x->mail_auth.n; i++) {
        mail = arena_printf(p->arena, "%.*s%s%.*s", STR_ARG(mail), i > 0 ? "・" : "",
                            STR_ARG(x->mail_auth.v[i]));
    }
    put_more(p, "版", x->edition);
    put_more(p, "送信ドメイン認証", mail);
    put_more(p, "宛先", x->addressee);
    put_more(p, "監査", x->audit_body);
    put_more(p, "報告", words_rule(p->arena, TR_JA, x->report_timing, (struct str){}));
    open_list(p);
    for (uint32_t i = 0; i < x->items.n; i++) {
        put_annex_item(p, i);
    }
    html_close(html_of(p));
}

static void put_deliverables(struct reg_html *p)
{
    open_list(p);
    for (uint32_t i = 0; i < p->r->deliverables.n; i++) {
        const struct reg_deliverable *d = &p->r->deliverables.v[i];

        open_row(p, &(struct row){.kind = "deliverables", .index = i, .src = &d->src}, true);
        put_place(p, &d->src, true);
        put_flow(p, "p", "when", d->name);
        put_more(p, "期限", words_due(p->arena, TR_JA, d->due));
        put_more(p, "形式", d->format);
        put_more(p, "部数", d->copies);
        put_more(p, "条件", d->conditions);
        close_row(p);
    }
    html_close(html_of(p));
}

static void put_form_field(struct reg_html *p, const struct reg_form_field *f)
{
    struct html *h = html_of(p);
    struct str line = reg_html_line_id(p, f->src.file, f->src.line);

    html_open(h, "tr");
    html_attr(h, "data-l", line);
    html_open(h, "th");
    html_attr(h, "scope", STR("row"));
    html_open(h, "a");
    html_attr(h, "href", arena_printf(p->arena, "#%.*s", STR_ARG(line)));
    html_text(h, width_flow(p->arena, f->name));
    html_close(h);
    html_close(h);
    html_leaf(h, "td", "req", f->mandatory ? STR("必須") : STR("任意"));
    html_open(h, "td");
    html_text(h, str_of(words_field_type(TR_JA, f->type)));
    if (f->note.n > 0) {
        put_flow(p, "p", "note", f->note);
    }
    html_close(h);
    html_close(h);
}

static void put_form(struct reg_html *p, uint32_t index)
{
    const struct reg_form *form = &p->r->forms.v[index];
    struct html *h = html_of(p);

    open_row(p, &(struct row){.kind = "forms", .index = index, .src = &form->src}, true);
    put_place(p, &form->src, false);
    html_open(h, "p");
    if (form->label.n > 0) {
        html_leaf(h, "span", "when", form->label);
        html_text(h, STR("　"));
    }
    html_text(h, width_flow(p->arena, form->title));
    html_close(h);
    if (form->fields.n > 0) {
        static const char *const heads[] = {"記入欄", "要否", "種類・注記"};

        html_open(h, "table");
        html_attr(h, "class", STR("fields-table"));
        html_open(h, "thead");
        html_open(h, "tr");
        for (size_t i = 0; i < COUNT(heads); i++) {
            html_open(h, "th");
            html_attr(h, "scope", STR("col"));
            html_text(h, str_of(heads[i]));
            html_close(h);
        }
        html_close(h);
        html_close(h);
        html_open(h, "tbody");
        for (uint32_t i = 0; i < form->fields.n; i++) {
            put_form_field(p, &form->fields.v[i]);
        }
        html_close(h);
        html_close(h);
    }
    close_row(p);
}

static void put_forms(struct reg_html *p)
{
    open_list(p);
    for (uint32_t i = 0; i < p->r->forms.n; i++) {
        put_form(p, i);
    }
    html_close(html_of(p));
}

/* ---- quantities, references, findings ---- */

static void put_quantities(struct reg_html *p)
{
    open_list(p);
    for (uint32_t i = 0; i < p->r->quantities.n; i++) {
        const struct reg_quantity *q = &p->r->quantities.v[i];

        open_row(p, &(struct row){.kind = "quantities", .index = i, .src = &q->src}, true);
        put_place(p, &q->src, true);
        html_open(html_of(p), "p");
        html_leaf(html_of(p), "span", "when", words_quantity(p->arena, TR_JA, q));
        html_text(html_of(p), STR(" "));
        html_text(html_of(p), width_flow(p->arena, q->what));
        html_close(html_of(p));
        put_flow(p, "p", "quote", q->src.quote);
        close_row(p);
    }
    html_close(html_of(p));
}

static void put_references(struct reg_html *p)
{
    open_list(p);
    for (uint32_t i = 0; i < p->r->references.n; i++) {
        const struct reg_reference *ref = &p->r->references.v[i];
        bool broken = !ref->resolves && ref->kind == REF_INTERNAL;

        open_row(p, &(struct row){.kind = "references", .index = i, .src = &ref->src}, true);
        put_place(p, &ref->src, true);
        html_open(html_of(p), "p");
        put_tag(p, broken ? "error" : "note",
                broken ? "参照先なし" : words_reference_kind(TR_JA, ref->kind));
        html_text(html_of(p), width_flow(p->arena, ref->target));
        html_close(html_of(p));
        put_flow(p, "p", "quote", ref->src.quote);
        put_more(p, "備考", ref->note);
        close_row(p);
    }
    html_close(html_of(p));
}

static void put_findings(struct reg_html *p)
{
    open_list(p);
    for (uint32_t i = 0; i < p->r->findings.n; i++) {
        const struct reg_finding *f = &p->r->findings.v[i];

        open_row(p, &(struct row){.kind = "anomalies", .index = i, .src = &f->src}, true);
        put_place(p, &f->src, true);
        html_open(html_of(p), "p");
        put_tag(p, reg_severity_word(f->severity), words_severity(TR_JA, f->severity));
        html_text(html_of(p), width_flow(p->arena, f->why));
        html_close(html_of(p));
        put_flow(p, "p", "quote", f->src.quote);
        if (f->has_other) {
            put_flow(p, "p", "quote",
                     arena_printf(p->arena, "%.*s（%.*s）", STR_ARG(f->other.quote),
                                  STR_ARG(words_place(p->arena, TR_JA, p->r, &f->other,
                                                      words_section_of(p->r, &f->other)))));
        }
        put_more(p, "質問案", f->question);
        close_row(p);
    }
    html_close(html_of(p));
}

/* ---- all of them ---- */

static uint32_t due_count(const struct reg_html *p)
{
    uint32_t dated = 0;

    for (uint32_t i = 0; i < p->due.dated.n; i++) {
        dated += p->due.dated.v[i].kind == DUE_DELIVERABLE;
    }
    return dated + p->r->dates.n + p->r->rules.n;
}

struct list {
    const char *key, *title;
    size_t kind_offset; /* of the VEC in struct reg; 0 for what is due */
    void (*put)(struct reg_html *p);
};

#define LIST(key, title, member, put)                                                              \
    {                                                                                              \
        key, title, offsetof(struct reg, member), put                                              \
    }

static const struct list lists[] = {
    {"due", "期日・期限", 0, put_due},
    LIST("facts", "基本事項", facts, put_facts),
    LIST("obligations", "義務", obligations, put_duties),
    LIST("annex", "情報セキュリティ", annex.items, put_annex),
    LIST("deliverables", "納入物", deliverables, put_deliverables),
    LIST("forms", "様式", forms, put_forms),
    LIST("anomalies", "指摘", findings, put_findings),
    LIST("quantities", "数量", quantities, put_quantities),
    LIST("references", "参照", references, put_references),
};

bool reg_html_list(const struct reg_html *p, size_t index, const char **ret_key,
                   const char **ret_title, uint32_t *ret_count)
{
    /* every VEC has the layout of this one */
    const struct any {
        const void *v;
        uint32_t n, room;
    } * list;

    if (index >= COUNT(lists)) {
        return false;
    }
    list = (const void *)((const char *)p->r + lists[index].kind_offset);
    *ret_key = lists[index].key;
    *ret_title = lists[index].title;
    *ret_count = lists[index].kind_offset == 0 ? due_count(p) : list->n;
    return true;
}

void reg_html_rows(struct reg_html *p)
{
    const char *key;
    const char *title;
    uint32_t count;

    for (size_t i = 0; reg_html_list(p, i, &key, &title, &count); i++) {
        if (count == 0) {
            continue;
        }
        html_open(html_of(p), "section");
        html_attr(html_of(p), "class", arena_printf(p->arena, "kind %s", key));
        html_attr(html_of(p), "data-kind", str_of(key));
        html_open(html_of(p), "h2");
        html_text(html_of(p), str_of(title));
        html_leaf(html_of(p), "b", NULL, arena_printf(p->arena, "%u件", count));
        html_close(html_of(p));
        lists[i].put(p);
        html_close(html_of(p));
        html_text(html_of(p), STR("\n"));
    }
}
