/* Operators of named things: forms, pictures, graphics states. */
#ifndef INSPECT_PDF_QUICK_OBJECT_H
#define INSPECT_PDF_QUICK_OBJECT_H

#include "inspect/pdf/pdf-quick-run.h"

/* Do, gs; false: it is none of these. */
bool pdf_quick_object(struct pdf_quick *q, uint32_t op);

#endif
