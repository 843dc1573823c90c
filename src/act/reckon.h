/*
 * From duties and occasions to clocks, within a transaction. Clocks are derived: whatever changes a
 * duty's times, an occasion, a meeting or the term calls act_reckon() in the same transaction.
 */
#ifndef ACT_RECKON_H
#define ACT_RECKON_H

#include "act/act.h"
#include "act/body.h"
#include "core/clock.h"

/* What clocks of one contract are computed from. */
struct reckon {
    struct arena *arena;
    int64_t contract;
    struct clock_world world;
    struct clock_list rows; /* result */
    bool is_closed;         /* a closed contract has no clocks */
};

/* Loads the world of the contract. `typed` (may be NULL) stands in for the occasion of its id. */
int reckon_load(struct tx *tx, struct arena *a, int64_t contract, const struct occasion *typed,
                struct reckon *ret, struct err *err) MUST_USE;

/* Computes the rows of all open and done duties. */
int reckon_run(struct tx *tx, struct reckon *r, struct err *err) MUST_USE;

/* The duty as its clocks show it: summary, section, owner, modality, and its number. */
struct clock_row reckon_head(struct arena *a, int64_t duty, const json_t *body);

#endif
