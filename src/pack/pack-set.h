/*
 * What is in a set: where each file comes from and goes to, and its hash. Shared by making and
 * checking.
 */
#ifndef PACK_PACK_SET_H
#define PACK_PACK_SET_H

#include "base/str.h"
#include "base/vec.h"

enum pack_side { PACK_INTERNAL, PACK_PUBLIC, PACK_SIDES };

/* A file of a set. */
struct pack_item {
    struct str name;        /* path in the set */
    struct str title;       /* what it is of: the part's title */
    struct str remark;      /* what the one who gets it should know; may be empty */
    struct str from;        /* path of its source; empty = made by us */
    struct str from_sha256; /* of the source when it was changed; empty = the file is the source */
    struct str sha256;      /* of the file in the set */
    uint64_t bytes;
};

struct pack_set {
    VEC(struct pack_item) items;
};

extern const char *const pack_side_folders[PACK_SIDES]; /* "1_非公表一式" … */
extern const char *const pack_side_words[PACK_SIDES];   /* "internal", "public" */

#endif
