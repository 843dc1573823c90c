/*
 * The body of a request while it comes in: forms and JSON into memory (bounded), files of a
 * multipart form straight to disk while their SHA-256 is computed.
 */
#ifndef WEB_HTTP_BODY_H
#define WEB_HTTP_BODY_H

#include "web/http.h"

struct http_body;

/*
 * Gets ready for the body q->media tells of. 0, or the status to refuse with and *ret_why (an
 * English message id): 415 for a type that is not read, 413 when it is declared larger than the
 * limits. Caller frees *ret, which stays NULL for a request without body.
 */
int http_body_new(struct http_request *q, const struct http_limits *limits, const char *folder,
                  struct http_body **ret, const char **ret_why) MUST_USE;

/*
 * The next piece. 0, or a status: nothing more is kept then, files so far are gone, and the rest
 * may be thrown in as well. http_body_is_over: so much that the connection should be cut.
 */
int http_body_add(struct http_body *b, const char *bytes, size_t n, const char **ret_why) MUST_USE;
bool http_body_is_over(const struct http_body *b);

/* The body is complete: fills form, files, body of the request. 0 or a status. */
int http_body_end(struct http_body *b, const char **ret_why) MUST_USE;

/* Removes the temporary files that are still there. NULL is fine. */
void http_body_free(struct http_body *b);

/* Removes what a process that was killed left in the folder. */
void http_body_sweep(const char *folder);

#endif
