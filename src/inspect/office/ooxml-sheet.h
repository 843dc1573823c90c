/*
 * A workbook while it is looked through: for ooxml-sheet*.c. How cells look and rules are judged is
 * for odf-format.c too.
 */
#ifndef INSPECT_OOXML_SHEET_H
#define INSPECT_OOXML_SHEET_H

#include "base/buf.h"
#include "inspect/office/column-name.h"
#include "inspect/office/ooxml-scene.h"
#include "inspect/office/ooxml-sheet-formula.h"

enum {
    SHEET_MAX_ASKED = 8, /* references of a formula that are looked at */
    SHEET_MAX_COLUMNS = 16384,
    SHEET_MAX_ROWS = 1048576,
    SHEET_HEAD_BYTES = 96,   /* kept of the head of a column */
    SHEET_HEAD_COLUMNS = 64, /* columns whose heads are kept */
    SHEET_SAMPLE_BYTES = 200,
    SHEET_LEAST_HEIGHT = 3000, /* thousandths of a point: nobody reads a lower row */
    SHEET_LEAST_WIDTH = 300,   /* thousandths of a character */
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

struct sheet_area {
    uint32_t column, row, last_column, last_row; /* from 1, all in it */
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

/* ---- ooxml-sheet-format.c ---- */

/* Styles while they are read; zeroed but for the workbook. */
struct sheet_formats_walk {
    struct workbook *b;
    enum {
        SHEET_NO_FORMATS,
        SHEET_NUMBERS,
        SHEET_FONTS,
        SHEET_FILLS,
        SHEET_FORMATS,
        SHEET_CHANGES
    } where;
    bool in_fill, in_font;
    bool is_solid;  /* the fill says so */
    uint32_t stops; /* of a gradient, 0 = in none */
};

/* Reads theme, fonts, fills, format codes, formats and what conditional formats change. */
void sheet_formats_read(struct workbook *b);

/* An element of the styles, or of what a conditional format of a sheet changes itself. */
enum xml_step sheet_formats_start(struct sheet_formats_walk *w, const struct xml_element *e);
void sheet_formats_end(struct sheet_formats_walk *w, const char *name);

/*
 * What the style of a table lays under the own format of a cell of it: the cell's format with what
 * it leaves open (ECMA-376-1 18.8.40).
 */
struct sheet_format sheet_table_format(const struct workbook *b, const struct sheet_table *t,
                                       const struct sheet_format *own, uint32_t column,
                                       uint32_t row);

/* A colour of SpreadsheetML. */
struct ooxml_colour sheet_colour(const struct workbook *b, const struct xml_element *e);

/* Reads a format code. */
struct sheet_number_format sheet_number_format(uint32_t id, struct str code);

/* The words in quotes of a part (0 … 3) of a format code, "" when it has none or another rules. */
struct str sheet_number_words(struct str code, int section);

/* Whether it is only characters put in the place of what is not to be read. */
bool sheet_is_mask(struct str text);

/* 0 … 3: which part of a format code shows the value; `type`: 'n' a number, else text. */
int sheet_number_section(char type, struct str value);

/* ---- ooxml-sheet-string.c ---- */

/* Reads the shared strings; those that are not kept are looked through. */
void sheet_strings_read(struct workbook *b);

/* The string of an index; *ret_kept is false for one that is there but not kept. */
struct str sheet_string(const struct workbook *b, uint64_t index, bool *ret_kept);

/* The first run of a string in a colour of its own, or NULL; those of one string follow. */
const struct sheet_run *sheet_string_runs(const struct workbook *b, uint64_t index);

/* A cell shows the string of this index. */
static inline void sheet_string_use(struct workbook *b, uint64_t index)
{
    if (b->used != NULL && index < b->string_ends.n / sizeof(uint32_t)) {
        b->used[index >> 3] |= (uint8_t)(1U << (index & 7));
    }
}

/* ---- ooxml-sheet-words.c: words that no cell shows ---- */

/* XLS-242: names that are hidden, constants in names, remarks about them. */
void sheet_words_name(struct workbook *b, const struct sheet_name *name, struct str formula);

/* Names that Excel itself keeps: of filters, of functions newer than the file's kind. */
bool sheet_name_is_own(struct str name);

/* Whether what a name stands for is a text, a list of values or a number, and refers to nothing. */
bool sheet_name_is_constant(struct str formula);

/* Whether a message beside a cell says more than what to type. */
bool sheet_prompt_is_told(struct str title, struct str prompt);

/*
 * The text that a value of a filter looks for; "" for figures, dates and what cells have no words
 * for.
 */
struct str sheet_criterion_text(struct str value);

/* XLS-242: strings that no cell shows, when all cells were read. */
void sheet_words_orphans(struct workbook *b);

/*
 * Whether a reading (furigana) may be one of so many characters: kana, or what the words have
 * themselves.
 */
bool sheet_reading_fits(struct str reading, struct str words, uint32_t characters);

/* ---- ooxml-sheet-cells.c ---- */

/* All cells of a sheet. */
void sheet_cells_read(struct workbook *b, const struct sheet *sheet);

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

/* ---- ooxml-sheet-rule.c: conditional formats ---- */

struct sheet_rule {
    struct sheet_area areas[8];
    uint32_t area_count;
    uint32_t change;                                  /* index of dxf, or UINT32_MAX */
    uint32_t priority;                                /* a lower one wins */
    struct str type, operator, text, formula, second; /* second: of its formulas */
    bool hides;                                       /* it can make a value unseen */
    bool paints;
};

/* Cells that are asked. */
struct sheet_asked_area {
    struct str sheet; /* empty: that of the rule */
    struct sheet_area area;
};

/* The cell to judge such a rule for; of others nothing is known yet. */
struct sheet_cell_at sheet_rule_place(const struct sheet_rule *rule, uint32_t column, uint32_t row,
                                      char type, struct str value);

/* The cells that it asks beside the one it is judged for, at most so many areas; how many. */
uint32_t sheet_rule_asks(const struct sheet_rule *rule, struct sheet_asked_area *ret,
                         uint32_t most);

/* Whether the rule holds for a cell; *ret_known is false when that cannot be told. */
bool sheet_rule_holds(const struct sheet_rule *rule, const struct sheet_cell_at *cell,
                      bool *ret_known);

/* Whether an area of the rule has the cell. */
bool sheet_rule_has(const struct sheet_rule *rule, uint32_t column, uint32_t row);

/* ---- ooxml-sheet-look.c ---- */

/* Whether a value with this format is sure to be seen. */
bool sheet_look_is_seen(const struct sheet_format *f, char type, struct str value);

/* ---- ooxml-sheet-binary.c ---- */

/* A binary workbook (.xlsb). */
void sheet_binary_inspect(struct ooxml *o);

/* ---- ooxml-sheet-pivot.c ---- */

/* Whether there are pivot caches: values are then kept. */
void sheet_pivot_prepare(struct workbook *b);
/* A value a person sees, 'n' a number or 's' a text; and whether one is such. */
void sheet_pivot_keep(struct workbook *b, char type, struct str value);
bool sheet_pivot_has(const struct workbook *b, char type, struct str value);

/* XLS-244: caches with values no visible sheet has. */
void sheet_pivot_judge(struct workbook *b);
/* Frees the values. */
void sheet_pivot_done(struct workbook *b);

#endif
