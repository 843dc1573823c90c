/*
 * A text while it is looked through for personal information; between the files personal*.c only.
 * The text is folded (text/fold.h) and stands there twice: as bytes, and as one unit a character in
 * its usual variant (personal-word.h), which the words of names and places are looked up by.
 */
#ifndef INSPECT_PERSONAL_SCAN_H
#define INSPECT_PERSONAL_SCAN_H

#include "inspect/found.h"
#include "inspect/personal/personal-word.h"
#include "text/chars.h"
#include "text/fold.h"

struct personal_hit {
    const char *rule;
    size_t beg, end; /* bytes of the folded text */
    size_t told_by;  /* past what says so, where that stands behind; or 0 */
    enum inspect_basis basis;
    uint64_t word; /* of one for later: its hash */
    bool is_sure;  /* … whether it is a name as soon as the file knows it */
    bool is_place; /* … whether it is the name of a town */
};

/* What is to be looked at where a unit stands. */
enum personal_wake {
    PERSONAL_WAKE_CUE = 0x10,    /* a title, label or honour may begin */
    PERSONAL_WAKE_NUMBER = 0x20, /* a digit, a sign of mail, what ends or labels an address */
    PERSONAL_WAKE_MARK = 0x40,   /* a mark of the office or a word for prices may begin */
    PERSONAL_WAKE_HEAD = 0x80,   /* the last character of an office or of a person's part */
    PERSONAL_WAKE_RUN = 0x01,    /* the first one of its class in a row, where that matters; every
                                    bracket that opens */
};

struct personal_text {
    struct ftext folded;
    const uint16_t *u;      /* units */
    const uint32_t *at;     /* byte of each unit in the folded text; at[n] = its end */
    const uint8_t *classes; /* enum char_class of each unit */
    const uint8_t *wakes;   /* enum personal_wake of each unit */
    size_t n;
};

/*
 * Memory for a text of a line or a cell, so that nothing need be asked for one by one. A short text
 * fills its beginning only.
 */
enum {
    PERSONAL_ROOM_BYTES = 1536, /* of text */
    PERSONAL_BYTES_A_BYTE = 13, /* of memory, for one of text or its end */
};

struct personal_room {
    _Alignas(uint32_t) char memory[(PERSONAL_ROOM_BYTES + 1) * PERSONAL_BYTES_A_BYTE];
};

struct personal_scan {
    struct arena *arena; /* of this text */
    struct personal_text text;
    struct personal_text head; /* what stands over or beside it */
    uint32_t head_flags;       /* kinds of labels (personal-word.h) that the head is */
    bool head_is_names;   /* the head of its column says that names stand in it, nothing else */
    bool head_is_reading; /* … of how something is read, where no person is told of */
    bool
        head_is_of_people; /* … of people: 氏名, 姓, not 名前 and Name, which other things have too */
    bool head_is_no_code;  /* it is known to be no head of codes of things */
    bool head_is_line;     /* the head is the line before, not that of a column */
    bool head_is_part;     /* the head names the part of a person: 対応者 */
    struct str beside;     /* cells to the left, folded; or empty */
    bool is_beside_person; /* a person was told in the row, or at the end of the line before */
    struct personal_known *known; /* family names of the file so far (personal-known.c); or NULL */
    size_t allowed_units;         /* of the text in what an office allows (personal-list.h) */
    VEC(struct personal_hit) hits;
    VEC(struct personal_hit) later; /* family names that nothing speaks for, in their order */
    struct str above;               /* lines before, their beginnings; or empty */
};

/* Folds the text and makes its units, in the room when it has enough (may be NULL), else in the
 * arena. */
void personal_text_init(struct personal_text *t, struct personal_room *room, struct arena *a,
                        struct str text);

/*
 * The next unit from `i` on with one of the wakes; `end` when there is none before it. Eight at a
 * time: they are few.
 */
static inline size_t personal_next(const struct personal_text *t, size_t i, size_t end,
                                   unsigned wakes)
{
    const uint64_t each = 0x0101010101010101u * wakes;
    uint64_t eight;

    for (; i + sizeof(eight) <= end; i += sizeof(eight)) {
        memcpy(&eight, t->wakes + i, sizeof(eight));
        if ((eight & each) != 0) {
            break;
        }
    }
    while (i < end && (t->wakes[i] & wakes) == 0) {
        i++;
    }
    return i;
}

/* A finding between two bytes of the folded text, or between two units. */
void personal_hit(struct personal_scan *s, const char *rule, size_t beg, size_t end);
void personal_hit_units(struct personal_scan *s, const char *rule, size_t beg, size_t end);

/* Whether one of the words, separated by '|', stands in the text; ASCII in either case. */
bool personal_has_word(struct str text, const char *words);

/* The byte past the last of the words in the text, or -1. */
ptrdiff_t personal_last_word(struct str text, const char *words);

/* What the digit at the byte begins, or where the "@" stands; past it. (personal-number.c) */
size_t personal_take_digits(struct personal_scan *s, size_t at);
static inline bool personal_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool personal_is_latin(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/*
 * Whether one of the words is the label of what stands at the byte: between them there is nothing
 * but separators, brackets and a few words of no weight; or it is the head.
 */
bool personal_is_labelled(const struct personal_scan *s, size_t at, const char *words);

/* Whether the head speaks of codes of things, which may look like telephone numbers: 品番. */
bool personal_is_code_head(struct str head);

/* Past a telephone number in kanji digits that begins at unit `i`, or 0. */
size_t personal_kanji_telephone_end(const struct personal_scan *s, size_t i);

/* Whether the text speaks of individual numbers (マイナンバー), so that one may stand in the next. */
bool personal_announces_numbers(const struct personal_text *t);

/* A date of birth that begins at the byte; past it, or 0. (personal-birth.c) */
size_t personal_take_birth(struct personal_scan *s, size_t at);

/* Whether the text is a date and nothing else, of a year that somebody who lives may be born in. */
bool personal_is_day_of_life(struct str text);

/* A date of birth whose era stands at the byte and whose year is in kanji: past it, or 0. */
size_t personal_take_era(struct personal_scan *s, size_t at);
/* Ages of people; after their names. (personal-age.c) */
void personal_take_ages(struct personal_scan *s);
/* Whether the head is one for ages or for dates of birth, and whether the text is an age. */
bool personal_is_age_head(struct str head);
bool personal_is_birth_head(struct str head);
bool personal_is_age(struct str text);
/*
 * (personal-mail.c) The address around the "@" at the byte, or one that is written with a word for
 * it.
 */
void personal_take_mail(struct personal_scan *s, size_t at);
/* Addresses in words: taro at example dot jp. */
void personal_take_spelled_mail(struct personal_scan *s);

/*
 * An address whose municipality or prefecture ends before unit `end` (that of 市 区 町 村 都 道 府
 * 県 is the one before); past the address, or 0. (personal-address.c)
 */
size_t personal_take_address(struct personal_scan *s, size_t end);
/* An address after a label for one that ends at unit `at`; past it, or 0. */
size_t personal_take_labelled_address(struct personal_scan *s, size_t at);

/* Marks of secrecy and of drafts, prices. (personal-mark.c) */
void personal_take_marks(struct personal_scan *s);
/* Whether the column has prices. */
bool personal_is_price_head(const struct personal_text *head);

/* Whether the text is a head for names in Latin letters: Name, Family name, Author.
 * (personal-latin.c) */
bool personal_is_latin_label(const struct personal_text *t);

/* All names of people that begin before unit `end`. (personal-cue.c) */
void personal_take_names(struct personal_scan *s, size_t end);

/*
 * Family names that were told for sure in the file: the same words are then a name where they would
 * not be by themselves. Bounded; what comes when it is full is not remembered. (personal-known.c)
 */
void personal_remember(struct personal_scan *s, size_t beg, size_t end);
bool personal_is_remembered(const struct personal_scan *s, size_t beg, size_t end);

/* Whether words that end in the unit name the part of a person: 者 人 員 役 手 官 師 士. */
bool personal_is_part(uint16_t unit);

/* … an office: 部 課 室 係 社 局. */
bool personal_is_office(uint16_t unit);

enum personal_shape {
    PERSONAL_SHAPE_NONE,
    PERSONAL_SHAPE_WEAK, /* a surname, or words in the form of a name */
    PERSONAL_SHAPE_FULL, /* a family and a given name, both known */
};

/* What the text is as a whole, an honour behind it left aside. */
enum personal_shape personal_shape_of(const struct personal_scan *s);
/* The same for a line of columns: what its first words are, marks and numbers before them aside. */
enum personal_shape personal_row_shape_of(const struct personal_scan *s);

#endif
