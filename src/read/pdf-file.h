/* Reader of PDF files. */
#ifndef READ_PDF_FILE_H
#define READ_PDF_FILE_H

#include "base/err.h"
#include "read/doc.h"
#include "read/pdf-mupdf.h"

/* Whether the bytes are a PDF: "%PDF-" near the start. */
bool pdf_file_recognise(struct str bytes);

/*
 * Fills the document page by page: lines in the order they are read, with their boxes; ruled
 * tables as cells; roles of lines over all pages. `pdf` comes from pdf_mupdf_new() and is closed.
 * With `takes_scans`, a file without text, or with none that can be read, is a document without
 * lines and a note DOC_NOTE_NO_TEXT for all its pages.
 * Errors: ERR_INVALID (damaged, no text layer), ERR_UNSUPPORTED (password).
 * Notes: DOC_NOTE_NO_TEXT, DOC_NOTE_DAMAGE, DOC_NOTE_CUT.
 */
int pdf_file_read(struct arena *a, struct str bytes, struct pdf_mupdf *pdf, bool takes_scans,
                  struct doc *ret_doc, struct err *err) MUST_USE;

#endif
