/* Text for reading; see str.h. */
#include "base/str.h"

#include <strings.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

int str_cmp(struct str a, struct str b)
{
    size_t n = MIN(a.n, b.n);
    int order = n == 0 ? 0 : memcmp(a.p, b.p, n);

    if (order != 0) {
        return order;
    }
    return (a.n > b.n) - (a.n < b.n);
}

static int small(char c)
{
    return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : (unsigned char)c;
}

int str_cmp_any_case(struct str a, struct str b)
{
    size_t n = MIN(a.n, b.n);
    size_t i = 0;

    while (i + sizeof(uint64_t) <= n && memcmp(a.p + i, b.p + i, sizeof(uint64_t)) == 0) {
        i += sizeof(uint64_t); /* most are alike in part, in their case too */
    }
    while (i < n && small(a.p[i]) == small(b.p[i])) {
        i++;
    }
    return i < n ? small(a.p[i]) - small(b.p[i]) : (a.n > b.n) - (a.n < b.n);
}

bool str_eq_any_case(struct str a, struct str b)
{
    return a.n == b.n && str_cmp_any_case(a, b) == 0;
}

bool str_starts_any_case(struct str s, struct str head)
{
    return s.n >= head.n && str_eq_any_case(str_sub(s, 0, head.n), head);
}

bool str_ends_any_case(struct str s, struct str tail)
{
    return s.n >= tail.n && str_eq_any_case(str_sub(s, s.n - tail.n, s.n), tail);
}

/*
 * Searching is the most frequent thing the reader does: many short words in short sentences, where
 * memmem's preparation costs more than the search. Sixteen places are tried at a time by two bytes
 * of the word: the last of its first character, and its last (the first bytes of Japanese
 * characters are nearly all alike). Where both agree the whole word is compared.
 */
#ifdef __SSE2__
/* What is looked for: a word and two of its bytes, sixteen times each. */
struct wanted {
    const char *word;
    size_t n, early, late;
    __m128i early_byte, late_byte;
};

/* The first of the sixteen places from `text` on at which the word stands; NULL when at none. */
static inline const char *find_among_sixteen(const struct wanted *w, const char *text)
{
    __m128i a = _mm_loadu_si128((const __m128i *)(const void *)(text + w->early));
    __m128i b = _mm_loadu_si128((const __m128i *)(const void *)(text + w->late));
    unsigned hits = (unsigned)_mm_movemask_epi8(
        _mm_and_si128(_mm_cmpeq_epi8(a, w->early_byte), _mm_cmpeq_epi8(b, w->late_byte)));

    for (; hits != 0; hits &= hits - 1) {
        const char *hit = text + (unsigned)__builtin_ctz(hits);

        if (memcmp(hit, w->word, w->n) == 0) {
            return hit;
        }
    }
    return NULL;
}

static const char *find_word(const char *text, size_t n, const char *word, size_t word_n)
{
    struct wanted w = {.word = word, .n = word_n, .early = word_n > 3 ? 2 : 0, .late = word_n - 1};
    size_t places = n - w.late;
    const char *hit = NULL;

    if (places < 16) {
        for (size_t at = 0; at < places; at++) {
            if (text[at + w.late] == word[w.late] && memcmp(text + at, word, word_n) == 0) {
                return text + at;
            }
        }
        return NULL;
    }
    w.early_byte = _mm_set1_epi8(word[w.early]);
    w.late_byte = _mm_set1_epi8(word[w.late]);
    for (size_t at = 0; at + 16 <= places && hit == NULL; at += 16) {
        hit = find_among_sixteen(&w, text + at);
    }
    /* What is left of them, with some of those before it once more. */
    return hit != NULL || places % 16 == 0 ? hit : find_among_sixteen(&w, text + places - 16);
}
#else
static const char *find_word(const char *text, size_t n, const char *word, size_t word_n)
{
    return memmem(text, n, word, word_n);
}
#endif

ptrdiff_t str_find(struct str s, struct str what, size_t from)
{
    if (from > s.n || what.n > s.n - from) {
        return -1;
    }
    if (what.n == 0) {
        return (ptrdiff_t)from;
    }
    const char *hit = what.n == 1 ? memchr(s.p + from, what.p[0], s.n - from)
                                  : find_word(s.p + from, s.n - from, what.p, what.n);

    return hit == NULL ? -1 : hit - s.p;
}

ptrdiff_t str_rfind(struct str s, struct str what)
{
    size_t end = s.n; /* where a match may end */

    if (what.n == 0) {
        return (ptrdiff_t)s.n;
    }
    while (end >= what.n) {
        /* Only places with the right last byte are compared. */
        const char *last = memrchr(s.p + what.n - 1, what.p[what.n - 1], end - (what.n - 1));

        if (last == NULL) {
            return -1;
        }
        end = (size_t)(last - s.p) + 1;
        /* The byte before the last tells most others apart. */
        if ((what.n < 2 || s.p[end - 2] == what.p[what.n - 2]) &&
            memcmp(s.p + end - what.n, what.p, what.n) == 0) {
            return (ptrdiff_t)(end - what.n);
        }
        end--;
    }
    return -1;
}

struct str str_file_name(struct str path)
{
    return str_sub(path, (size_t)(str_rfind(path, STR("/")) + 1), path.n);
}

static const struct str wide_space = {.p = "\xE3\x80\x80", .n = 3};

struct str str_trim(struct str s)
{
    for (;;) {
        if (s.n > 0 && (s.p[0] == ' ' || (s.p[0] >= '\t' && s.p[0] <= '\r'))) {
            s = str_sub(s, 1, s.n);
        } else if (str_starts(s, wide_space)) {
            s = str_sub(s, wide_space.n, s.n);
        } else {
            break;
        }
    }
    for (;;) {
        if (s.n > 0 && (s.p[s.n - 1] == ' ' || (s.p[s.n - 1] >= '\t' && s.p[s.n - 1] <= '\r'))) {
            s.n--;
        } else if (str_ends(s, wide_space)) {
            s.n -= wide_space.n;
        } else {
            break;
        }
    }
    return s;
}

uint64_t str_hash(struct str s)
{
    uint64_t h = STR_HASH_OF_NOTHING;

    for (size_t i = 0; i < s.n; i++) {
        h = str_hash_add(h, (unsigned char)s.p[i]);
    }
    return h;
}
