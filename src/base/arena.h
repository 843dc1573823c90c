/*
 * Memory of one request or job: allocated piece by piece, dropped whole.
 *
 * A function that takes a struct arena * returns memory that lives as long as the arena.
 * Allocation does not fail (out of memory stops the program); a size that comes from outside is
 * compared with a named limit before it gets here. Memory is zeroed and aligned for any type.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/str.h"

struct arena_block;

struct arena {
    struct arena_block *blocks; /* newest first */
    char *next;                 /* free bytes of the newest block */
    size_t left;
    bool is_zeroed;     /* the free bytes are */
    size_t total_bytes; /* what was asked of the system, for figures and limits */
};

/* Drops everything and leaves an empty arena that can be used again. A zeroed arena is empty. */
void arena_done(struct arena *a);

/* `bytes` zeroed bytes. */
void *arena_alloc(struct arena *a, size_t bytes) MUST_USE;

/* `count` zeroed elements; stops the program when the product overflows. */
void *arena_array(struct arena *a, size_t count, size_t element_bytes) MUST_USE;

/*
 * Makes the newest allocation larger in place: true when `p` of `old_bytes` was the last one and
 * its block has room; the added bytes are zeroed. Otherwise nothing happens.
 */
bool arena_extend(struct arena *a, void *p, size_t old_bytes, size_t new_bytes) MUST_USE;

#define ARENA_NEW(a, type)          ((type *)arena_alloc((a), sizeof(type)))
#define ARENA_ARRAY(a, count, type) ((type *)arena_array((a), (count), sizeof(type)))

/* A copy, followed by a NUL that is not counted. */
struct str arena_str(struct arena *a, struct str s);

/* Formatted text, followed by a NUL that is not counted. */
struct str arena_printf(struct arena *a, const char *format, ...) PRINTF_LIKE(2, 3);

#endif
