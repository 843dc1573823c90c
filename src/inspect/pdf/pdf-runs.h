/* Runs: glyphs that nobody sees, joined into lines of one reason. */
#ifndef INSPECT_PDF_RUNS_H
#define INSPECT_PDF_RUNS_H

#include "inspect/pdf/pdf-look.h"

/* Lists the runs of a page that was proven, and sets the reason of their glyphs. */
void pdf_runs_find(struct pdf_look *p);

#endif
