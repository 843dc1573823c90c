/* Glyphs by their place; see pdf-places.h. */
#include "inspect/pdf/pdf-places.h"

void pdf_places_make(struct arena *a, struct pdf_hidden *h)
{
    h->table_size = 16;
    while (h->table_size < h->glyphs.n) {
        h->table_size *= 2;
    }
    h->table = ARENA_ARRAY(a, h->table_size, uint32_t);
    h->next = ARENA_ARRAY(a, h->glyphs.n + 1, uint32_t);
    for (uint32_t i = h->glyphs.n; i > 0; i--) {
        const struct pdf_glyph *g = &h->glyphs.v[i - 1];
        uint32_t slot =
            pdf_places_slot(h, g->code_point, pdf_places_whole(g->x), pdf_places_whole(g->y));

        h->next[i] = h->table[slot];
        h->table[slot] = i;
    }
}
