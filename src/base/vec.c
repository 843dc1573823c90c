/*
 * Growing arrays; see vec.h. The newest array of an arena grows in place; else the old copy stays
 * in the arena: at most as much as the last one.
 */
#include "base/vec.h"

enum { FIRST_ROOM = 8 };

void *vec_reserve(struct arena *a, void *elements, uint32_t n, uint32_t *room, uint32_t count,
                  size_t element_bytes)
{
    if (count <= *room) {
        return elements;
    }
    if (arena_extend(a, elements, (size_t)*room * element_bytes, (size_t)count * element_bytes)) {
        *room = count;
        return elements;
    }
    void *grown = arena_array(a, count, element_bytes);

    if (n > 0) {
        memcpy(grown, elements, (size_t)n * element_bytes);
    }
    *room = count;
    return grown;
}

void *vec_grow(struct arena *a, void *elements, uint32_t n, uint32_t *room, size_t element_bytes)
{
    if (n < *room) {
        return elements;
    }
    if (n > UINT32_MAX / 2) {
        die_out_of_memory((size_t)n * element_bytes);
    }
    return vec_reserve(a, elements, n, room, n == 0 ? FIRST_ROOM : n * 2, element_bytes);
}
