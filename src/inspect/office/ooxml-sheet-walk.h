/* A sheet while its cells are walked through: for ooxml-sheet-*.c only. */
#ifndef INSPECT_OOXML_SHEET_WALK_H
#define INSPECT_OOXML_SHEET_WALK_H

#include "inspect/deliver/machine-sheet.h"
#include "inspect/office/ooxml-sheet-format.h"
#include "inspect/office/ooxml-sheet-rule.h"

enum {
    SHEET_PLACE_BYTES = 300,
    SHEET_LITERALS = 64, /* texts in formulas that are remembered; a power of two */
};

struct sheet_range {
    uint32_t beg, end; /* from 1, both in it */
    uint32_t values;
    struct str sample; /* the first of them */
    bool is_narrow;    /* of columns: there, but too narrow to be seen */
};

/* A text that may flow on over the cells behind it. */
struct sheet_flow {
    uint32_t column; /* 0: none */
    struct str text; /* or "", when it is not wanted */
};

struct sheet_cover {
    struct sheet_area area;
    struct str name;
    uint32_t values;
    struct str sample; /* the first of them */
};

struct sheet_pale {
    uint32_t column, row;
    struct str words;
};

/* A shape with words that moves with its cells, and the rows it is anchored in. */
struct sheet_box {
    uint32_t row, last_row;
    struct str name, words;
};

/* A shape without a fill whose words are lost on white, and the cells below it. */
struct sheet_pale_box {
    struct sheet_area area;
    struct str name, words;
};

/* A text that a filter lets through; whether some cell has it. */
struct sheet_criterion {
    struct str text;
    bool is_seen;
};

/* A run of an inline string: its colour, and where in the value it begins. */
struct sheet_inline_run {
    struct ooxml_colour colour;
    size_t beg;
};

struct sheet_walk {
    struct workbook *book;
    const struct sheet *sheet;
    struct arena *arena;
    char place[SHEET_PLACE_BYTES]; /* "name!", then the cell at hand */
    size_t place_bytes;            /* of the name */
    bool rows_are_hidden;          /* unless they say otherwise */
    bool columns_are_hidden;
    bool has_objects;
    bool has_ground;                 /* a picture lies below all cells */
    VEC(struct sheet_range) columns; /* hidden ones */
    uint16_t *hidden; /* which of them a column is in, from 1; NULL while there is none */
    VEC(struct sheet_range) rows; /* hidden ones that follow each other */
    struct sheet_flow flow;       /* of the cell before the one at hand */
    bool row_is_hidden, is_second;
    uint32_t row, column, format;
    char type;
    bool in_value, in_formula, in_margin;
    struct buf value, formula;
    bool in_cell_formula;
    bool has_first_margin, has_even_margin; /* headers of their own */
    struct buf margins;                     /* words of those that are printed */
    uint64_t literals[SHEET_LITERALS]; /* hashes of texts in formulas that were looked through */
    struct machine_sheet *machine;     /* NULL = not asked for */
    uint32_t view_column, view_row;    /* of the first cell that the view shows; 0 = not said */
    bool is_frozen;                    /* panes that do not scroll: what is before them is lost */
    uint32_t lost_values;
    uint32_t values, far_values;
    uint32_t last_row, last_column; /* with a value */
    struct str far_place;
    struct str sample;
    VEC(struct sheet_inline_run) runs; /* of the inline string at hand */
    VEC(struct sheet_cover) covers;
    VEC(struct sheet_box) boxes; /* with words */
    VEC(struct sheet_pale_box) pale_boxes;
    VEC(struct sheet_range)
    unseen_rows; /* hidden ones that follow each other, with and without values */
    VEC(struct sheet_table) tables;
    bool has_table_styles; /* of the workbook's own, for some of them */
    VEC(struct sheet_pale) pale;
    VEC(struct sheet_area) merged;
    VEC(struct sheet_criterion) criteria;
    struct buf places; /* uint64_t of each: row << 14 | column */
    VEC(struct sheet_rule) rules;
    bool rule_is_kept;            /* the rule at hand is the last of them */
    bool in_extension, in_change; /* a format of an extension; what it changes */
    uint32_t rules_before;        /* before that format */
    struct sheet_formats_walk changes;
    struct sheet_asked asked;              /* values that they ask */
    VEC(struct sheet_asked_area) asked_in; /* where these stand */
    struct str asked_sheet;                /* whose values are gathered; empty: its own */
    struct str rule_areas;
    struct str list_areas;
    struct buf list;
    struct str heads[SHEET_HEAD_COLUMNS]; /* the first words of a column */
};

/* "name!AB12" in memory of the walk; valid until the next call. */
struct str sheet_cell_place(struct sheet_walk *w, uint32_t column, uint32_t row);

/* The number that the first digits of a text are, nine of them at most; without one 0. */
uint64_t sheet_figure(struct str text);

/* A cell begins; its value, once all of it was read: of a shared string the string. */
void sheet_walk_cell(struct sheet_walk *w, const struct xml_element *e);
struct str sheet_walk_value(const struct sheet_walk *w);

#endif
