/* Paragraphs of a table cell, from the lines that stand in it. */
#ifndef READ_PDF_CELL_H
#define READ_PDF_CELL_H

#include "read/pdf-lines.h"

/*
 * Joins, in place, the lines of one cell that were broken for want of room, and returns how many
 * are left. `lines` stand from the top; texts that are built are of the arena.
 */
uint32_t pdf_cell_join(struct arena *a, const struct pdf_cell *cell, struct pdf_line *lines,
                       uint32_t n);

#endif
