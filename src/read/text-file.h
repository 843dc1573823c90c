/* Reader of plain text: UTF-8, UTF-16, CP932, EUC-JP, ISO-2022-JP. */
#ifndef READ_TEXT_FILE_H
#define READ_TEXT_FILE_H

#include "base/err.h"
#include "read/doc.h"
#include "read/jis.h"

/*
 * What a text needs from the system before the reader is confined: tables of Japanese encodings
 * when the bytes are not UTF-8 or `encoding` asks for another one; otherwise *ret_jis is NULL.
 */
int text_file_prepare(struct arena *a, struct str bytes, const char *encoding,
                      const struct jis **ret_jis, struct err *err) MUST_USE;

/*
 * Makes the text layer and the lines of `bytes`. `encoding` NULL = detect; `jis` comes from
 * text_file_prepare(). A UTF-8 file's text layer is the file itself (borrowed).
 * Errors: ERR_INVALID (empty, not text), ERR_UNSUPPORTED (unknown encoding name), ERR_LIMIT.
 */
int text_file_read_prepared(struct arena *a, struct str bytes, const char *encoding,
                            const struct jis *jis, struct doc *ret_doc, struct err *err) MUST_USE;

/* Both at once, for what is not confined: tests. */
int text_file_read(struct arena *a, struct str bytes, const char *encoding, struct doc *ret_doc,
                   struct err *err) MUST_USE;

#endif
