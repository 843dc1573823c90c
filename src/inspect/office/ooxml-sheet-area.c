/* Places and areas of a sheet; see ooxml-sheet-area.h. */
#include "inspect/office/ooxml-sheet-area.h"

bool sheet_reference(struct str text, uint32_t *ret_column, uint32_t *ret_row, size_t *ret_n)
{
    uint32_t column = 0;
    uint32_t row = 0;
    size_t i = 0;

    for (; i < text.n && (text.p[i] == '$' || (text.p[i] >= 'A' && text.p[i] <= 'Z')) && i < 5;
         i++) {
        column = text.p[i] == '$' ? column : column * 26 + (uint32_t)(text.p[i] - 'A' + 1);
    }
    for (; i < text.n && (text.p[i] == '$' || (text.p[i] >= '0' && text.p[i] <= '9')) && i < 14;
         i++) {
        row = text.p[i] == '$' ? row : row * 10 + (uint32_t)(text.p[i] - '0');
    }
    if (i == 0 || column > SHEET_MAX_COLUMNS || row > SHEET_MAX_ROWS) {
        return false;
    }
    *ret_column = column;
    *ret_row = row;
    *ret_n = i;
    return true;
}

bool sheet_area_of(struct str text, struct sheet_area *ret_area)
{
    struct sheet_area a = {};
    size_t n = 0;

    if (!sheet_reference(text, &a.column, &a.row, &n)) {
        return false;
    }
    a.last_column = a.column;
    a.last_row = a.row;
    if (n < text.n && text.p[n] == ':' &&
        !sheet_reference(str_sub(text, n + 1, text.n), &a.last_column, &a.last_row, &n)) {
        return false;
    }
    /* Whole columns and rows name only one of the two. */
    a.last_row = a.row == 0 ? SHEET_MAX_ROWS : a.last_row;
    a.row = MAX(a.row, 1u);
    a.last_column = a.column == 0 ? SHEET_MAX_COLUMNS : a.last_column;
    a.column = MAX(a.column, 1u);
    *ret_area = a;
    return true;
}
