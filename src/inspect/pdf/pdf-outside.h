/* Words beside the pages. */
#ifndef INSPECT_PDF_OUTSIDE_H
#define INSPECT_PDF_OUTSIDE_H

#include "inspect/pdf/pdf-walk.h"

/* Words beside the page (w->page); told after the pages (pdf-outside.c). */
void pdf_outside_keep(struct pdf_walk *w, struct str place, struct str text);
void pdf_outside_tell(struct pdf_walk *w);

#endif
