/*
 * Rows of a picture behind its last one: its data hold more than the dictionary's Height, and
 * nobody sees the rest.
 */
#ifndef INSPECT_PDF_ROWS_H
#define INSPECT_PDF_ROWS_H

#include <mupdf/pdf.h>
#include <stdbool.h>

enum { PDF_ROWS_BUDGET = 1024 * 1024 };

/*
 * How many bytes of its samples a picture, a stream of the document, shows, when rows with
 * something in them follow; 0: none do, or it is not known. JPEG, JBIG2 and fax pictures that say
 * themselves that they are higher are unpacked; of others, small ones, as long as *budget lasts:
 * bytes of samples. Never fails.
 */
size_t pdf_rows_shown(fz_context *ctx, pdf_document *doc, int number, pdf_obj *picture,
                      size_t *budget);

#endif
