/*
 * Classes of characters of folded text, and steps of one character.
 */
#ifndef TEXT_CHARS_H
#define TEXT_CHARS_H

#include "base/utf8.h"

enum char_class {
    CHAR_NONE, /* before the first or after the last character */
    CHAR_SPACE,
    CHAR_DIGIT,
    CHAR_LATIN,
    CHAR_HIRAGANA,
    CHAR_KATAKANA, /* with ー */
    CHAR_KANJI,    /* with 々 〆 〇 */
    CHAR_OPEN,     /* opening bracket */
    CHAR_CLOSE,
    CHAR_STOP,  /* 。 */
    CHAR_COMMA, /* 、 , */
    CHAR_OTHER,
};

/* Class of one folded code point. */
enum char_class char_class_of(uint32_t cp);

/* Class of the character at byte `at`, and of the one before it. */
enum char_class char_class_at(struct str s, size_t at);
enum char_class char_class_before(struct str s, size_t at);

/* Byte offset of the character before byte `at` (at > 0). */
size_t char_before(struct str s, size_t at);

/* Byte offset after spaces from `at` on. */
size_t skip_spaces(struct str s, size_t at);

/*
 * Byte of the next character at or after `at` that may be a bracket, a stop or a comma, full-width
 * forms of raw text included; s.n when there is none. It stops at some others too (spaces of
 * U+3000, signs like + and /), so look what it is. For loops that care for nothing else.
 */
size_t next_punctuation(struct str s, size_t at);

/*
 * A walk over the few characters of a text that matter, by a table of CHAR_TABLE_BYTES that has
 * something but 0 for each of them. Characters of two or four bytes and those that the table does
 * not reach have its last entry in common (CHAR_TABLE_REST), so look what was met:
 *
 *     char_walk_begin(&walk, table, s, 0);
 *     for (size_t at = char_walk_next(&walk, 0); at < s.n; at = char_walk_next(&walk, next))
 *
 * The places are gathered some at a time with one look at each character and no branch: in Japanese
 * text, which mixes kanji and kana, it is the wrong guesses at what comes next that cost.
 */
enum {
    CHAR_TABLE_BYTES = 0xA000,
    CHAR_TABLE_REST = CHAR_TABLE_BYTES - 1,
    CHAR_WALK_PLACES = 64,
};

/* Where a table has the entry of a character. */
static inline uint32_t char_table_place(uint32_t cp)
{
    return cp < 0x80 || (cp >= 0x800 && cp < CHAR_TABLE_REST) ? cp : CHAR_TABLE_REST;
}

struct char_walk {
    const uint8_t *table;
    struct str s;
    size_t from;   /* what stands before was looked at */
    uint32_t n, i; /* places gathered, places handed out */
    uint32_t places[CHAR_WALK_PLACES];
};

/* Gathers the next places; false at the end of the text. For char_walk_next(). */
bool char_walk_fill(struct char_walk *w);

static inline void char_walk_begin(struct char_walk *w, const uint8_t *table, struct str s,
                                   size_t from)
{
    w->table = table;
    w->s = s;
    w->from = from;
    w->n = w->i = 0;
}

/* The next place at or after byte `at` (which never falls), s.n when there is none. */
static inline size_t char_walk_next(struct char_walk *w, size_t at)
{
    for (;;) {
        while (w->i < w->n) {
            size_t place = w->places[w->i++];

            if (place >= at) {
                return place;
            }
        }
        if (!char_walk_fill(w)) {
            return w->s.n;
        }
    }
}

/* Characters of s. */
size_t char_count(struct str s);

/* +1 for an opening bracket of folded text, -1 for a closing one, 0 else. */
static inline int bracket_step(uint32_t cp)
{
    if (cp >= 0x3008 &&
        cp <= 0x3015) { /* 〈〉《》「」『』【】, 〒 and 〓, 〔〕: pairs, the even one opens */
        return cp == 0x3012 || cp == 0x3013 ? 0 : (cp & 1) == 0 ? 1 : -1;
    }
    if (cp >= 0x80) {
        return 0;
    }
    return cp == '(' || cp == '[' || cp == '{' ? 1 : cp == ')' || cp == ']' || cp == '}' ? -1 : 0;
}

#endif
