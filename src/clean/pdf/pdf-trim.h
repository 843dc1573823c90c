/*
 * Pictures whose data are put in order before they are written: rows behind the last one that is
 * shown (inspect/pdf/pdf-rows.h) go, and one with metadata that is packed once more is unpacked, so
 * that they can be taken out.
 */
#ifndef CLEAN_PDF_TRIM_H
#define CLEAN_PDF_TRIM_H

#include "clean/pdf/pdf-scrub.h"
#include "clean/pdf/pdf-unused.h"

/* Pictures among what is used; such a one is stored without loss then. May jump. */
void pdf_trim_pictures(struct pdf_scrub *s, const struct pdf_used *used);

#endif
