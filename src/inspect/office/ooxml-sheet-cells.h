/* Reads the cells of a sheet. */
#ifndef INSPECT_OOXML_SHEET_CELLS_H
#define INSPECT_OOXML_SHEET_CELLS_H

#include "inspect/office/ooxml-workbook.h"

/* All cells of a sheet. */
void sheet_cells_read(struct workbook *b, const struct sheet *sheet);

#endif
