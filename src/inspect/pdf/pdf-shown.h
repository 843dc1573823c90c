/* Letters that no pixel of their own shows, and that are seen at their place all the same. */
#ifndef INSPECT_PDF_SHOWN_H
#define INSPECT_PDF_SHOWN_H

#include "inspect/pdf/pdf-proof.h"

/*
 * Whether the page shows, in these boxes (points of the page), what the shapes of the proof have
 * there: letters drawn as outlines or filled with a gradient, a scan over its text layer. All of
 * them must be shown. False when the shapes were not drawn.
 */
bool pdf_shown_is_alike(const struct pdf_proof *proof, const fz_rect *boxes, uint32_t n);

/*
 * Whether the page shows a line of writing in these boxes of its letters: a ground of one shade,
 * and ink of another at nearly all of them.
 */
bool pdf_shown_is_writing(const struct pdf_proof *proof, const fz_rect *boxes, uint32_t n);

#endif
