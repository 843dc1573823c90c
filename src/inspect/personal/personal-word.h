/*
 * The words that names and addresses of Japan are told by: family and given names, municipalities,
 * titles, labels. Made at build time by tools/person-table.py from packages (docs/DEPENDENCIES.md)
 * and data/personal/cues.tsv. A text is looked up in the usual variants of its characters (髙 as
 * 高, 邊 as 辺), as UTF-16 units; characters outside the plane have none and are no part of a word.
 */
#ifndef INSPECT_PERSONAL_WORD_H
#define INSPECT_PERSONAL_WORD_H

#include "base/common.h"

/* What a word is; the order is that of tools/person-table.py. */
enum personal_word_flag {
    WORD_SURNAME = 1 << 0,
    WORD_GIVEN = 1 << 1,
    WORD_CITY = 1 << 2,           /* 港区, 四日市市 */
    WORD_COMMON_SURNAME = 1 << 3, /* a surname, but rather another noun */
    WORD_COMMON_GIVEN = 1 << 4,
    WORD_PLACE = 1 << 5,    /* 山口, 横浜: a prefecture or city without its last character */
    WORD_NOT_NAME = 1 << 6, /* looks like surname and given name, and is another noun */
    WORD_HONOUR = 1 << 7,   /* this and those below: the kinds of data/personal/cues.tsv */
    WORD_TITLE = 1 << 8,
    WORD_RANK = 1 << 9,
    WORD_ROLE = 1 << 10,
    WORD_STRONG = 1 << 11,
    WORD_END = 1 << 12,
    WORD_FIRM = 1 << 13,
    WORD_NEVER = 1 << 14,
    WORD_KANA_SURNAME = 1 << 15, /* a surname in katakana: ヤマダ */
    WORD_KANA_GIVEN = 1 << 16,
    WORD_GREAT_PLACE = 1 << 17,  /* a prefecture, a city with wards, a ward */
    WORD_GIVEN_PART = 1 << 18,   /* a character that given names are made of */
    WORD_SURNAME_PART = 1 << 19, /* … that family names are */
    WORD_RARE_GIVEN = 1 << 20,   /* a character that alone is the given name of a few */
    WORD_FREQUENT = 1 << 21,     /* a family name that many people of note have */
};

enum { PERSONAL_WORD_MAX = 12 /* units of the longest word */ };

/* The flags of the word of these units, or 0. */
uint32_t personal_word(const uint16_t *units, size_t n);

/*
 * The longest word with one of the flags that these units begin with: its length, or 0. `ret_flags`
 * may be NULL.
 */
size_t personal_longest(const uint16_t *units, size_t n, uint32_t flags, uint32_t *ret_flags);

/* The lengths of all such words: bit k = one of k units. */
uint32_t personal_lengths(const uint16_t *units, size_t n, uint32_t flags);

/* Whether the word of kanji is another noun than a name: few others are said to be. */
bool personal_is_noun(const uint16_t *units, size_t n);

/*
 * Whether the kanji, two at least, are a family or given name that is too rare for the table; it
 * may be another noun. One word in five thousand others is said to be.
 */
bool personal_is_rare_surname(const uint16_t *units, size_t n);
bool personal_is_rare_given(const uint16_t *units, size_t n);

/* Whether the word of katakana, or of small letters, is part of the name of somebody, mostly of
 * another country; it may be another noun. One word in two thousand others is said to be. */
bool personal_is_foreign(const uint16_t *units, size_t n);

/*
 * What a character of the plane is: enum char_class in the low half, PERSONAL_VARIANT for a kanji
 * with a usual variant; enum personal_wake above.
 */
enum { PERSONAL_CLASS = 0x0F, PERSONAL_VARIANT = 0x0F };

/* The usual variant of a folded character as one unit; 0xFFFF when there is none. */
uint16_t personal_usual(uint32_t code_point);

/* ---- generated ---- */

struct personal_far_variant {
    uint32_t variant; /* outside the plane, ascending */
    uint16_t usual;
};

extern const uint32_t personal_word_count, personal_word_slot_count;
extern const uint32_t personal_word_starts[]; /* number of the first word of each length */
extern const uint32_t
    personal_word_filter[]; /* a bit for each word, by the upper bits of its hash */
extern const uint32_t personal_word_slots[];
extern const uint32_t personal_word_flags[];
extern const uint16_t personal_word_units[]; /* all words, those of one length together */
extern const uint8_t personal_kinds[0x10000];
extern const uint32_t personal_single[];      /* a bit for every word of one unit */
extern const uint32_t personal_single_cues[]; /* … for titles, labels and honours of one unit */
extern const uint16_t
    personal_single_rank[];                 /* such words before each 32 of them: the first words */
extern const uint32_t personal_cue_pairs[]; /* for the first two units of cues, hashed */
extern const uint32_t personal_cue_prefixes[];  /* for what cues go on behind, hashed */
extern const uint32_t personal_surname_pairs[]; /* … of family names */
extern const uint32_t personal_given_pairs[];   /* … of given names */
extern const uint32_t personal_pairs[];         /* … of all words */
extern const uint32_t personal_nouns[];         /* three bits for every other noun, hashed */
extern const uint32_t personal_rare_surnames[]; /* … for every rare family name */
extern const uint32_t personal_rare_givens[];   /* … for every rare given name */
extern const uint32_t personal_foreign[];       /* … for every name in katakana */
extern const uint8_t personal_variant_index[256];
extern const uint16_t personal_variant_pages[][256];
extern const struct personal_far_variant personal_far_variants[];
extern const uint32_t personal_far_variant_count;

/* ---- quick answers ---- */

enum {
    PERSONAL_CUE_PAIR_BITS = 15,
    PERSONAL_SURNAME_PAIR_BITS = 17,
    PERSONAL_GIVEN_PAIR_BITS = 17,
    PERSONAL_PAIR_BITS = 19,
    PERSONAL_FILTER_BITS = 19,
};

static inline bool personal_has_pair(const uint32_t *pairs, int bits,
                                     const uint16_t units[static 2])
{
    uint32_t pair = (units[0] * 0x9E3779B1u ^ units[1] * 0x85EBCA6Bu) >> 8 & 0xFFFFFF;
    uint32_t at = pair & ((1u << bits) - 1);

    return (pairs[at >> 5] >> (at & 31) & 1) != 0;
}

/* Whether two units may begin a family name, a given name, or a title, label or honour: they do not
 * when it says no. */
static inline bool personal_may_be_surname(const uint16_t units[static 2])
{
    return personal_has_pair(personal_surname_pairs, PERSONAL_SURNAME_PAIR_BITS, units);
}

static inline bool personal_may_be_given(const uint16_t units[static 2])
{
    return personal_has_pair(personal_given_pairs, PERSONAL_GIVEN_PAIR_BITS, units);
}

static inline bool personal_may_be_cue(const uint16_t units[static 2])
{
    return personal_has_pair(personal_cue_pairs, PERSONAL_CUE_PAIR_BITS, units);
}

static inline bool personal_is_single_cue(uint16_t unit)
{
    return (personal_single_cues[unit >> 5] >> (unit & 31) & 1) != 0;
}

#endif
