/*
 * What texts of a workbook are, by themselves: names that programs give, constants, instructions,
 * readings of other words. For the inspector and the cleaner.
 */
#ifndef INSPECT_OOXML_SHEET_TEXT_H
#define INSPECT_OOXML_SHEET_TEXT_H

#include "base/str.h"

/* Names that Excel itself keeps: of filters, of functions newer than the file's kind. */
bool sheet_name_is_own(struct str name);

/* Whether what a name stands for is a text, a list of values or a number, and refers to nothing. */
bool sheet_name_is_constant(struct str formula);

/* Whether a message beside a cell says more than what to type. */
bool sheet_prompt_is_told(struct str title, struct str prompt);

/*
 * The text that a value of a filter looks for; "" for figures, dates and what cells have no words
 * for.
 */
struct str sheet_criterion_text(struct str value);

/*
 * Whether a reading (furigana) may be one of so many characters: kana, or what the words have
 * themselves.
 */
bool sheet_reading_fits(struct str reading, struct str words, uint32_t characters);

/* Whether it is the name that Excel gives to the column of a table by itself: "Column1", "列1". */
bool sheet_is_own_head(struct str text);

#endif
