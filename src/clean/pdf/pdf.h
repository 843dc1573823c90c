/*
 * Cleaner of PDF files: what nobody sees on its pages, what it holds beside them. Its pages look
 * the same; what is seen stays text. A file that is signed or protected is refused.
 */
#ifndef CLEAN_PDF_H
#define CLEAN_PDF_H

#include "clean/cleaning.h"

/* As struct cleaner's. ERR_UNSUPPORTED (signed, encrypted), ERR_INVALID (damaged). */
int pdf_clean(struct cleaning *c, struct str bytes, struct buf *out, struct err *err);

#endif
