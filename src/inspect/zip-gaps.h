/*
 * Bytes of a zip archive that belong to none of its entries: data hidden between or around them;
 * and what the directory says of entries that programs do not show.
 */
#ifndef INSPECT_ZIP_GAPS_H
#define INSPECT_ZIP_GAPS_H

#include "base/str.h"

struct zip_gap {
    size_t at, bytes;
    bool is_comment; /* of the archive */
};

/*
 * The largest stretch outside of all entries and directories that is not just zeros, and the
 * comment; false = none, or an archive this does not understand (zip64).
 */
bool zip_gaps_find(struct str bytes, struct zip_gap *ret_gap);

/* A comment of an entry, or an extra field of a kind nobody knows that has words in it. */
struct zip_remark {
    struct str name; /* of the entry, raw bytes */
    struct str text; /* raw bytes */
    bool is_field;
};

/* Tells each of them, in the order of the directory. */
void zip_remarks_find(struct str bytes, void (*take)(void *user, const struct zip_remark *remark),
                      void *user);

/* Whether a comment says nothing to people: the number of a version, as programs leave it. */
bool zip_comment_is_dull(struct str text);

/*
 * Bytes in front of the first entry of an archive that does not begin the file; 0: it does, or
 * there is no archive.
 */
size_t zip_prefix_bytes(struct str bytes);

#endif
