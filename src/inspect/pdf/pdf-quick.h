/*
 * The content of a PDF page, run into a device without MuPDF's interpreter: the same glyphs, paths
 * and pictures at the same places, bit for bit, at a fraction of the time. It knows the operators
 * of well-formed pages; at the first thing it does not know it gives up, and the page is run by the
 * library.
 */
#ifndef INSPECT_PDF_QUICK_H
#define INSPECT_PDF_QUICK_H

#include "inspect/pdf/pdf-fonts.h"
#include "inspect/pdf/pdf-region.h"
#include "inspect/pdf/pdf-tracer.h"

/*
 * Whether the page was run to its end, or until the cookie said stop. When not, what was traced is
 * worth nothing. Its content stays in the trace. Raises no errors.
 */
bool pdf_quick_run(fz_context *ctx, struct pdf_tracer *t, struct pdf_fonts *fonts,
                   struct pdf_page *page, fz_cookie *cookie);

/*
 * The same into a device that draws; of text only what touches the region. `content` is that of the
 * trace, or NULL. When it is not run to its end, what was drawn is worth nothing. Raises no errors.
 */
bool pdf_quick_draw(fz_context *ctx, fz_device *device, const struct pdf_region *region,
                    struct pdf_fonts *fonts, struct pdf_page *page, fz_buffer *content,
                    fz_cookie *cookie);

#endif
