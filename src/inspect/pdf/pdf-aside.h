/* What stands beside what is drawn: in contents, between objects, in the structure tree. */
#ifndef INSPECT_PDF_ASIDE_H
#define INSPECT_PDF_ASIDE_H

#include "inspect/pdf/pdf-walk.h"

/* What the content of a page (w->page) or a form, and the file between objects, say aside
 * (pdf-aside.c). */
void pdf_aside_page(struct pdf_walk *w);
void pdf_aside_form(struct pdf_walk *w, pdf_obj *form, int number);
void pdf_aside_file(struct pdf_walk *w);

/* What elements of the structure tree say that no page shows (pdf-element.h). */
void pdf_aside_elements(struct pdf_walk *w);

/* Property lists that no content names (pdf-property.h); after all pages and objects. */
void pdf_aside_properties(struct pdf_walk *w);

/* Looks of annotations that no page shows (pdf-appearance.h). */
void pdf_aside_looks(struct pdf_walk *w);

/* Forms and pictures that nothing draws (pdf-drawn.h). */
void pdf_aside_undrawn(struct pdf_walk *w);

#endif
