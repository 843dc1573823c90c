/*
 * A picture with a part of it painted over. What is not painted keeps its samples to the last bit,
 * in the colours and the depth that it has; nearly, in blocks of a JPEG that are painted in part.
 */
#ifndef CLEAN_PDF_REPAINT_H
#define CLEAN_PDF_REPAINT_H

#include "clean/pdf/pdf-content.h"

/* What is painted, and how the picture is drawn. */
struct pdf_paint {
    fz_matrix ctm;           /* of the picture, to points of the page */
    const fz_rect *areas;    /* points of the page */
    const uint32_t *colours; /* of each: 0xRRGGBB; NULL: black */
    uint32_t count;
    /* Something lies over the areas: only pixels in them as a whole, and at the rim as those beside
     * them; else all that an area touches. */
    bool is_under;
};

/*
 * Adds the picture as a new object; its masks are painted too. The number of that object; -1: it
 * cannot be painted.
 */
int pdf_repaint(struct pdf_cut *cut, pdf_obj *picture, const struct pdf_paint *paint);

#endif
