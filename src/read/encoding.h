/*
 * Encodings of text files: which one it is, and the text as UTF-8 with the way back.
 *
 * Detection scores the bytes under each encoding (characters that Japanese text is made of
 * against bytes that fit nothing). A line that does not fit the encoding of the file but fits
 * another is read in that one and noted (DOC_NOTE_MIXED); bytes that fit none become U+FFFD
 * (DOC_NOTE_ENCODING). For every byte of the text layer the byte of the file is known.
 */
#ifndef READ_ENCODING_H
#define READ_ENCODING_H

#include "base/err.h"
#include "read/doc.h"
#include "read/jis.h"

enum encoding {
    ENCODING_UTF_8,
    ENCODING_CP932,
    ENCODING_EUC_JP,
    ENCODING_ISO_2022_JP,
    ENCODING_UTF_16LE,
    ENCODING_UTF_16BE,
    ENCODING_COUNT,
};

/* Text in another encoding than UTF-8 may have this many bytes. */
enum { ENCODING_MAX_BYTES = 64 * 1024 * 1024 };

/* "UTF-8", "CP932", … */
const char *encoding_name(enum encoding encoding);

/* The encoding a person named ("sjis", "Shift_JIS" and "cp932" are one); false: unknown name. */
bool encoding_of_name(const char *name, enum encoding *ret_encoding);

/* Whether the file may need the tables of jis.h: it is not UTF-8, or has escape sequences. */
bool encoding_needs_tables(struct str bytes);

/*
 * The encoding of `bytes`. `jis` may be NULL when encoding_needs_tables() is false.
 * ERR_INVALID when the bytes are no text in any of them.
 */
int encoding_detect(struct str bytes, const struct jis *jis, enum encoding *ret_encoding,
                    struct err *err) MUST_USE;

/*
 * The character at `at` (< bytes.n): its length in bytes; *ret_code_point is 0 when the bytes fit
 * nothing (the length is then 1). Not for ISO-2022-JP, which has states.
 */
size_t encoding_next(enum encoding encoding, const struct jis *jis, struct str bytes, size_t at,
                     uint32_t *ret_code_point);

/*
 * Fills text, encoding, source_offset and notes of the document. A UTF-8 file without bad bytes
 * is borrowed as it is. ERR_LIMIT for more than ENCODING_MAX_BYTES in another encoding.
 */
int encoding_decode(struct arena *a, struct str bytes, enum encoding encoding,
                    const struct jis *jis, struct doc *d, struct err *err) MUST_USE;

#endif
