/* What earlier revisions hold. */
#ifndef INSPECT_PDF_PAST_H
#define INSPECT_PDF_PAST_H

#include "inspect/pdf/pdf-walk.h"

/* What an earlier revision holds and the last does not (pdf-past.c); after the pages. */
void pdf_past_inspect(struct pdf_walk *w);

#endif
