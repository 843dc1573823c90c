/*
 * As the inspector judges (inspect/office/ooxml-sheet-unseen.c), but over the tree: the cells are
 * all there.
 */
#include "clean/office/office-sheet.h"

#include "inspect/office/ooxml-sheet-area.h"

#include <stdlib.h>

struct shown {
    struct office *o;
    struct sheet_item *sheet;
    const struct xml_tree *tree;
};

static int by_number(const void *a, const void *b)
{
    const uint64_t *x = a, *y = b;

    return (*x > *y) - (*x < *y);
}

static int by_row(const void *wanted, const void *range)
{
    const uint32_t *row = wanted;
    const struct sheet_rect *r = range;

    return *row < r->row ? -1 : *row > r->last_row;
}

static uint64_t key_of(uint32_t column, uint32_t row)
{
    return (uint64_t)row << 14 | column;
}

static void show(struct shown *x, uint32_t column, uint32_t row)
{
    *VEC_ADD(x->o->arena, &x->sheet->shown) = key_of(column, row);
}

/* The hidden rows that a row is among, or NULL. */
static const struct sheet_rect *rows_of(const struct sheet_item *sheet, uint32_t row)
{
    return sheet->rows.n == 0
               ? NULL
               : bsearch(&row, sheet->rows.v, sheet->rows.n, sizeof(sheet->rows.v[0]), by_row);
}

/* The last of the hidden columns that a column is among, as the last one in the file counts. */
static const struct sheet_rect *columns_of(const struct sheet_item *sheet, uint32_t column)
{
    for (uint32_t i = sheet->columns.n; i > 0; i--) {
        const struct sheet_rect *c = &sheet->columns.v[i - 1];

        if (column >= c->column && column <= c->last_column) {
            return c;
        }
    }
    return NULL;
}

static bool has_seen_column(const struct sheet_item *sheet, uint32_t beg, uint32_t end)
{
    for (uint32_t c = beg; c <= MIN(end, (uint32_t)SHEET_MAX_COLUMNS); c++) {
        if (columns_of(sheet, c) == NULL) {
            return true;
        }
    }
    return false;
}

static void see_merged(struct shown *x)
{
    for (uint32_t i = xml_tree_child(x->tree, 1, "mergeCells");
         i != XML_TREE_NONE && i > 0 && i < x->tree->nodes.n; i++) {
        struct sheet_area m;

        if (!xml_tree_is(x->tree, i, "mergeCell") ||
            !sheet_area_of(xml_tree_value(x->tree, i, "ref"), &m)) {
            continue;
        }
        const struct sheet_rect *rows = rows_of(x->sheet, m.row);

        if ((rows != NULL || columns_of(x->sheet, m.column) != NULL) &&
            (rows == NULL || rows->last_row < m.last_row) &&
            has_seen_column(x->sheet, m.column, m.last_column)) {
            show(x, m.column, m.row);
        }
    }
}

static bool is_text(const struct xml_tree *t, uint32_t cell)
{
    struct str type = xml_tree_value(t, cell, "t");

    return str_eq(type, STR("s")) || str_eq(type, STR("inlineStr")) || str_eq(type, STR("str"));
}

/* Texts of narrow columns in a row that flow on to where one sees. */
static void see_flow(struct shown *x, uint32_t row_node)
{
    const struct xml_tree *t = x->tree;
    uint32_t column = 0, row = 0, flow = 0;

    for (uint32_t i = t->nodes.v[row_node].child; i != XML_TREE_NONE; i = t->nodes.v[i].next) {
        column++;
        if (!office_sheet_cell(xml_tree_value(t, i, "r"), &column, &row) ||
            !office_sheet_has_value(t, i)) {
            continue;
        }
        if (flow > 0 && has_seen_column(x->sheet, flow + 1, column - 1)) {
            show(x, flow, row);
        }
        const struct sheet_rect *columns = columns_of(x->sheet, column);

        flow = columns != NULL && columns->is_narrow && is_text(t, i) ? column : 0;
    }
    if (flow > 0 && has_seen_column(x->sheet, flow + 1, SHEET_MAX_COLUMNS)) {
        show(x, flow, row);
    }
}

void office_sheet_shown_find(struct office *o, struct sheet_item *sheet, const struct xml_tree *t)
{
    struct shown x = {.o = o, .sheet = sheet, .tree = t};
    bool has_narrow = false;

    if (sheet->columns.n == 0 && sheet->rows.n == 0) {
        return;
    }
    see_merged(&x);
    for (uint32_t i = 0; i < sheet->columns.n; i++) {
        has_narrow |= sheet->columns.v[i].is_narrow;
    }
    for (uint32_t i = 1; i < t->nodes.n && has_narrow; i++) {
        if (xml_tree_is(t, i, "row")) {
            see_flow(&x, i);
        }
    }
    if (sheet->shown.n > 0) {
        qsort(sheet->shown.v, sheet->shown.n, sizeof(sheet->shown.v[0]), by_number);
    }
}

bool office_sheet_shown_has(const struct sheet_item *sheet, uint32_t column, uint32_t row)
{
    uint64_t key = key_of(column, row);

    return sheet->shown.n > 0 && bsearch(&key, sheet->shown.v, sheet->shown.n,
                                         sizeof(sheet->shown.v[0]), by_number) != NULL;
}

bool office_sheet_has_value(const struct xml_tree *t, uint32_t cell)
{
    for (uint32_t i = t->nodes.v[cell].child; i != XML_TREE_NONE; i = t->nodes.v[i].next) {
        if (xml_tree_inside(t, i).n > 0) {
            return true;
        }
    }
    return false;
}
