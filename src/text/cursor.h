/*
 * Looking at folded text from a byte position, to the right and to the left; shared by the value
 * scanners, private to src/text. A position is a byte offset that stands on a character; where a
 * function returns a position, 0 means "no match" (a match never ends at 0).
 */
#ifndef TEXT_CURSOR_H
#define TEXT_CURSOR_H

#include "base/utf8.h"

/* The end of `word` when it stands at `at`, else 0. */
static inline size_t cursor_eat(struct str s, size_t at, const char *word)
{
    /* Byte by byte: most words differ from what is there in the first few. */
    for (; *word != '\0'; word++, at++) {
        if (at >= s.n || s.p[at] != *word) {
            return 0;
        }
    }
    return at;
}

/* The end of the first of `words` (NULL at the end, longer ones first) that stands at `at`. */
static inline size_t cursor_eat_any(struct str s, size_t at, const char *const *words)
{
    for (; *words != NULL; words++) {
        size_t end = cursor_eat(s, at, *words);

        if (end != 0) {
            return end;
        }
    }
    return 0;
}

/* Whether one of the characters of `set` (UTF-8) stands at `at`. */
static inline bool cursor_one_of(struct str s, size_t at, const char *set)
{
    size_t n;

    for (const char *c = set; at < s.n && *c != '\0'; c += n) {
        unsigned char first = (unsigned char)*c;

        n = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        if (s.n - at >= n && s.p[at + n - 1] == c[n - 1] && memcmp(s.p + at, c, n) == 0) {
            return true;
        }
    }
    return false;
}

/* Whether the text from `floor` up to `at` ends with `word`. */
static inline bool cursor_ends(struct str s, size_t at, size_t floor, const char *word)
{
    size_t n = strlen(word);

    return at >= floor + n && s.p[at - 1] == word[n - 1] && memcmp(s.p + at - n, word, n) == 0;
}

/* The start of the first of `words` the text before `at` ends with; `at` when none does. */
static inline size_t cursor_back_any(struct str s, size_t at, size_t floor,
                                     const char *const *words)
{
    for (; *words != NULL; words++) {
        if (cursor_ends(s, at, floor, *words)) {
            return at - strlen(*words);
        }
    }
    return at;
}

static inline size_t cursor_spaces(struct str s, size_t at)
{
    while (at < s.n && s.p[at] == ' ') {
        at++;
    }
    return at;
}

static inline size_t cursor_back_spaces(struct str s, size_t at, size_t floor)
{
    while (at > floor && s.p[at - 1] == ' ') {
        at--;
    }
    return at;
}

/* Where the character before `at` starts; `at` itself when there is none above `floor`. */
static inline size_t cursor_prev(struct str s, size_t at, size_t floor)
{
    if (at <= floor) {
        return at;
    }
    at--;
    while (at > floor && ((unsigned char)s.p[at] & 0xC0) == 0x80) {
        at--;
    }
    return at;
}

static inline size_t cursor_next(struct str s, size_t at)
{
    uint32_t cp;

    return at < s.n ? at + utf8_decode(s, at, &cp) : at;
}

/* The character at `at`; 0 at the end of the text. */
static inline uint32_t cursor_code_point(struct str s, size_t at)
{
    uint32_t cp = 0;

    if (at < s.n) {
        (void)utf8_decode(s, at, &cp);
    }
    return cp;
}

/* The character that ends at `at`; 0 at `floor`. */
static inline uint32_t cursor_code_point_before(struct str s, size_t at, size_t floor)
{
    return at > floor ? cursor_code_point(s, cursor_prev(s, at, floor)) : 0;
}

static inline bool cursor_is_digit(struct str s, size_t at)
{
    return at < s.n && s.p[at] >= '0' && s.p[at] <= '9';
}

static inline bool cursor_is_letter(struct str s, size_t at)
{
    return at < s.n && ((s.p[at] >= 'A' && s.p[at] <= 'Z') || (s.p[at] >= 'a' && s.p[at] <= 'z'));
}

static inline bool code_point_is_hiragana(uint32_t cp)
{
    return cp >= 0x3041 && cp <= 0x309F;
}

static inline bool code_point_is_katakana(uint32_t cp)
{
    return (cp >= 0x30A1 && cp <= 0x30FA) || cp == 0x30FC;
}

static inline bool code_point_is_kanji(uint32_t cp)
{
    return (cp >= 0x4E00 && cp <= 0x9FFF) || (cp >= 0x3400 && cp <= 0x4DBF) || cp == 0x3005;
}

#endif
