/* Borders of links that lie over words: viewers draw them, the library does not. */
#ifndef INSPECT_PDF_BORDER_H
#define INSPECT_PDF_BORDER_H

#include "inspect/pdf/pdf-trace.h"

struct pdf_page;

/*
 * Letters of the page under the border of a link become unseen (is_framed).
 * Raises errors of the library.
 */
void pdf_border_mark(fz_context *ctx, struct pdf_trace *trace, struct pdf_page *page);

#endif
