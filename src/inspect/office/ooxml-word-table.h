/*
 * Tables of a text while it is walked through: what the table's style and shading say of the cell
 * at hand.
 */
#ifndef INSPECT_OOXML_WORD_TABLE_H
#define INSPECT_OOXML_WORD_TABLE_H

#include "inspect/office/ooxml-word-style.h"

enum { WORD_MAX_TABLES = 8 };

/* Where a frame or a floating table says that it lies; lengths in 20ths of a point. */
struct word_spot {
    bool is_said;
    char x_from, y_from;         /* 'p' the page, 'm' the margin, 't' the text */
    int32_t x, y, width, height; /* width, height: 0 = not said */
};

/* w:framePr, w:tblpPr: takes what it says. */
void word_spot_take(struct word_spot *spot, const struct xml_element *e);

struct word_table {
    const struct word_style *style;
    uint32_t row, column; /* from 0 */
    bool first_row, last_row, first_column, last_column, row_bands, column_bands;
    bool has_row_marks, has_cell_marks;            /* w:cnfStyle says which parts these are */
    uint32_t row_marks, cell_marks;                /* a bit for each enum word_table_part */
    struct ooxml_colour table_ground, cell_ground; /* direct shading */
    struct word_layer layer;                       /* of the cell, by the style */
    bool layer_is_sure;
    bool row_is_flat; /* of a height that no line has */
    bool row_is_hidden;
    struct word_spot spot; /* of a table that floats, or is indented; as wide as its grid */
};

struct word_tables {
    struct word_table v[WORD_MAX_TABLES];
    uint32_t depth; /* open tables; beyond the maximum they are not looked at */
};

/* The innermost open table, or NULL. */
struct word_table *word_table_last(struct word_tables *t);

/* Elements of tables; anything else does nothing. `in_paragraph`: within w:pPr. */
void word_table_start(struct word_tables *t, const struct word_styles *styles,
                      const struct xml_element *e, bool in_paragraph);
void word_table_end(struct word_tables *t, const char *name);

/* Whether the row at hand is hidden, or one of a table around. */
bool word_table_row_is_hidden(const struct word_tables *t);

/* What the style says of runs and paragraphs of the cell. */
struct word_layer word_table_layer(const struct word_tables *t);

/* The ground of the cell; OOXML_UNSAID outside of tables or when nothing is filled. */
struct ooxml_colour word_table_ground(const struct word_tables *t);

#endif
