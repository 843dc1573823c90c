/*
 * The checks of machine readability over one sheet, fed row by row, so that a sheet of any length
 * takes the same memory: figures for each column, and the first rows of a table in full, from which
 * its head is told.
 */
#ifndef INSPECT_MACHINE_TABLE_H
#define INSPECT_MACHINE_TABLE_H

#include "inspect/office/column-name.h"
#include "inspect/found.h"
#include "inspect/deliver/machine.h"

enum machine_kind { MACHINE_NUMERIC, MACHINE_TEXT, MACHINE_TRUTH, MACHINE_ERROR };

/* A cell with a value; its text is borrowed for the call. */
struct machine_cell {
    uint32_t column; /* from 1 */
    enum machine_kind kind;
    bool is_formula;
    uint32_t ground; /* what its colours are, for comparing; 0 = as all */
    struct str text;
};

struct machine_table;

/* The table of a sheet; `sheet` is its name, "" for csv. Arena memory. */
struct machine_table *machine_table_new(struct arena *a, struct found *f,
                                        const struct machine *which, struct str sheet);

/* Cells of a row in the order of their columns; rows without values are left out. */
void machine_table_row(struct machine_table *t, uint32_t row, const struct machine_cell *cells,
                       uint32_t count);

/* A finding about the sheet that the rows do not show; `range` as in "B2:C3", or "". */
void machine_table_tell(struct machine_table *t, enum machine_check check, struct str range,
                        struct str reads, uint32_t count);

/* The end: what is known only now is told. */
void machine_table_end(struct machine_table *t);

/* Whether signs or codes were met that need a legend; for the book. */
bool machine_table_has_signs(const struct machine_table *t);
bool machine_table_has_codes(const struct machine_table *t);

#endif
