/*
 * The family names of a file, as far as it was looked through. Between the files personal*.c only.
 */
#ifndef INSPECT_PERSONAL_KNOWN_H
#define INSPECT_PERSONAL_KNOWN_H

#include "base/common.h"

enum {
    PERSONAL_KNOWN_SLOTS = 2048, /* a power of two */
    PERSONAL_KNOWN_MOST = 1024,
};

/* A zeroed one is empty. */
struct personal_known {
    uint64_t slots[PERSONAL_KNOWN_SLOTS]; /* hashes; 0 = free */
    uint32_t n;
};

#endif
