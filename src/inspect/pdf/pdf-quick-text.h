/* Operators of text (ISO 32000-1 9.3, 9.4). */
#ifndef INSPECT_PDF_QUICK_TEXT_H
#define INSPECT_PDF_QUICK_TEXT_H

#include "inspect/pdf/pdf-quick-run.h"

/* BT to ", Tc to Ts; false: it is none of these. */
bool pdf_quick_text(struct pdf_quick *q, uint32_t op);

/* The array of TJ, shown as it is read; TJ must follow. */
void pdf_quick_text_array(struct pdf_quick *q);

#endif
