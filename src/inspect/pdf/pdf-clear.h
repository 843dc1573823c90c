/*
 * Pictures of which nothing is seen though there is something in them: their mask or colour key
 * lets nothing through, their Decode or their palette makes all of it one colour.
 */
#ifndef INSPECT_PDF_CLEAR_H
#define INSPECT_PDF_CLEAR_H

#include "inspect/pdf/pdf-proof.h"
#include "inspect/pdf/pdf-trace.h"

#include <mupdf/fitz.h>

enum pdf_clear {
    PDF_CLEAR_NOT,
    PDF_CLEAR_ALL,   /* it paints nothing */
    PDF_CLEAR_FLAT,  /* it paints one colour */
    PDF_CLEAR_KEYED, /* what its colour key leaves of it has one colour: the ground's, or not */
};

/* What a picture, no stencil, paints wherever it is drawn. Raises errors of the library. */
enum pdf_clear pdf_clear_of(fz_context *ctx, fz_image *image);

/*
 * Lists those pictures of a traced page that are one colour, or are seen as one with their ground,
 * in hidden->covered. Raises errors of the library.
 */
void pdf_clear_find(fz_context *ctx, struct pdf_trace *trace, struct pdf_proof *proof,
                    struct pdf_page *page, fz_cookie *cookie);

#endif
