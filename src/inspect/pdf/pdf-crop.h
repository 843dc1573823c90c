/*
 * Pictures of which a page shows a part: a clip or the edge of the page cuts the rest, and that is
 * in the file all the same.
 */
#ifndef INSPECT_PDF_CROP_H
#define INSPECT_PDF_CROP_H

#include "inspect/pdf/pdf-trace.h"

struct pdf_guard;

/* Notes how the box that it is drawn in cuts the last picture of the trace, which is this one. */
void pdf_crop_note(fz_context *ctx, struct pdf_trace *trace, fz_image *image, fz_matrix ctm,
                   fz_rect clip);

/* Forgets what was noted, and lets go of it. */
void pdf_crop_forget(fz_context *ctx, struct pdf_trace *trace);

/*
 * Draws pictures that are cut and lists those parts with writing that the page does not show, in
 * hidden->crops. Raises errors of the library.
 */
void pdf_crop_find(fz_context *ctx, struct pdf_trace *trace);

#endif
