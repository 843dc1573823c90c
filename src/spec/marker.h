/*
 * Item marks at the start of a paragraph: 第１条, １．, （１）, ①, ア, イ, (a), Ⅰ, 【…】, ・, ※１ …
 */
#ifndef SPEC_MARKER_H
#define SPEC_MARKER_H

#include "base/str.h"

enum marker_class {
    MARK_NONE,
    MARK_CHAPTER,        /* 第１章 */
    MARK_SECTION,        /* 第１節 */
    MARK_ARTICLE,        /* 第１条, 第１条の２ */
    MARK_DAI,            /* 第１ */
    MARK_ROMAN,          /* Ⅰ． Ⅰ */
    MARK_DECIMAL,        /* １． */
    MARK_BARE,           /* １ and a space */
    MARK_MULTI,          /* １.２, １-２, １.２.３ */
    MARK_PAREN,          /* （１） */
    MARK_HALF_PAREN,     /* １） */
    MARK_BRACKET_NUMBER, /* [1] 〔１〕 ＜１＞ */
    MARK_CIRCLED,        /* ① */
    MARK_KATAKANA,       /* ア, イ (also in the order of イロハ) */
    MARK_PAREN_KATAKANA, /* （ア） */
    MARK_LATIN,          /* a. a) */
    MARK_PAREN_LATIN,    /* (a) */
    MARK_KANJI,          /* 一 */
    MARK_PAREN_KANJI,    /* （一） */
    MARK_NUMBERED_LAST = MARK_PAREN_KANJI,
    MARK_HEAD,   /* 【…】 ＜…＞ ■… : a head without a number */
    MARK_BULLET, /* ・ ○ ● ◇ ◆ － */
    MARK_NOTE,   /* ※, （※１）, 注１） */
};

struct marker {
    enum marker_class class;
    uint32_t ordinal;      /* of the last number: 2 in １.２ */
    uint32_t iroha;        /* for katakana: the place in イロハ, 0 = not in it */
    uint32_t depth;        /* numbers of MARK_MULTI; 1 else */
    uint32_t numbers[4];   /* of MARK_MULTI */
    uint32_t length;       /* folded bytes of the mark with the space after it */
    uint32_t label_beg;    /* folded byte where the mark starts: 0, or after a converter's bullet */
    uint32_t label_length; /* folded bytes up to the end of the mark itself */
    bool is_wide;          /* digits are full width in the source; set by the caller */
};

/* The mark at the start of folded text; MARK_NONE when there is none. */
struct marker marker_read(struct str folded);

static inline bool marker_is_numbered(const struct marker *m)
{
    return m->class > MARK_NONE && m->class <= MARK_NUMBERED_LAST;
}

#endif
