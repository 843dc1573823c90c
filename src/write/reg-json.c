/* The register as JSON; see reg-json.h. Driven by reg_kinds; annex and forms have their shape. */
#include "write/reg-json.h"

void reg_json_source(struct json *j, const struct reg *r, const struct reg_src *src)
{
    const struct doc *d = r->documents.v[src->file];

    json_key(j, "source");
    json_begin_object(j);
    json_member(j, "file", d->name);
    json_key(j, "beg");
    json_int(j, doc_source_offset(d, src->beg));
    json_key(j, "end");
    json_int(j, doc_source_offset(d, src->end));
    json_key(j, "line");
    json_int(j, src->line);
    json_key(j, "page");
    if (src->page == 0) {
        json_none(j);
    } else {
        json_int(j, src->page);
    }
    json_end(j);
}

static void write_number(struct json *j, struct str digits)
{
    int64_t value = 0;

    for (size_t i = 0; i < digits.n && digits.p[i] >= '0' && digits.p[i] <= '9'; i++) {
        value = value * 10 + (digits.p[i] - '0');
    }
    json_int(j, value);
}

static void write_quantity_bound(struct json *j, bool has, double value)
{
    if (has) {
        json_double(j, value);
    } else {
        json_none(j);
    }
}

static void write_column(struct json *j, const struct reg_column *c, const void *entry)
{
    const char *member = (const char *)entry + c->offset;
    const struct reg_src *src = entry;

    json_key(j, c->key);
    switch (c->type) {
    case COL_STR: {
        struct str s = *(const struct str *)(const void *)member;

        s.n == 0 ? json_none(j) : json_str(j, s);
        return;
    }
    case COL_NUMBER_OR_STR: {
        const struct reg_fact *f = entry;

        f->is_number ? write_number(j, f->value) : json_str(j, f->value);
        return;
    }
    case COL_BOOL:
        json_bool(j, *(const bool *)member);
        return;
    case COL_UINT: {
        uint32_t value = *(const uint32_t *)(const void *)member;

        value == REG_NO_INDEX ? json_none(j) : json_int(j, value);
        return;
    }
    case COL_MIN: {
        const struct reg_quantity *q = entry;

        write_quantity_bound(j, q->has_min, q->min);
        return;
    }
    case COL_MAX: {
        const struct reg_quantity *q = entry;

        write_quantity_bound(j, q->has_max, q->max);
        return;
    }
    case COL_MODALITY:
        json_str(j, str_of(reg_modality_word(*(const enum reg_modality *)(const void *)member)));
        return;
    case COL_ACTOR:
        json_str(j, str_of(reg_actor_word(*(const enum reg_actor *)(const void *)member)));
        return;
    case COL_QUALIFIER:
        json_str(j, str_of(reg_qualifier_word(*(const enum reg_qualifier *)(const void *)member)));
        return;
    case COL_REFERENCE_KIND:
        json_str(j, str_of(reg_reference_kind_word(
                        *(const enum reg_reference_kind *)(const void *)member)));
        return;
    case COL_CONFIDENCE:
        json_str(j,
                 str_of(reg_confidence_word(*(const enum reg_confidence *)(const void *)member)));
        return;
    case COL_SEVERITY:
        json_str(j, str_of(reg_severity_word(*(const enum reg_severity *)(const void *)member)));
        return;
    case COL_QUOTE:
        json_str(j, src->quote);
        return;
    }
}

static void write_kind(struct json *j, const struct reg *r, const struct reg_kind *kind)
{
    json_key(j, kind->key);
    json_begin_array(j);
    for (uint32_t i = 0; i < reg_count(r, kind); i++) {
        const void *entry = reg_entry(r, kind, i);

        json_begin_object(j);
        for (size_t c = 0; c < kind->column_count; c++) {
            write_column(j, &kind->columns[c], entry);
        }
        reg_json_source(j, r, entry);
        json_end(j);
    }
    json_end(j);
}

static void write_annex(struct json *j, const struct reg *r)
{
    const struct reg_annex *x = &r->annex;

    json_key(j, "annex");
    if (!x->present) {
        json_none(j);
        return;
    }
    json_begin_object(j);
    json_member(j, "edition", x->edition);
    json_member(j, "closest", x->closest);
    json_key(j, "removed");
    json_begin_array(j);
    for (uint32_t i = 0; i < x->removed.n; i++) {
        json_str(j, x->removed.v[i]);
    }
    json_end(j);
    json_key(j, "has_item_15_10");
    json_bool(j, x->has_item_15_10);
    json_key(j, "mail_auth");
    json_begin_array(j);
    for (uint32_t i = 0; i < x->mail_auth.n; i++) {
        json_str(j, x->mail_auth.v[i]);
    }
    json_end(j);
    json_member(j, "addressee", x->addressee);
    json_member(j, "audit_body", x->audit_body);
    json_member(j, "report_timing", x->report_timing);
    json_key(j, "items");
    json_begin_array(j);
    for (uint32_t i = 0; i < x->items.n; i++) {
        const struct reg_annex_item *item = &x->items.v[i];

        json_begin_object(j);
        json_member(j, "id", item->id);
        json_member(j, "title", item->title);
        json_member(j, "quote", item->src.quote);
        json_member(j, "modality", str_of(reg_modality_word(item->modality)));
        json_member(j, "trigger", item->trigger);
        json_member(j, "timing", item->timing);
        json_member(j, "evidence", item->evidence);
        json_key(j, "known");
        json_bool(j, item->known);
        json_member(j, "difference", item->difference);
        reg_json_source(j, r, &item->src);
        json_end(j);
    }
    json_end(j);
    json_end(j);
}

static void write_forms(struct json *j, const struct reg *r)
{
    json_key(j, "forms");
    json_begin_array(j);
    for (uint32_t i = 0; i < r->forms.n; i++) {
        const struct reg_form *form = &r->forms.v[i];

        json_begin_object(j);
        json_member(j, "label", form->label);
        json_member(j, "title", form->title);
        json_key(j, "fields");
        json_begin_array(j);
        for (uint32_t k = 0; k < form->fields.n; k++) {
            const struct reg_form_field *field = &form->fields.v[k];

            json_begin_object(j);
            json_member(j, "name", field->name);
            json_member(j, "type", field->type);
            json_key(j, "mandatory");
            json_bool(j, field->mandatory);
            json_member(j, "note", field->note);
            reg_json_source(j, r, &field->src);
            json_end(j);
        }
        json_end(j);
        json_member(j, "quote", form->src.quote);
        reg_json_source(j, r, &form->src);
        json_end(j);
    }
    json_end(j);
}

void reg_json_write(struct json *j, const struct reg *r)
{
    json_begin_object(j);
    json_key(j, "documents");
    json_begin_array(j);
    for (uint32_t i = 0; i < r->documents.n; i++) {
        const struct doc *d = r->documents.v[i];

        json_begin_object(j);
        json_member(j, "file", d->name);
        json_member(j, "encoding", d->encoding);
        json_key(j, "pages");
        json_int(j, d->pages);
        json_end(j);
    }
    json_end(j);
    for (size_t k = 0; k < reg_kind_count; k++) {
        write_kind(j, r, &reg_kinds[k]);
    }
    write_annex(j, r);
    write_forms(j, r);
    json_end(j);
}
