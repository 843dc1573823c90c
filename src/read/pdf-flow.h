/*
 * The order of the lines of a PDF: what is no running text (page numbers, running heads, footnotes,
 * ruby) and stands between two lines of one paragraph is moved behind the paragraph, so that a
 * sentence over two pages is one stretch of the text layer, and its quote has nothing else in it.
 */
#ifndef READ_PDF_FLOW_H
#define READ_PDF_FLOW_H

#include "read/doc.h"

/* Puts the lines, whose roles are known, and the text layer in order. */
void pdf_flow_order(struct arena *a, struct doc *d);

#endif
