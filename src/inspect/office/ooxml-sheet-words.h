/* Words of a workbook that no cell shows. */
#ifndef INSPECT_OOXML_SHEET_WORDS_H
#define INSPECT_OOXML_SHEET_WORDS_H

#include "inspect/office/ooxml-sheet-walk.h"

/* XLS-242: names that are hidden, constants in names, remarks about them. */
void sheet_words_name(struct workbook *b, const struct sheet_name *name, struct str formula);

/* XLS-242: strings that no cell shows, when all cells were read. */
void sheet_words_orphans(struct workbook *b);

/* XLS-242: texts of a formula that no result of it shows; all its texts are looked through. */
void sheet_words_formula(struct sheet_walk *w, struct str f);

/* A header or footer is over. XLS-242: words of one that is never printed and no other has. */
void sheet_words_margin(struct sheet_walk *w, const char *name);

/* XLS-248: what comes up beside a cell that is chosen, unless it only says what to type. */
void sheet_words_prompt(struct sheet_walk *w, const struct xml_element *e);

/* A value of a filter begins; the value of a cell; XLS-248: values of filters that no cell has. */
void sheet_words_criterion(struct sheet_walk *w, const struct xml_element *e);
void sheet_words_see(struct sheet_walk *w, struct str value);
void sheet_words_judge_criteria(struct sheet_walk *w);

#endif
