/* Paths of a machine or of a place in the office: "C:\...", "\\server\...", "file:///...". */
#ifndef INSPECT_LOCAL_PATH_H
#define INSPECT_LOCAL_PATH_H

#include "inspect/found.h"

enum { LOCAL_PATH_MAX_BYTES = 400 };

/* Looking through a part that comes in pieces; zeroed but for the first two. */
struct local_path_scan {
    struct found *found;
    struct str place;
    char tail[LOCAL_PATH_MAX_BYTES * 2]; /* the end of the last piece, then the start of the next */
    size_t tail_bytes;
    bool is_wide, has_begun; /* UTF-16 */
};

/* Whether the target of a link is such a path. */
bool local_path_is(struct str target);

/* Whether only a local network knows the host: a name without a dot, a private address. */
bool local_path_is_inner_host(struct str host);

/* Whether it is a URL of such a host. */
bool local_path_is_inner_url(struct str target);

/*
 * The next path at or after *at: its bytes, and *at behind it; false = none. What local_path_scan()
 * reports.
 */
bool local_path_next(struct str bytes, size_t *at, struct str *ret_path);

/*
 * The same in attributes and style sheets, where a path ends with its quote or bracket; URLs of
 * such hosts count too.
 */
bool local_path_next_in_markup(struct str bytes, size_t *at, struct str *ret_path);

/* Reports (OOX-203) each such path in the bytes of a part, text or attribute alike. */
void local_path_scan(struct found *f, struct str bytes, struct str place);

/* The same for the next piece; an empty one may be the last. */
void local_path_feed(struct local_path_scan *s, struct str piece, bool is_last);

#endif
