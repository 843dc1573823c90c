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

/* Characters of s. */
size_t char_count(struct str s);

/* +1 for an opening bracket of folded text, -1 for a closing one, 0 else. */
static inline int bracket_step(uint32_t cp)
{
    if (cp >= 0x3008 && cp <= 0x3015) { /* 〈〉《》「」『』【】, 〒 and 〓, 〔〕: pairs, the even one opens */
        return cp == 0x3012 || cp == 0x3013 ? 0 : (cp & 1) == 0 ? 1 : -1;
    }
    if (cp >= 0x80) {
        return 0;
    }
    return cp == '(' || cp == '[' || cp == '{' ? 1 : cp == ')' || cp == ']' || cp == '}' ? -1 : 0;
}

#endif
