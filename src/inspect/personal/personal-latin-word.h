/*
 * Latin words: those that stand around names, of data/personal/latin.tsv, and what a word is as a
 * name by its letters.
 */
#ifndef ITAKU_INSPECT_PERSONAL_LATIN_WORD_H
#define ITAKU_INSPECT_PERSONAL_LATIN_WORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct personal_text;

enum { PERSONAL_LATIN_LETTERS = 24 /* of a word that is looked up */ };

enum latin_kind {
    LATIN_FIRM = 1 << 0,      /* a firm, an office or a thing is named by it */
    LATIN_ADDRESS = 1 << 1,   /* a form of address */
    LATIN_ANNOUNCES = 1 << 2, /* a name is behind it, when a colon or "by" says so */
    LATIN_SURE = 1 << 3,      /* the same, and nothing but a name */
    LATIN_GOING_ON = 1 << 4,  /* goes on such words */
    LATIN_DIRECTION = 1 << 5, /* a part of a place's name */
    LATIN_ROLE = 1 << 6,      /* what somebody is, behind a name */
};

struct latin_word {
    char word[16]; /* in small letters */
    uint16_t kinds;
};

/* All of them, in the order of strcmp(). */
extern const struct latin_word latin_words[];
extern const size_t latin_word_count;

/* The kinds of the word from `beg` to `end` of the text, in either case; 0: none of them. */
uint32_t personal_latin_kinds(const struct personal_text *t, size_t beg, size_t end);

/* ---- personal-latin-letters.c ---- */

/* The kinds of Japanese names that the word is: WORD_KANA_SURNAME, WORD_KANA_GIVEN. */
uint32_t personal_latin_names(const struct personal_text *t, size_t beg, size_t end);

/* Whether it is part of a name of another country. */
bool personal_latin_is_foreign(const struct personal_text *t, size_t beg, size_t end);

#endif
