/* For the duty files: a duty and its record. */
#ifndef ACT_DUTY_BODY_H
#define ACT_DUTY_BODY_H

#include "act/body.h"
#include "act/duty.h"

/* Without clocks and evidence. */
int duty_of(struct arena *a, const struct record *r, struct duty *ret, struct err *err) MUST_USE;

/*
 * Keeps what the machine read beside what a person is about to write: once, before the first
 * correction. A duty that a person added has nothing to keep.
 */
void duty_keep_machine(json_t *body);

/* Puts the values of the text in; sets `time` from its notations. ERR_INVALID names the value. */
int duty_put_text(struct arena *a, json_t *body, const struct duty_text *text,
                  struct err *err) MUST_USE;

#endif
