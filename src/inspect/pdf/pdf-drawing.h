/*
 * Lines of letters drawn as outlines that nobody sees: they lie under something, or off the page.
 * What they say no program can tell; that they are there can be told.
 */
#ifndef INSPECT_PDF_DRAWING_H
#define INSPECT_PDF_DRAWING_H

#include "inspect/pdf/pdf-proof.h"
#include "inspect/pdf/pdf-tracer.h"

/* At the end of a trace: those that may be hidden become hidden->drawings. */
void pdf_drawing_nominate(struct pdf_tracer *t);

/*
 * Draws the page with those under something and without; the list keeps what changes no pixel.
 * Raises errors of the library.
 */
void pdf_drawing_prove(fz_context *ctx, struct pdf_trace *trace, struct pdf_proof *proof,
                       struct pdf_page *page, fz_cookie *cookie);

#endif
