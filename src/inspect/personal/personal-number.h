/*
 * A run of digits and what it may be: between the files personal*.c only. All of these look at a
 * window of bounded length around the number.
 */
#ifndef INSPECT_PERSONAL_NUMBER_H
#define INSPECT_PERSONAL_NUMBER_H

#include "inspect/personal/personal-scan.h"

enum { PERSONAL_MAX_DIGITS = 20, PERSONAL_MAX_GROUPS = 12 };

struct personal_number {
    size_t beg, end; /* in the folded text */
    uint8_t digits[PERSONAL_MAX_DIGITS];
    size_t n;
    uint8_t groups[PERSONAL_MAX_GROUPS]; /* digits of each */
    size_t group_count;
    size_t piece_groups; /* before the first blank that stands alone between groups; 0 = none */
    bool has_plus;
    bool is_assigned; /* "=" stands right before it */
    bool is_broken;   /* begins inside of something else: a decimal, a code with letters */
    bool is_cut;      /* goes on as something else */
    bool is_joined;   /* letters or a hyphen stand right before it */
};

static inline bool personal_groups_are(const struct personal_number *x, size_t n,
                                       const uint8_t *groups)
{
    return x->group_count == n && memcmp(x->groups, groups, n) == 0;
}

/* ---- its digits (personal-digits.c) ---- */

/* The number whose first digit stands at `at`. When there is more than a number has, the first
 * piece is left. */
void personal_number_take(struct str s, size_t at, struct personal_number *ret);

/* Only the first groups of it, when the rest is another number: "03-1234-5678 03-1234-5679". */
struct personal_number personal_number_first(struct str s, const struct personal_number *x,
                                             size_t groups);

/* Bytes of a number in kanji at `at`, or of 元: 六十三; 0 = none. (personal-birth.c) */
size_t personal_kanji_number(struct str s, size_t at);

/* A number in figures that can be an age: past it, or 0. (personal-age.c) */
size_t personal_age_number(struct str s, size_t at);

/* ---- words around it (personal-around.c) ---- */

/* The text before the byte or behind it, at most so many bytes. */
struct str personal_before(const struct personal_scan *s, size_t at, size_t bytes);
struct str personal_after(const struct personal_scan *s, size_t at);

/* Whether one of the words, separated by '|', stands before the number, over its column, or in the
 * line that is its label. */
bool personal_is_about(const struct personal_scan *s, size_t at, const char *words);

/* Whether the label right before the number calls it a number of another kind than the words do:
 * 注文番号 for 個人番号. Words that stand farther away than such a label do not count. */
bool personal_is_other_label(struct str window, const char *own);

/* ---- what it is ---- */

/* An address in Latin letters that the number is the plot of, with its ends.
 * (personal-address-latin.c) */
bool personal_latin_address(const struct personal_scan *s, const struct personal_number *x,
                            size_t *ret_beg, size_t *ret_end);

/* Past an address of another country that the number of the house begins, or 0.
 * (personal-address-abroad.c) */
size_t personal_abroad_address_end(const struct personal_scan *s, const struct personal_number *x);

/* Numbers of insurance, pension, licence, register; cards. (personal-paper.c) */
bool personal_is_card(const struct personal_scan *s, const struct personal_number *x);
bool personal_is_official(const struct personal_scan *s, const struct personal_number *x);

/* The rule for a number with letters (passports, cards of residence, plates of vehicles, staff)
 * that the digit at `at` belongs to, with its ends; NULL = none. */
const char *personal_lettered(const struct personal_scan *s, const struct personal_number *x,
                              size_t *ret_beg, size_t *ret_end);

/* Accounts of banks and of the post bank; past the second part of one, or 0.
 * (personal-account.c) */
bool personal_is_account(const struct personal_scan *s, const struct personal_number *x);
size_t personal_post_account_end(const struct personal_scan *s, const struct personal_number *x);

#endif
