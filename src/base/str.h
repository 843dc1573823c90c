/*
 * Text for reading: a pointer and a length, never owned, never NUL-terminated by promise.
 *
 * Whoever makes a struct str says whose memory it borrows from. All functions are pure and
 * treat the bytes as UTF-8 only where the name says so.
 */
#ifndef BASE_STR_H
#define BASE_STR_H

#include "base/common.h"

#include <string.h>

struct str {
    const char *p; /* first byte; may be NULL when n is 0 */
    size_t n;      /* bytes */
};

/* A struct str of a string literal, without strlen. */
#define STR(literal) ((struct str){.p = "" literal, .n = sizeof(literal) - 1})
/* The same as an element of a static table. */
#define STR_IN_TABLE(literal)                                                                      \
    {                                                                                              \
        .p = "" literal, .n = sizeof(literal) - 1                                                  \
    }
/* For printf: "%.*s", STR_ARG(s) */
#define STR_ARG(s) (int)(s).n, (s).p

/* Borrows a NUL-terminated string; NULL gives an empty one. */
static inline struct str str_of(const char *s)
{
    return (struct str){.p = s, .n = s == NULL ? 0 : strlen(s)};
}

/* The bytes from beg up to end, clamped to what is there. */
static inline struct str str_sub(struct str s, size_t beg, size_t end)
{
    end = MIN(end, s.n);
    beg = MIN(beg, end);
    return (struct str){.p = s.p + beg, .n = end - beg};
}

static inline bool str_eq(struct str a, struct str b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

static inline bool str_starts(struct str s, struct str head)
{
    /* The last byte first: characters of one script begin alike. */
    return s.n >= head.n && (head.n == 0 || (s.p[head.n - 1] == head.p[head.n - 1] &&
                                             memcmp(s.p, head.p, head.n) == 0));
}

static inline bool str_ends(struct str s, struct str tail)
{
    return s.n >= tail.n && (tail.n == 0 || (s.p[s.n - 1] == tail.p[tail.n - 1] &&
                                             memcmp(s.p + s.n - tail.n, tail.p, tail.n) == 0));
}

/* Whether `what` stands at byte `at`. */
static inline bool str_at(struct str s, size_t at, struct str what)
{
    return at <= s.n && s.n - at >= what.n &&
           (what.n == 0 ||
            (s.p[at + what.n - 1] == what.p[what.n - 1] && memcmp(s.p + at, what.p, what.n) == 0));
}

/* The length of `word` when it stands at byte `at`, else 0. For one word of many: most differ from
 * what is there in their first bytes, so they are not measured first. */
static inline size_t str_word_at(struct str s, size_t at, const char *word)
{
    size_t n = 0;

    for (; word[n] != '\0'; n++) {
        if (at + n >= s.n || s.p[at + n] != word[n]) {
            return 0;
        }
    }
    return n;
}

/* Whether one of `words` stands at byte `at`. */
static inline bool str_at_any(struct str s, size_t at, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (str_word_at(s, at, words[i]) > 0) {
            return true;
        }
    }
    return false;
}

/* Bytewise order, shorter first when one begins the other. */
int str_cmp(struct str a, struct str b);

/* The same whatever the case of ASCII letters. */
int str_cmp_any_case(struct str a, struct str b);
bool str_eq_any_case(struct str a, struct str b);
bool str_starts_any_case(struct str s, struct str head);
bool str_ends_any_case(struct str s, struct str tail);

/* Byte offset of the first occurrence at or after `from`, or -1. */
ptrdiff_t str_find(struct str s, struct str what, size_t from);

/* Whether `what` occurs anywhere. */
static inline bool str_has(struct str s, struct str what)
{
    return str_find(s, what, 0) >= 0;
}

/* Byte offset of the last occurrence, or -1. */
ptrdiff_t str_rfind(struct str s, struct str what);

/* Of a path what stands behind the last slash, to its end. */
struct str str_file_name(struct str path);

/* Without ASCII white space (and U+3000) on both sides. */
struct str str_trim(struct str s);

/* FNV-1a, 64 bit: for hash tables and fingerprints, not for safety. */
uint64_t str_hash(struct str s);

/* The same step by step: the hash of nothing, and that with one more byte, character or number. */
#define STR_HASH_OF_NOTHING 0xcbf29ce484222325u

static inline uint64_t str_hash_add(uint64_t hash, uint64_t value)
{
    return (hash ^ value) * 0x100000001b3u;
}

#endif
