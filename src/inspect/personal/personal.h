/*
 * Personal information in Japanese text: names of people, postal addresses, telephone numbers, mail
 * addresses, dates of birth, individual numbers, cards, accounts, numbers of documents. Corporate
 * numbers (法人番号) and invoice registration numbers (T + 13 digits) are not reported, nor are
 * numbers that callers do not pay for, and mail addresses that a form has to be written over.
 *
 * A text that stands alone goes to personal_scan(). Lines and cells that belong together go to
 * personal_line() and personal_cell() in their order, closed by personal_end(): what is broken over
 * two lines is then found, and columns and lists of names are told as a whole.
 */
#ifndef INSPECT_PERSONAL_H
#define INSPECT_PERSONAL_H

#include "inspect/found.h"

/*
 * Looks through a text (a paragraph, a line, a cell). `context` is what stands over or beside it
 * and says what it is: the head of its column; may be empty. Linear time.
 */
void personal_scan(struct found *f, struct str text, struct str context, struct str place);

/* The next line of running text: joined with the one before when it goes on. */
void personal_line(struct found *f, struct str line, struct str place);

/*
 * The next cell of a table. Rows and columns count from 1. `head` is the head of the column; when
 * it is empty, what stands over the cell and says what it is, and in any case what stands left of
 * it.
 */
void personal_cell(struct found *f, struct str text, struct str head, struct str place,
                   uint32_t row, uint32_t column);

/*
 * Whether a bare figure in the next cell of the row may say something: an age, or a date of birth
 * as a number of days (then *ret_is_date).
 */
bool personal_wants_figure(struct found *f, uint32_t row, uint32_t column, bool *ret_is_date);

/* A cell whose place is known, in columns of a screen or any other unit. */
struct personal_placed {
    struct str text;
    uint32_t start, end; /* end: behind it; 0 = not known */
};

/* What cells beside each other were taken for. */
enum personal_placed_kind {
    PERSONAL_PLACED_NOTHING,  /* and nothing was looked at */
    PERSONAL_PLACED_HEADS,    /* of a table of people */
    PERSONAL_PLACED_ROW,      /* of such a table */
    PERSONAL_PLACED_LABELLED, /* one says what the next one is */
};

/*
 * The next cells that stand beside each other on a page, from left to right, instead of a line.
 * Give their words as lines when they are nothing.
 */
enum personal_placed_kind personal_placed_row(struct found *f, const struct personal_placed *cells,
                                              size_t n, struct str place);

/* Whether the text ends in an address of mail that is not whole: taro@exam */
bool personal_ends_in_cut_mail(struct str text);

/* The table, page or text is over: tells its columns and lists of names (PII-310). */
void personal_end(struct found *f);

/* Whether the name or the alternative text of a picture says that it is a seal or a signature. */
bool personal_is_seal(struct str text);

/* Whether 12 digits (values 0-9) carry the check digit of an individual number (総務省令85号 5条).
 */
bool personal_is_individual_number(const uint8_t digits[static 12]);

/* Whether 13 digits carry the check digit of a corporate number (財務省令70号 2条). */
bool personal_is_corporate_number(const uint8_t digits[static 13]);

/* Luhn's check (ISO/IEC 7812-1 annex B). */
bool personal_is_luhn(const uint8_t *digits, size_t n);

#endif
