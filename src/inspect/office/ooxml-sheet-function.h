/*
 * Values of formulas of conditions, and the functions that make one of others. A value may be
 * unknown; what follows from it is unknown too. Private to ooxml-sheet-formula.c.
 */
#ifndef INSPECT_OOXML_SHEET_FUNCTION_H
#define INSPECT_OOXML_SHEET_FUNCTION_H

#include "inspect/office/ooxml-sheet-formula.h"

enum { SHEET_FUNCTION_MAX_ARGUMENTS = 12 };

enum sheet_value_kind {
    SHEET_VALUE_UNKNOWN,
    SHEET_VALUE_EMPTY,
    SHEET_VALUE_NUMBER,
    SHEET_VALUE_TEXT,
    SHEET_VALUE_LOGIC,
    SHEET_VALUE_ERROR,
};

struct sheet_value {
    enum sheet_value_kind kind;
    double number;        /* also of SHEET_VALUE_LOGIC */
    struct str text;      /* of a cell's number too */
    uint32_t column, row; /* of a cell; 0 = it is none */
};

enum sheet_sign {
    SHEET_NO_SIGN,
    SHEET_EQUAL,
    SHEET_NOT_EQUAL,
    SHEET_LESS,
    SHEET_LESS_OR_EQUAL,
    SHEET_GREATER,
    SHEET_GREATER_OR_EQUAL,
};

static inline struct sheet_value sheet_value_logic(bool holds)
{
    return (struct sheet_value){.kind = SHEET_VALUE_LOGIC, .number = holds};
}

static inline struct sheet_value sheet_value_number(double n)
{
    return (struct sheet_value){.kind = SHEET_VALUE_NUMBER, .number = n};
}

static inline struct sheet_value sheet_value_text(struct str s)
{
    return (struct sheet_value){.kind = SHEET_VALUE_TEXT, .text = s};
}

/* Whether it can be reckoned with. */
static inline bool sheet_value_is_number(struct sheet_value v)
{
    return v.kind == SHEET_VALUE_NUMBER || v.kind == SHEET_VALUE_LOGIC ||
           v.kind == SHEET_VALUE_EMPTY;
}

/* 1, 0; -1 = it cannot be told. */
int sheet_value_truth(struct sheet_value v);

/*
 * Numbers come before texts, and those before what is true or false; nothing is like the other.
 * Whether two cells are equal is never known.
 */
struct sheet_value sheet_value_compare(enum sheet_sign sign, struct sheet_value a,
                                       struct sheet_value b);

/* The value of a function by its name ("AND"), for the cell at hand; unknown: another function. */
struct sheet_value sheet_function_value(struct str name, const struct sheet_value *a, unsigned n,
                                        const struct sheet_cell_at *cell);

#endif
