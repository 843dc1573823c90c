/* The cell at hand of a sheet that is walked through; see ooxml-sheet-walk.h. */
#include "inspect/office/ooxml-sheet-walk.h"

#include "inspect/office/ooxml-sheet-string.h"

struct str sheet_cell_place(struct sheet_walk *w, uint32_t column, uint32_t row)
{
    char digits[16];
    size_t at = sizeof(digits);
    size_t n = w->place_bytes;
    uint32_t c = column;

    for (uint32_t r = row; r > 0; r /= 10) {
        digits[--at] = (char)('0' + r % 10);
    }
    while (c > 0 && at > 0) {
        c--;
        digits[--at] = (char)('A' + c % 26);
        c /= 26;
    }
    memcpy(w->place + n, digits + at, sizeof(digits) - at);
    return (struct str){.p = w->place, .n = n + sizeof(digits) - at};
}

void sheet_walk_cell(struct sheet_walk *w, const struct xml_element *e)
{
    struct str value;
    uint32_t column;
    uint32_t row;
    size_t n;

    w->column++;
    if (xml_attribute(e, "r", &value) && sheet_reference(value, &column, &row, &n) && column > 0) {
        w->column = column;
    }
    w->format = (uint32_t)xml_attribute_int(e, "s", 0);
    w->type = !xml_attribute(e, "t", &value) || value.n == 0 ? 'n'
              : str_eq(value, STR("inlineStr"))              ? 'i'
              : str_eq(value, STR("str"))                    ? 'r'
                                                             : value.p[0];
    w->runs.n = 0;
    buf_clear(&w->value);
}

uint64_t sheet_figure(struct str text)
{
    uint64_t index = 0;

    for (size_t i = 0; i < text.n && i < 9 && text.p[i] >= '0' && text.p[i] <= '9'; i++) {
        index = index * 10 + (uint64_t)(text.p[i] - '0');
    }
    return index;
}

struct str sheet_walk_value(const struct sheet_walk *w)
{
    bool kept;

    return w->type == 's' ? sheet_string(w->book, sheet_figure(buf_str(&w->value)), &kept)
                          : buf_str(&w->value);
}
