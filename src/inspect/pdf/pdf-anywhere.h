/* What may hang on any object. */
#ifndef INSPECT_PDF_ANYWHERE_H
#define INSPECT_PDF_ANYWHERE_H

#include "inspect/pdf/pdf-walk.h"

/* What may hang on any object (pdf-anywhere.c): shown, told after the pages, let go of. */
void pdf_anywhere_look(struct pdf_walk *w, int number, pdf_obj *dictionary);
void pdf_anywhere_tell(struct pdf_walk *w);
void pdf_anywhere_done(struct pdf_walk *w);

#endif
