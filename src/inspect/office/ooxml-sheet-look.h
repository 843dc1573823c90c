/* Whether the value of a cell can be seen. */
#ifndef INSPECT_OOXML_SHEET_LOOK_H
#define INSPECT_OOXML_SHEET_LOOK_H

#include "inspect/office/ooxml-sheet-walk.h"

/* Whether a value with this format is sure to be seen. */
bool sheet_look_is_seen(const struct sheet_format *f, char type, struct str value);

/* The format of the cell at hand; in `room` when the style of a table lays something under it. */
const struct sheet_format *sheet_look_format(const struct sheet_walk *w, struct sheet_format *room);

/* XLS-243: the value of the cell at hand, `string` its number when it is a shared one. */
void sheet_look_judge(struct sheet_walk *w, struct str text, uint64_t string);

#endif
