/* Bytes of a zip archive that belong to none of its entries: data hidden between or around them. */
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

#endif
