/*
 * A growing array in an arena:
 *
 *     VEC(struct line) lines = {};
 *     *VEC_ADD(arena, &lines) = (struct line){...};
 *     for (size_t i = 0; i < lines.n; i++) { use(&lines.v[i]); }
 *
 * Growing moves the elements: keep indices, not pointers, while adding.
 */
#ifndef BASE_VEC_H
#define BASE_VEC_H

#include "base/arena.h"

#define VEC(type)                                                                                  \
    struct {                                                                                       \
        type *v;                                                                                   \
        uint32_t n;                                                                                \
        uint32_t room;                                                                             \
    }

/* Makes room for one more and returns its zeroed place. */
#define VEC_ADD(arena, vec)                                                                        \
    ((vec)->v = (vec)->n < (vec)->room                                                             \
                    ? (vec)->v                                                                     \
                    : vec_grow((arena), (vec)->v, (vec)->n, &(vec)->room, sizeof((vec)->v[0])),    \
     (vec)->n++, &(vec)->v[(vec)->n - 1])

/* Makes room for `count` in all, where that is known before: nothing is moved on the way there. */
#define VEC_RESERVE(arena, vec, count)                                                             \
    ((vec)->v =                                                                                    \
         vec_reserve((arena), (vec)->v, (vec)->n, &(vec)->room, (count), sizeof((vec)->v[0])))

/* For VEC_ADD and VEC_RESERVE only. */
void *vec_reserve(struct arena *a, void *elements, uint32_t n, uint32_t *room, uint32_t count,
                  size_t element_bytes);
void *vec_grow(struct arena *a, void *elements, uint32_t n, uint32_t *room, size_t element_bytes);

#endif
