/*
 * Addresses to pages: "/contracts/{id}/duties", "/calendar/{month:word}". A fixed segment goes
 * before a number, a number before a word.
 */
#ifndef WEB_ROUTE_H
#define WEB_ROUTE_H

#include "web/page.h"

/* What a path names. */
struct route {
    const struct page *page; /* NULL: nothing */
    int64_t ids[4];
    struct str names[4]; /* borrowed from the path */
};

/* Finds the page of a path (table: NULL at the end). A trailing "/" is another path. */
struct route route_find(const struct page *const *table, struct str path);

/* Methods the page answers, as for the header Allow: "GET, HEAD, POST". */
struct str route_allow(struct arena *a, const struct page *page);
bool route_takes(const struct page *page, enum http_method method);

#endif
