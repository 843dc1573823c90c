/* Places and areas of a sheet ("AB12", "A1:B2"), and how far it goes. */
#ifndef INSPECT_OOXML_SHEET_AREA_H
#define INSPECT_OOXML_SHEET_AREA_H

#include "base/str.h"

enum {
    SHEET_MAX_COLUMNS = 16384,
    SHEET_MAX_ROWS = 1048576,
    SHEET_LEAST_HEIGHT = 3000, /* thousandths of a point: nobody reads a lower row */
    SHEET_LEAST_WIDTH = 300,   /* thousandths of a character */
};

struct sheet_area {
    uint32_t column, row, last_column, last_row; /* from 1, all in it */
};

/*
 * Column and row of "AB12"; false when it is none. What may follow is left: *ret_n bytes are taken.
 */
bool sheet_reference(struct str text, uint32_t *ret_column, uint32_t *ret_row, size_t *ret_n);

/* "A1:B2", "A1", "A:B", "1:2". */
bool sheet_area_of(struct str text, struct sheet_area *ret_area);

static inline bool sheet_area_has(const struct sheet_area *a, uint32_t column, uint32_t row)
{
    return column >= a->column && column <= a->last_column && row >= a->row && row <= a->last_row;
}

#endif
