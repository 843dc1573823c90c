/*
 * Duties of a register on their way into the desk; see opening-write.h.
 *
 * A duty of the old edition goes on in the new one when its words are the same but for
 * orthography, or when the comparison of the registers pairs it with other words. It keeps its
 * record and with it owner, agreed reading, evidence, notes; its place, words and times follow the
 * new text, unless a person has corrected them: then only what the machine read is renewed.
 */
#include "act/opening-write.h"
#include "base/tr.h"
#include "core/clock.h"
#include "spec/compare-normal.h"
#include "text/calendar.h"

#include <stdlib.h>

/*
 * A duty of the bid whose day was over when the document was opened: the contract has been won, and
 * it would only be told as late for ever. It is kept, dropped, with its reason.
 */
static bool is_bid_that_is_over(struct writing *w, const json_t *body)
{
    struct arena *a = w->act->arena;
    const json_t *times = json_object_get(body, "time");
    bool any = false;

    if (!str_eq(body_str(a, body, "phase"), STR("bid"))) {
        return false;
    }
    for (size_t i = 0; i < json_array_size(times); i++) {
        struct clock_rule rule;
        struct err unread;

        if (clock_parse(a, body_str(a, json_array_get(times, i), "value"), &rule, &unread) < 0 ||
            rule.kind != CLOCK_FIXED || rule.day_to == CALENDAR_NONE ||
            rule.day_to >= act_today(w->act)) {
            return false;
        }
        any = true;
    }
    return any;
}

int opening_add(struct writing *w, const struct type *type, json_t *body, int64_t *ret_id,
                struct err *err)
{
    struct record r = {.contract = w->contract, .type = type};

    if (type == &type_duty && is_bid_that_is_over(w, body)) {
        r.state = STR("dropped");
        body_set_str(body, "note", str_of(tr("the bid was over when the document was opened")));
    }

    body_store(w->act->arena, body, &r);
    if (record_add(w->tx, &r, "open", err) < 0) {
        return -1;
    }
    if (ret_id != NULL) {
        *ret_id = r.id;
    }
    return 0;
}

/* ---- the old duties by their words ---- */

static int add_old(struct arena *a, const struct record *r, struct old_duties *ret, struct err *err)
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

int opening_load_old(struct writing *w, struct old_duties *ret, struct err *err)
{
    struct arena *a = w->act->arena;
    struct record_filter f = {.contract = w->contract, .type = &type_duty};

    do {
        struct record_list page = {};

        if (record_list(w->tx, a, &f, &page, &f.cursor, err) < 0) {
            return -1;
        }
        for (uint32_t i = 0; i < page.n; i++) {
            if (!str_eq(page.v[i].state, STR("replaced")) && add_old(a, &page.v[i], ret, err) < 0) {
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
    static const char *const words[] = {"quote",     "summary", "modality",  "party",
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

int opening_put_duties(struct writing *w, struct err *err)
{
    const struct reg *r = &w->o->reg;
    int64_t *ids = ARENA_ARRAY(w->act->arena, r->obligations.n, int64_t);

    for (uint32_t i = 0; i < r->obligations.n; i++) {
        json_t *body AUTO_JSON = opening_duty_body(w, i);
        uint32_t of = r->obligations.v[i].exception_of;

        if (of != REG_NO_INDEX && of < i) {
            body_set_int(body, "exception_of", ids[of]);
        }
        if (opening_put_duty(w, body, &r->obligations.v[i].src, &ids[i], err) < 0) {
            return -1;
        }
    }
    for (uint32_t i = 0; i < r->annex.items.n; i++) {
        const struct reg_annex_item *item = &r->annex.items.v[i];

        if (str_starts(item->id, STR("form"))) {
            continue; /* a line of the report form, no item */
        }
        json_t *body AUTO_JSON = opening_item_body(w, i);

        if (opening_put_duty(w, body, &item->src, NULL, err) < 0) {
            return -1;
        }
    }
    return 0;
}
