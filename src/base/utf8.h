/* UTF-8 (RFC 3629): one code point at a time, strict. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/str.h"

enum {
    UTF8_MAX = 4,             /* bytes of the longest code point */
    UTF8_REPLACEMENT = 0xFFFD /* stands for bytes that are no code point */
};

/* What utf8_decode() does not do itself; not for others. */
size_t utf8_decode_rare(struct str s, size_t at, uint32_t *ret_code_point);

/*
 * Decodes the code point at byte `at` (which must be < s.n) and returns its length in bytes.
 * Bytes that are not UTF-8 (overlong, surrogate, cut off, stray) give U+FFFD and length 1.
 */
static inline size_t utf8_decode(struct str s, size_t at, uint32_t *ret_code_point)
{
    const unsigned char *p = (const unsigned char *)s.p + at;

    if (p[0] < 0x80) {
        *ret_code_point = p[0];
        return 1;
    }
    /*
     * Nearly all of Japanese: three bytes from E1 to EC, where no form is overlong or a surrogate.
     */
    if (p[0] >= 0xE1 && p[0] <= 0xEC && s.n - at >= 3 && (p[1] & 0xC0) == 0x80 &&
        (p[2] & 0xC0) == 0x80) {
        *ret_code_point = (p[0] & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
        return 3;
    }
    return utf8_decode_rare(s, at, ret_code_point);
}

/* What utf8_write() does not do itself; not for others. */
size_t utf8_write_rare(uint32_t code_point, char *out);

/* Writes the code point to `out` (UTF8_MAX bytes of room) and returns its length in bytes. */
static inline size_t utf8_write(uint32_t code_point, char *out)
{
    /* Nearly all of Japanese: three bytes, and no surrogate. */
    if (code_point >= 0x800 && code_point < 0x10000 && (code_point & 0xF800) != 0xD800) {
        out[0] = (char)(0xE0 | code_point >> 12);
        out[1] = (char)(0x80 | (code_point >> 6 & 0x3F));
        out[2] = (char)(0x80 | (code_point & 0x3F));
        return 3;
    }
    if (code_point < 0x80) {
        out[0] = (char)code_point;
        return 1;
    }
    return utf8_write_rare(code_point, out);
}

/* Bytes of the first sequence that is not UTF-8, or -1 when all is well. */
ptrdiff_t utf8_find_bad(struct str s);

/* Whether it is UTF-8 without NUL: what may be printed, and kept as a string of C. */
bool utf8_is_text(struct str s);

/* Byte of the next control character (below 20) at or after `from`; s.n when there is none. */
size_t utf8_find_control(struct str s, size_t from);

/*
 * Columns of half width that s takes when shown: one for each character, two for one of three or
 * four bytes (kana, kanji, full-width forms). Close enough for Japanese text.
 */
size_t utf8_columns(struct str s);

/* The largest offset <= at that does not stand inside a code point. */
size_t utf8_floor(struct str s, size_t at);

#endif
