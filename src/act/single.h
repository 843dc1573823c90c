/*
 * A record of which a contract has one, changed in place: its profile, its names. Who changes it
 * signs with the name of a person: it decides what may leave.
 */
#ifndef ACT_SINGLE_H
#define ACT_SINGLE_H

#include "act/body.h"
#include "act/job.h"

/*
 * The record with its body, which is the caller's; or one with the id 0 and no body when there is
 * none yet.
 */
int act_single(struct act *act, int64_t contract, const struct type *type, struct record *ret,
               json_t **ret_body, struct err *err) MUST_USE;

struct single_change {
    int64_t contract, version; /* of the one that was shown; 0 = none */
    const struct type *type;
    const char *event;
    json_t *body; /* "by" and "day" are put in; the caller's */
    struct str who;
};

/*
 * Puts it in the place of what was there. ERR_INVALID: no name of a person; ERR_CONFLICT: somebody
 * else changed it meanwhile.
 */
int act_single_put(struct act *act, const struct single_change *change, struct err *err) MUST_USE;

#endif
