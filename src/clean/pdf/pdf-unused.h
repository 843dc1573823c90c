/*
 * Objects of a PDF that nothing refers to (PDF-131). They are not written; this tells that there
 * were some. Jumps out with errors of MuPDF.
 */
#ifndef CLEAN_PDF_UNUSED_H
#define CLEAN_PDF_UNUSED_H

#include "clean/pdf/pdf-scrub.h"

struct pdf_used {
    uint8_t *is_used; /* by object number */
    int room;
};

/* Before anything is changed: what hangs on the trailer. Memory of `a`. */
void pdf_used_find(struct pdf_used *used, struct arena *a, fz_context *ctx, pdf_document *doc);

/* After all is written: logs those that did not and hold something. */
void pdf_unused_log(struct pdf_scrub *s, const struct pdf_used *used);

#endif
