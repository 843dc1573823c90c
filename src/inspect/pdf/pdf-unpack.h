/* The bytes of a content stream. */
#ifndef INSPECT_PDF_UNPACK_H
#define INSPECT_PDF_UNPACK_H

#include <mupdf/fitz.h>
#include <mupdf/pdf.h>

/*
 * What a page or form shows, unpacked: of one stream, or of an array of them, joined. At most
 * 64 MiB. The caller drops the buffer. Raises errors of the library.
 */
fz_buffer *pdf_unpack(fz_context *ctx, pdf_document *doc, pdf_obj *contents);

/* The same up to `most` bytes: what lies behind them is not read. */
fz_buffer *pdf_unpack_most(fz_context *ctx, pdf_document *doc, pdf_obj *contents, size_t most);

#endif
