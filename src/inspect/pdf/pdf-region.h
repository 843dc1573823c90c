/*
 * Where on a page pixels are looked at. A drawing device that is told so leaves out what does not
 * touch any of it; the pixels there stay what they are.
 */
#ifndef INSPECT_PDF_REGION_H
#define INSPECT_PDF_REGION_H

#include "base/arena.h"

#include <mupdf/fitz.h>

struct pdf_region {
    fz_irect part; /* of the page, in pixels */
    int across, down;
    uint32_t *sums;  /* cells that count, above and left of each; made by pdf_region_end() */
    fz_device plain; /* the functions of the drawing device */
    int tiles;       /* being drawn, in a space of their own */
};

/* An empty region in a part of the page; boxes are added, then it is ended and may be asked. */
void pdf_region_begin(struct arena *a, struct pdf_region *region, fz_irect part);
void pdf_region_add(struct pdf_region *region, fz_rect box);
void pdf_region_end(struct pdf_region *region);

/* Whether the box touches it. */
bool pdf_region_touches(const struct pdf_region *region, fz_rect box);

/* Whether the glyph does. */
bool pdf_region_touches_glyph(fz_context *ctx, const struct pdf_region *region, fz_font *font,
                              int glyph, fz_matrix place);

/*
 * Puts functions into a drawing device that leave out paths, pictures, shades and filled texts that
 * lie elsewhere as a whole. While it is drawn the user context of the library is the region, or
 * begins with it.
 */
void pdf_region_set(fz_device *device, struct pdf_region *region);

#endif
