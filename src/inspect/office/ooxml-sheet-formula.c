/*
 * Reading formulas of conditions; see ooxml-sheet-formula.h. They are judged while they are read.
 */
#include "inspect/office/ooxml-sheet-formula.h"

#include "base/utf8.h"

#include <math.h>
#include <stdlib.h>

enum {
    MAX_DEPTH = 24,
    MAX_ARGUMENTS = 12,
    MAX_ASKED = 65536,
    MAX_ASKED_BYTES = 240, /* of a value */
    MAX_ROW = 1048576,
    MAX_COLUMN = 16384,
};

enum kind { UNKNOWN, EMPTY, NUMBER, TEXT, LOGIC, ERROR };

struct value {
    enum kind kind;
    double number;        /* also of LOGIC */
    struct str text;      /* of a cell's number too */
    uint32_t column, row; /* of a cell; 0 = it is none */
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

static struct value value_of(char type, struct str text)
{
    struct value v = {.kind = TEXT, .text = text};

    if (type == 'n' || type == 'b') {
        v.kind = type == 'n' ? NUMBER : LOGIC;
        v.number = number_of(text);
    } else if (type == 'e') {
        v.kind = ERROR;
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

static struct value value_at(const struct sheet_cell_at *cell, struct str sheet, uint32_t column,
                             uint32_t row)
{
    const struct sheet_asked_cell key = {
        .sheet = number_of_sheet(cell->others, sheet), .row = row, .column = column};
    const struct sheet_asked_cell *found = NULL;
    struct value v = {.kind = EMPTY};

    if (sheet.n == 0 && column == cell->column && row == cell->row) {
        v = value_of(cell->type, cell->value);
    } else if (cell->others == NULL || (sheet.n > 0 && key.sheet == 0)) {
        v.kind = UNKNOWN;
    } else {
        found = cell->others->cells.n == 0 ? NULL
                                           : bsearch(&key, cell->others->cells.v,
                                                     cell->others->cells.n, sizeof(key), by_place);
        if (found != NULL) {
            v = value_of(found->type, found->value);
        } else if (cell->others->is_full) {
            v.kind = UNKNOWN;
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
static struct value follow(struct reader *r, const struct sheet_formula_reference *x)
{
    const struct sheet_cell_at *cell = r->cell;
    int64_t column = x->column, row = x->row;

    if (cell->base_column == 0) {
        return value_at(cell, x->sheet, cell->column, cell->row);
    }
    column += x->column_stays ? 0 : (int64_t)cell->column - cell->base_column;
    row += x->row_stays ? 0 : (int64_t)cell->row - cell->base_row;
    if (column < 1 || row < 1 || column > MAX_COLUMN || row > MAX_ROW) {
        return (struct value){};
    }
    return value_at(cell, x->sheet, (uint32_t)column, (uint32_t)row);
}

/* ---- comparing ---- */

static struct value logic(bool holds)
{
    return (struct value){.kind = LOGIC, .number = holds};
}

static struct value number(double n)
{
    return (struct value){.kind = NUMBER, .number = n};
}

static struct value text(struct str s)
{
    return (struct value){.kind = TEXT, .text = s};
}

enum sign { NO_SIGN, EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL };

/* Numbers come before texts, and those before what is true or false; nothing is like the other. */
static struct value compare(enum sign sign, struct value a, struct value b)
{
    bool is_waiting = (a.kind == EMPTY && !(b.kind == TEXT && b.text.n > 0)) ||
                      (b.kind == EMPTY && !(a.kind == TEXT && a.text.n > 0));
    int order;

    if (a.kind == UNKNOWN || b.kind == UNKNOWN || a.kind == ERROR || b.kind == ERROR ||
        (a.column > 0 && b.column > 0 && (sign == EQUAL || sign == NOT_EQUAL))) {
        return (struct value){};
    }
    a.kind = a.kind == EMPTY ? (b.kind == EMPTY ? NUMBER : b.kind) : a.kind;
    b.kind = b.kind == EMPTY ? a.kind : b.kind;
    if (a.kind != b.kind) {
        order = a.kind > b.kind ? 1 : -1;
    } else if (a.kind == TEXT) {
        order = str_eq_any_case(a.text, b.text) ? 0 : str_cmp(a.text, b.text);
    } else {
        order = (a.number > b.number) - (a.number < b.number);
    }
    bool holds = sign == EQUAL           ? order == 0
                 : sign == NOT_EQUAL     ? order != 0
                 : sign == LESS          ? order < 0
                 : sign == LESS_OR_EQUAL ? order <= 0
                 : sign == GREATER       ? order > 0
                                         : order >= 0;

    return holds && is_waiting ? (struct value){} : logic(holds);
}

/* 1, 0; -1 = it cannot be told. */
static int truth(struct value v)
{
    return v.kind == NUMBER || v.kind == LOGIC ? v.number != 0 : v.kind == EMPTY ? 0 : -1;
}

static bool is_number(struct value v)
{
    return v.kind == NUMBER || v.kind == LOGIC || v.kind == EMPTY;
}

/* ---- functions ---- */

typedef struct value function(const struct value *a, unsigned n, const struct sheet_cell_at *cell);

static struct value of_and(const struct value *a, unsigned n, const struct sheet_cell_at *cell)
{
    int all = 1;

    for (unsigned i = 0; i < n; i++) {
        all = truth(a[i]) == 0 || all == 0 ? 0 : truth(a[i]) < 0 ? -1 : all;
    }
    return all < 0 ? (struct value){} : logic(all);
}

static struct value of_or(const struct value *a, unsigned n, const struct sheet_cell_at *cell)
{
    int any = 0;

    for (unsigned i = 0; i < n; i++) {
        any = truth(a[i]) == 1 || any == 1 ? 1 : truth(a[i]) < 0 ? -1 : any;
    }
    return any < 0 ? (struct value){} : logic(any);
}

static struct value of_not(const struct value *a, unsigned n, const struct sheet_cell_at *cell)
{
    return truth(a[0]) < 0 ? (struct value){} : logic(!truth(a[0]));
}

static struct value of_if(const struct value *a, unsigned n, const struct sheet_cell_at *cell)
{
    int holds = truth(a[0]);

    return holds < 0 ? (struct value){} : holds ? a[1] : n > 2 ? a[2] : logic(false);
}

static struct value of_true(const struct value *a, unsigned n, const struct sheet_cell_at *cell)
{
    return logic(true);
}

static struct value of_false(const struct value *a, unsigned n, const struct sheet_cell_at *cell)
{
    return logic(false);
}

static struct value is_of(struct value v, enum kind kind)
{
    return v.kind == UNKNOWN ? v : logic(v.kind == kind);
}

static struct value of_isblank(const struct value *a, unsigned n, const struct sheet_cell_at *cell)
{
    return a[0].kind == EMPTY ? (struct value){} : is_of(a[0], EMPTY);
}

static struct value of_isnumber(const struct value *a, unsigned n, const struct sheet_cell_at *cell)
{
    return is_of(a[0], NUMBER);
}

static struct value of_istext(const struct value *a, unsigned n, const struct sheet_cell_at *cell)
{
    return is_of(a[0], TEXT);
}

static struct value of_counta(const struct value *a, unsigned n, const struct sheet_cell_at *cell)
{
    double count = 0;

    for (unsigned i = 0; i < n; i++) {
        if (a[i].kind == UNKNOWN || a[i].kind == EMPTY) {
            return (struct value){};
        }
        count++;
    }
    return number(count);
}

static struct value of_len(const struct value *a, unsigned n, const struct sheet_cell_at *cell)
{
    size_t letters = 0;

    if (a[0].kind != TEXT && a[0].text.n == 0) {
        return (struct value){};
    }
    for (size_t i = 0; i < a[0].text.n; i++) {
        letters += (a[0].text.p[i] & 0xC0) != 0x80;
    }
    return number((double)letters);
}

static struct value of_trim(const struct value *a, unsigned n, const struct sheet_cell_at *cell)
{
    return a[0].kind == TEXT ? text(str_trim(a[0].text)) : a[0];
}

/* So many letters from the beginning or the end of a text; -1 = all. */
static struct value of_part(const struct value *a, unsigned n, bool is_end)
{
    double wanted = n > 1 ? a[1].number : 1;
    struct str s = a[0].text;
    size_t at = is_end ? s.n : 0;

    if (a[0].kind != TEXT || (n > 1 && a[1].kind != NUMBER)) {
        return (struct value){};
    }
    for (; wanted >= 1 && (is_end ? at > 0 : at < s.n); wanted--) {
        do {
            at += is_end ? (size_t)-1 : 1;
        } while (at > 0 && at < s.n && (s.p[at] & 0xC0) == 0x80);
    }
    return text(is_end ? str_sub(s, at, s.n) : str_sub(s, 0, at));
}

static struct value of_left(const struct value *a, unsigned n, const struct sheet_cell_at *cell)
{
    return of_part(a, n, false);
}

static struct value of_right(const struct value *a, unsigned n, const struct sheet_cell_at *cell)
{
    return of_part(a, n, true);
}

static struct value of_exact(const struct value *a, unsigned n, const struct sheet_cell_at *cell)
{
    return a[0].kind != TEXT || a[1].kind != TEXT || (a[0].column > 0 && a[1].column > 0)
               ? (struct value){}
               : logic(str_eq(a[0].text, a[1].text));
}

/*
 * SEARCH and FIND: a number where the text is found, else an error; case makes no difference here.
 */
static struct value of_search(const struct value *a, unsigned n, const struct sheet_cell_at *cell)
{
    if (a[0].kind != TEXT || a[0].text.n == 0 || a[1].kind == UNKNOWN || a[1].kind == ERROR ||
        memchr(a[0].text.p, '*', a[0].text.n) != NULL ||
        memchr(a[0].text.p, '?', a[0].text.n) != NULL) {
        return (struct value){};
    }
    for (size_t i = 0; i + a[0].text.n <= a[1].text.n; i++) {
        if (str_eq_any_case(str_sub(a[1].text, i, i + a[0].text.n), a[0].text)) {
            return number((double)i + 1);
        }
    }
    return (struct value){.kind = ERROR};
}

static struct value of_row(const struct value *a, unsigned n, const struct sheet_cell_at *cell)
{
    uint32_t row = n > 0 ? a[0].row : cell->row;

    return row == 0 ? (struct value){} : number(row);
}

static struct value of_column(const struct value *a, unsigned n, const struct sheet_cell_at *cell)
{
    uint32_t column = n > 0 ? a[0].column : cell->column;

    return column == 0 ? (struct value){} : number(column);
}

static struct value of_mod(const struct value *a, unsigned n, const struct sheet_cell_at *cell)
{
    return !is_number(a[0]) || !is_number(a[1]) || a[1].number == 0
               ? (struct value){}
               : number(a[0].number - a[1].number * floor(a[0].number / a[1].number));
}

static struct value of_iseven(const struct value *a, unsigned n, const struct sheet_cell_at *cell)
{
    return is_number(a[0]) ? logic(fmod(trunc(a[0].number), 2) == 0) : (struct value){};
}

static struct value of_isodd(const struct value *a, unsigned n, const struct sheet_cell_at *cell)
{
    return is_number(a[0]) ? logic(fmod(trunc(a[0].number), 2) != 0) : (struct value){};
}

static const struct {
    struct str name;
    unsigned least, most;
    function *of;
} functions[] = {
    {STR_IN_TABLE("AND"), 1, MAX_ARGUMENTS, of_and},
    {STR_IN_TABLE("OR"), 1, MAX_ARGUMENTS, of_or},
    {STR_IN_TABLE("NOT"), 1, 1, of_not},
    {STR_IN_TABLE("IF"), 2, 3, of_if},
    {STR_IN_TABLE("TRUE"), 0, 0, of_true},
    {STR_IN_TABLE("FALSE"), 0, 0, of_false},
    {STR_IN_TABLE("ISBLANK"), 1, 1, of_isblank},
    {STR_IN_TABLE("ISNUMBER"), 1, 1, of_isnumber},
    {STR_IN_TABLE("ISTEXT"), 1, 1, of_istext},
    {STR_IN_TABLE("COUNTA"), 1, MAX_ARGUMENTS, of_counta},
    {STR_IN_TABLE("LEN"), 1, 1, of_len},
    {STR_IN_TABLE("TRIM"), 1, 1, of_trim},
    {STR_IN_TABLE("LEFT"), 1, 2, of_left},
    {STR_IN_TABLE("RIGHT"), 1, 2, of_right},
    {STR_IN_TABLE("EXACT"), 2, 2, of_exact},
    {STR_IN_TABLE("SEARCH"), 2, 2, of_search},
    {STR_IN_TABLE("FIND"), 2, 2, of_search},
    {STR_IN_TABLE("ROW"), 0, 1, of_row},
    {STR_IN_TABLE("COLUMN"), 0, 1, of_column},
    {STR_IN_TABLE("MOD"), 2, 2, of_mod},
    {STR_IN_TABLE("ISEVEN"), 1, 1, of_iseven},
    {STR_IN_TABLE("ISODD"), 1, 1, of_isodd},
};

/* ---- reading ---- */

static struct value read_comparison(struct reader *r);

static struct value lost(struct reader *r)
{
    r->is_lost = true;
    return (struct value){};
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
static struct value read_call(struct reader *r, struct str name)
{
    struct value a[MAX_ARGUMENTS];
    unsigned n = 0;

    if (!take(r, ')')) {
        do {
            if (n >= MAX_ARGUMENTS) {
                return lost(r);
            }
            a[n++] = read_comparison(r);
        } while (take(r, ',') || take(r, ';'));
        if (!take(r, ')')) {
            return lost(r);
        }
    }
    for (size_t i = 0; i < COUNT(functions); i++) {
        if (str_eq(name, functions[i].name) && n >= functions[i].least && n <= functions[i].most) {
            return functions[i].of(a, n, r->cell);
        }
    }
    return (struct value){}; /* of another function nothing is known, but it may not matter */
}

static struct value read_name(struct reader *r)
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
        return logic(name.n == 4);
    }
    return lost(r); /* a name, a range */
}

static struct value read_text(struct reader *r)
{
    const char *end = memchr(r->f.p + r->at, '"', r->f.n - r->at);
    size_t beg = r->at;

    if (end == NULL) {
        return lost(r);
    }
    r->at = (size_t)(end - r->f.p) + 1;
    /* A quotation mark in the text stands twice. */
    return r->at < r->f.n && r->f.p[r->at] == '"' ? lost(r) : text(str_sub(r->f, beg, r->at - 1));
}

static struct value read_number(struct reader *r)
{
    size_t beg = r->at;

    while (r->at < r->f.n &&
           ((r->f.p[r->at] >= '0' && r->f.p[r->at] <= '9') || r->f.p[r->at] == '.')) {
        r->at++;
    }
    return number(number_of(str_sub(r->f, beg, r->at)));
}

static struct value read_one(struct reader *r)
{
    struct value v = {};
    char c = peek(r);

    if (++r->depth > MAX_DEPTH) {
        v = lost(r);
    } else if (c == '-' || c == '+') {
        r->at++;
        v = read_one(r);
        v = !is_number(v) ? (struct value){} : number(c == '-' ? -v.number : v.number);
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

static struct value calculate(char sign, struct value a, struct value b)
{
    if (!is_number(a) || !is_number(b) || (sign == '/' && b.number == 0)) {
        return (struct value){};
    }
    return number(sign == '*'   ? a.number * b.number
                  : sign == '/' ? a.number / b.number
                  : sign == '+' ? a.number + b.number
                                : a.number - b.number);
}

static struct value read_product(struct reader *r)
{
    struct value v = read_one(r);

    for (char c = peek(r); c == '*' || c == '/'; c = peek(r)) {
        r->at++;
        v = calculate(c, v, read_one(r));
    }
    return v;
}

static struct value read_sum(struct reader *r)
{
    struct value v = read_product(r);

    for (char c = peek(r); c == '+' || c == '-'; c = peek(r)) {
        r->at++;
        v = calculate(c, v, read_product(r));
    }
    return v;
}

static enum sign read_sign(struct reader *r)
{
    if (take(r, '=')) {
        return EQUAL;
    }
    if (take(r, '<')) {
        return take(r, '>') ? NOT_EQUAL : take(r, '=') ? LESS_OR_EQUAL : LESS;
    }
    if (take(r, '>')) {
        return take(r, '=') ? GREATER_OR_EQUAL : GREATER;
    }
    return NO_SIGN;
}

static struct value read_comparison(struct reader *r)
{
    struct value v = {};
    enum sign sign;

    if (++r->depth > MAX_DEPTH) {
        return lost(r);
    }
    v = read_sum(r);
    while ((sign = read_sign(r)) != NO_SIGN) {
        v = compare(sign, v, read_sum(r));
    }
    r->depth--;
    return v;
}

/* The value of a whole formula. */
static struct value value_of_formula(struct str formula, const struct sheet_cell_at *cell)
{
    struct reader r = {.f = str_trim(formula), .cell = cell};

    r.at = r.f.n > 0 && r.f.p[0] == '=';
    struct value v = read_comparison(&r);

    return r.is_lost || peek(&r) != '\0' ? (struct value){} : v;
}

bool sheet_formula_holds(struct str formula, const struct sheet_cell_at *cell, bool *ret_known)
{
    int holds = truth(value_of_formula(formula, cell));

    *ret_known = holds >= 0;
    return holds == 1;
}

bool sheet_formula_compares(struct str operator, struct str formula,
                            const struct sheet_cell_at *cell, bool *ret_known)
{
    static const struct {
        struct str name;
        enum sign sign;
    } operators[] = {{STR_IN_TABLE("equal"), EQUAL},
                     {STR_IN_TABLE("notEqual"), NOT_EQUAL},
                     {STR_IN_TABLE("greaterThan"), GREATER},
                     {STR_IN_TABLE("greaterThanOrEqual"), GREATER_OR_EQUAL},
                     {STR_IN_TABLE("lessThan"), LESS},
                     {STR_IN_TABLE("lessThanOrEqual"), LESS_OR_EQUAL}};
    struct value own = value_of(cell->type, cell->value);

    own.column = MAX(cell->column, 1u);
    *ret_known = false;
    for (size_t i = 0; i < COUNT(operators); i++) {
        if (str_eq(operator, operators[i].name)) {
            int holds = truth(compare(operators[i].sign, own, value_of_formula(formula, cell)));

            *ret_known = holds >= 0;
            return holds == 1;
        }
    }
    return false;
}
