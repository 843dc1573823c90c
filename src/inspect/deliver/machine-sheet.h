/*
 * Machine readability of workbooks and csv: what the reader of a sheet hands over on its way, and
 * the book as a whole. Every function does nothing when it was not asked for (found.machine NULL).
 */
#ifndef INSPECT_MACHINE_SHEET_H
#define INSPECT_MACHINE_SHEET_H

#include "inspect/found.h"
#include "read/xml-walk.h"

struct machine_sheet;

/* A sheet begins; NULL when it is not to be checked. Ends with machine_sheet_close(). */
struct machine_sheet *machine_sheet_open(struct found *f, struct str name);

/* An element of the sheet's part begins: rows, columns, formulas, merged cells, drawings. */
void machine_sheet_element(struct machine_sheet *s, const struct xml_element *e);

/*
 * A cell with a value. `type` is the t of the cell ('s', 'i' text, 'r' text of a formula, 'b', 'e',
 * 'n'); `ground` stands for its colours, 0 = as all.
 */
void machine_sheet_cell(struct machine_sheet *s, uint32_t row, uint32_t column, char type,
                        uint32_t ground, struct str text);

/* The sheet is over. */
void machine_sheet_close(struct machine_sheet *s);

/* All sheets of the book were told. */
void machine_book_end(struct found *f);

/* A csv file. */
void machine_csv(struct found *f, struct str bytes);

#endif
