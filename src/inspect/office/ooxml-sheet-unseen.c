/*
 * Values are counted as they come; merged cells stand behind them in the file, and what they show
 * is taken off again. The places of the first so many values are known (`places`, in order); behind
 * them every first cell counts as one with a value.
 */
#include "inspect/office/ooxml-sheet-unseen.h"

#include "inspect/office/column-name.h"

#include <string.h>

enum { MAX_RANGES = 65536 };

/* ---- columns ---- */

void sheet_unseen_columns(struct sheet_walk *w, uint32_t beg, uint32_t end, bool is_narrow)
{
    end = MIN(end, (uint32_t)SHEET_MAX_COLUMNS);
    if (beg == 0 || beg > end || w->columns.n >= UINT16_MAX) {
        return;
    }
    if (w->hidden == NULL) {
        w->hidden = ARENA_ARRAY(w->arena, SHEET_MAX_COLUMNS + 2, uint16_t);
    }
    *VEC_ADD(w->arena, &w->columns) =
        (struct sheet_range){.beg = beg, .end = end, .is_narrow = is_narrow};
    for (uint32_t c = beg; c <= end; c++) {
        w->hidden[c] = (uint16_t)w->columns.n;
    }
}

void sheet_seen_columns(struct sheet_walk *w, uint32_t beg, uint32_t end)
{
    for (uint32_t c = beg; w->hidden != NULL && c > 0 && c <= MIN(end, (uint32_t)SHEET_MAX_COLUMNS);
         c++) {
        w->hidden[c] = 0;
    }
}

/* The range that a column is in, or NULL when it is seen. */
static struct sheet_range *columns_of(const struct sheet_walk *w, uint32_t column)
{
    return w->hidden == NULL || w->hidden[column] == 0 ? NULL
                                                       : &w->columns.v[w->hidden[column] - 1];
}

static bool has_seen_column(const struct sheet_walk *w, uint32_t beg, uint32_t end)
{
    for (uint32_t c = beg; c <= MIN(end, (uint32_t)SHEET_MAX_COLUMNS); c++) {
        if (columns_of(w, c) == NULL) {
            return true;
        }
    }
    return false;
}

/* ---- values ---- */

static void count(struct sheet_walk *w, struct sheet_range *range, struct str text)
{
    range->values++;
    found_sample(w->arena, &range->sample, text);
}

/* The text before the column `end` flows on over empty cells; none of them is seen: nor is it. */
static void end_flow(struct sheet_walk *w, uint32_t end)
{
    if (w->flow.column > 0 && !has_seen_column(w, w->flow.column + 1, end - 1)) {
        count(w, columns_of(w, w->flow.column), w->flow.text);
    }
    w->flow.column = 0;
}

/* ---- rows ---- */

void sheet_unseen_row(struct sheet_walk *w)
{
    struct sheet_range *last = w->rows.n == 0 ? NULL : &w->rows.v[w->rows.n - 1];

    end_flow(w, SHEET_MAX_COLUMNS + 1);
    if (!w->row_is_hidden) {
        return;
    }
    if (last != NULL && (last->end + 1 == w->row || w->rows.n == MAX_RANGES)) {
        last->end = w->row;
    } else {
        *VEC_ADD(w->arena, &w->rows) = (struct sheet_range){.beg = w->row, .end = w->row};
    }
}

/* The range that a row is in, or NULL when it is seen. */
static struct sheet_range *rows_of(const struct sheet_walk *w, uint32_t row)
{
    uint32_t beg = 0;

    for (uint32_t end = w->rows.n; beg < end;) {
        uint32_t middle = beg + (end - beg) / 2;

        if (w->rows.v[middle].end < row) {
            beg = middle + 1;
        } else {
            end = middle;
        }
    }
    return beg < w->rows.n && w->rows.v[beg].beg <= row ? &w->rows.v[beg] : NULL;
}

bool sheet_unseen_value(struct sheet_walk *w, struct str text)
{
    struct sheet_range *columns = columns_of(w, w->column);
    bool is_text = w->type == 's' || w->type == 'i' || w->type == 'r';

    end_flow(w, w->column);
    if (w->row_is_hidden && w->rows.n > 0) {
        count(w, &w->rows.v[w->rows.n - 1], text);
    }
    if (columns != NULL && columns->is_narrow && is_text && !w->row_is_hidden) {
        w->flow.column = w->column;
        w->flow.text = columns->values > 0 ? (struct str){} : arena_str(w->arena, text);
    } else if (columns != NULL) {
        count(w, columns, text);
    }
    return columns != NULL || w->row_is_hidden;
}

/* ---- merged cells ---- */

static bool has_value(const struct sheet_walk *w, uint32_t column, uint32_t row)
{
    uint64_t wanted = (uint64_t)row << 14 | column;
    size_t beg = 0, n = w->places.n / sizeof(uint64_t);

    for (size_t end = n; beg < end;) {
        size_t middle = beg + (end - beg) / 2;
        uint64_t place;

        memcpy(&place, w->places.p + middle * sizeof(place), sizeof(place));
        if (place == wanted) {
            return true;
        }
        if (place < wanted) {
            beg = middle + 1;
        } else {
            end = middle;
        }
    }
    return buf_is_full(&w->places) && beg == n;
}

static void take_off(struct sheet_walk *w, struct sheet_range *range)
{
    if (range != NULL && range->values > 0) {
        range->values--;
    }
}

/* The first of merged cells is seen where any of them is. */
static void see_merged(struct sheet_walk *w)
{
    for (uint32_t i = 0; i < w->merged.n; i++) {
        const struct sheet_area *m = &w->merged.v[i];
        struct sheet_range *rows = rows_of(w, m->row);
        struct sheet_range *columns = columns_of(w, MIN(m->column, (uint32_t)SHEET_MAX_COLUMNS));

        if ((rows != NULL || columns != NULL) && (rows == NULL || rows->end < m->last_row) &&
            has_seen_column(w, m->column, m->last_column) && has_value(w, m->column, m->row)) {
            take_off(w, rows);
            take_off(w, columns);
        }
    }
}

void sheet_unseen_tell(struct sheet_walk *w)
{
    struct found *f = w->book->o->found;

    end_flow(w, SHEET_MAX_COLUMNS + 1);
    see_merged(w);
    for (uint32_t i = 0; i < w->rows.n; i++) {
        const struct sheet_range *r = &w->rows.v[i];

        found_add_many(
            f, "XLS-241", INSPECT_STRUCTURAL,
            arena_printf(w->arena, "%.*s!%u:%u", STR_ARG(w->sheet->name), r->beg, r->end),
            r->sample, r->values);
    }
    for (uint32_t i = 0; i < w->columns.n; i++) {
        const struct sheet_range *c = &w->columns.v[i];

        found_add_many(f, "XLS-241", INSPECT_STRUCTURAL,
                       arena_printf(w->arena, "%.*s!%.*s:%.*s", STR_ARG(w->sheet->name),
                                    STR_ARG(column_name(w->arena, c->beg)),
                                    STR_ARG(column_name(w->arena, c->end))),
                       c->sample, c->values);
    }
}
