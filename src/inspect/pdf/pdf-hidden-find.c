/* A page, then the pages beside it; see pdf-hidden-find.h. */
#include "inspect/pdf/pdf-hidden-find.h"

#include "inspect/pdf/pdf-breaks.h"
#include "inspect/pdf/pdf-hidden-page.h"

void pdf_hidden_find_in(struct arena *a, fz_context *ctx, struct pdf_guard *guard,
                        pdf_document *doc, int number, const struct pdf_hidden_options *options,
                        struct pdf_hidden *ret_hidden)
{
    pdf_hidden_page(a, ctx, guard, doc, number, options, ret_hidden);
    if (options->breaks != NULL && ret_hidden->crops.n > 0) {
        pdf_crops_settle(&options->breaks->crops, &options->breaks->arena, ctx, guard, doc, options,
                         a, ret_hidden);
    }
    if (options->breaks != NULL && ret_hidden->runs.n > 0) {
        pdf_breaks_settle(options->breaks, ctx, guard, doc, number, options, ret_hidden);
    }
}

void pdf_hidden_find(struct arena *a, struct pdf_mupdf *pdf, int number,
                     const struct pdf_hidden_options *options, struct pdf_hidden *ret_hidden)
{
    pdf_hidden_find_in(a, pdf_mupdf_context(pdf), pdf_mupdf_guard(pdf), pdf_mupdf_document(pdf),
                       number, options, ret_hidden);
}
