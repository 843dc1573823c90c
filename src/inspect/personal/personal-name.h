/*
 * A name of a person at a place of a text: how it can be read, and what follows it. Whether it is
 * one is decided by what stands before it (personal-cue.c). Between the files personal*.c only.
 */
#ifndef INSPECT_PERSONAL_NAME_H
#define INSPECT_PERSONAL_NAME_H

#include "inspect/personal/personal-scan.h"

enum {
    PERSONAL_MAX_SPACES = 3,
    PERSONAL_MAX_UNKNOWN = 3, /* characters of a part of a name that no dictionary has */
};

enum personal_after {
    AFTER_WORD, /* the word goes on: no name */
    AFTER_PARTICLE,
    AFTER_EDGE,
    AFTER_END,
    AFTER_RANK,
    AFTER_TITLE,
    AFTER_HONOUR,
};

struct personal_name {
    size_t beg, end; /* units */
    size_t surname;  /* units of the family name */
    uint32_t surname_flags, given_flags;
    bool is_full, is_spaced, is_kana, is_known;
    enum personal_after after;
    size_t past; /* behind the honour or title */
};

/* Steps over units: the class or the unit at `i`; past the characters of a class, at most so many.
 */
static inline bool personal_is_class(const struct personal_text *t, size_t i, enum char_class class)
{
    return i < t->n && t->classes[i] == class;
}

static inline bool personal_is_unit(const struct personal_text *t, size_t i, uint16_t unit)
{
    return i < t->n && t->u[i] == unit;
}

static inline size_t personal_run_end(const struct personal_text *t, size_t i,
                                      enum char_class class, size_t most)
{
    size_t stop = most < t->n - MIN(i, t->n) ? i + most : t->n;
    size_t end = i;

    while (end < stop && t->classes[end] == class) {
        end++;
    }
    return end;
}

/* Whether the unit is one of `n`; all of them are compared, which goes many at a time. */
static inline bool personal_is_one_of(uint16_t unit, const uint16_t *units, size_t n)
{
    uint16_t is_one = 0;

    for (size_t i = 0; i < n; i++) {
        is_one |= units[i] == unit;
    }
    return is_one != 0;
}

/* The lengths of the family names that begin at `i`: bit k = one of k units. */
uint32_t personal_surnames_at(const struct personal_text *t, size_t i);

/* Whether a title or label may begin at `i`: told by its first two characters, or by its only one.
 */
static inline bool personal_may_begin_cue(const struct personal_text *t, size_t i)
{
    return (i + 1 < t->n && personal_may_be_cue(t->u + i)) || personal_is_single_cue(t->u[i]);
}

/* Whether an honour or title that ends at `i` is a word for itself there: 部長, not 部長会. */
bool personal_ends_title(const struct personal_text *t, size_t i);

/* The best reading by known names that begins at `i`, where family names of these lengths do. */
bool personal_name_at(const struct personal_text *t, size_t i, uint32_t surnames,
                      struct personal_name *ret);
/* Two words in the form of a name, known or not: 小鳥遊 六花. */
bool personal_pair_at(const struct personal_text *t, size_t i, struct personal_name *ret);
/* Katakana or hiragana: クボタ タカシ, ロバート・グリーン. */
bool personal_kana_at(const struct personal_text *t, size_t i, struct personal_name *ret);
/* Whether the kana between two units are a family or given name; with 子 behind them any may be
 * one. */
bool personal_is_kana_name(const struct personal_text *t, size_t beg, size_t end, bool has_ko);
/* A known given name by itself, with its honour: 琴音ちゃん. */
bool personal_given_at(const struct personal_text *t, size_t i, struct personal_name *ret);
/* What an honour or title that begins at `i` is, and the place behind it; else AFTER_WORD. */
enum personal_after personal_after_word(const struct personal_text *t, size_t i, size_t *ret_past);
/* What follows the name that ends at `i`; `ret_past` is behind an honour or title. */
enum personal_after personal_after_at(const struct personal_text *t, size_t i, size_t *ret_past);
/* Lengths of given names at `i`, a bit each; kana as a whole run only. */
uint32_t personal_given_lengths(const struct personal_text *t, size_t i);

/* ---- katakana with middle dots (personal-foreign.c) ---- */

enum personal_foreign {
    PERSONAL_FOREIGN_THING, /* firms, currencies */
    PERSONAL_FOREIGN_UNKNOWN,
    PERSONAL_FOREIGN_LIKELY, /* half of the parts are names, and the last one is no other noun */
    PERSONAL_FOREIGN_PERSON, /* all of them are, and the first one is no other noun */
};

/* What the words between the two units are. */
enum personal_foreign personal_foreign_of(const struct personal_text *t, size_t beg, size_t end);

/* ---- parts that the table does not have (personal-unknown.c) ---- */

/* Whether two or three kanji may be a family name that the table does not have. */
bool personal_may_be_unknown(const struct personal_text *t, size_t beg, size_t end);
/* Whether of two words one is a part of a name and the other one is like the other part. */
bool personal_is_like_pair(const struct personal_text *t, const struct personal_name *x);
/* A text that is a known family name and one or two more kanji, whatever they are: for places where
 * names are due. */
bool personal_whole_at(const struct personal_text *t, uint32_t lengths, struct personal_name *ret);
/* A family name that the table does not have, and a known given name behind it: 小鳥遊まどか; where
 * a name is due it may be another noun too. */
bool personal_tail_at(const struct personal_text *t, size_t i, bool is_due,
                      struct personal_name *ret);
/* Kanji that begin with a family name, whatever the others are, before their reading in brackets:
 * 沖剛(おき つよし). */
bool personal_read_at(const struct personal_text *t, size_t i, uint32_t surnames,
                      struct personal_name *ret);
/* A word for itself that may be a family name that the table does not have. */
bool personal_unlisted_at(const struct personal_text *t, size_t i, struct personal_name *ret);
/* A family name that the table does not have, before a title; not before one of an office (部長)
 * unless it stands in a list of names. */
bool personal_titled_at(const struct personal_text *t, size_t i, bool is_listed,
                        struct personal_name *ret);
/* A known family name and one or two kanji of given names: 早坂心春. */
bool personal_half_at(const struct personal_text *t, size_t i, uint32_t surnames,
                      struct personal_name *ret);
/* A family name that the table does not have, before an honour. */
bool personal_unknown_at(const struct personal_text *t, size_t i, struct personal_name *ret);

/* Past a part of a name in characters of names: kanji, or kana. */
size_t personal_part_end(const struct personal_text *t, size_t i);

/* Whether the words are another noun. */
bool personal_is_not_name(const struct personal_text *t, const struct personal_name *x);
/* How sure the words of a full name are by themselves: 0, 1, 2. */
int personal_certainty(const struct personal_text *t, const struct personal_name *x);

#endif
