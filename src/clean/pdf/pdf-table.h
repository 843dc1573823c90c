/* Tables of characters of fonts whose letters are all one sign (pdf-same-sign.h), out. */
#ifndef CLEAN_PDF_TABLE_H
#define CLEAN_PDF_TABLE_H

#include "clean/pdf/pdf-scrub.h"

/* When a page shows such letters: they look as before, and say nothing any more. */
void pdf_table_scrub(struct pdf_scrub *s);

#endif
