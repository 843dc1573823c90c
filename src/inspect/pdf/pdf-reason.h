/* Why nobody sees some letters. */
#ifndef INSPECT_PDF_REASON_H
#define INSPECT_PDF_REASON_H

#include "inspect/pdf/pdf-look.h"

/* Why nobody sees the run; PDF_SHOWN = it is right so. */
enum pdf_reason pdf_reason_of(const struct pdf_look *p, const struct pdf_hidden_run *run);

/* Whether something was painted over most of its letters later. */
bool pdf_reason_is_covered(const struct pdf_look *p, const struct pdf_hidden_run *run);

#endif
