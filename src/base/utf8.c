/* UTF-8, strict; see utf8.h. */
#include "base/utf8.h"

static size_t decode_tail(const unsigned char *p, size_t n, uint32_t *ret_code_point)
{
    size_t length;
    uint32_t smallest;
    uint32_t cp;

    if (p[0] >= 0xC2 && p[0] <= 0xDF) {
        length = 2;
        smallest = 0x80;
        cp = p[0] & 0x1Fu;
    } else if ((p[0] & 0xF0) == 0xE0) {
        length = 3;
        smallest = 0x800;
        cp = p[0] & 0x0Fu;
    } else if (p[0] >= 0xF0 && p[0] <= 0xF4) {
        length = 4;
        smallest = 0x10000;
        cp = p[0] & 0x07u;
    } else {
        return 0;
    }
    if (length > n) {
        return 0;
    }
    for (size_t i = 1; i < length; i++) {
        if ((p[i] & 0xC0) != 0x80) {
            return 0;
        }
        cp = cp << 6 | (p[i] & 0x3Fu);
    }
    if (cp < smallest || cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF)) {
        return 0;
    }
    *ret_code_point = cp;
    return length;
}

size_t utf8_decode_rare(struct str s, size_t at, uint32_t *ret_code_point)
{
    size_t length = decode_tail((const unsigned char *)s.p + at, s.n - at, ret_code_point);

    if (length == 0) {
        *ret_code_point = UTF8_REPLACEMENT;
        return 1;
    }
    return length;
}

size_t utf8_encode(uint32_t cp, char *out)
{
    if (cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF)) {
        cp = UTF8_REPLACEMENT;
    }
    if (cp < 0x80) {
        out[0] = (char)cp;
        return 1;
    }
    if (cp < 0x800) {
        out[0] = (char)(0xC0 | cp >> 6);
        out[1] = (char)(0x80 | (cp & 0x3F));
        return 2;
    }
    if (cp < 0x10000) {
        out[0] = (char)(0xE0 | cp >> 12);
        out[1] = (char)(0x80 | (cp >> 6 & 0x3F));
        out[2] = (char)(0x80 | (cp & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | cp >> 18);
    out[1] = (char)(0x80 | (cp >> 12 & 0x3F));
    out[2] = (char)(0x80 | (cp >> 6 & 0x3F));
    out[3] = (char)(0x80 | (cp & 0x3F));
    return 4;
}

ptrdiff_t utf8_find_bad(struct str s)
{
    for (size_t at = 0; at < s.n;) {
        uint32_t cp;
        size_t length = utf8_decode(s, at, &cp);

        if (length == 1 && cp == UTF8_REPLACEMENT) {
            return (ptrdiff_t)at;
        }
        at += length;
    }
    return -1;
}

size_t utf8_floor(struct str s, size_t at)
{
    at = MIN(at, s.n);
    while (at > 0 && at < s.n && ((unsigned char)s.p[at] & 0xC0) == 0x80) {
        at--;
    }
    return at;
}
