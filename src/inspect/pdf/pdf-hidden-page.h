/* One page of a PDF by itself: what nobody can see on it. */
#ifndef INSPECT_PDF_HIDDEN_PAGE_H
#define INSPECT_PDF_HIDDEN_PAGE_H

#include "inspect/pdf/pdf-hidden.h"

struct pdf_guard;

/*
 * As pdf_hidden_find_in() (pdf-hidden-find.h), but what another page shows of what is hidden on
 * this one is not asked: options->breaks does nothing.
 */
void pdf_hidden_page(struct arena *a, fz_context *ctx, struct pdf_guard *guard, pdf_document *doc,
                     int number, const struct pdf_hidden_options *options,
                     struct pdf_hidden *ret_hidden);

#endif
