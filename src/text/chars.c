/* Classes of characters; see chars.h. */
#include "text/chars.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

static enum char_class ascii_class(uint32_t cp)
{
    if (cp >= '0' && cp <= '9') {
        return CHAR_DIGIT;
    }
    if ((cp | 0x20) >= 'a' && (cp | 0x20) <= 'z') {
        return CHAR_LATIN;
    }
    if (cp == ' ' || (cp >= '\t' && cp <= '\r')) {
        return CHAR_SPACE;
    }
    return cp == ',' ? CHAR_COMMA : CHAR_OTHER;
}

enum char_class char_class_of(uint32_t cp)
{
    /* What text is made of first. */
    if (cp >= 0x3041 && cp <= 0x309F) {
        return CHAR_HIRAGANA;
    }
    if (cp >= 0x4E00 && cp <= 0x9FFF) {
        return CHAR_KANJI;
    }
    int step = bracket_step(cp);

    if (step != 0) {
        return step > 0 ? CHAR_OPEN : CHAR_CLOSE;
    }
    if (cp < 0x80) {
        return ascii_class(cp);
    }
    if ((cp >= 0x30A1 && cp <= 0x30FA) || cp == 0x30FC || (cp >= 0x31F0 && cp <= 0x31FF)) {
        return CHAR_KATAKANA;
    }
    if ((cp >= 0x3400 && cp <= 0x4DBF) || cp == 0x3005 || cp == 0x3006 || cp == 0x3007 ||
        (cp >= 0xF900 && cp <= 0xFAFF) || cp >= 0x20000) {
        return CHAR_KANJI;
    }
    if (cp == 0x3002) {
        return CHAR_STOP;
    }
    return cp == 0x3001 ? CHAR_COMMA : CHAR_OTHER;
}

enum char_class char_class_at(struct str s, size_t at)
{
    uint32_t cp;

    if (at >= s.n) {
        return CHAR_NONE;
    }
    utf8_decode(s, at, &cp);
    return char_class_of(cp);
}

size_t char_before(struct str s, size_t at)
{
    do {
        at--;
    } while (at > 0 && ((unsigned char)s.p[at] & 0xC0) == 0x80);
    return at;
}

enum char_class char_class_before(struct str s, size_t at)
{
    return at == 0 ? CHAR_NONE : char_class_at(s, char_before(s, at));
}

size_t skip_spaces(struct str s, size_t at)
{
    while (at < s.n && (s.p[at] == ' ' || (s.p[at] >= '\t' && s.p[at] <= '\r'))) {
        at++;
    }
    return at;
}

/*
 * E3 80 xx is all CJK punctuation, EF leads the full-width forms, 28 to 2F are ( ) , . and some
 * more; (b & D9) == 59 holds for [ ] { } and Y _ y. What stands between is passed 16 bytes at a
 * time.
 */
static bool may_be_punctuation(struct str s, size_t at)
{
    unsigned char b = (unsigned char)s.p[at];

    return (b & 0xF8) == 0x28 || (b & 0xD9) == 0x59 || b == 0xEF ||
           (b == 0xE3 && at + 1 < s.n && (unsigned char)s.p[at + 1] == 0x80);
}

#ifdef __SSE2__
/*
 * The places among the sixteen from p on that may be punctuation, a bit each; p[16] is looked at.
 */
static inline unsigned punctuation_places(const char *p)
{
    const __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)p);
    const __m128i next = _mm_loadu_si128((const __m128i *)(const void *)(p + 1));
    const __m128i sign =
        _mm_cmpeq_epi8(_mm_and_si128(bytes, _mm_set1_epi8((char)0xF8)), _mm_set1_epi8(0x28));
    const __m128i square =
        _mm_cmpeq_epi8(_mm_and_si128(bytes, _mm_set1_epi8((char)0xD9)), _mm_set1_epi8(0x59));
    const __m128i wide = _mm_cmpeq_epi8(bytes, _mm_set1_epi8((char)0xEF));
    const __m128i cjk = _mm_and_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8((char)0xE3)),
                                      _mm_cmpeq_epi8(next, _mm_set1_epi8((char)0x80)));

    return (unsigned)_mm_movemask_epi8(
        _mm_or_si128(_mm_or_si128(sign, square), _mm_or_si128(wide, cjk)));
}
#endif

size_t next_punctuation(struct str s, size_t at)
{
#ifdef __SSE2__
    for (; at + 17 <= s.n; at += 16) {
        unsigned hits = punctuation_places(s.p + at);

        if (hits != 0) {
            return at + (unsigned)__builtin_ctz(hits);
        }
    }
    if (s.n >= 17 && at < s.n) { /* what is left, with what stands before it */
        size_t from = s.n - 17;
        unsigned hits = punctuation_places(s.p + from) >> (at - from);

        if (hits != 0) {
            return at + (unsigned)__builtin_ctz(hits);
        }
        at = s.n - 1;
    }
#endif
    while (at < s.n && !may_be_punctuation(s, at)) {
        at++;
    }
    return at;
}

/*
 * What char_walk_fill() does with the character at `at`: gathers it or not; returns its length.
 * What is left of one of four bytes behind its third is taken for one more of the rest.
 */
static inline size_t gather(struct char_walk *w, const unsigned char *p, size_t at, size_t left,
                            uint32_t *n)
{
    const uint32_t marks = (0xE0u << 12) + (0x80u << 6) + 0x80u; /* of first and further bytes */

    w->places[*n] = (uint32_t)at;
    if (p[0] >= 0xE0 && left >= 3) {
        uint32_t cp = ((uint32_t)p[0] << 12) + ((uint32_t)p[1] << 6) + p[2] - marks;

        *n += w->table[MIN(cp, (uint32_t)CHAR_TABLE_REST)] != 0;
        return 3;
    }
    if (p[0] < 0x80) {
        *n += w->table[p[0]] != 0;
        return 1;
    }
    *n += w->table[CHAR_TABLE_REST] != 0;
    return p[0] >= 0xC0 && left >= 2 ? 2 : 1;
}

/*
 * Whether a character is gathered is no branch; how long it is must be one, so that the next is
 * looked at before this one is done with.
 */
bool char_walk_fill(struct char_walk *w)
{
    const unsigned char *p = (const unsigned char *)w->s.p;
    const size_t end = w->s.n;
    size_t at = w->from;
    uint32_t n = 0;

    if (at >= end) {
        return false;
    }
    while (at + 3 <= end && n < CHAR_WALK_PLACES) {
        at += gather(w, p + at, at, 3, &n);
    }
    while (at < end && n < CHAR_WALK_PLACES) {
        at += gather(w, p + at, at, end - at, &n);
    }
    w->from = at;
    w->n = n;
    w->i = 0;
    return true;
}

size_t char_count(struct str s)
{
    size_t n = 0;
    size_t i = 0;

    /* Characters are counted by their first bytes: those that are no continuation (80 to BF). */
#ifdef __SSE2__
    for (; i + 16 <= s.n; i += 16) {
        const __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(s.p + i));
        const __m128i first = _mm_cmpgt_epi8(bytes, _mm_set1_epi8((char)0xBF));
        const __m128i ones = _mm_and_si128(first, _mm_set1_epi8(1));
        const __m128i sums = _mm_sad_epu8(ones, _mm_setzero_si128()); /* of both halves */

        n += (size_t)_mm_cvtsi128_si32(sums) + (size_t)_mm_extract_epi16(sums, 4);
    }
#endif
    for (; i < s.n; i++) {
        n += ((unsigned char)s.p[i] & 0xC0) != 0x80;
    }
    return n;
}
