/* For the history: what an event decided about findings. */
#ifndef ACT_HISTORY_DECIDED_H
#define ACT_HISTORY_DECIDED_H

#include "act/act.h"
#include "act/body.h"

/* Fills `decided` and `edition` of an entry; its event left the record like this: {state, body}. */
int history_decided(struct tx *tx, struct arena *a, const json_t *left, struct history_entry *e,
                    struct err *err) MUST_USE;

#endif
