/* UTF-8, strict; see utf8.h. */
#include "base/utf8.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

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

size_t utf8_write_rare(uint32_t cp, char *out)
{
    if (cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF)) {
        cp = UTF8_REPLACEMENT;
    }
    if (cp < 0x800) {
        out[0] = (char)(0xC0 | cp >> 6);
        out[1] = (char)(0x80 | (cp & 0x3F));
        return 2;
    }
    if (cp == UTF8_REPLACEMENT) {
        return utf8_write(cp, out);
    }
    out[0] = (char)(0xF0 | cp >> 18);
    out[1] = (char)(0x80 | (cp >> 12 & 0x3F));
    out[2] = (char)(0x80 | (cp >> 6 & 0x3F));
    out[3] = (char)(0x80 | (cp & 0x3F));
    return 4;
}

/*
 * Sixteen bytes at a time: whether continuation bytes stand exactly where the first bytes of
 * characters of two and three bytes want them. `wanted` has a bit for each byte of the block that
 * must continue a character; the bits above it are those of the next block. First bytes that need a
 * closer look (C0, C1, E0, ED, F0 and above) make the answer no.
 */
#ifdef __SSE2__
static bool block_is_good(const char *p, unsigned *wanted)
{
    const __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)p);
    const __m128i rare = _mm_or_si128(
        _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8((char)0xE0)),
                     _mm_cmpeq_epi8(bytes, _mm_set1_epi8((char)0xED))),
        _mm_cmpeq_epi8(_mm_or_si128(bytes, _mm_set1_epi8(1)), _mm_set1_epi8((char)0xC1)));
    const unsigned high = (unsigned)_mm_movemask_epi8(bytes);
    /* As signed bytes ASCII is above all others. */
    const unsigned above_bf =
        (unsigned)_mm_movemask_epi8(_mm_cmpgt_epi8(bytes, _mm_set1_epi8((char)0xBF)));
    const unsigned above_df =
        (unsigned)_mm_movemask_epi8(_mm_cmpgt_epi8(bytes, _mm_set1_epi8((char)0xDF)));
    const unsigned above_ef =
        (unsigned)_mm_movemask_epi8(_mm_cmpgt_epi8(bytes, _mm_set1_epi8((char)0xEF)));

    *wanted |= (above_bf & high) << 1 | (above_df & high) << 2;
    if (_mm_movemask_epi8(rare) != 0 || (above_ef & high) != 0 ||
        (*wanted & 0xFFFF) != (high & ~above_bf)) {
        return false;
    }
    *wanted >>= 16;
    return true;
}

/* Where the good blocks from byte `from` on end, moved back to the start of a character. */
static size_t skip_good_blocks(struct str s, size_t from)
{
    unsigned wanted = 0;
    size_t at = from;

    while (at + 16 <= s.n && block_is_good(s.p + at, &wanted)) {
        at += 16;
    }
    /* The last character may go on behind the blocks: it is looked at again. */
    while (at > from && ((unsigned char)s.p[at - 1] & 0xC0) == 0x80) {
        at--;
    }
    return at > from ? at - 1 : at;
}
#else
static size_t skip_good_blocks(struct str s, size_t from)
{
    return from;
}
#endif

ptrdiff_t utf8_find_bad(struct str s)
{
    enum { STEP = 32 }; /* bytes taken one by one before blocks are tried again */

    for (size_t at = 0; at < s.n;) {
        at = skip_good_blocks(s, at);
        for (size_t end = MIN(s.n, at + STEP); at < end;) {
            uint32_t cp;
            size_t length = utf8_decode(s, at, &cp);

            if (length == 1 && cp == UTF8_REPLACEMENT) {
                return (ptrdiff_t)at;
            }
            at += length;
        }
    }
    return -1;
}

size_t utf8_find_control(struct str s, size_t from)
{
    size_t at = from;

#ifdef __SSE2__
    for (; at + 16 <= s.n; at += 16) {
        const __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(s.p + at));
        const __m128i low = _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(0x1F)), bytes);
        unsigned hits = (unsigned)_mm_movemask_epi8(low);

        if (hits != 0) {
            return at + (unsigned)__builtin_ctz(hits);
        }
    }
#endif
    while (at < s.n && (unsigned char)s.p[at] >= 0x20) {
        at++;
    }
    return at;
}

size_t utf8_columns(struct str s)
{
    size_t columns = 0;
    size_t i = 0;

    /* A character counts by its first byte: one, and one more from E0 on. */
#ifdef __SSE2__
    for (; i + 16 <= s.n; i += 16) {
        const __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(s.p + i));
        const __m128i first = _mm_cmpgt_epi8(bytes, _mm_set1_epi8((char)0xBF));
        const __m128i wide = _mm_cmpeq_epi8(_mm_and_si128(bytes, _mm_set1_epi8((char)0xE0)),
                                            _mm_set1_epi8((char)0xE0));
        /* Each hit is -1: their sum, taken from nothing, counts them. */
        const __m128i counts = _mm_sub_epi8(_mm_setzero_si128(), _mm_add_epi8(first, wide));
        const __m128i sums = _mm_sad_epu8(counts, _mm_setzero_si128()); /* of both halves */

        columns += (size_t)_mm_cvtsi128_si32(sums) + (size_t)_mm_extract_epi16(sums, 4);
    }
#endif
    for (; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];

        columns += (size_t)(c < 0x80) + (c >= 0xC0) + (c >= 0xE0);
    }
    return columns;
}

size_t utf8_floor(struct str s, size_t at)
{
    at = MIN(at, s.n);
    while (at > 0 && at < s.n && ((unsigned char)s.p[at] & 0xC0) == 0x80) {
        at--;
    }
    return at;
}

bool utf8_is_text(struct str s)
{
    return utf8_find_bad(s) < 0 && (s.n == 0 || memchr(s.p, '\0', s.n) == NULL);
}
