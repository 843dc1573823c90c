/*
 * Tables of a page, from the lines that rule them. Cells that no line parts are one cell.
 * A table may be open at its sides, as many are.
 */
#ifndef READ_PDF_TABLES_H
#define READ_PDF_TABLES_H

#include "read/pdf-sheet.h"

struct pdf_cell {
    uint32_t table; /* index */
    uint32_t row, col, row_span, col_span;
    struct doc_box box;
    bool has_text;
};

struct pdf_table {
    struct doc_box box;
    uint32_t first_cell, cell_count; /* in order of row and column */
    uint32_t rows;
    const float *edges; /* x of the columns, edge_count of them, rising */
    uint32_t edge_count;
    bool is_void; /* no table after all */
};

struct pdf_tables {
    VEC(struct pdf_table) tables;
    VEC(struct pdf_cell) cells;
};

/*
 * Finds the tables and sets the cell of each run of the page; runs that cross a line are cut
 * there. Memory is of the page.
 */
void pdf_tables_find(struct pdf_sheet *page, struct pdf_tables *ret_tables);

/* Whether the table has the columns at these edges, wherever on the paper it stands. */
bool pdf_table_has_columns(const struct pdf_table *table, const float *edges, uint32_t count);

#endif
