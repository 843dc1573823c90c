/* Two columns of text on a page. */
#ifndef READ_PDF_COLUMNS_H
#define READ_PDF_COLUMNS_H

#include "read/pdf-sheet.h"

enum pdf_side {
    PDF_WHOLE, /* the page has one column, or this goes across both */
    PDF_LEFT,
    PDF_RIGHT,
};

/*
 * The x of the gap between two columns of running text, or 0. Only runs outside tables count. Rows
 * of names and values are no columns: those of running text fill their width. `gap_before` is that
 * of the page before (0 = none): text that ends on this page leaves its right column short.
 */
float pdf_columns_gap(const struct pdf_sheet *page, float gap_before);

/* Where a box stands to the gap; PDF_WHOLE when gap is 0. */
enum pdf_side pdf_columns_side(float gap, const struct doc_box *box);

#endif
