/* Where a paragraph stands in the tables of a docx file: rows, grid columns, merged cells. */
#ifndef READ_DOCX_TABLE_H
#define READ_DOCX_TABLE_H

#include "base/vec.h"
#include "read/doc.h"

enum {
    DOCX_MAX_TABLE_DEPTH = 8,
    DOCX_MAX_MERGE_COLUMNS = 64, /* further columns are not tracked for merges */
};

/* Cells merged downwards. */
struct docx_merge {
    uint32_t first_row, last_row;
};

struct docx_cell {
    uint32_t table; /* from 1; 0 = not in a table */
    uint32_t row, col, col_span;
    struct docx_merge *merge; /* begins here; NULL = not merged downwards */
    bool continues;           /* belongs to the cell above */
};

/* Lines whose row_span is known only when the table ends. */
struct docx_merges {
    VEC(struct docx_merged_line {
        uint32_t line;
        const struct docx_merge *merge;
    })
    lines;
};

struct docx_table {
    uint32_t id;
    uint32_t row, next_col;
    bool row_is_open, row_is_deleted;
    struct docx_cell cell;
    struct docx_merge *open[DOCX_MAX_MERGE_COLUMNS];
};

/* The tables that are open, the innermost last. */
struct docx_tables {
    struct docx_table stack[DOCX_MAX_TABLE_DEPTH];
    uint32_t depth; /* may be larger than the stack: deeper ones belong to the last cell */
};

/* As the elements w:tbl, w:tr, w:tc begin and end. */
void docx_table_begin(struct docx_tables *tables, uint32_t id);
void docx_table_end(struct docx_tables *tables);
void docx_table_begin_row(struct docx_tables *tables);
/* w:gridBefore and w:gridSpan. */
void docx_table_skip_columns(struct docx_tables *tables, int64_t columns);
void docx_table_begin_cell(struct docx_tables *tables);
void docx_table_span(struct docx_tables *tables, int64_t columns);
/* w:vMerge of the open cell. */
void docx_table_merge(struct docx_tables *tables, struct arena *a, bool restart);
void docx_table_end_cell(struct docx_tables *tables);

/* The innermost table, or NULL. */
struct docx_table *docx_table_top(struct docx_tables *tables);

/* The open cell; table 0 when there is none. */
struct docx_cell docx_table_cell(struct docx_tables *tables);

/* Writes row_span into the lines of merged cells, at the end of the file. */
void docx_merges_apply(const struct docx_merges *merges, struct doc *d);

#endif
