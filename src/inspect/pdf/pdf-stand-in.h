/* Pictures that are slow to unpack, replaced while a page is looked at. */
#ifndef INSPECT_PDF_STAND_IN_H
#define INSPECT_PDF_STAND_IN_H

#include <mupdf/pdf.h>

/* Sets the stand-ins of a page, and takes them away again. */
void pdf_stand_in_set(fz_context *ctx, struct pdf_page *page);
void pdf_stand_in_end(fz_context *ctx, struct pdf_page *page);

#endif
