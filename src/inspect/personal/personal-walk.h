/*
 * The walk over a text that looks for names of people: what it knows at a place, whether a name
 * there is taken for one, and what it does with it. Between the files personal*.c only.
 */
#ifndef INSPECT_PERSONAL_WALK_H
#define INSPECT_PERSONAL_WALK_H

#include "inspect/personal/personal-name.h"

/* What says that a name stands here. */
enum personal_before {
    BEFORE_NOTHING,
    BEFORE_SPEAKER,
    BEFORE_OF,
    BEFORE_LIST,
    BEFORE_AND, /* the same, and the sentence may go on behind: 久保田と島津が */
    BEFORE_TITLE,
    BEFORE_ROLE,
    BEFORE_COLON,
    BEFORE_STRONG
};

struct personal_walk {
    struct personal_scan *s;
    const struct personal_text *t;
    size_t due;                  /* where a cue says that a name begins */
    enum personal_before before; /* what cue */
    size_t list_end;             /* of the last name that a list may go on behind; 0 = none yet */
    bool is_list_of_names;       /* the word before in the list is a name */
    size_t latin_end;            /* of the last name in Latin letters; 0 = none yet */
};

/* Whether nothing is joined to the beginning of the word at `i`. */
bool personal_begins_word(const struct personal_text *t, size_t i);

/* (株) right before `i`. */
bool personal_is_behind_firm(const struct personal_text *t, size_t i);

/* Whether it is a name, with what is said before it. (personal-accept.c) */
bool personal_is_full_accepted(const struct personal_walk *w, const struct personal_name *x,
                               enum personal_before before);
bool personal_is_surname_accepted(const struct personal_walk *w, const struct personal_name *x,
                                  enum personal_before before);
bool personal_is_kana_accepted(const struct personal_walk *w, const struct personal_name *x,
                               enum personal_before before);

/* Whether one of the words, separated by '|', stands at `i`. */
bool personal_stands(const struct personal_text *t, size_t i, const char *words);

/* Whether a year in brackets stands at `i`, as behind the names of authors: (2019). */
bool personal_is_year(const struct personal_text *t, size_t i);

/* ---- what stands beside a family name (personal-beside.c) ---- */

/* "門脇です。", "門脇と申します" at the beginning, "門脇までお…", "岩永という職員". */
bool personal_speaks_of_itself(const struct personal_text *t, const struct personal_name *x);

/* 小川も同席いたします: somebody does what only people do, soon behind the particle at `i`. */
bool personal_does_something(const struct personal_text *t, size_t i);

/* Whether nothing but signs and figures stand before `i`: ・大童 090-…, 3 大童 090-… */
bool personal_begins_row(const struct personal_text *t, size_t i);

/* Whether the words stand between signs, gaps or the ends of the text, in no sentence. */
bool personal_stands_alone(const struct personal_text *t, size_t beg, size_t end);

/* 西浜市長 殿, 西浜市長 岩城 正道: the municipality of who holds the office. */
bool personal_is_of_town(const struct personal_text *t, const struct personal_name *x);

/* Whether a family name that is no other word stands behind it in a list: 石川、高橋. */
bool personal_is_listed(const struct personal_text *t, const struct personal_name *x);

/* The same of a full name, behind a sign or と at `i`. */
bool personal_is_before_full_name(const struct personal_text *t, size_t i);

/* 【西浜】市内, 高松、岡山、松山の…: a place among places; a firm of a joint venture. */
bool personal_is_place_here(const struct personal_text *t, const struct personal_name *x);

/* お疲れさまです、諏訪です。; a title or role in brackets at `i`: 深川(課長). */
bool personal_greets(const struct personal_text *t, const struct personal_name *x);
bool personal_is_before_bracketed_title(const struct personal_text *t, size_t i);

/* Whether what stands at `i` is said by somebody: no figures and names only. */
bool personal_is_talk(const struct personal_text *t, size_t i);

/* Whether a telephone number stands behind a gap at `i`, or a word for one. */
bool personal_is_before_number(const struct personal_text *t, size_t i);

/* The same right behind, with nothing between, or in brackets: 山田(03-…). */
bool personal_is_joined_to_number(const struct personal_text *t, size_t i);

/* A full name of two parts that are like those of names, where what stands around says that
 * somebody is named. (personal-likely.c) */
bool personal_likely_at(const struct personal_walk *w, size_t i, enum personal_before before,
                        struct personal_name *ret);

/* A family name alone, the same way, of these lengths. */
bool personal_lone_at(const struct personal_walk *w, size_t i, enum personal_before before,
                      uint32_t surnames, struct personal_name *ret);

/* One character that may be a family name, set apart on both sides: 参事 坂氏, 公園課 庄(079-…). */
bool personal_single_at(const struct personal_walk *w, size_t i, enum personal_before before,
                        struct personal_name *ret);

/* 受電者:, 氏名: before `i`, which is behind the colon. */
bool personal_is_behind_part(const struct personal_text *t, size_t i);

/* Keeps the word at `i`, read as a family name or not at all (NULL), for what the file tells later.
 * (personal-suspect.c) */
void personal_suspect(struct personal_walk *w, size_t i, const struct personal_name *x);

/* A name that begins at `i`: past it, or 0. (personal-find.c) */
size_t personal_take_name(struct personal_walk *w, size_t i);

/* Whether it is a thing's: 株式会社ナカノ, 一橋大学, ロボット「まもる君」. (personal-thing.c) */
bool personal_is_of_thing(const struct personal_text *t, const struct personal_name *x);
/* 座談会「三島の…: behind a role a quotation mark opens, and it goes on behind the name. */
bool personal_begins_title_of_talk(const struct personal_text *t, const struct personal_name *x);

/* Takes the name with its reading and age; past it, or 0 when it is a thing's. A name is due behind
 * what goes on as a list. (personal-take.c) */
size_t personal_accept(struct personal_walk *w, const struct personal_name *x);

/* Whether nothing of the kana in brackets stands behind `i`: (おき つよし), (おき つよし / 5年). */
bool personal_ends_reading(const struct personal_text *t, size_t i);

/* A name is due behind the one that ends at `i`, if it goes on as a list there. */
void personal_expect_next(struct personal_walk *w, size_t i);

/* Past what may stand between a cue and the name; whether a colon was there. */
size_t personal_skip_separators(const struct personal_text *t, size_t i, bool *ret_colon);

/* Past several names at `i`, or one that is spaced out, with all of them taken; or 0.
 * (personal-several.c) */
size_t personal_take_bracketed(struct personal_walk *w, size_t open);
/* 説明員(林田): a family name in the brackets behind the part of a person. */
size_t personal_take_in_brackets(struct personal_walk *w, size_t open);
/* Whether a word for a relative, by itself, ends before `i`. */
bool personal_is_behind_relative(const struct personal_text *t, size_t i);
/* Given names behind a word for a relative, which they stand right behind or with signs between. */
size_t personal_take_relatives(struct personal_walk *w, size_t i);
size_t personal_take_counted(struct personal_walk *w, size_t i);
size_t personal_take_spaced(struct personal_walk *w, size_t i);

/* (tonomura@…: an address of mail in brackets at `i`, of which a part is a family name of Japan. */
bool personal_is_before_own_mail(const struct personal_text *t, size_t i);

/* Past a name in Latin letters that begins at `i`, or past a word that announces one; or 0.
 * (personal-latin.c) */
size_t personal_take_latin(struct personal_walk *w, size_t i);

#endif
