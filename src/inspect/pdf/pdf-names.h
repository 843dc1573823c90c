/* Where words that are masked on a page are named all the same. */
#ifndef INSPECT_PDF_NAMES_H
#define INSPECT_PDF_NAMES_H

#include "inspect/pdf/pdf-walk.h"

/* Where words that are masked on a page are named all the same (pdf-names.c); after the pages. */
void pdf_names_inspect(struct pdf_walk *w);

#endif
