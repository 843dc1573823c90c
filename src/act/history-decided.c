/*
 * Which rule a decision was about. An event holds the record as it was left, with all its
 * decisions: what the event decided is how they differ from those of the version before. So it is
 * told of every event that was ever written, and of what took one back.
 */
#include "act/history-decided.h"

#include "act/job.h"

static const json_t *decision_on(const json_t *body, const char *rule)
{
    const json_t *decisions = json_object_get(body, "decisions");

    for (size_t i = 0; i < json_array_size(decisions); i++) {
        const json_t *d = json_array_get(decisions, i);
        const char *id = json_string_value(json_object_get(d, "rule"));

        if (id != NULL && strcmp(id, rule) == 0) {
            return d;
        }
    }
    return NULL;
}

static void add(struct arena *a, struct history_entry *e, const json_t *d, struct str choice)
{
    *VEC_ADD(a, &e->decided) = (struct history_decision){
        .rule = body_str(a, d, "rule"), .choice = choice, .by = body_str(a, d, "by")};
}

/* The decisions of `now` that `before` did not have, and those it had alone as taken back. */
static void compare(struct arena *a, const json_t *before, const json_t *now,
                    struct history_entry *e)
{
    const json_t *decisions = json_object_get(now, "decisions");
    const json_t *old = json_object_get(before, "decisions");

    for (size_t i = 0; i < json_array_size(decisions); i++) {
        const json_t *d = json_array_get(decisions, i);
        const char *rule = json_string_value(json_object_get(d, "rule"));

        if (rule != NULL && !json_equal(d, decision_on(before, rule))) {
            add(a, e, d, body_str(a, d, "choice"));
        }
    }
    for (size_t i = 0; i < json_array_size(old); i++) {
        const json_t *d = json_array_get(old, i);
        const char *rule = json_string_value(json_object_get(d, "rule"));

        if (rule != NULL && decision_on(now, rule) == NULL) {
            add(a, e, d, STR("none"));
        }
    }
}

static int of_inspection(struct tx *tx, struct arena *a, const json_t *body,
                         struct history_entry *e, struct err *err)
{
    json_t *old AUTO_JSON = NULL;
    struct record before;

    if (str_eq(e->kind, STR("inspection.renew"))) { /* all is to be decided anew */
        e->edition = body_int_or(body, "edition", 1);
        return 0;
    }
    if (e->version <= 1) {
        return 0;
    }
    if (record_at(tx, a, e->record, e->version - 1, &before, err) < 0 ||
        body_of(&before, &old, err) < 0) {
        return -1;
    }
    compare(a, old, body, e);
    return 0;
}

int history_decided(struct tx *tx, struct arena *a, const json_t *left, struct history_entry *e,
                    struct err *err)
{
    const json_t *body = json_object_get(left, "body");

    if (str_eq(e->type, STR("inspection"))) {
        return of_inspection(tx, a, body, e, err);
    }
    if (str_eq(e->type, STR("allowance"))) {
        bool is_given = str_eq(body_str(a, left, "state"), STR("given"));

        add(a, e, body, is_given ? STR("allow") : STR("none"));
    }
    return 0;
}
