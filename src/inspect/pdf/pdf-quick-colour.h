/* Operators of colour (ISO 32000-1 8.6.8). */
#ifndef INSPECT_PDF_QUICK_COLOUR_H
#define INSPECT_PDF_QUICK_COLOUR_H

#include "inspect/pdf/pdf-quick-run.h"

/* g, rg, k, cs, scn and those of strokes; false: it is none of these. */
bool pdf_quick_colour(struct pdf_quick *q, uint32_t op);

#endif
