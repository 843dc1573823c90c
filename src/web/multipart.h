/*
 * multipart/form-data (RFC 7578, RFC 2046 5.1), read piece by piece as it comes, strictly: no
 * preamble, CRLF line ends, every part a Content-Disposition: form-data with a name.
 *
 * The delimiter is CR LF "--" boundary, and a boundary holds no CR: when a match breaks off, the
 * next can only begin at the byte that broke it. So one counter is the whole matcher, no byte is
 * looked at twice, and nothing but that counter is kept between pieces.
 */
#ifndef WEB_MULTIPART_H
#define WEB_MULTIPART_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

enum {
    MULTIPART_BOUNDARY_MAX = 70, /* RFC 2046 */
    MULTIPART_HEAD_MAX = 4096,   /* bytes of the headers of one part */
};

/* What one part says of itself. */
struct multipart_part {
    struct str name;      /* of the field, UTF-8 */
    struct str file_name; /* as given; empty = none given, or an empty file field */
    struct str type;      /* media type; empty = not told */
    bool is_file;         /* a file name was given, be it empty */
};

/* What the reader of the parts does; each returns 0, or a status that ends the reading. */
struct multipart_sink {
    void *arg;
    int (*begin)(void *arg, const struct multipart_part *part); /* texts live in the arena */
    int (*add)(void *arg, const char *bytes, size_t n);
    int (*end)(void *arg);
};

struct multipart {
    struct arena *arena;
    struct multipart_sink sink;
    char delimiter[MULTIPART_BOUNDARY_MAX + 4];
    size_t delimiter_bytes;
    size_t matched; /* bytes of the delimiter seen so far */
    enum {
        MULTIPART_FIRST, /* before the first delimiter */
        MULTIPART_AFTER, /* right after a delimiter */
        MULTIPART_HEAD,  /* headers of a part */
        MULTIPART_DATA,  /* its content */
        MULTIPART_LAST,  /* after the closing delimiter */
    } state;
    struct buf head; /* headers of the part; after a delimiter, its two bytes */
};

/* Takes the boundary out of a Content-Type value; false when there is none that is well formed. */
bool multipart_boundary(struct arena *a, struct str content_type, struct str *ret);

/* `boundary` has at most MULTIPART_BOUNDARY_MAX bytes. */
void multipart_init(struct multipart *m, struct arena *a, struct str boundary,
                    const struct multipart_sink *sink);
void multipart_done(struct multipart *m);

/* 0; 400 when malformed; what the sink returned. */
int multipart_add(struct multipart *m, const char *bytes, size_t n) MUST_USE;
/* The body has ended: 0, or 400 when the closing delimiter has not come. */
int multipart_end(struct multipart *m) MUST_USE;

#endif
