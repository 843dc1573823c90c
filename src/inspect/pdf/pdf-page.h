/* A page of a PDF by its pixels and its words. */
#ifndef INSPECT_PDF_PAGE_H
#define INSPECT_PDF_PAGE_H

#include "inspect/pdf/pdf-walk.h"

/* A page by its pixels and its words (pdf-page.c): w->page. */
void pdf_page_inspect(struct pdf_walk *w);

#endif
