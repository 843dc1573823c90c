/* Traces a page of a PDF. */
#ifndef INSPECT_PDF_TRACE_RUN_H
#define INSPECT_PDF_TRACE_RUN_H

#include "inspect/pdf/pdf-trace.h"

/*
 * Runs the page and lists what it draws, also what layers hide when there are any. Raises errors of
 * the library; what was listed until then stays. `trace` has its arena and hidden->bounds set.
 */
void pdf_trace_run(fz_context *ctx, struct pdf_trace *trace, struct pdf_page *page,
                   const struct pdf_hidden_options *options, fz_cookie *cookie);

#endif
