/* Bytes of a TIFF that nothing in it points to: data left over, or hidden. */
#ifndef INSPECT_TIFF_GAPS_H
#define INSPECT_TIFF_GAPS_H

#include "base/arena.h"
#include "base/str.h"

struct tiff_gap {
    size_t at, bytes;
};

struct tiff_gaps {
    const struct tiff_gap *v;
    uint32_t n;
    bool is_cut; /* a piece of a picture lies outside of the file */
};

/*
 * The stretches outside of header, directories, their values and the pictures (TIFF 6.0) that are
 * not just zeros, in order; arena memory. None for a file that this does not wholly understand.
 */
struct tiff_gaps tiff_gaps_find(struct arena *a, struct str bytes);

#endif
