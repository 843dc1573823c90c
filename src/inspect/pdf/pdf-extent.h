/* Size, pages and characters of the file. */
#ifndef INSPECT_PDF_EXTENT_H
#define INSPECT_PDF_EXTENT_H

#include "inspect/pdf/pdf-walk.h"

/* Size, pages, characters against the limits of deliveries; sizes of pages (pdf-extent.c). */
void pdf_extent_inspect(struct pdf_walk *w);

#endif
