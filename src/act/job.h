/* For the files of this folder: running a job as the person of the act. */
#ifndef ACT_JOB_H
#define ACT_JOB_H

#include "act/act.h"

/* store_write and store_read with who and when of the act. */
int act_write(struct act *act, store_job run, void *arg, struct err *err) MUST_USE;
int act_read(struct act *act, store_job run, void *arg, struct err *err) MUST_USE;

/*
 * Loads a record for a change as it was shown: ERR_NOT_FOUND when it is none of the type,
 * ERR_CONFLICT when its version is another, with who changed it.
 */
int act_load(struct tx *tx, struct arena *a, const struct type *type, int64_t id, int64_t version,
             struct record *ret, struct err *err) MUST_USE;

#endif
