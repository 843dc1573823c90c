/* What layers hide on a traced page. */
#ifndef INSPECT_PDF_TRACE_LAYERS_H
#define INSPECT_PDF_TRACE_LAYERS_H

#include "inspect/pdf/pdf-trace.h"

/* Whatever this usage ("View", "Print") does not draw is off. Raises errors of the library. */
void pdf_trace_layers_mark(fz_context *ctx, struct pdf_trace *trace, struct pdf_page *page,
                           const char *usage, fz_cookie *cookie);

#endif
