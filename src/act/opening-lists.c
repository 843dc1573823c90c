/* Facts, deliverables, findings and dated things of a register as records; see opening-write.h. */
#include "act/opening-write.h"

#include "base/hex.h"
#include "spec/reg-time.h"
#include "text/calendar.h"
#include "write/due.h"
#include "write/words.h"

/* ---- documents ---- */

static const char *kind_word(const struct reg *r, uint32_t file)
{
    for (uint32_t i = 0; i < r->obligations.n; i++) {
        if (r->obligations.v[i].src.file == file) {
            return "spec";
        }
    }
    for (uint32_t i = 0; i < r->annex.items.n; i++) {
        if (r->annex.items.v[i].src.file == file) {
            return "annex";
        }
    }
    for (uint32_t i = 0; i < r->forms.n; i++) {
        if (r->forms.v[i].src.file == file) {
            return "form";
        }
    }
    return "other";
}

/* A text layer larger than this is not kept beside the document: the page shows quotes only. */
enum { LARGEST_KEPT_TEXT = 4 * 1024 * 1024 };

static int add_document(struct writing *w, uint32_t file, struct err *err)
{
    const struct doc *d = w->o->reg.documents.v[file];
    const struct blob *blob = &w->o->blobs[file];
    json_t *body AUTO_JSON = json_object();

    body_set_str(body, "name", blob->name);
    body_set_str(body, "sha256", hex_of(w->act->arena, blob->sha256, sizeof(blob->sha256)));
    body_set_int(body, "bytes", blob->bytes);
    body_set_str(body, "kind", str_of(kind_word(&w->o->reg, file)));
    body_set_str(body, "edition", w->o->reg.annex.edition);
    body_set_day(body, "opened_day", act_today(w->act));
    body_set_str(body, "inspected", str_of(inspect_state_word(w->looked[file].state)));
    body_set_int(body, "grave", look_grave(&w->looked[file]));
    if (d->text.n <= LARGEST_KEPT_TEXT) {
        body_set(body, "text", json_pack("{s:s%}", "layer", d->text.p, d->text.n));
    }
    if (blob_keep(w->tx, w->contract, blob, err) < 0) {
        return -1;
    }
    return opening_add(w, &type_document, body, &w->documents[file], err);
}

int opening_add_documents(struct writing *w, struct err *err)
{
    uint32_t n = w->o->reg.documents.n;

    w->documents = ARENA_ARRAY(w->act->arena, n, int64_t);
    for (uint32_t i = 0; i < n; i++) {
        if (add_document(w, i, err) < 0) {
            return -1;
        }
    }
    return 0;
}

/* ---- facts ---- */

int opening_add_facts(struct writing *w, struct err *err)
{
    const struct reg *r = &w->o->reg;

    for (uint32_t i = 0; i < r->facts.n; i++) {
        const struct reg_fact *f = &r->facts.v[i];
        json_t *body AUTO_JSON = json_object();

        body_set_str(body, "key", f->key);
        body_set_str(body, "value", f->value);
        body_set_str(body, "quote", f->src.quote);
        body_set(body, "source", opening_source(w, &f->src));
        body_set_int(body, "document", w->documents[f->src.file]);
        body_set_int(body, "order", i + 1);
        if (opening_add(w, &type_fact, body, NULL, err) < 0) {
            return -1;
        }
    }
    return 0;
}

/* ---- deliverables ---- */

static int add_deliverable(struct writing *w, uint32_t index, struct err *err)
{
    const struct reg_deliverable *d = &w->o->reg.deliverables.v[index];
    json_t *body AUTO_JSON = json_object();
    struct due_span span;

    body_set_str(body, "name", d->name);
    body_set_str(body, "format", d->format);
    body_set_str(body, "copies", d->copies);
    body_set_str(body, "due", d->due);
    body_set_str(body, "conditions", d->conditions);
    body_set_str(body, "quote", d->src.quote);
    body_set(body, "source", opening_source(w, &d->src));
    body_set_int(body, "document", w->documents[d->src.file]);
    body_set_str(body, "section", words_section_of(&w->o->reg, &d->src));
    body_set_int(body, "order", index + 1);
    if (d->due.n > 0 && due_span_parse(d->due, &span)) {
        body_set_day(body, "due_day", span.to.last);
    }
    return opening_add(w, &type_deliverable, body, NULL, err);
}

/* ---- items of the security annex: what proves them, what differs from the known edition ---- */

static int add_item(struct writing *w, uint32_t index, struct err *err)
{
    const struct reg_annex_item *i = &w->o->reg.annex.items.v[index];
    json_t *body AUTO_JSON = json_object();

    if (str_starts(i->id, STR("form"))) {
        return 0; /* a line of the report form */
    }
    body_set_str(body, "number", i->id);
    body_set_str(body, "title", i->title);
    body_set_str(body, "modality", str_of(reg_modality_word(i->modality)));
    body_set_str(body, "trigger", words_annex_trigger(TR_JA, i->trigger));
    body_set_str(body, "evidence", i->evidence);
    body_set_str(body, "quote", i->src.quote);
    body_set_str(body, "difference", i->difference);
    body_set_str(body, "edition", w->o->reg.annex.edition);
    body_set(body, "source", opening_source(w, &i->src));
    body_set_int(body, "document", w->documents[i->src.file]);
    body_set_int(body, "order", index + 1);
    return opening_add(w, &type_item, body, NULL, err);
}

/* ---- findings ---- */

static int add_finding(struct writing *w, uint32_t index, struct err *err)
{
    const struct reg_finding *f = &w->o->reg.findings.v[index];
    json_t *body AUTO_JSON = json_object();

    body_set_str(body, "rule", f->rule);
    body_set_str(body, "kind", f->kind);
    body_set_str(body, "level", str_of(reg_severity_word(f->severity)));
    body_set_str(body, "quote", f->src.quote);
    body_set_str(body, "section", words_section_of(&w->o->reg, &f->src));
    body_set_str(body, "why", f->why);
    body_set_str(body, "question", f->question);
    body_set(body, "source", opening_source(w, &f->src));
    body_set_int(body, "document", w->documents[f->src.file]);
    body_set_int(body, "order", index + 1);
    return opening_add(w, &type_finding, body, NULL, err);
}

/* ---- what is dated: milestones, and duties where no obligation says it ---- */

static int add_milestone(struct writing *w, const struct reg_date *d, const struct due_span *span,
                         int64_t order, struct err *err)
{
    json_t *body AUTO_JSON = json_object();
    int32_t first = span->from.first != CALENDAR_NONE ? span->from.first : span->to.first;
    int32_t last = span->to.last != CALENDAR_NONE ? span->to.last : span->from.last;

    body_set_str(body, "title", d->role.n > 0 ? d->role : d->src.quote);
    body_set_day(body, "plan_first", first);
    body_set_day(body, "plan_last", last);
    body_set_int(body, "order", order);
    return opening_add(w, &type_milestone, body, NULL, err);
}

static int add_dated_duty(struct writing *w, const struct reg_src *src, struct str summary,
                          struct str value, struct str words, struct err *err)
{
    json_t *body AUTO_JSON = opening_dated_body(w, src, summary, value, words);

    return opening_put_duty(w, body, src, NULL, err);
}

static int add_dated(struct writing *w, struct err *err)
{
    struct arena *a = w->act->arena;
    const struct reg *r = &w->o->reg;
    struct due_list due = {};
    int64_t order = 1;

    due_list_build(a, r, &due);
    for (uint32_t i = 0; i < due.dated.n; i++) {
        const struct due_entry *e = &due.dated.v[i];

        if (e->kind == DUE_DELIVERABLE) {
            const struct reg_deliverable *d = &r->deliverables.v[e->index];

            if (add_dated_duty(w, &d->src, arena_printf(a, "納入：%.*s", STR_ARG(d->name)), d->due,
                               d->due, err) < 0) {
                return -1;
            }
            continue;
        }
        const struct reg_date *d = &r->dates.v[e->index];

        if (add_milestone(w, d, &e->span, order++, err) < 0) {
            return -1;
        }
        if (reg_is_deadline(r, d) && !reg_is_held(r, &d->src) &&
            add_dated_duty(w, &d->src, d->role.n > 0 ? d->role : d->src.quote, d->value,
                           d->src.quote, err) < 0) {
            return -1;
        }
    }
    return 0;
}

int opening_add_lists(struct writing *w, struct err *err)
{
    const struct reg *r = &w->o->reg;

    for (uint32_t i = 0; i < r->deliverables.n; i++) {
        if (add_deliverable(w, i, err) < 0) {
            return -1;
        }
    }
    for (uint32_t i = 0; i < r->annex.items.n; i++) {
        if (add_item(w, i, err) < 0) {
            return -1;
        }
    }
    for (uint32_t i = 0; i < r->findings.n; i++) {
        if (add_finding(w, i, err) < 0) {
            return -1;
        }
    }
    return add_dated(w, err);
}
