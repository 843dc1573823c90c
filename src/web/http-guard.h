/*
 * What a request must be before anything of ours looks at it: strict where RFC 9110 and 9112 let
 * servers differ, since differences between servers are how requests are smuggled. Pure.
 */
#ifndef WEB_HTTP_GUARD_H
#define WEB_HTTP_GUARD_H

#include "web/http.h"

enum {
    HTTP_MAX_HEADERS = 64,
    HTTP_MAX_QUERY_PAIRS = 200,
    HTTP_MAX_FORM_PAIRS = 20000,
};

/* A request line and headers as they came. */
struct http_head {
    struct str method, uri, version;
    struct http_pairs headers; /* names and values as they came */
    int64_t bytes;             /* of the whole head; 0 = not known */
};

/*
 * Checks the head and fills method, path, query, headers, cookies, declared_bytes, media, is_json
 * of `q` (q->arena is set). 0, or the status to refuse with and *ret_why, an English message id.
 * RFC 9112: 3.2 (one Host), 3.2.1 and 3.2.2 (forms of the target), 5 (field syntax), 6.1 and 6.3
 * (Transfer-Encoding, Content-Length), 2.2 (bare CR, white space).
 */
int http_guard(const struct http_head *head, const struct http_limits *limits,
               struct http_request *q, const char **ret_why) MUST_USE;

/*
 * "a=1&b=%E3%81%82" as decoded pairs. False: a broken escape, no UTF-8, a NUL, more than `max`.
 */
bool http_read_urlencoded(struct arena *a, struct str text, uint32_t max, struct http_pairs *ret);

/* Percent decoding ("+" is a space when `is_form`); false for a broken escape. */
bool http_unescape(struct arena *a, struct str text, bool is_form, struct str *ret);

#endif
