/* Pictures in place of another one (Alternates; ISO 32000-1 8.9.5.4) that show something else. */
#ifndef INSPECT_PDF_ALTERNATE_H
#define INSPECT_PDF_ALTERNATE_H

#include <mupdf/pdf.h>
#include <stdbool.h>

/*
 * Whether one of the alternates of the picture, an object of this number, looks different: not the
 * same picture, finer or in other colours. Raises errors of the library.
 */
bool pdf_alternate_differs(fz_context *ctx, pdf_document *doc, int number);

#endif
