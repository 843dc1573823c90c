/*
 * Bytes that stand in a stream behind the end of what it holds: no reader of the file gets there.
 */
#ifndef INSPECT_PDF_TAIL_H
#define INSPECT_PDF_TAIL_H

#include "base/str.h"

#include <mupdf/pdf.h>

/*
 * Where the data of a stream end that is packed once, by Flate or as JPEG; `raw`: as it stands in
 * the file. raw.n: nothing is behind it. Behind Flate only text is looked for. Never fails: what is
 * damaged has no tail.
 */
size_t pdf_tail_find(fz_context *ctx, pdf_obj *stream, struct str raw);

#endif
