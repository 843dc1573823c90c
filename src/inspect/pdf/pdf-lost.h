/* What pages name and the file does not have. */
#ifndef INSPECT_PDF_LOST_H
#define INSPECT_PDF_LOST_H

#include "inspect/pdf/pdf-walk.h"

/* What a page (w->page) names and the file does not have (pdf-lost.c). */
void pdf_lost_page(struct pdf_walk *w);

#endif
