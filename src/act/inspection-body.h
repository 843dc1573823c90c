/* For the files of this folder: the body of an inspection. */
#ifndef ACT_INSPECTION_BODY_H
#define ACT_INSPECTION_BODY_H

#include "act/body.h"
#include "act/inspection.h"

/* Words of enum decision_choice in the body. */
extern const char *const inspection_choice_words[];

/* What the record holds. ERR_INTERNAL: it is damaged. */
int inspection_of(struct arena *a, const struct record *r, struct inspection *ret,
                  struct err *err) MUST_USE;

/*
 * Puts the body into the record with its count of undecided rules, and the state that follows:
 * "open", or "ready" when nothing grave waits for a decision.
 */
int inspection_settle(struct arena *a, struct record *r, json_t *body, struct err *err) MUST_USE;

#endif
