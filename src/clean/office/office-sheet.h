/* Inside src/clean: what is known of a workbook while its parts are edited. */
#ifndef CLEAN_OFFICE_SHEET_H
#define CLEAN_OFFICE_SHEET_H

#include "clean/office/office-edit.h"

enum { SHEET_MAX_AREAS = 512, SHEET_MAX_CELL_BYTES = 1024 * 1024 };

/* Cells from 1, all four in it. */
struct sheet_rect {
    uint32_t row, column, last_row, last_column;
    bool has_values;
    bool is_narrow; /* of columns: there, but too narrow to be seen */
};

/* A cell the inspector finds unreadable, and the words of it. */
struct sheet_unread {
    uint32_t column, row;
    struct str words;
    bool is_cut; /* there are more */
};

/* The head of a table's column that loses its value: what it is called then. */
struct sheet_head {
    uint32_t column, row;
    struct str table, name; /* part; the new name */
    uint32_t index;         /* of the column in the table */
};

struct sheet_item {
    struct str name; /* as the file writes it, not decoded */
    struct str part;
    struct office_relation *relation;
    bool is_hidden, has_values, goes;
    bool is_macro;                  /* a sheet of macros of Excel 4 */
    VEC(struct sheet_rect) blanked; /* cells that lose their values */
    VEC(struct sheet_rect) columns; /* those of them that are whole columns */
    VEC(struct sheet_rect) rows;    /* hidden ones, in order */
    VEC(uint64_t)
    shown; /* cells in either that are seen all the same: row << 14 | column, sorted */
    VEC(struct sheet_unread) unread;
    VEC(struct sheet_unread) frozen; /* cells whose formulas become values */
    VEC(struct sheet_head) heads;
    VEC(struct str) margins;       /* headers and footers that go, by their elements */
    VEC(struct sheet_rect) merged; /* merged cells, of which the first is seen */
    bool blanks_many;              /* more areas than are kept: any of its cells may be */
};

struct office_sheet {
    VEC(struct sheet_item) sheets;
    VEC(struct str) names;      /* all defined names and tables */
    VEC(struct str) gone_names; /* those that go */
    enum cleaning_choice hidden_sheets, hidden_rows;
    bool blanks_unreadable;   /* XLS-243 */
    bool knows_unreadable;    /* the cells are known one by one; else by their format */
    bool blanks_merged;       /* XLS-249 */
    bool drops_outside;       /* external links */
    bool freezes_cells;       /* some sheet has such cells */
    bool drops_margins;       /* … such headers or footers */
    VEC(struct str) criteria; /* values of filters that no cell has */
    bool drops_hidden_names, lifts_protection, drops_views, drops_queries, drops_maps;
    bool has_dropped_values;  /* strings may have become unused */
    bool *unreadable_formats; /* of each cell format */
    uint32_t format_count;
    struct str *codes; /* the number format of each cell format, "" = one of Excel's */
    uint32_t code_count;
    struct office_sheet_strings *strings; /* when asked for */
};

/* ---- office-sheet.c ---- */

/* What goes in such a file; as clean(): 0, UNDECIDED, or <0. */
int office_sheet_plan(struct office *o, struct err *err) MUST_USE;
/* Whether a part is of Excel's own and may need an edit. */
bool office_sheet_concerns(const struct office *o, const struct office_part *part);
/* Makes the edits of such a part. */
void office_sheet_edit(struct office_edit *e);

/* ---- office-sheet-formula.c ---- */

/* The sheet of that part, or NULL. */
struct sheet_item *office_sheet_of(const struct office *o, struct str part);
/* Whether a formula names something that goes: a sheet, a name, an outside file. */
bool office_sheet_formula_breaks(const struct office *o, struct str formula);
/*
 * Whether it may use cells that lose their values; `own` is the sheet it stands in. `is_shared`: it
 * stands for other cells too, whose references are shifted.
 */
bool office_sheet_formula_uses_blanked(const struct office *o, struct str formula,
                                       const struct sheet_item *own, bool is_shared);
/* "AB12" from 1; false: no cell. */
bool office_sheet_cell(struct str reference, uint32_t *ret_column, uint32_t *ret_row);

/* ---- office-sheet-shown.c ---- */

/* Whether a cell shows something: a value, a text in it. */
bool office_sheet_has_value(const struct xml_tree *t, uint32_t cell);

/*
 * Cells in hidden rows and columns (which are known) that one sees: the first of merged ones that
 * reach where one sees, texts that flow on over empty cells.
 */
void office_sheet_shown_find(struct office *o, struct sheet_item *sheet, const struct xml_tree *t);
/* Whether the cell is one of them. */
bool office_sheet_shown_has(const struct sheet_item *sheet, uint32_t column, uint32_t row);

/* Whether the cell lies where values go. */
static inline bool office_sheet_cell_goes(const struct sheet_item *sheet, uint32_t column,
                                          uint32_t row)
{
    if (office_sheet_shown_has(sheet, column, row)) {
        return false;
    }
    for (uint32_t i = 0; i < sheet->blanked.n; i++) {
        const struct sheet_rect *a = &sheet->blanked.v[i];

        if (row >= a->row && row <= a->last_row && column >= a->column &&
            column <= a->last_column) {
            return true;
        }
    }
    return false;
}

/* ---- office-sheet-format.c ---- */

/* Reads which cell formats cannot be read (as the inspector's rule XLS-243). */
void office_sheet_format_read(struct office *o);

/* ---- office-sheet-rest.c ---- */

/*
 * What stays of a cell whose text is unreadable in part, as the inside of a string: runs that are
 * seen, or the words its format shows in the place of a number. "" = nothing.
 */
struct str office_sheet_rest(struct office_edit *e, const struct sheet_item *sheet, uint32_t cell,
                             uint32_t column, uint32_t row);

/* Words as the inside of a string, and such a string put in the place of what was cut of a cell. */
struct str office_sheet_text(struct office_edit *e, struct str words);
void office_sheet_put_string(struct office_edit *e, uint32_t cell, struct str inside);

/* ---- office-sheet-table.c ---- */

/* Columns of tables whose heads lose their values, after the areas of the sheet are known. */
void office_sheet_table_plan(struct office *o, struct sheet_item *sheet);
/* The new name of the head in that cell, or "". */
struct str office_sheet_table_head(const struct sheet_item *sheet, uint32_t column, uint32_t row);
/* Whether the part is a table with such heads; its names become the new ones. */
bool office_sheet_table_concerns(const struct office *o, struct str part);
void office_sheet_table_edit(struct office_edit *e);

/* ---- office-sheet-words.c: words that no cell shows ---- */

/* What of them goes, as far as it takes the inspector to know. */
void office_sheet_words_plan(struct office *o);
/* Whether the formula of the cell becomes its value. */
bool office_sheet_words_freeze(const struct sheet_item *sheet, uint32_t column, uint32_t row);
/* Values of a column's filter that no cell has; the message of a validation; a remark. */
void office_sheet_words_filter(struct office_edit *e, uint32_t column);
void office_sheet_words_prompt(struct office_edit *e, uint32_t node);
void office_sheet_words_remark(struct office_edit *e, uint32_t node);
/* Whether the part may have readings to be looked at; those of other words go. */
bool office_sheet_words_may_read(const struct office *o, const struct office_part *part,
                                 struct str bytes);
void office_sheet_words_readings(struct office_edit *e);

/* ---- office-sheet-cell.c ---- */

/* Whether it has the value of its formula. */
bool office_sheet_is_reckoned(const struct xml_tree *t, uint32_t cell);

/* What of a sheet is hidden or unreadable and loses its values: its areas. */
void office_sheet_cell_plan(struct office *o, struct sheet_item *sheet);
/* The edits of a worksheet. */
void office_sheet_cell_edit(struct office_edit *e, struct sheet_item *sheet);

/* ---- office-sheet-string.c ---- */

/* After all edits: strings that no cell shows any more become empty. */
void office_sheet_string_finish(struct office *o);

#endif
