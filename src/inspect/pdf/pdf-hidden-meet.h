/* What the walk of a cleaner through a page asks for, glyph by glyph and picture by picture. */
#ifndef INSPECT_PDF_HIDDEN_MEET_H
#define INSPECT_PDF_HIDDEN_MEET_H

#include "inspect/pdf/pdf-hidden.h"

/* Whether the next glyph of this character at this origin goes. See above. */
bool pdf_hidden_meet_glyph(struct pdf_hidden *h, int code_point, float x, float y);

/*
 * Whether the next picture of this size in this box goes: it lies off the page, is of no opacity,
 * or under a layer that is off. One with something under a box (PDF_IMAGE_COVERED) stays; see
 * `covered`.
 */
bool pdf_hidden_meet_image(struct pdf_hidden *h, int width, int height, fz_rect box);

/* Whether a path that is filled, with this box, goes: letters as outlines that nobody sees. */
bool pdf_hidden_meet_path(const struct pdf_hidden *h, fz_rect box);

/* The walk begins again. */
void pdf_hidden_rewind(struct pdf_hidden *h);

#endif
