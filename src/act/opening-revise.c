/*
 * Another edition of a contract's documents; see opening.h.
 *
 * A duty of the old edition goes on in the new one when its words are the same but for
 * orthography, or when the comparison of the registers pairs it with other words. It keeps its
 * record and with it owner, agreed reading, evidence, notes; its place, words and times follow the
 * new text, unless a person has corrected them: then only what the machine read is renewed. What
 * the new edition does not say any more is "replaced", never erased.
 */
#include "act/opening-write.h"

#include "act/duty-body.h"

#include <stdlib.h>

/* ---- the old duties by their words ---- */

struct old_duty {
    struct record record;
    struct str normal;    /* the machine's quote, folded */
    uint32_t file, beg;   /* place in the old edition */
    bool is_taken;
};
struct old_duties {
    struct old_duty *v;
    uint32_t n, room;
};

static int add_old(struct arena *a, const struct record *r, struct old_duties *ret,
                   struct err *err)
{
    json_t *body AUTO_JSON = NULL;

    if (body_of(r, &body, err) < 0) {
        return -1;
    }
    if (!str_eq(body_str(a, body, "origin"), STR("machine"))) {
        return 0;
    }
    struct str read = body_str(a, json_object_get(body, "machine"), "quote");
    const json_t *source = json_object_get(body, "source");

    *VEC_ADD(a, ret) = (struct old_duty){
        .record = *r,
        .normal = compare_normal(a, read.n > 0 ? read : body_str(a, body, "quote")),
        .file = (uint32_t)body_int(source, "file"),
        .beg = (uint32_t)body_int(source, "beg"),
    };
    return 0;
}

static int compare_old(const void *va, const void *vb)
{
    const struct old_duty *a = va;
    const struct old_duty *b = vb;
    int by_words = str_cmp(a->normal, b->normal);

    return by_words != 0 ? by_words : a->record.id < b->record.id ? -1 : 1;
}

static int load_old(struct writing *w, struct old_duties *ret, struct err *err)
{
    struct arena *a = w->act->arena;
    struct record_filter f = {.contract = w->contract, .type = &type_duty};

    do {
        struct record_list page = {};

        if (record_list(w->tx, a, &f, &page, &f.cursor, err) < 0) {
            return -1;
        }
        for (uint32_t i = 0; i < page.n; i++) {
            if (!str_eq(page.v[i].state, STR("replaced")) &&
                add_old(a, &page.v[i], ret, err) < 0) {
                return -1;
            }
        }
    } while (f.cursor.n > 0);
    if (ret->n > 1) {
        qsort(ret->v, ret->n, sizeof(ret->v[0]), compare_old);
    }
    return 0;
}

/* An old duty of these words that no new one has taken; NULL when there is none. */
static struct old_duty *find_words(struct old_duties *old, struct str normal)
{
    uint32_t low = 0;
    uint32_t high = old->n;

    while (low < high) {
        uint32_t middle = (low + high) / 2;

        if (str_cmp(old->v[middle].normal, normal) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    for (; low < old->n && str_eq(old->v[low].normal, normal); low++) {
        if (!old->v[low].is_taken) {
            return &old->v[low];
        }
    }
    return NULL;
}

/* The old duty that the comparison pairs with the new place. */
static struct old_duty *find_paired(const struct writing *w, struct old_duties *old,
                                    const struct reg_src *src)
{
    const struct changes *changes = &w->o->changes;

    for (uint32_t i = 0; i < changes->list.n; i++) {
        const struct change *c = &changes->list.v[i];

        if (c->how != CHANGE_CHANGED || c->before == NULL || c->after == NULL ||
            c->after->file != src->file || c->after->beg != src->beg) {
            continue;
        }
        for (uint32_t k = 0; k < old->n; k++) {
            if (!old->v[k].is_taken && old->v[k].file == c->before->file &&
                old->v[k].beg == c->before->beg) {
                return &old->v[k];
            }
        }
    }
    return NULL;
}

/* ---- one duty goes on ---- */

static void copy_member(json_t *to, const json_t *from, const char *name)
{
    json_t *value = json_object_get(from, name);

    body_set(to, name, value != NULL ? json_incref(value) : NULL);
}

static int go_on(struct writing *w, struct old_duty *old, const json_t *read, struct err *err)
{
    static const char *const place[] = {"document", "section", "section_sort", "source",
                                        "order",    "phase",   "item"};
    static const char *const words[] = {"quote",     "summary", "modality", "party",
                                        "condition", "time",    "due_words", "title"};
    json_t *body AUTO_JSON = NULL;

    old->is_taken = true;
    if (body_of(&old->record, &body, err) < 0) {
        return -1;
    }
    json_t *before AUTO_JSON = json_deep_copy(body);
    json_t *machine = json_object_get(body, "machine");
    json_t *written = machine != NULL ? machine : body;

    for (size_t i = 0; i < COUNT(place); i++) {
        copy_member(body, read, place[i]);
    }
    for (size_t i = 0; i < COUNT(words); i++) {
        copy_member(written, read, words[i]);
    }
    if (json_equal(before, body)) {
        return 0;
    }
    body_store(w->act->arena, body, &old->record);
    return record_change(w->tx, &old->record, "open.revise", err);
}

int opening_put_duty(struct writing *w, json_t *read, const struct reg_src *src, int64_t *ret_id,
                     struct err *err)
{
    struct old_duty *same = NULL;

    if (w->old != NULL) {
        same = find_words(w->old, compare_normal(w->act->arena, src->quote));
        same = same != NULL ? same : find_paired(w, w->old, src);
    }
    if (same == NULL) {
        return opening_add(w, &type_duty, read, ret_id, err);
    }
    if (ret_id != NULL) {
        *ret_id = same->record.id;
    }
    return go_on(w, same, read, err);
}

/* ---- what is read anew: the old is set aside, the new added ---- */

/* Records of a type in a state that nobody has worked on go to another state. */
static int set_aside(struct writing *w, const struct type *type, const char *state,
                     const char *to, struct err *err)
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
    if (replace_documents(w, err) < 0 || load_old(w, &old, err) < 0 ||
        opening_put_duties(w, err) < 0) {
        return -1;
    }
    if (set_aside(w, &type_fact, "current", "replaced", err) < 0 ||
        set_aside(w, &type_finding, "open", "dismissed", err) < 0 ||
        set_aside(w, &type_deliverable, "open", "dropped", err) < 0 ||
        set_aside(w, &type_milestone, "planned", "dropped", err) < 0) {
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
