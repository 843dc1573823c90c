/* A contract and its events as JSON; see export.h. */
#include "base/hex.h"
#include "base/json.h"
#include "cli/desk-view.h"
#include "cli/export.h"
#include "text/calendar.h"

int export_load(struct act *act, int64_t contract, struct export_data *ret, struct err *err)
{
    struct duty_filter all = {.contract = contract};
    struct export_data d = {
        .act = act,
        .lists = {{"meetings", &type_meeting, {}},
                  {"questions", &type_question, {}},
                  {"findings", &type_finding, {}},
                  {"deliverables", &type_deliverable, {}},
                  {"milestones", &type_milestone, {}}},
    };

    if (act_contract(act, contract, &d.contract, err) < 0 ||
        act_facts(act, contract, &d.facts, err) < 0 ||
        act_documents(act, contract, &d.documents, err) < 0 ||
        act_occasions(act, contract, &d.occasions, err) < 0 ||
        act_duties(act, &all, &d.duties, NULL, err) < 0) {
        return -1;
    }
    for (uint32_t i = 0; i < d.duties.n; i++) {
        if (act_duty(act, d.duties.v[i].id, &d.duties.v[i], err) < 0) {
            return -1;
        }
    }
    for (size_t i = 0; i < EXPORT_LISTS; i++) {
        if (act_items(act, contract, d.lists[i].type, &d.lists[i].items, err) < 0) {
            return -1;
        }
    }
    *ret = d;
    return 0;
}

static void put_int(struct json *j, const char *key, int64_t value)
{
    json_key(j, key);
    json_int(j, value);
}

static void put_text(struct json *j, const char *key, struct str value)
{
    json_key(j, key);
    json_str(j, value);
}

static void put_contract(struct json *j, struct arena *a, const struct contract *c)
{
    json_key(j, "contract");
    json_begin_object(j);
    put_int(j, "id", c->id);
    json_member(j, "state", c->state);
    json_member(j, "title", c->title);
    json_member(j, "buyer", c->buyer);
    json_member(j, "buyer_office", c->buyer_office);
    json_member(j, "contract_type", c->contract_type);
    json_member(j, "term_first", view_iso(a, c->term_first));
    json_member(j, "term_last", view_iso(a, c->term_last));
    if (c->budget_cap_yen >= 0) {
        put_int(j, "budget_cap_yen", c->budget_cap_yen);
    }
    json_member(j, "note", c->note);
    json_end(j);
}

static void put_facts(struct json *j, const struct fact_list *facts)
{
    json_key(j, "facts");
    json_begin_array(j);
    for (uint32_t i = 0; i < facts->n; i++) {
        json_begin_object(j);
        json_member(j, "key", facts->v[i].key);
        json_member(j, "value", facts->v[i].value);
        json_member(j, "quote", facts->v[i].quote);
        json_end(j);
    }
    json_end(j);
}

static void put_documents(struct json *j, struct arena *a, const struct document_list *list)
{
    json_key(j, "documents");
    json_begin_array(j);
    for (uint32_t i = 0; i < list->n; i++) {
        const struct document *d = &list->v[i];

        json_begin_object(j);
        put_int(j, "id", d->id);
        json_member(j, "name", d->name);
        json_member(j, "kind", d->kind);
        json_member(j, "state", d->state);
        put_int(j, "bytes", d->bytes);
        json_member(j, "sha256", hex_of(a, d->sha256, sizeof(d->sha256)));
        json_end(j);
    }
    json_end(j);
}

static void put_occasions(struct json *j, struct arena *a, const struct occasion_views *list)
{
    json_key(j, "occasions");
    json_begin_array(j);
    for (uint32_t i = 0; i < list->n; i++) {
        json_begin_object(j);
        json_member(j, "name", list->v[i].name);
        json_member(j, "day", view_iso(a, list->v[i].day));
        if (list->v[i].minute >= 0) {
            put_int(j, "minute", list->v[i].minute);
        }
        put_int(j, "clocks", list->v[i].clocks);
        json_end(j);
    }
    json_end(j);
}

static void put_clocks(struct json *j, struct arena *a, const struct due_rows *rows)
{
    json_key(j, "clocks");
    json_begin_array(j);
    for (uint32_t i = 0; i < rows->n; i++) {
        const struct due_row *row = &rows->v[i];

        json_begin_object(j);
        json_member(j, "key", row->clock.key);
        json_member(j, "state", str_of(due_state_word(row->state)));
        json_member(j, "from", view_iso(a, row->clock.day_from));
        json_member(j, "to", view_iso(a, row->clock.day_to));
        if (row->clock.minute >= 0) {
            put_int(j, "minute", row->clock.minute);
        }
        json_member(j, "rule", row->clock.rule);
        json_member(j, "why", row->clock.why);
        json_end(j);
    }
    json_end(j);
}

static void put_evidence(struct json *j, struct arena *a, const struct evidence_list *list)
{
    json_key(j, "evidence");
    json_begin_array(j);
    for (uint32_t i = 0; i < list->n; i++) {
        const struct evidence *e = &list->v[i];

        json_begin_object(j);
        put_int(j, "id", e->id);
        json_member(j, "state", e->state);
        json_member(j, "clock", e->clock_key);
        json_member(j, "day", view_iso(a, e->day));
        json_member(j, "actor", e->actor);
        json_member(j, "note", e->note);
        json_member(j, "file", e->file_name);
        json_member(j, "sha256", e->blob);
        json_end(j);
    }
    json_end(j);
}

static void put_reading(struct json *j, struct arena *a, const struct duty_reading *r)
{
    json_key(j, "reading");
    if (r->value.n == 0) {
        json_none(j);
        return;
    }
    json_begin_object(j);
    json_member(j, "value", r->value);
    json_member(j, "words", r->words);
    json_member(j, "by", r->by);
    json_member(j, "day", view_iso(a, r->day));
    json_member(j, "note", r->note);
    json_end(j);
}

static void put_duty(struct json *j, struct arena *a, const struct duty *d)
{
    json_begin_object(j);
    put_int(j, "id", d->id);
    json_member(j, "state", d->state);
    json_member(j, "section", d->section);
    json_member(j, "item", d->item);
    json_member(j, "summary", d->summary);
    json_member(j, "quote", d->quote);
    json_member(j, "modality", d->modality);
    json_member(j, "party", d->party);
    json_member(j, "condition", d->condition);
    json_member(j, "due_words", d->due_words);
    json_member(j, "owner", d->owner);
    json_member(j, "note", d->note);
    json_member(j, "origin", d->origin);
    if (d->is_corrected) {
        json_member(j, "machine_quote", d->machine_quote);
        json_member(j, "machine_summary", d->machine_summary);
    }
    put_reading(j, a, &d->reading);
    put_clocks(j, a, &d->clocks);
    put_evidence(j, a, &d->evidence);
    json_end(j);
}

static void put_list(struct json *j, const struct export_list *list)
{
    json_key(j, list->name);
    json_begin_array(j);
    for (uint32_t i = 0; i < list->items.n; i++) {
        const struct item *item = &list->items.v[i];

        json_begin_object(j);
        put_int(j, "id", item->id);
        json_member(j, "state", item->state);
        for (uint32_t k = 0; k < item->value_count; k++) {
            if (item->values[k].text.n > 0) {
                json_member(j, item->values[k].field, item->values[k].text);
            }
        }
        json_end(j);
    }
    json_end(j);
}

int export_json(FILE *file, const void *data, struct err *err)
{
    const struct export_data *d = data;
    struct arena *a = d->act->arena;
    struct json j;

    json_init(&j, file, JSON_INDENTED);
    json_begin_object(&j);
    json_member(&j, "format", STR("itaku-contract-1"));
    put_contract(&j, a, &d->contract);
    put_facts(&j, &d->facts);
    put_documents(&j, a, &d->documents);
    put_occasions(&j, a, &d->occasions);
    json_key(&j, "duties");
    json_begin_array(&j);
    for (uint32_t i = 0; i < d->duties.n; i++) {
        put_duty(&j, a, &d->duties.v[i]);
    }
    json_end(&j);
    for (size_t i = 0; i < EXPORT_LISTS; i++) {
        put_list(&j, &d->lists[i]);
    }
    json_end(&j);
    return json_finish(&j, err);
}

/* ---- events ---- */

static int put_event(const struct event_proof *p, void *user, struct err *err)
{
    struct arena a CLEANUP(arena_done) = {};
    const struct event *e = &p->event;
    struct json j;

    json_init(&j, user, JSON_TIGHT);
    json_begin_object(&j);
    put_int(&j, "seq", e->seq);
    put_int(&j, "contract", e->contract);
    put_int(&j, "record", e->record);
    put_text(&j, "actor", e->actor);
    put_text(&j, "kind", e->kind);
    put_int(&j, "happened_ms", e->happened_ms);
    put_int(&j, "received_ms", e->received_ms);
    put_int(&j, "version", e->version);
    if (p->is_erased) {
        json_member(&j, "body", (struct str){});
        json_member(&j, "salt", (struct str){});
    } else {
        put_text(&j, "body", e->body);
        put_text(&j, "salt", hex_of(&a, p->salt, sizeof(p->salt)));
    }
    put_text(&j, "commitment", hex_of(&a, p->commitment, sizeof(p->commitment)));
    put_text(&j, "prev_hash", hex_of(&a, p->prev_hash, sizeof(p->prev_hash)));
    put_text(&j, "hash", hex_of(&a, p->hash, sizeof(p->hash)));
    json_end(&j);
    return json_finish(&j, err);
}

int export_events(FILE *file, const void *data, struct err *err)
{
    const struct export_data *d = data;

    return act_events(d->act, d->contract.id, put_event, file, err);
}
