/*
 * Binary workbooks (.xlsb, MS-XLSB): records of a number, a length and their bytes. Told are the
 * states of the sheets, hidden rows and columns with values, hidden names, the path of the file,
 * and all words for personal information; not how cells look. So such a file is never wholly
 * inspected.
 */
#include "inspect/office/ooxml-sheet-binary.h"

#include "base/bytes.h"
#include "inspect/office/column-name.h"
#include "inspect/office/ooxml-sheet-area.h"
#include "inspect/personal/personal.h"
#include "read/encoding.h"

enum record {
    ROW = 0,
    CELL_BLANK = 1,
    CELL_STRING = 6,
    CELL_SHARED = 7,
    FORMULA_STRING = 8,
    LAST_CELL = 11,
    SHARED_STRING = 19,
    NAME = 39,
    COLUMN = 60,
    BUNDLE_SHEET = 156,
    BOOK_PROTECTION = 534,
    SHEET_PROTECTION = 535,
    FILE_SHARING = 548,
    ABSOLUTE_PATH = 2071,
};

enum {
    MAX_STRINGS = 1024 * 1024,
    MAX_COLUMN_RANGES = 1000,
};

struct binary_sheet {
    struct str name, part;
    uint32_t state; /* 0 shown, 1 hidden, 2 very hidden */
};

struct column_range {
    uint32_t beg, end, values; /* from 0, both in it */
};

struct binary {
    struct ooxml *o;
    struct arena *arena;
    VEC(struct binary_sheet) sheets;
    VEC(struct str) strings;
};

/* The next record; false at the end of the part. */
static bool next_record(struct str part, size_t *at, uint32_t *ret_type, struct str *ret_bytes)
{
    uint32_t type = bytes_u8(part, *at);
    uint32_t length = 0;

    if (*at >= part.n) {
        return false;
    }
    ++*at;
    if ((type & 0x80) != 0) {
        type = (type & 0x7F) | bytes_u8(part, (*at)++) << 7;
    }
    for (int i = 0; i < 4; i++) {
        uint32_t byte = bytes_u8(part, (*at)++);

        length |= (byte & 0x7F) << (7 * i);
        if ((byte & 0x80) == 0) {
            break;
        }
    }
    *ret_type = type;
    *ret_bytes = str_sub(part, *at, *at + length);
    *at += length;
    return true;
}

/* A text of so many UTF-16 units at a place; empty when it does not lie in the record. */
static struct str text_at(struct arena *a, struct str record, size_t at, size_t *ret_end)
{
    uint32_t units = bytes_le32(record, at);
    struct doc doc = {};
    struct err err = {};

    *ret_end = at + 4;
    if (units == 0 || units > record.n / 2 || at + 4 + (size_t)units * 2 > record.n) {
        return (struct str){};
    }
    *ret_end = at + 4 + (size_t)units * 2;
    return encoding_decode(a, str_sub(record, at + 4, *ret_end), ENCODING_UTF_16LE, &jis_tables,
                           &doc, &err) == 0
               ? doc.text
               : (struct str){};
}

/* ---- the book ---- */

static void take_name(struct binary *b, struct str record)
{
    enum { HIDDEN = 1, NAME_AT = 9 };
    size_t end;
    struct str name = text_at(b->arena, record, NAME_AT, &end);

    if ((bytes_le32(record, 0) & HIDDEN) != 0 && name.n > 0 && !str_starts(name, STR("_xl")) &&
        !str_starts(name, STR("_Filter"))) {
        found_add(b->o->found, "XLS-242", INSPECT_STRUCTURAL,
                  arena_printf(b->arena, "%.*s %.*s", STR_ARG(b->o->main), STR_ARG(name)),
                  (struct str){});
    }
}

static void take_book_record(struct binary *b, uint32_t type, struct str record)
{
    struct found *f = b->o->found;
    size_t at = 8;

    if (type == BUNDLE_SHEET) {
        struct binary_sheet *sheet = VEC_ADD(b->arena, &b->sheets);

        sheet->state = bytes_le32(record, 0);
        sheet->part = ooxml_target(b->o, b->o->main, text_at(b->arena, record, at, &at));
        sheet->name = text_at(b->arena, record, at, &at);
    } else if (type == NAME) {
        take_name(b, record);
    } else if (type == ABSOLUTE_PATH) {
        found_add(f, "OOX-203", INSPECT_STRUCTURAL, b->o->main, text_at(b->arena, record, 0, &at));
    } else if (type == FILE_SHARING || type == BOOK_PROTECTION) {
        found_add(f, "OOX-218", INSPECT_STRUCTURAL, b->o->main, (struct str){});
    }
}

static void read_book(struct binary *b)
{
    struct arena scratch CLEANUP(arena_done) = {};
    struct str part;
    struct str record;
    uint32_t type;

    if (!ooxml_bytes(b->o, &scratch, b->o->main, &part)) {
        return;
    }
    for (size_t at = 0; next_record(part, &at, &type, &record);) {
        take_book_record(b, type, record);
    }
}

static void read_strings(struct binary *b)
{
    struct arena scratch CLEANUP(arena_done) = {};
    struct str name = ooxml_target_of_type(b->o, b->o->main, "sharedStrings");
    struct str part;
    struct str record;
    uint32_t type;

    if (name.n == 0 || !ooxml_bytes(b->o, &scratch, name, &part)) {
        return;
    }
    for (size_t at = 0; next_record(part, &at, &type, &record);) {
        size_t end;

        if (type == SHARED_STRING && b->strings.n < MAX_STRINGS) {
            *VEC_ADD(b->arena, &b->strings) = text_at(b->arena, record, 1, &end);
        }
    }
}

/* ---- a sheet ---- */

struct binary_walk {
    struct binary *b;
    const struct binary_sheet *sheet;
    struct arena arena;
    VEC(struct column_range) columns; /* hidden ones */
    uint32_t row;                     /* from 0 */
    bool row_is_hidden;
    uint32_t values, row_values, hidden_rows_beg;
    struct str sample;
};

static void end_rows(struct binary_walk *w)
{
    found_add_many(w->b->o->found, "XLS-241", INSPECT_STRUCTURAL,
                   arena_printf(&w->arena, "%.*s!%u:%u", STR_ARG(w->sheet->name),
                                w->hidden_rows_beg + 1, w->row + 1),
                   (struct str){}, w->row_values);
    w->row_values = 0;
}

static void start_row(struct binary_walk *w, struct str record)
{
    enum { FLAGS_AT = 11, NO_HEIGHT = 0x10, HEIGHT_AT = 8, LEAST_HEIGHT = 20 };
    bool is_hidden = (bytes_u8(record, FLAGS_AT) & NO_HEIGHT) != 0 ||
                     bytes_le16(record, HEIGHT_AT) < LEAST_HEIGHT;

    if (w->row_values > 0 && !is_hidden) {
        end_rows(w);
    }
    w->row = bytes_le32(record, 0);
    if (is_hidden && !w->row_is_hidden) {
        w->hidden_rows_beg = w->row;
    }
    w->row_is_hidden = is_hidden;
}

static void take_cell(struct binary_walk *w, uint32_t type, struct str record)
{
    uint32_t column = bytes_le32(record, 0);
    uint32_t index = bytes_le32(record, 8);
    struct str text = {};
    size_t end;

    if (type == CELL_STRING || type == FORMULA_STRING) {
        text = text_at(&w->arena, record, 8, &end);
    } else if (type == CELL_SHARED && index < w->b->strings.n) {
        text = w->b->strings.v[index];
    } else if (type == CELL_BLANK || type == CELL_SHARED) {
        return;
    }
    w->values++;
    w->sample = w->sample.n == 0 ? text : w->sample;
    w->row_values += w->row_is_hidden;
    for (uint32_t i = 0; i < w->columns.n; i++) {
        w->columns.v[i].values += column >= w->columns.v[i].beg && column <= w->columns.v[i].end;
    }
    if (text.n > 0) {
        personal_cell(w->b->o->found, text, (struct str){},
                      arena_printf(&w->arena, "%.*s!%.*s%u", STR_ARG(w->sheet->name),
                                   STR_ARG(column_name(&w->arena, column + 1)), w->row + 1),
                      w->row + 1, MIN(column, (uint32_t)SHEET_MAX_COLUMNS) + 1);
    }
}

static void take_sheet_record(struct binary_walk *w, uint32_t type, struct str record)
{
    enum { COLUMN_FLAGS_AT = 16, HIDDEN = 1 };

    if (type == ROW) {
        start_row(w, record);
    } else if (type <= LAST_CELL) {
        take_cell(w, type, record);
    } else if (type == COLUMN && w->columns.n < MAX_COLUMN_RANGES &&
               (bytes_le16(record, COLUMN_FLAGS_AT) & HIDDEN) != 0) {
        *VEC_ADD(&w->arena, &w->columns) =
            (struct column_range){.beg = bytes_le32(record, 0), .end = bytes_le32(record, 4)};
    } else if (type == SHEET_PROTECTION) {
        found_add(w->b->o->found, "OOX-218", INSPECT_STRUCTURAL, w->sheet->name, (struct str){});
    }
}

static void tell_sheet(struct binary_walk *w)
{
    struct found *f = w->b->o->found;

    end_rows(w);
    for (uint32_t i = 0; i < w->columns.n; i++) {
        const struct column_range *c = &w->columns.v[i];
        uint32_t last = MIN(c->end, (uint32_t)SHEET_MAX_COLUMNS - 1);

        found_add_many(f, "XLS-241", INSPECT_STRUCTURAL,
                       arena_printf(&w->arena, "%.*s!%.*s:%.*s", STR_ARG(w->sheet->name),
                                    STR_ARG(column_name(&w->arena, c->beg + 1)),
                                    STR_ARG(column_name(&w->arena, last + 1))),
                       (struct str){}, c->values);
    }
    if (w->sheet->state != 0) {
        found_add_many(f, "XLS-240", INSPECT_STRUCTURAL,
                       arena_printf(&w->arena, "%.*s%s", STR_ARG(w->sheet->name),
                                    w->sheet->state == 2 ? " (veryHidden)" : ""),
                       w->sample, w->values);
    }
}

static void read_sheet(struct binary *b, const struct binary_sheet *sheet)
{
    struct arena scratch CLEANUP(arena_done) = {};
    struct binary_walk w = {.b = b, .sheet = sheet};
    struct str part;
    struct str record;
    uint32_t type;

    if (ooxml_bytes(b->o, &scratch, sheet->part, &part)) {
        for (size_t at = 0; next_record(part, &at, &type, &record);) {
            take_sheet_record(&w, type, record);
        }
        tell_sheet(&w);
        personal_end(b->o->found);
    }
    arena_done(&w.arena);
}

void sheet_binary_inspect(struct ooxml *o)
{
    struct arena arena CLEANUP(arena_done) = {};
    struct binary b = {.o = o, .arena = &arena};

    read_book(&b);
    read_strings(&b);
    for (uint32_t i = 0; i < b.sheets.n; i++) {
        read_sheet(&b, &b.sheets.v[i]);
    }
}
