/*
 * Another edition of a contract's documents; see opening.h. Duties go on as opening-put.c says;
 * what the new edition does not say any more is "replaced", never erased.
 */
#include "act/opening-write.h"

/* ---- what is read anew: the old is set aside, the new added ---- */

/* Records of a type in a state that nobody has worked on go to another state. */
static int set_aside(struct writing *w, const struct type *type, const char *state, const char *to,
                     struct err *err)
{
    struct record_filter f = {.contract = w->contract, .type = type, .state = str_of(state)};
    struct record_list page = {};
    struct str cursor;

    if (record_list(w->tx, w->act->arena, &f, &page, &cursor, err) < 0) {
        return -1;
    }
    for (uint32_t i = 0; i < page.n; i++) {
        page.v[i].state = str_of(to);
        if (record_change(w->tx, &page.v[i], "open.revise", err) < 0) {
            return -1;
        }
    }
    return 0;
}

/* Documents of before this opening; those it has just added stay. */
static int replace_documents(struct writing *w, struct err *err)
{
    struct record_filter f = {
        .contract = w->contract, .type = &type_document, .state = STR("current")};
    struct record_list page = {};
    struct str cursor;

    if (record_list(w->tx, w->act->arena, &f, &page, &cursor, err) < 0) {
        return -1;
    }
    for (uint32_t i = 0; i < page.n; i++) {
        bool is_new = false;

        for (size_t k = 0; k < w->o->file_count; k++) {
            is_new |= w->documents[k] == page.v[i].id;
        }
        if (is_new) {
            continue;
        }
        page.v[i].state = STR("replaced");
        if (record_change(w->tx, &page.v[i], "open.revise", err) < 0 ||
            link_add(w->tx, w->contract, "replaces", w->documents[0], page.v[i].id, err) < 0) {
            return -1;
        }
    }
    return 0;
}

/* The term of the contract follows its new fact. */
static int follow_term(struct writing *w, struct err *err)
{
    struct record contract;
    json_t *body AUTO_JSON = NULL;

    if (record_load(w->tx, w->act->arena, w->contract, &contract, err) < 0 ||
        body_of(&contract, &body, err) < 0) {
        return -1;
    }
    for (uint32_t i = 0; i < w->o->reg.facts.n; i++) {
        const struct reg_fact *f = &w->o->reg.facts.v[i];

        if (str_eq(f->key, STR("contract_end"))) {
            body_set_str(body, "term_last", f->value);
        }
    }
    body_store(w->act->arena, body, &contract);
    return record_change(w->tx, &contract, "open.revise", err);
}

int opening_revise(struct writing *w, struct err *err)
{
    struct old_duties old = {};

    w->order = 1;
    w->old = &old;
    if (replace_documents(w, err) < 0 || opening_load_old(w, &old, err) < 0 ||
        opening_put_duties(w, err) < 0) {
        return -1;
    }
    if (set_aside(w, &type_fact, "current", "replaced", err) < 0 ||
        set_aside(w, &type_finding, "open", "dismissed", err) < 0 ||
        set_aside(w, &type_deliverable, "open", "dropped", err) < 0 ||
        set_aside(w, &type_milestone, "planned", "dropped", err) < 0 ||
        set_aside(w, &type_item, "open", "dropped", err) < 0) {
        return -1;
    }
    if (opening_add_facts(w, err) < 0 || opening_add_lists(w, err) < 0) {
        return -1;
    }
    for (uint32_t i = 0; i < old.n; i++) {
        if (old.v[i].is_taken) {
            continue;
        }
        old.v[i].record.state = STR("replaced");
        if (record_change(w->tx, &old.v[i].record, "open.revise", err) < 0) {
            return -1;
        }
    }
    return follow_term(w, err);
}
