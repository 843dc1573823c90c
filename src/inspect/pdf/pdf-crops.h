/* What the pages of a document show of pictures that one of them cuts (pdf-crop.h). */
#ifndef INSPECT_PDF_CROPS_H
#define INSPECT_PDF_CROPS_H

#include "inspect/pdf/pdf-hidden.h"

/* What the pages of one document show of their pictures; zeroed at first. */
struct pdf_crops {
    VEC(struct pdf_crop_show) shows;
    bool is_listed;
};

/*
 * Those of hidden->crops that nothing else on the pages shows become `covered`. The first time that
 * there is one all pages are looked through, with memory of `a`, which lives as long as `crops`. No
 * page is being looked at by `guard`.
 */
void pdf_crops_settle(struct pdf_crops *crops, struct arena *a, fz_context *ctx,
                      struct pdf_guard *guard, pdf_document *doc,
                      const struct pdf_hidden_options *options, struct arena *of_page,
                      struct pdf_hidden *h);

#endif
