/* Where the cells of tables of a text lie. */
#ifndef INSPECT_OOXML_WORD_CELL_H
#define INSPECT_OOXML_WORD_CELL_H

#include "inspect/office/ooxml-word-walk.h"

/* Elements of tables; any other does nothing. */
void word_cell_start(struct word_walk *w, const struct xml_element *e);
void word_cell_end(struct word_walk *w, const char *name);

/* Where the words of the cell at hand begin, and how wide they may be; false: in none. */
bool word_cell_place(struct word_walk *w, double *ret_x, double *ret_width);

#endif
