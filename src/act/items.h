/*
 * The smaller records of a contract, which are lists that people fill in: meetings, questions to
 * the issuer, findings, deliverables, milestones. They share one shape: a record with named values,
 * checked by its type; the pages and the API show them by these names (docs/DATA.md).
 */
#ifndef ACT_ITEMS_H
#define ACT_ITEMS_H

#include "act/act.h"

struct item_value {
    const char *field; /* of the type */
    struct str text;   /* numbers and days as text; empty = none */
};

struct item {
    int64_t id, version, contract;
    struct str state;
    struct item_value
        *values; /* every keyed, text, day and number field of the type, in its order */
    uint32_t value_count;
};
struct item_list {
    struct item *v;
    uint32_t n, room;
};

/* type: meeting question finding deliverable milestone. Ordered by day, number or order. */
int act_items(struct act *act, int64_t contract, const struct type *type, struct item_list *ret,
              struct err *err) MUST_USE;
int act_item(struct act *act, int64_t id, struct item *ret, struct err *err) MUST_USE;
/* Value of a field, or an empty str. */
struct str item_text(const struct item *i, const char *field);

/* Adds one. ERR_INVALID names the field. A meeting is an occasion: clocks are recomputed. */
int act_item_add(struct act *act, int64_t contract, const struct type *type, struct str state,
                 const struct item_value *values, size_t count, int64_t *ret_id,
                 struct err *err) MUST_USE;
/* Changes the values named, and the state when it is not empty. */
int act_item_change(struct act *act, int64_t id, int64_t version, struct str state,
                    const struct item_value *values, size_t count, struct err *err) MUST_USE;

/* Makes questions of findings (those ids, or all open ones when count is 0). */
int act_findings_ask(struct act *act, int64_t contract, const int64_t *ids, size_t count,
                     int *ret_made, struct err *err) MUST_USE;

/* Keeps today's plan of all milestones as the baseline that progress is told against. */
int act_milestones_baseline(struct act *act, int64_t contract, struct err *err) MUST_USE;

#endif
