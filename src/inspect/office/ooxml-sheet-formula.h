/*
 * Formulas of conditional formats: whether one holds for a cell, as far as that can be told
 * without a spreadsheet program. Comparisons, sums and products, references to single cells, and
 * the functions that such conditions are mostly made of; with anything else nothing is known. Nor
 * is it when another cell is empty: rows that wait to be filled in look so in many forms.
 */
#ifndef INSPECT_OOXML_SHEET_FORMULA_H
#define INSPECT_OOXML_SHEET_FORMULA_H

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"

/* Values of cells that formulas ask, sheet after sheet, in its order. */
struct sheet_asked_cell {
    uint32_t sheet; /* 0 = that of the formula, else of `sheets`, from 1 */
    uint32_t row, column;
    char type;
    struct str value;
};

struct sheet_asked {
    VEC(struct sheet_asked_cell) cells;
    VEC(struct str) sheets; /* the others whose values are known */
    uint32_t sheet;         /* of which cells are added */
    bool is_full;           /* there are more */
};

/* Keeps a value; cells come row by row. Its text is copied into the arena. */
void sheet_asked_add(struct sheet_asked *asked, struct arena *a, uint32_t column, uint32_t row,
                     char type, struct str value);

/* The cell that a formula is judged for. */
struct sheet_cell_at {
    uint32_t column, row;
    char type; /* 'n' a number, 'b' true or false, 'e' an error, else a text */
    struct str value;
    uint32_t base_column,
        base_row; /* the cell it is written for; 0 = any reference is to the cell */
    const struct sheet_asked *others; /* NULL: of no other cell the value is known */
};

/* A reference in a formula, as it is written. */
struct sheet_formula_reference {
    struct str sheet; /* empty: that of the formula */
    uint32_t column, row;
    bool column_stays, row_stays; /* "$": it is the same for all cells */
};

/* Those of a formula, at most so many; how many. */
uint32_t sheet_formula_references(struct str formula, struct sheet_formula_reference *ret,
                                  uint32_t most);

/* Whether the formula is true; *ret_known is false when that cannot be told. */
bool sheet_formula_holds(struct str formula, const struct sheet_cell_at *cell, bool *ret_known);

/*
 * Whether the value of the cell compares so with that of the formula: "equal", "greaterThan" … Like
 * a value above, one that is seen in another cell is no secret: whether two cells are equal is
 * never known.
 */
bool sheet_formula_compares(struct str operator, struct str formula,
                            const struct sheet_cell_at *cell, bool *ret_known);

#endif
