/* Why nobody sees some letters. */
#ifndef INSPECT_PDF_JUDGE_H
#define INSPECT_PDF_JUDGE_H

#include "inspect/pdf/pdf-look.h"

/* Why nobody sees the run; PDF_SHOWN = it is right so. */
enum pdf_reason pdf_judge_run(const struct pdf_look *p, const struct pdf_hidden_run *run);

/* Whether something was painted over most of its letters later. */
bool pdf_judge_is_covered(const struct pdf_look *p, const struct pdf_hidden_run *run);

#endif
