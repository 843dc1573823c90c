/*
 * Growing arrays; see vec.h. The newest array of an arena grows in place; else the old copy stays
 * in the arena: at most as much as the last one.
 */
#include "base/vec.h"

enum { FIRST_ROOM = 8 };

void *vec_grow(struct arena *a, void *elements, uint32_t n, uint32_t *room, size_t element_bytes)
{
    if (n < *room) {
        return elements;
    }
    if (n > UINT32_MAX / 2) {
        die_out_of_memory((size_t)n * element_bytes);
    }
    uint32_t more = n == 0 ? FIRST_ROOM : n * 2;

    if (arena_extend(a, elements, (size_t)n * element_bytes, (size_t)more * element_bytes)) {
        *room = more;
        return elements;
    }
    void *grown = arena_array(a, more, element_bytes);

    if (n > 0) {
        memcpy(grown, elements, (size_t)n * element_bytes);
    }
    *room = more;
    return grown;
}
