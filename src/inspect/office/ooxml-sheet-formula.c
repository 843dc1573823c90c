/*
 * Reading formulas of conditions; see ooxml-sheet-formula.h. They are judged while they are read.
 */
#include "inspect/office/ooxml-sheet-formula.h"

#include "base/utf8.h"
#include "inspect/office/ooxml-sheet-function.h"

#include <stdlib.h>

enum {
    MAX_DEPTH = 24,
    MAX_ASKED = 65536,
    MAX_ASKED_BYTES = 240, /* of a value */
    MAX_ROW = 1048576,
    MAX_COLUMN = 16384,
};

struct reader {
    struct str f;
    size_t at;
    const struct sheet_cell_at *cell;
    int depth;
    bool is_lost; /* something stands here that is not understood */
};

/* ---- cells ---- */

void sheet_asked_add(struct sheet_asked *asked, struct arena *a, uint32_t column, uint32_t row,
                     char type, struct str value)
{
    const struct sheet_asked_cell *last =
        asked->cells.n == 0 ? NULL : &asked->cells.v[asked->cells.n - 1];

    if (asked->cells.n >= MAX_ASKED ||
        (last != NULL && last->sheet == asked->sheet &&
         (last->row > row || (last->row == row && last->column >= column)))) {
        asked->is_full = true;
        return;
    }
    *VEC_ADD(a, &asked->cells) = (struct sheet_asked_cell){
        .sheet = asked->sheet,
        .row = row,
        .column = column,
        .type = type,
        .value = arena_str(
            a, str_sub(value, 0, utf8_floor(value, MIN(value.n, (size_t)MAX_ASKED_BYTES))))};
}

static int by_place(const void *a, const void *b)
{
    const struct sheet_asked_cell *x = a, *y = b;

    return x->sheet != y->sheet ? (x->sheet > y->sheet) - (x->sheet < y->sheet)
           : x->row != y->row   ? (x->row > y->row) - (x->row < y->row)
                                : (x->column > y->column) - (x->column < y->column);
}

static double number_of(struct str value)
{
    char digits[40] = {0};

    memcpy(digits, value.p == NULL ? "" : value.p, MIN(value.n, sizeof(digits) - 1));
    return strtod(digits, NULL);
}

static struct sheet_value value_of(char type, struct str text)
{
    struct sheet_value v = {.kind = SHEET_VALUE_TEXT, .text = text};

    if (type == 'n' || type == 'b') {
        v.kind = type == 'n' ? SHEET_VALUE_NUMBER : SHEET_VALUE_LOGIC;
        v.number = number_of(text);
    } else if (type == 'e') {
        v.kind = SHEET_VALUE_ERROR;
    }
    return v;
}

/* The number of another sheet among those whose values are known; 0 = it is none of them. */
static uint32_t number_of_sheet(const struct sheet_asked *others, struct str name)
{
    for (uint32_t i = 0; others != NULL && i < others->sheets.n; i++) {
        if (str_eq_any_case(others->sheets.v[i], name)) {
            return i + 1;
        }
    }
    return 0;
}

static struct sheet_value value_at(const struct sheet_cell_at *cell, struct str sheet,
                                   uint32_t column, uint32_t row)
{
    const struct sheet_asked_cell key = {
        .sheet = number_of_sheet(cell->others, sheet), .row = row, .column = column};
    const struct sheet_asked_cell *found = NULL;
    struct sheet_value v = {.kind = SHEET_VALUE_EMPTY};

    if (sheet.n == 0 && column == cell->column && row == cell->row) {
        v = value_of(cell->type, cell->value);
    } else if (cell->others == NULL || (sheet.n > 0 && key.sheet == 0)) {
        v.kind = SHEET_VALUE_UNKNOWN;
    } else {
        found = cell->others->cells.n == 0 ? NULL
                                           : bsearch(&key, cell->others->cells.v,
                                                     cell->others->cells.n, sizeof(key), by_place);
        if (found != NULL) {
            v = value_of(found->type, found->value);
        } else if (cell->others->is_full) {
            v.kind = SHEET_VALUE_UNKNOWN;
        }
    }
    v.column = column;
    v.row = row;
    return v;
}

/* ---- references ---- */

static bool is_name_byte(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '.' || c == '$' || (c & 0x80) != 0;
}

/* Past the name of a sheet and its '!' at `at`; `at` = none stands here. */
static size_t past_sheet(struct str f, size_t at, struct str *ret_name)
{
    bool is_quoted = at < f.n && f.p[at] == '\'';
    size_t beg = at + is_quoted, end = beg;

    /* A quotation mark in a name stands twice: such names are not known. */
    while (end < f.n && (is_quoted ? f.p[end] != '\'' : is_name_byte(f.p[end]))) {
        end++;
    }
    if (end == beg || !str_at(f, end, is_quoted ? STR("'!") : STR("!"))) {
        return at;
    }
    *ret_name = str_sub(f, beg, end);
    return end + is_quoted + 1;
}

/* Past "$A$1" or "Sheet2!A1" at `at`, to a single cell; 0 = none stands here. */
static size_t past_reference(struct str f, size_t at, struct sheet_formula_reference *ret)
{
    struct str sheet = {};

    at = past_sheet(f, at, &sheet);
    *ret = (struct sheet_formula_reference){.sheet = sheet,
                                            .column_stays = at < f.n && f.p[at] == '$'};
    at += ret->column_stays;
    for (; at < f.n && f.p[at] >= 'A' && f.p[at] <= 'Z' && ret->column <= MAX_COLUMN; at++) {
        ret->column = ret->column * 26 + (uint32_t)(f.p[at] - 'A' + 1);
    }
    ret->row_stays = at < f.n && f.p[at] == '$';
    at += ret->row_stays;
    for (; at < f.n && f.p[at] >= '0' && f.p[at] <= '9' && ret->row <= MAX_ROW; at++) {
        ret->row = ret->row * 10 + (uint32_t)(f.p[at] - '0');
    }
    bool goes_on = at < f.n && (is_name_byte(f.p[at]) || strchr("(!:", f.p[at]) != NULL);

    return ret->column == 0 || ret->row == 0 || ret->column > MAX_COLUMN || ret->row > MAX_ROW ||
                   goes_on
               ? 0
               : at;
}

uint32_t sheet_formula_references(struct str f, struct sheet_formula_reference *ret, uint32_t most)
{
    uint32_t n = 0;
    bool is_quoted = false;

    for (size_t at = 0; at < f.n && n < most;) {
        size_t end =
            is_quoted || (at > 0 && is_name_byte(f.p[at - 1])) ? 0 : past_reference(f, at, &ret[n]);

        is_quoted ^= f.p[at] == '"';
        n += end > 0;
        at = end > 0 ? end : at + 1;
    }
    return n;
}

/* Where the reference leads for the cell at hand. */
static struct sheet_value follow(struct reader *r, const struct sheet_formula_reference *x)
{
    const struct sheet_cell_at *cell = r->cell;
    int64_t column = x->column, row = x->row;

    if (cell->base_column == 0) {
        return value_at(cell, x->sheet, cell->column, cell->row);
    }
    column += x->column_stays ? 0 : (int64_t)cell->column - cell->base_column;
    row += x->row_stays ? 0 : (int64_t)cell->row - cell->base_row;
    if (column < 1 || row < 1 || column > MAX_COLUMN || row > MAX_ROW) {
        return (struct sheet_value){};
    }
    return value_at(cell, x->sheet, (uint32_t)column, (uint32_t)row);
}

/* ---- reading ---- */

static struct sheet_value read_comparison(struct reader *r);

static struct sheet_value lost(struct reader *r)
{
    r->is_lost = true;
    return (struct sheet_value){};
}

/* The next sign, which is left. */
static char peek(struct reader *r)
{
    while (r->at < r->f.n && (r->f.p[r->at] == ' ' || r->f.p[r->at] == '\n')) {
        r->at++;
    }
    return r->at < r->f.n && !r->is_lost ? r->f.p[r->at] : '\0';
}

static bool take(struct reader *r, char c)
{
    if (peek(r) != c) {
        return false;
    }
    r->at++;
    return true;
}

/* A function whose open bracket was read. */
static struct sheet_value read_call(struct reader *r, struct str name)
{
    struct sheet_value a[SHEET_FUNCTION_MAX_ARGUMENTS];
    unsigned n = 0;

    if (!take(r, ')')) {
        do {
            if (n >= SHEET_FUNCTION_MAX_ARGUMENTS) {
                return lost(r);
            }
            a[n++] = read_comparison(r);
        } while (take(r, ',') || take(r, ';'));
        if (!take(r, ')')) {
            return lost(r);
        }
    }
    return sheet_function_value(name, a, n, r->cell); /* unknown: it may not matter */
}

static struct sheet_value read_name(struct reader *r)
{
    struct sheet_formula_reference x;
    size_t beg = r->at;
    size_t end = past_reference(r->f, r->at, &x);

    if (end > 0) {
        r->at = end;
        return follow(r, &x);
    }
    while (r->at < r->f.n && is_name_byte(r->f.p[r->at])) {
        r->at++;
    }
    struct str name = str_sub(r->f, beg, r->at);

    if (name.n > 0 && take(r, '(')) {
        return read_call(r, name);
    }
    if (str_eq(name, STR("TRUE")) || str_eq(name, STR("FALSE"))) {
        return sheet_value_logic(name.n == 4);
    }
    return lost(r); /* a name, a range */
}

static struct sheet_value read_text(struct reader *r)
{
    const char *end = memchr(r->f.p + r->at, '"', r->f.n - r->at);
    size_t beg = r->at;

    if (end == NULL) {
        return lost(r);
    }
    r->at = (size_t)(end - r->f.p) + 1;
    /* A quotation mark in the text stands twice. */
    return r->at < r->f.n && r->f.p[r->at] == '"' ? lost(r)
                                                  : sheet_value_text(str_sub(r->f, beg, r->at - 1));
}

static struct sheet_value read_number(struct reader *r)
{
    size_t beg = r->at;

    while (r->at < r->f.n &&
           ((r->f.p[r->at] >= '0' && r->f.p[r->at] <= '9') || r->f.p[r->at] == '.')) {
        r->at++;
    }
    return sheet_value_number(number_of(str_sub(r->f, beg, r->at)));
}

static struct sheet_value read_one(struct reader *r)
{
    struct sheet_value v = {};
    char c = peek(r);

    if (++r->depth > MAX_DEPTH) {
        v = lost(r);
    } else if (c == '-' || c == '+') {
        r->at++;
        v = read_one(r);
        v = !sheet_value_is_number(v) ? (struct sheet_value){}
                                      : sheet_value_number(c == '-' ? -v.number : v.number);
    } else if (c == '(') {
        r->at++;
        v = read_comparison(r);
        v = take(r, ')') ? v : lost(r);
    } else if (c == '"') {
        r->at++;
        v = read_text(r);
    } else if ((c >= '0' && c <= '9') || c == '.') {
        v = read_number(r);
    } else {
        v = c == '\0' ? lost(r) : read_name(r);
    }
    r->depth--;
    return v;
}

static struct sheet_value calculate(char sign, struct sheet_value a, struct sheet_value b)
{
    if (!sheet_value_is_number(a) || !sheet_value_is_number(b) || (sign == '/' && b.number == 0)) {
        return (struct sheet_value){};
    }
    return sheet_value_number(sign == '*'   ? a.number * b.number
                              : sign == '/' ? a.number / b.number
                              : sign == '+' ? a.number + b.number
                                            : a.number - b.number);
}

static struct sheet_value read_product(struct reader *r)
{
    struct sheet_value v = read_one(r);

    for (char c = peek(r); c == '*' || c == '/'; c = peek(r)) {
        r->at++;
        v = calculate(c, v, read_one(r));
    }
    return v;
}

static struct sheet_value read_sum(struct reader *r)
{
    struct sheet_value v = read_product(r);

    for (char c = peek(r); c == '+' || c == '-'; c = peek(r)) {
        r->at++;
        v = calculate(c, v, read_product(r));
    }
    return v;
}

static enum sheet_sign read_sign(struct reader *r)
{
    if (take(r, '=')) {
        return SHEET_EQUAL;
    }
    if (take(r, '<')) {
        return take(r, '>') ? SHEET_NOT_EQUAL : take(r, '=') ? SHEET_LESS_OR_EQUAL : SHEET_LESS;
    }
    if (take(r, '>')) {
        return take(r, '=') ? SHEET_GREATER_OR_EQUAL : SHEET_GREATER;
    }
    return SHEET_NO_SIGN;
}

static struct sheet_value read_comparison(struct reader *r)
{
    struct sheet_value v = {};
    enum sheet_sign sign;

    if (++r->depth > MAX_DEPTH) {
        return lost(r);
    }
    v = read_sum(r);
    while ((sign = read_sign(r)) != SHEET_NO_SIGN) {
        v = sheet_value_compare(sign, v, read_sum(r));
    }
    r->depth--;
    return v;
}

/* The value of a whole formula. */
static struct sheet_value value_of_formula(struct str formula, const struct sheet_cell_at *cell)
{
    struct reader r = {.f = str_trim(formula), .cell = cell};

    r.at = r.f.n > 0 && r.f.p[0] == '=';
    struct sheet_value v = read_comparison(&r);

    return r.is_lost || peek(&r) != '\0' ? (struct sheet_value){} : v;
}

bool sheet_formula_holds(struct str formula, const struct sheet_cell_at *cell, bool *ret_known)
{
    int holds = sheet_value_truth(value_of_formula(formula, cell));

    *ret_known = holds >= 0;
    return holds == 1;
}

bool sheet_formula_compares(struct str operator, struct str formula,
                            const struct sheet_cell_at *cell, bool *ret_known)
{
    static const struct {
        struct str name;
        enum sheet_sign sign;
    } operators[] = {{STR_IN_TABLE("equal"), SHEET_EQUAL},
                     {STR_IN_TABLE("notEqual"), SHEET_NOT_EQUAL},
                     {STR_IN_TABLE("greaterThan"), SHEET_GREATER},
                     {STR_IN_TABLE("greaterThanOrEqual"), SHEET_GREATER_OR_EQUAL},
                     {STR_IN_TABLE("lessThan"), SHEET_LESS},
                     {STR_IN_TABLE("lessThanOrEqual"), SHEET_LESS_OR_EQUAL}};
    struct sheet_value own = value_of(cell->type, cell->value);

    own.column = MAX(cell->column, 1u);
    *ret_known = false;
    for (size_t i = 0; i < COUNT(operators); i++) {
        if (str_eq(operator, operators[i].name)) {
            int holds = sheet_value_truth(
                sheet_value_compare(operators[i].sign, own, value_of_formula(formula, cell)));

            *ret_known = holds >= 0;
            return holds == 1;
        }
    }
    return false;
}
