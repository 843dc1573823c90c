/* Glyphs of a page by their character and place. */
#ifndef INSPECT_PDF_PLACES_H
#define INSPECT_PDF_PLACES_H

#include "inspect/pdf/pdf-hidden.h"

#include <math.h>

#define PDF_PLACES_NEAR 0.5f /* points: of two walks through a page the same place */

/* A whole number of points, also of what is no number. */
static inline int pdf_places_whole(float v)
{
    return fabsf(v) < 1e6f ? (int)floorf(v) : 0;
}

static inline uint32_t pdf_places_hash(int code_point, int x, int y)
{
    uint32_t hash =
        (uint32_t)code_point * 0x9E3779B1U ^ (uint32_t)x * 0x85EBCA6BU ^ (uint32_t)y * 0xC2B2AE35U;

    return hash ^ hash >> 15;
}

/* Where the chain of those of a character and point begins in h->table. */
static inline uint32_t pdf_places_slot(const struct pdf_hidden *h, int code_point, int x, int y)
{
    return pdf_places_hash(code_point, x, y) & (h->table_size - 1);
}

/* Makes the chains: glyphs of the same character and point, in the order drawn. */
void pdf_places_make(struct arena *a, struct pdf_hidden *h);

#endif
