/*
 * Reasons why nobody sees something: the rule that reports each, and whether cleaning takes it out.
 */
#ifndef INSPECT_PDF_REASON_H
#define INSPECT_PDF_REASON_H

#include "inspect/pdf/pdf-hidden.h"

/* Whether what is hidden for this reason goes when the file is cleaned. */
bool pdf_reason_goes(enum pdf_reason reason);

/* Whether the page without it looks the same, up to a few pixels. */
bool pdf_reason_is_unseen(enum pdf_reason reason);

/* The rule that reports the reason: "PDF-101" …; NULL for PDF_SHOWN. */
const char *pdf_reason_rule(enum pdf_reason reason);

#endif
