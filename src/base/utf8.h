/* UTF-8 (RFC 3629): one code point at a time, strict. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/str.h"

enum {
    UTF8_MAX = 4,             /* bytes of the longest code point */
    UTF8_REPLACEMENT = 0xFFFD /* stands for bytes that are no code point */
};

/*
 * Decodes the code point at byte `at` (which must be < s.n) and returns its length in bytes.
 * Bytes that are not UTF-8 (overlong, surrogate, cut off, stray) give U+FFFD and length 1.
 */
size_t utf8_decode(struct str s, size_t at, uint32_t *ret_code_point);

/* Writes the code point to `out` (UTF8_MAX bytes of room) and returns its length in bytes. */
size_t utf8_encode(uint32_t code_point, char *out);

/* Bytes of the first sequence that is not UTF-8, or -1 when all is well. */
ptrdiff_t utf8_find_bad(struct str s);

/* The largest offset <= at that does not stand inside a code point. */
size_t utf8_floor(struct str s, size_t at);

#endif
