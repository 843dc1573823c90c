/*
 * What a PDF says aside, out: comments and private values in content, words that stand for content
 * which is gone, words of elements that no page shows, forms and pictures that nothing draws.
 *
 * Jumps out with errors of MuPDF: call inside fz_try.
 */
#ifndef CLEAN_PDF_ASIDE_H
#define CLEAN_PDF_ASIDE_H

#include "clean/pdf/pdf-scrub.h"

struct pdf_mupdf;

/* Before any page is cut: which elements of the structure say what no page shows. */
void pdf_aside_find(struct pdf_scrub *s);

/* After all pages were cut, before the rest of the document. The document is open in `pdf`. */
void pdf_aside_scrub(struct pdf_scrub *s, struct pdf_mupdf *pdf, uint32_t pages);

#endif
