/* Looks at a page of a PDF, and at the other pages where they may show what it hides. */
#ifndef INSPECT_PDF_HIDDEN_FIND_H
#define INSPECT_PDF_HIDDEN_FIND_H

#include "inspect/pdf/pdf-hidden.h"

/*
 * Looks at a page, `number` from 1, of the open file; never fails: what could not be looked at
 * is told by is_partial. Memory is of the arena, and large: one arena a page.
 */
void pdf_hidden_find(struct arena *a, struct pdf_mupdf *pdf, int number,
                     const struct pdf_hidden_options *options, struct pdf_hidden *ret_hidden);

/* The same for a document that is not that of a struct pdf_mupdf. */
struct pdf_guard;
void pdf_hidden_find_in(struct arena *a, fz_context *ctx, struct pdf_guard *guard,
                        pdf_document *doc, int number, const struct pdf_hidden_options *options,
                        struct pdf_hidden *ret_hidden);

#endif
