/* Reader of plain text: UTF-8, CP932, EUC-JP, ISO-2022-JP. */
#ifndef READ_TEXT_FILE_H
#define READ_TEXT_FILE_H

#include "base/err.h"
#include "read/doc.h"

/*
 * Makes the text layer and the lines of `bytes`. `encoding` NULL = detect. A UTF-8 file's text
 * layer is the file itself (borrowed). Tab-led and tab-separated lines become table cells.
 * Errors: ERR_INVALID (empty, not text), ERR_UNSUPPORTED (unknown encoding name).
 */
int text_file_read(struct arena *a, struct str bytes, const char *encoding, struct doc *ret_doc,
                   struct err *err) MUST_USE;

#endif
