/* For the files of this folder: the body of an inspection. */
#ifndef ACT_INSPECTION_BODY_H
#define ACT_INSPECTION_BODY_H

#include "act/body.h"
#include "act/inspection.h"

/* Words of enum decision_choice in the body. */
extern const char *const inspection_choice_words[];

/* One decision for a list of them in the body. */
json_t *inspection_decision_json(struct str rule, const struct decision *d) MUST_USE;

/* The rule, when it found something in the file; otherwise NULL. */
struct inspected_rule *inspection_rule(const struct inspection *x, struct str id);

/* The rule of what was not wholly looked through. */
extern const char inspection_unread_rule[];

/*
 * Carries what was decided about `before` over to `now`, an edition with the same name that has no
 * decision yet: as proposals; with the same bytes (`is_same`) a decision about nothing but what it
 * was about before stays one. Writes the lists `decisions` and `proposals` of the body.
 */
void inspection_carry(struct arena *a, const struct inspection *before,
                      const struct inspection *now, bool is_same, json_t *body);

/* Whether both found the same. */
bool inspection_found_same(struct arena *a, const struct inspection *x, const struct inspection *y);

/* What the record holds. ERR_INTERNAL: it is damaged. */
int inspection_of(struct arena *a, const struct record *r, struct inspection *ret,
                  struct err *err) MUST_USE;

/*
 * Puts the body into the record with its count of undecided rules, and the state that follows:
 * "open", or "ready" when nothing grave waits for a decision.
 */
int inspection_settle(struct arena *a, struct record *r, json_t *body, struct err *err) MUST_USE;

#endif
