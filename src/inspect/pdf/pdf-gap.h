/* Bytes of a PDF that belong to none of its objects, and comments in objects outside of streams. */
#ifndef INSPECT_PDF_GAP_H
#define INSPECT_PDF_GAP_H

#include "base/str.h"

#include <mupdf/fitz.h>
#include <mupdf/pdf.h>

/*
 * `take` gets what says something (pdf-remark.h), line by line, with its place in `bytes`, which
 * are the file that is open. What stands behind the end of the file is not among it.
 */
void pdf_gap_find(fz_context *ctx, pdf_document *doc, struct str bytes,
                  void (*take)(void *user, struct str text, size_t at), void *user);

#endif
