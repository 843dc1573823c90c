/* A page of a PDF by its pixels: text that nobody can see (pdf-page.c). */
#ifndef INSPECT_PDF_PAGE_H
#define INSPECT_PDF_PAGE_H

#include "inspect/found.h"

/*
 * Draws the page, `number` from 1, with and without its text and reports what does not show;
 * looks through its words for personal information.
 */
void pdf_page_inspect(struct found *f, struct pdf_mupdf *pdf, int number);

#endif
