/*
 * Which word of a table a text ends with. The words are chained by their last byte, so a text meets
 * only those that may end it, and a look at two bytes tells most of those apart. Private to
 * src/spec.
 */
#ifndef SPEC_WORD_CHAIN_H
#define SPEC_WORD_CHAIN_H

#include "base/arena.h"
#include "base/str.h"

enum { WORD_CHAINS = 64 };

struct word_chain {
    const char *rows; /* each begins with its word, a struct str of three bytes or more */
    size_t row_bytes;
    uint16_t first[WORD_CHAINS]; /* by the last byte of a word */
    uint16_t *next;              /* for each row the next of its chain */
};

/* Chains `count` rows (fewer than 65,535), which must outlive the arena. */
void word_chain_init(struct word_chain *chain, struct arena *a, const void *rows, size_t row_bytes,
                     size_t count);

/* The row whose word is the longest that ends `s`; NULL when none does. */
const void *word_chain_longest(const struct word_chain *chain, struct str s);

/* Whether `s` ends with a word of two bytes or more. */
bool word_ends(struct str s, struct str word);

#endif
