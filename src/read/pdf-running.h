/*
 * What the lines of a PDF are, seen over all its pages: running heads and feet, page numbers,
 * footnotes, left margin and right margin.
 */
#ifndef READ_PDF_RUNNING_H
#define READ_PDF_RUNNING_H

#include "read/doc.h"
#include "read/pdf-columns.h"

/* What is known of a line beside the document model; one for each line. */
struct pdf_place {
    float width, height; /* of the page */
    struct doc_box cell; /* of its cell; all 0 = not in a table */
    enum pdf_side side;
    bool at_top, at_foot; /* where running heads and feet stand (pdf-lines.h) */
};

/* Sets role, indent and DOC_FULL_WIDTH of the lines. places has d->lines.n entries. */
void pdf_running_mark(struct arena *a, struct doc *d, const struct pdf_place *places);

#endif
