/* Reader of Word files (Office Open XML): .docx, .docm. */
#ifndef READ_DOCX_H
#define READ_DOCX_H

#include "base/err.h"
#include "read/doc.h"

/* Whether the bytes are a zip package that holds a Word document. */
bool docx_recognise(struct str bytes);

/*
 * Fills the document: each paragraph a line (each line break in it another), cells of tables
 * likewise, computed numbers as labels, notes after the paragraph that refers to them, headers and
 * footers at the end. Errors: ERR_INVALID (damaged, no text), ERR_LIMIT (zip bomb),
 * ERR_UNSUPPORTED (password).
 */
int docx_read(struct arena *a, struct str bytes, struct doc *ret_doc, struct err *err) MUST_USE;

#endif
