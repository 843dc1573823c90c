/*
 * Answers that say no: a short page for a person, problem details (RFC 9457, with reasons[]) for a
 * program. Kinds of errors become statuses in one table here.
 */
#ifndef WEB_PROBLEM_H
#define WEB_PROBLEM_H

#include "web/input.h"

/* The status of a kind of error. */
int problem_status(enum err_kind kind);

/*
 * Puts a refusal in the place of what the response held. `detail` says what is wrong in this case
 * (may be empty), `hint` what to do; both translated. `faults` (may be NULL) become reasons.
 */
void problem_answer(const struct http_request *q, struct http_response *r, const char *lang,
                    int status, struct str detail, struct str hint,
                    const struct page_faults *faults);

/* The same from an error. What went wrong inside (ERR_INTERNAL, ERR_IO) is not told in detail. */
void problem_of_err(const struct http_request *q, struct http_response *r, const char *lang,
                    const struct err *err);

/* The security headers of every answer (docs/OPERATING.md). no-store unless the answer said
 * otherwise. */
void problem_secure(struct http_response *r, bool is_tls);

#endif
