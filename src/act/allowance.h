/*
 * What a person lets pass of the sets that are made (package.h): a finding that only the set has,
 * or a rule in one of its files. It holds for the very bytes of the file, until it is withdrawn,
 * and goes into the signed list with the name of who decided.
 */
#ifndef ACT_ALLOWANCE_H
#define ACT_ALLOWANCE_H

#include "act/act.h"

struct allowance {
    int64_t id, version;
    struct str rule;
    struct str sha256; /* hexadecimal; "-" = of the set as a whole */
    struct str place;  /* "*" = anywhere in the file */
    struct str name;   /* of the file; empty = of the set */
    struct str reason, by;
    int32_t day;
};
struct allowance_list {
    VEC(struct allowance) v;
};

/* Those that hold, oldest first. */
int act_allowances(struct act *act, int64_t contract, struct allowance_list *ret,
                   struct err *err) MUST_USE;

/*
 * Adds them, each as an event; rule, sha256, place and name are taken of each, the reason, the
 * person and the day are those of the call. ERR_INVALID: no reason, or not the name of a person.
 */
int act_allowances_add(struct act *act, int64_t contract, const struct allowance_list *list,
                       struct str reason, struct str who, struct err *err) MUST_USE;

/* It holds no longer; the history keeps it. ERR_CONFLICT, ERR_NOT_FOUND. */
int act_allowance_withdraw(struct act *act, int64_t contract, int64_t id, int64_t version,
                           struct err *err) MUST_USE;

/*
 * In a transaction: ERR_CONFLICT when those that hold are not `seen` any more, so that nothing is
 * packed by a decision that was withdrawn meanwhile.
 */
int allowances_check(struct tx *tx, struct arena *a, int64_t contract,
                     const struct allowance_list *seen, struct err *err) MUST_USE;

#endif
