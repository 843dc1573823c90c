/*
 * Styles, scripts and pictures of ui/assets and npm, embedded at build time under names that hold
 * the hash of their bytes, so that a browser may keep them for ever.
 */
#ifndef WEB_ASSET_H
#define WEB_ASSET_H

#include "web/http.h"

struct asset {
    const char *name; /* "desk.css" */
    const char *url;  /* "/a/0123456789abcdef/desk.css" */
    const char *type; /* media type */
    const char *etag; /* in quotes */
    const unsigned char *bytes;
    size_t n;
};

/* Sorted by URL; made at build time by tools/ui-table.js. */
extern const struct asset asset_table[];
extern const size_t asset_count;

/* Answers a GET or HEAD of "/a/…": 200, 304 or 404. */
void asset_answer(const struct http_request *q, struct http_response *r);

#endif
