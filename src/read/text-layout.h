/*
 * What the lines of a plain text are on the page: page numbers, running heads and feet,
 * footnotes in the flow, and lines that reach the right margin.
 */
#ifndef READ_TEXT_LAYOUT_H
#define READ_TEXT_LAYOUT_H

#include "read/doc.h"

/* Sets role, page and DOC_FULL_WIDTH of the lines, and d->pages. Linear in the text. */
void text_layout_mark(struct arena *a, struct doc *d);

/*
 * Marks as footnotes the lines that begin with a raised figure that stood in the text before, and
 * the lines they go on in. Needs DOC_FULL_WIDTH.
 */
void text_layout_mark_footnotes(struct arena *a, struct doc *d);

#endif
