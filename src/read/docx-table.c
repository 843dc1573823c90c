/* Tables of docx files; see docx-table.h. Columns are those of the grid (17.4.17 w:gridSpan). */
#include "read/docx-table.h"

enum { MAX_COLUMNS = 1000 };

struct docx_table *docx_table_top(struct docx_tables *tables)
{
    return tables->depth == 0 ? NULL : &tables->stack[MIN(tables->depth, DOCX_MAX_TABLE_DEPTH) - 1];
}

/* The innermost table, if what happens now happens to it and not to one too deep to count. */
static struct docx_table *current(struct docx_tables *tables)
{
    return tables->depth > DOCX_MAX_TABLE_DEPTH ? NULL : docx_table_top(tables);
}

void docx_table_begin(struct docx_tables *tables, uint32_t id)
{
    tables->depth++;
    struct docx_table *table = current(tables);

    if (table != NULL) {
        *table = (struct docx_table){.id = id};
    }
}

void docx_table_end(struct docx_tables *tables)
{
    if (tables->depth > 0) {
        tables->depth--;
    }
}

void docx_table_begin_row(struct docx_tables *tables)
{
    struct docx_table *table = current(tables);

    if (table != NULL) {
        table->row += table->row_is_open;
        table->row_is_open = true;
        table->row_is_deleted = false;
        table->next_col = 0;
    }
}

void docx_table_skip_columns(struct docx_tables *tables, int64_t columns)
{
    struct docx_table *table = current(tables);

    if (table != NULL && columns > 0) {
        table->next_col += (uint32_t)MIN(columns, (int64_t)MAX_COLUMNS);
    }
}

void docx_table_begin_cell(struct docx_tables *tables)
{
    struct docx_table *table = current(tables);

    if (table != NULL) {
        table->cell = (struct docx_cell){
            .table = table->id, .row = table->row, .col = table->next_col, .col_span = 1};
    }
}

void docx_table_span(struct docx_tables *tables, int64_t columns)
{
    struct docx_table *table = current(tables);

    if (table != NULL && columns > 1) {
        table->cell.col_span = (uint32_t)MIN(columns, (int64_t)MAX_COLUMNS);
    }
}

void docx_table_merge(struct docx_tables *tables, struct arena *a, bool restart)
{
    struct docx_table *table = current(tables);

    if (table == NULL || table->cell.col >= DOCX_MAX_MERGE_COLUMNS) {
        return;
    }
    struct docx_merge **open = &table->open[table->cell.col];

    if (restart) {
        *open = ARENA_NEW(a, struct docx_merge);
        (*open)->first_row = (*open)->last_row = table->row;
        table->cell.merge = *open;
    } else if (*open != NULL) {
        (*open)->last_row = table->row;
        table->cell.continues = true;
    }
}

void docx_table_end_cell(struct docx_tables *tables)
{
    struct docx_table *table = current(tables);

    if (table == NULL) {
        return;
    }
    if (table->cell.col < DOCX_MAX_MERGE_COLUMNS && table->cell.merge == NULL &&
        !table->cell.continues) {
        table->open[table->cell.col] = NULL;
    }
    table->next_col = table->cell.col + table->cell.col_span;
    table->cell = (struct docx_cell){};
}

struct docx_cell docx_table_cell(struct docx_tables *tables)
{
    const struct docx_table *table = docx_table_top(tables);

    return table == NULL ? (struct docx_cell){} : table->cell;
}

void docx_merges_apply(const struct docx_merges *merges, struct doc *d)
{
    for (uint32_t i = 0; i < merges->lines.n; i++) {
        const struct docx_merge *merge = merges->lines.v[i].merge;
        uint32_t rows = merge->last_row - merge->first_row + 1;

        d->lines.v[merges->lines.v[i].line].row_span = (uint16_t)MIN(rows, (uint32_t)UINT16_MAX);
    }
}
