/*
 * Personal information in Japanese text: telephone numbers, mail addresses, individual numbers,
 * cards, accounts, dates of birth, postal addresses with their number. Corporate numbers
 * (法人番号) and invoice registration numbers (T + 13 digits) are recognised and not reported, and
 * so are numbers that callers do not pay for, and mail addresses made for examples.
 */
#ifndef INSPECT_PERSONAL_H
#define INSPECT_PERSONAL_H

#include "inspect/found.h"

/*
 * Looks through a text (a paragraph, a line, a cell). `context` is what stands over or beside it
 * and says what it is: the head of its column; may be empty. Linear time.
 */
void personal_scan(struct found *f, struct str text, struct str context, struct str place);

/* Whether 12 digits (values 0-9) carry the check digit of an individual number (総務省令85号 5条). */
bool personal_is_individual_number(const uint8_t digits[static 12]);

/* Whether 13 digits carry the check digit of a corporate number (財務省令70号 2条). */
bool personal_is_corporate_number(const uint8_t digits[static 13]);

/* Luhn's check (ISO/IEC 7812-1 annex B). */
bool personal_is_luhn(const uint8_t *digits, size_t n);

#endif
