/*
 * The family names of a file, as far as it was looked through. Between the files personal*.c only.
 */
#ifndef INSPECT_PERSONAL_KNOWN_H
#define INSPECT_PERSONAL_KNOWN_H

#include "base/arena.h"

enum {
    PERSONAL_KNOWN_SLOTS = 2048, /* a power of two */
    PERSONAL_KNOWN_MOST = 1024,
};

/* Empty as long as it has no slots. */
struct personal_known {
    struct arena *arena; /* for the slots; set by the owner */
    uint64_t *slots;     /* PERSONAL_KNOWN_SLOTS hashes, 0 = free; most files need none */
    uint32_t n;
    uint32_t speakers; /* lines that begin with a name and a colon */
    bool announces;    /* a text above spoke of individual numbers */
    uint32_t since;    /* texts since then */
};

/* The hash of a name, never 0; and whether the name of the hash was added. */
uint64_t personal_known_hash(const uint16_t *units, size_t n);
bool personal_known_has(const struct personal_known *known, uint64_t hash);

/* Adds a family name of `n` units; nothing happens when it is full. One of one unit is too little
 * to go by where it does not stand alone. */
void personal_known_add(struct personal_known *known, const uint16_t *units, size_t n);
void personal_known_add_hash(struct personal_known *known, uint64_t hash);

#endif
