/*
 * What the lines of a plain text are on the page: page numbers, running heads and feet,
 * footnotes in the flow, and lines that reach the right margin.
 */
#ifndef READ_TEXT_LAYOUT_H
#define READ_TEXT_LAYOUT_H

#include "read/doc.h"

/* Sets role, page and DOC_FULL_WIDTH of the lines, and d->pages. Linear in the text. */
void text_layout_mark(struct arena *a, struct doc *d);

#endif
