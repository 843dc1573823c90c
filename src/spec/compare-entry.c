/*
 * The kinds of entries that are compared and what of them counts. What narrates (background
 * dates), what repeats the annex, references and findings are left out.
 */
#include "spec/compare-entry.h"

#include "base/tr.h"
#include "spec/compare-normal.h"
#include "text/fold.h"

static struct compare_entry *add(struct arena *a, struct compare_entries *ret,
                                 const struct reg_src *src)
{
    struct compare_entry *e = VEC_ADD(a, &ret->list);

    *e = (struct compare_entry){.src = src, .partner = REG_NO_INDEX};
    return e;
}

static void add_field(struct compare_entry *e, const char *name, struct str value)
{
    e->fields[e->field_count++] = (struct compare_field){.name = name, .value = value};
}

/* Folded words with every figure made one sign: what stays when dates and amounts change. */
static struct str masked(struct arena *a, struct str text)
{
    struct str s = compare_normal(a, text);
    char *out = arena_alloc(a, s.n + 1);
    size_t n = 0;

    for (size_t i = 0; i < s.n; i++) {
        bool digit = s.p[i] >= '0' && s.p[i] <= '9';

        if (!digit || n == 0 || out[n - 1] != '#') {
            out[n++] = digit ? '#' : s.p[i];
        }
    }
    return (struct str){.p = out, .n = n};
}

/* Call last: text from the words, whole from words and values. */
static void finish(struct arena *a, struct compare_entry *e, struct str words)
{
    struct str whole = compare_normal(a, words);

    e->text = masked(a, words);
    for (uint32_t i = 0; i < e->field_count; i++) {
        struct str value = compare_normal(a, e->fields[i].value);

        whole = arena_printf(a, "%.*s|%.*s", STR_ARG(whole), STR_ARG(value));
    }
    e->whole = whole;
}

static bool is_listed_fact(struct str key)
{
    return str_eq(key, STR("eligibility")) || str_eq(key, STR("award_rule")) ||
           str_starts(key, STR("contact_"));
}

static void collect_facts(struct arena *a, const struct reg *r, struct compare_entries *ret)
{
    for (uint32_t i = 0; i < r->facts.n; i++) {
        const struct reg_fact *f = &r->facts.v[i];
        struct compare_entry *e = add(a, ret, &f->src);

        e->key = f->key;
        e->is_keyed = !is_listed_fact(f->key);
        e->name = f->key;
        add_field(e, TR_ID("value"), f->value);
        finish(a, e, f->value);
    }
}

static void collect_dates(struct arena *a, const struct reg *r, struct compare_entries *ret)
{
    for (uint32_t i = 0; i < r->dates.n; i++) {
        const struct reg_date *d = &r->dates.v[i];

        if (d->background || d->annex_item.n > 0) {
            continue;
        }
        struct compare_entry *e = add(a, ret, &d->src);

        e->name = d->role.n > 0 ? d->role : d->src.quote;
        add_field(e, TR_ID("value"), d->value);
        finish(a, e, arena_printf(a, "%.*s %.*s", STR_ARG(d->role), STR_ARG(d->src.quote)));
    }
}

static void collect_rules(struct arena *a, const struct reg *r, struct compare_entries *ret)
{
    for (uint32_t i = 0; i < r->rules.n; i++) {
        const struct reg_rule *x = &r->rules.v[i];
        struct compare_entry *e = add(a, ret, &x->src);

        e->key = x->annex_item;
        e->name = x->what.n > 0 ? x->what : x->src.quote;
        add_field(e, TR_ID("rule"), x->rule);
        add_field(e, TR_ID("trigger"), x->trigger);
        finish(a, e, arena_printf(a, "%.*s %.*s", STR_ARG(x->what), STR_ARG(x->src.quote)));
    }
}

static struct str number_words(struct arena *a, const struct reg_quantity *q)
{
    if (q->has_min && q->has_max && q->max > q->min) {
        return arena_printf(a, "%g-%g", q->min, q->max);
    }
    return q->has_min   ? arena_printf(a, "%.15g", q->min)
           : q->has_max ? arena_printf(a, "%.15g", q->max)
                        : (struct str){};
}

static void collect_quantities(struct arena *a, const struct reg *r, struct compare_entries *ret)
{
    for (uint32_t i = 0; i < r->quantities.n; i++) {
        const struct reg_quantity *q = &r->quantities.v[i];

        if (q->annex_item.n > 0) {
            continue;
        }
        struct compare_entry *e = add(a, ret, &q->src);

        e->key = q->unit;
        e->name = q->what.n > 0 ? q->what : q->src.quote;
        add_field(e, TR_ID("value"), number_words(a, q));
        add_field(e, TR_ID("qualifier"), str_of(reg_qualifier_word(q->qualifier)));
        finish(a, e, arena_printf(a, "%.*s %.*s", STR_ARG(q->what), STR_ARG(q->src.quote)));
    }
}

static void collect_obligations(struct arena *a, const struct reg *r, struct compare_entries *ret)
{
    for (uint32_t i = 0; i < r->obligations.n; i++) {
        const struct reg_obligation *o = &r->obligations.v[i];
        struct compare_entry *e = add(a, ret, &o->src);

        e->name = o->summary.n > 0 ? o->summary : o->src.quote;
        add_field(e, TR_ID("quote"), o->src.quote);
        add_field(e, TR_ID("modality"), str_of(reg_modality_word(o->modality)));
        add_field(e, TR_ID("actor"), str_of(reg_actor_word(o->actor)));
        add_field(e, TR_ID("condition"), o->condition);
        add_field(e, TR_ID("due"), o->due);
        finish(a, e, o->src.quote);
    }
}

static void collect_deliverables(struct arena *a, const struct reg *r, struct compare_entries *ret)
{
    for (uint32_t i = 0; i < r->deliverables.n; i++) {
        const struct reg_deliverable *d = &r->deliverables.v[i];
        struct compare_entry *e = add(a, ret, &d->src);

        e->name = d->name;
        add_field(e, TR_ID("name"), d->name);
        add_field(e, TR_ID("format"), d->format);
        add_field(e, TR_ID("copies"), d->copies);
        add_field(e, TR_ID("due"), d->due);
        add_field(e, TR_ID("conditions"), d->conditions);
        finish(a, e, d->name);
    }
}

static void collect_annex(struct arena *a, const struct reg *r, struct compare_entries *ret)
{
    const struct reg_annex *x = &r->annex;

    if (!x->present) {
        return;
    }
    struct compare_entry *e = add(a, ret, x->items.n > 0 ? &x->items.v[0].src : NULL);

    e->key = STR("annex");
    e->is_keyed = true;
    e->name = STR("情報セキュリティに関する事項");
    add_field(e, TR_ID("edition"), x->edition);
    add_field(e, TR_ID("audit_body"), x->audit_body);
    add_field(e, TR_ID("addressee"), x->addressee);
    add_field(e, TR_ID("report_timing"), x->report_timing);
    finish(a, e, e->name);
    for (uint32_t i = 0; i < x->items.n; i++) {
        const struct reg_annex_item *item = &x->items.v[i];

        e = add(a, ret, &item->src);
        e->key = item->id;
        e->is_keyed = true;
        e->name = item->title;
        add_field(e, TR_ID("quote"), item->src.quote);
        add_field(e, TR_ID("modality"), str_of(reg_modality_word(item->modality)));
        add_field(e, TR_ID("timing"), item->timing);
        finish(a, e, item->src.quote);
    }
}

static void collect_forms(struct arena *a, const struct reg *r, struct compare_entries *ret)
{
    for (uint32_t i = 0; i < r->forms.n; i++) {
        const struct reg_form *f = &r->forms.v[i];
        struct compare_entry *e = add(a, ret, &f->src);
        struct str names = STR("");

        for (uint32_t k = 0; k < f->fields.n && k < 200; k++) {
            names = arena_printf(a, "%.*s%s%.*s", STR_ARG(names), k > 0 ? "／" : "",
                                 STR_ARG(f->fields.v[k].name));
        }
        e->name = f->title.n > 0 ? f->title : f->label;
        add_field(e, TR_ID("label"), f->label);
        add_field(e, TR_ID("title"), f->title);
        add_field(e, TR_ID("fields"), names);
        finish(a, e, arena_printf(a, "%.*s %.*s", STR_ARG(f->label), STR_ARG(f->title)));
    }
}

static void collect_outline(struct arena *a, const struct reg *r, struct compare_entries *ret)
{
    for (uint32_t i = 0; i < r->outline.n; i++) {
        const struct reg_node *n = &r->outline.v[i];

        /* Numbered paragraphs without a heading are told by their duties. */
        if (n->heading.n == 0) {
            continue;
        }
        struct compare_entry *e = add(a, ret, &n->src);

        e->name = n->heading;
        e->place = n->path;
        add_field(e, TR_ID("path"), n->path);
        add_field(e, TR_ID("heading"), n->heading);
        finish(a, e, n->heading);
    }
}

const struct compare_kind compare_kinds[] = {
    {"facts", collect_facts},
    {"dates", collect_dates},
    {"rules", collect_rules},
    {"quantities", collect_quantities},
    {"obligations", collect_obligations},
    {"deliverables", collect_deliverables},
    {"forms", collect_forms},
    {"annex", collect_annex},
    {"outline", collect_outline},
};
const size_t compare_kind_count = COUNT(compare_kinds);
