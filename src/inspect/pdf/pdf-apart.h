/*
 * Shapes of Type 3 that the library draws apart from their text, as paths and pictures of the page
 * (ISO 32000-1 9.6.5, d0): for the list of a page they are put between marks that tell their place,
 * so that who draws the list can leave them out.
 */
#ifndef INSPECT_PDF_APART_H
#define INSPECT_PDF_APART_H

#include "base/common.h"

#include <mupdf/fitz.h>

/* From now on the shapes of this font, which must be one of Type 3, are marked. */
void pdf_apart_mark(fz_font *font);

/* Whether a layer of a device is such a mark, and where its glyph has its origin on the page. */
bool pdf_apart_is_mark(const char *layer, float *ret_x, float *ret_y);

#endif
