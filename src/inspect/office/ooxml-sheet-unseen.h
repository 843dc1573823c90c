/*
 * Values in rows and columns that are hidden or too small to be seen (XLS-241). A cell there may be
 * seen all the same: it is the first of merged ones that reach where one sees, or its text flows on
 * over empty cells.
 */
#ifndef INSPECT_OOXML_SHEET_UNSEEN_H
#define INSPECT_OOXML_SHEET_UNSEEN_H

#include "inspect/office/ooxml-sheet-walk.h"

/* Columns that nobody sees, or sees again; `is_narrow`: they are there, but have no width. */
void sheet_unseen_columns(struct sheet_walk *w, uint32_t beg, uint32_t end, bool is_narrow);
void sheet_seen_columns(struct sheet_walk *w, uint32_t beg, uint32_t end);

/* A row begins. */
void sheet_unseen_row(struct sheet_walk *w);

/* A value of the cell at hand; true: of a row or column that nobody sees. */
bool sheet_unseen_value(struct sheet_walk *w, struct str text);

/* After all cells, when merged ones are known: tells what is not seen. */
void sheet_unseen_tell(struct sheet_walk *w);

#endif
