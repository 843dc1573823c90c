/*
 * A workbook while it is looked through: what ooxml-sheet*.c share. How cells look is for
 * odf-format.c too.
 */
#ifndef INSPECT_OOXML_WORKBOOK_H
#define INSPECT_OOXML_WORKBOOK_H

#include "base/buf.h"
#include "inspect/office/ooxml-colour.h"
#include "inspect/office/ooxml-part.h"
#include "inspect/office/ooxml-sheet-area.h"

enum {
    SHEET_MAX_ASKED = 8,     /* references of a formula that are looked at */
    SHEET_HEAD_BYTES = 96,   /* kept of the head of a column */
    SHEET_HEAD_COLUMNS = 64, /* columns whose heads are kept */
    SHEET_SAMPLE_BYTES = 200,
};

/* A format code: which values it shows nothing of, and colours of its own (ECMA-376-1 18.8.31). */
struct sheet_number_format {
    uint32_t id;
    bool is_blank[4];            /* positive, negative, zero, text */
    struct str in_place_of_text; /* the words shown for any text, when its part has no @ */
    struct ooxml_colour text[4];
};

/* How a cell looks, or what a conditional format changes of it. */
struct sheet_format {
    struct ooxml_colour text, ground; /* text unsaid or automatic: black */
    struct sheet_number_format number;
    bool has_number, is_tiny;
};

/* A run of a string in a colour of its own. */
struct sheet_run {
    uint32_t string;
    struct ooxml_colour colour;
    struct str words;
};

/* Parts of a table that its style tells apart; a later one lies over those before it. */
enum sheet_table_part {
    SHEET_WHOLE_TABLE,
    SHEET_FIRST_COLUMN_STRIPE,
    SHEET_SECOND_COLUMN_STRIPE,
    SHEET_FIRST_ROW_STRIPE,
    SHEET_SECOND_ROW_STRIPE,
    SHEET_LAST_COLUMN,
    SHEET_FIRST_COLUMN,
    SHEET_HEADER_ROW,
    SHEET_TOTAL_ROW,
    SHEET_FIRST_HEADER_CELL,
    SHEET_LAST_HEADER_CELL,
    SHEET_FIRST_TOTAL_CELL,
    SHEET_LAST_TOTAL_CELL,
    SHEET_TABLE_PARTS,
};

/* A table style of the workbook's own. */
struct sheet_table_style {
    struct str name;
    uint32_t changes[SHEET_TABLE_PARTS]; /* index of dxf and one; 0 = it says nothing */
    uint32_t stripes[SHEET_TABLE_PARTS]; /* rows or columns of each; 0 = one */
};

/* One of the ranges of tables whose cells a style paints. */
struct sheet_table {
    struct sheet_area area;
    uint32_t head_row; /* 0 = it has no head */
    uint32_t head_rows, total_rows;
    bool is_dark, is_pivot;
    bool first_column, last_column, row_stripes, column_stripes; /* look as the style says */
    const struct sheet_table_style *style;                       /* NULL = one of Excel's own */
};

/* A defined name. */
struct sheet_name {
    struct str name, comment;
    bool is_hidden; /* by a person or a program, not by Excel for its own use */
    bool is_own;    /* Excel's own */
};

struct sheet {
    struct str name, part;
    bool is_hidden, is_very_hidden;
};

/* Values that stand in cells a person sees, to compare pivot caches with. */
struct sheet_values {
    uint64_t *v; /* hashes; 0 = free */
    size_t n, room;
    bool is_wanted, is_full;
};

struct workbook {
    struct ooxml *o;
    struct arena *arena;
    struct ooxml_theme theme;
    struct buf strings;     /* as many as are kept */
    struct buf string_ends; /* uint32_t each */
    uint32_t strings_in_all;
    uint8_t *used; /* a bit for each string that is kept: some cell shows it; NULL = none is kept */
    uint32_t days_shift;        /* of the day that dates are counted from, from that of 1900 */
    VEC(struct sheet_run) runs; /* by string */
    VEC(struct sheet_number_format) numbers;
    VEC(struct sheet_format) fonts, fills;     /* only the text, the ground of each is said */
    VEC(struct sheet_format) formats, changes; /* cellXfs, dxfs */
    VEC(struct sheet_table_style) table_styles;
    VEC(struct sheet) sheets;
    struct sheet_values values;
};

#endif
