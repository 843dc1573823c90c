/*
 * What anybody can read on the pages of a PDF. Words that are masked on one page and stand readable
 * on it or on another one are no secret, and a bookmark that says them tells nothing.
 */
#ifndef INSPECT_PDF_READABLE_H
#define INSPECT_PDF_READABLE_H

#include "inspect/pdf/pdf-hidden.h"

#include <mupdf/pdf.h>

struct pdf_readable {
    fz_context *ctx;
    pdf_document *doc;
    struct pdf_guard *guard;
    struct pdf_hidden_options options;
    struct arena arena;
    struct str *pages; /* what is seen on each; p is NULL: not looked at yet */
    int page_count;
};

/* Nothing has been looked at yet; options->thorough and the like as for the pages themselves. */
void pdf_readable_init(struct pdf_readable *r, fz_context *ctx, pdf_document *doc,
                       struct pdf_guard *guard, const struct pdf_hidden_options *options);
void pdf_readable_done(struct pdf_readable *r);

/*
 * Whether these words, blanks and the size of ASCII letters left aside, are seen on a page, in the
 * order drawn; the page `first`, from 1, is looked at before the others (0: none is). Of very many
 * pages some are not looked at. No page is being looked at by the guard.
 */
bool pdf_readable_has(struct pdf_readable *r, struct str words, int first);

#endif
