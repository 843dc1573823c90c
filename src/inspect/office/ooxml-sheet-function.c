/* Comparing values, and functions of them; see ooxml-sheet-function.h. */
#include "inspect/office/ooxml-sheet-function.h"

#include <math.h>

struct sheet_value sheet_value_compare(enum sheet_sign sign, struct sheet_value a,
                                       struct sheet_value b)
{
    bool is_waiting =
        (a.kind == SHEET_VALUE_EMPTY && !(b.kind == SHEET_VALUE_TEXT && b.text.n > 0)) ||
        (b.kind == SHEET_VALUE_EMPTY && !(a.kind == SHEET_VALUE_TEXT && a.text.n > 0));
    int order;

    if (a.kind == SHEET_VALUE_UNKNOWN || b.kind == SHEET_VALUE_UNKNOWN ||
        a.kind == SHEET_VALUE_ERROR || b.kind == SHEET_VALUE_ERROR ||
        (a.column > 0 && b.column > 0 && (sign == SHEET_EQUAL || sign == SHEET_NOT_EQUAL))) {
        return (struct sheet_value){};
    }
    a.kind = a.kind == SHEET_VALUE_EMPTY
                 ? (b.kind == SHEET_VALUE_EMPTY ? SHEET_VALUE_NUMBER : b.kind)
                 : a.kind;
    b.kind = b.kind == SHEET_VALUE_EMPTY ? a.kind : b.kind;
    if (a.kind != b.kind) {
        order = a.kind > b.kind ? 1 : -1;
    } else if (a.kind == SHEET_VALUE_TEXT) {
        order = str_eq_any_case(a.text, b.text) ? 0 : str_cmp(a.text, b.text);
    } else {
        order = (a.number > b.number) - (a.number < b.number);
    }
    bool holds = sign == SHEET_EQUAL           ? order == 0
                 : sign == SHEET_NOT_EQUAL     ? order != 0
                 : sign == SHEET_LESS          ? order < 0
                 : sign == SHEET_LESS_OR_EQUAL ? order <= 0
                 : sign == SHEET_GREATER       ? order > 0
                                               : order >= 0;

    return holds && is_waiting ? (struct sheet_value){} : sheet_value_logic(holds);
}

int sheet_value_truth(struct sheet_value v)
{
    return v.kind == SHEET_VALUE_NUMBER || v.kind == SHEET_VALUE_LOGIC ? v.number != 0
           : v.kind == SHEET_VALUE_EMPTY                               ? 0
                                                                       : -1;
}

/* ---- functions ---- */

typedef struct sheet_value function(const struct sheet_value *a, unsigned n,
                                    const struct sheet_cell_at *cell);

static struct sheet_value of_and(const struct sheet_value *a, unsigned n,
                                 const struct sheet_cell_at *cell)
{
    int all = 1;

    for (unsigned i = 0; i < n; i++) {
        all = sheet_value_truth(a[i]) == 0 || all == 0 ? 0 : sheet_value_truth(a[i]) < 0 ? -1 : all;
    }
    return all < 0 ? (struct sheet_value){} : sheet_value_logic(all);
}

static struct sheet_value of_or(const struct sheet_value *a, unsigned n,
                                const struct sheet_cell_at *cell)
{
    int any = 0;

    for (unsigned i = 0; i < n; i++) {
        any = sheet_value_truth(a[i]) == 1 || any == 1 ? 1 : sheet_value_truth(a[i]) < 0 ? -1 : any;
    }
    return any < 0 ? (struct sheet_value){} : sheet_value_logic(any);
}

static struct sheet_value of_not(const struct sheet_value *a, unsigned n,
                                 const struct sheet_cell_at *cell)
{
    return sheet_value_truth(a[0]) < 0 ? (struct sheet_value){}
                                       : sheet_value_logic(!sheet_value_truth(a[0]));
}

static struct sheet_value of_if(const struct sheet_value *a, unsigned n,
                                const struct sheet_cell_at *cell)
{
    int holds = sheet_value_truth(a[0]);

    return holds < 0 ? (struct sheet_value){}
           : holds   ? a[1]
           : n > 2   ? a[2]
                     : sheet_value_logic(false);
}

static struct sheet_value of_true(const struct sheet_value *a, unsigned n,
                                  const struct sheet_cell_at *cell)
{
    return sheet_value_logic(true);
}

static struct sheet_value of_false(const struct sheet_value *a, unsigned n,
                                   const struct sheet_cell_at *cell)
{
    return sheet_value_logic(false);
}

static struct sheet_value is_of(struct sheet_value v, enum sheet_value_kind kind)
{
    return v.kind == SHEET_VALUE_UNKNOWN ? v : sheet_value_logic(v.kind == kind);
}

static struct sheet_value of_isblank(const struct sheet_value *a, unsigned n,
                                     const struct sheet_cell_at *cell)
{
    return a[0].kind == SHEET_VALUE_EMPTY ? (struct sheet_value){} : is_of(a[0], SHEET_VALUE_EMPTY);
}

static struct sheet_value of_isnumber(const struct sheet_value *a, unsigned n,
                                      const struct sheet_cell_at *cell)
{
    return is_of(a[0], SHEET_VALUE_NUMBER);
}

static struct sheet_value of_istext(const struct sheet_value *a, unsigned n,
                                    const struct sheet_cell_at *cell)
{
    return is_of(a[0], SHEET_VALUE_TEXT);
}

static struct sheet_value of_counta(const struct sheet_value *a, unsigned n,
                                    const struct sheet_cell_at *cell)
{
    double count = 0;

    for (unsigned i = 0; i < n; i++) {
        if (a[i].kind == SHEET_VALUE_UNKNOWN || a[i].kind == SHEET_VALUE_EMPTY) {
            return (struct sheet_value){};
        }
        count++;
    }
    return sheet_value_number(count);
}

static struct sheet_value of_len(const struct sheet_value *a, unsigned n,
                                 const struct sheet_cell_at *cell)
{
    size_t letters = 0;

    if (a[0].kind != SHEET_VALUE_TEXT && a[0].text.n == 0) {
        return (struct sheet_value){};
    }
    for (size_t i = 0; i < a[0].text.n; i++) {
        letters += (a[0].text.p[i] & 0xC0) != 0x80;
    }
    return sheet_value_number((double)letters);
}

static struct sheet_value of_trim(const struct sheet_value *a, unsigned n,
                                  const struct sheet_cell_at *cell)
{
    return a[0].kind == SHEET_VALUE_TEXT ? sheet_value_text(str_trim(a[0].text)) : a[0];
}

/* So many letters from the beginning or the end of a text; -1 = all. */
static struct sheet_value of_part(const struct sheet_value *a, unsigned n, bool is_end)
{
    double wanted = n > 1 ? a[1].number : 1;
    struct str s = a[0].text;
    size_t at = is_end ? s.n : 0;

    if (a[0].kind != SHEET_VALUE_TEXT || (n > 1 && a[1].kind != SHEET_VALUE_NUMBER)) {
        return (struct sheet_value){};
    }
    for (; wanted >= 1 && (is_end ? at > 0 : at < s.n); wanted--) {
        do {
            at += is_end ? (size_t)-1 : 1;
        } while (at > 0 && at < s.n && (s.p[at] & 0xC0) == 0x80);
    }
    return sheet_value_text(is_end ? str_sub(s, at, s.n) : str_sub(s, 0, at));
}

static struct sheet_value of_left(const struct sheet_value *a, unsigned n,
                                  const struct sheet_cell_at *cell)
{
    return of_part(a, n, false);
}

static struct sheet_value of_right(const struct sheet_value *a, unsigned n,
                                   const struct sheet_cell_at *cell)
{
    return of_part(a, n, true);
}

static struct sheet_value of_exact(const struct sheet_value *a, unsigned n,
                                   const struct sheet_cell_at *cell)
{
    return a[0].kind != SHEET_VALUE_TEXT || a[1].kind != SHEET_VALUE_TEXT ||
                   (a[0].column > 0 && a[1].column > 0)
               ? (struct sheet_value){}
               : sheet_value_logic(str_eq(a[0].text, a[1].text));
}

/*
 * SEARCH and FIND: a number where the text is found, else an error; case makes no difference here.
 */
static struct sheet_value of_search(const struct sheet_value *a, unsigned n,
                                    const struct sheet_cell_at *cell)
{
    if (a[0].kind != SHEET_VALUE_TEXT || a[0].text.n == 0 || a[1].kind == SHEET_VALUE_UNKNOWN ||
        a[1].kind == SHEET_VALUE_ERROR || memchr(a[0].text.p, '*', a[0].text.n) != NULL ||
        memchr(a[0].text.p, '?', a[0].text.n) != NULL) {
        return (struct sheet_value){};
    }
    for (size_t i = 0; i + a[0].text.n <= a[1].text.n; i++) {
        if (str_eq_any_case(str_sub(a[1].text, i, i + a[0].text.n), a[0].text)) {
            return sheet_value_number((double)i + 1);
        }
    }
    return (struct sheet_value){.kind = SHEET_VALUE_ERROR};
}

static struct sheet_value of_row(const struct sheet_value *a, unsigned n,
                                 const struct sheet_cell_at *cell)
{
    uint32_t row = n > 0 ? a[0].row : cell->row;

    return row == 0 ? (struct sheet_value){} : sheet_value_number(row);
}

static struct sheet_value of_column(const struct sheet_value *a, unsigned n,
                                    const struct sheet_cell_at *cell)
{
    uint32_t column = n > 0 ? a[0].column : cell->column;

    return column == 0 ? (struct sheet_value){} : sheet_value_number(column);
}

static struct sheet_value of_mod(const struct sheet_value *a, unsigned n,
                                 const struct sheet_cell_at *cell)
{
    return !sheet_value_is_number(a[0]) || !sheet_value_is_number(a[1]) || a[1].number == 0
               ? (struct sheet_value){}
               : sheet_value_number(a[0].number - a[1].number * floor(a[0].number / a[1].number));
}

static struct sheet_value of_iseven(const struct sheet_value *a, unsigned n,
                                    const struct sheet_cell_at *cell)
{
    return sheet_value_is_number(a[0]) ? sheet_value_logic(fmod(trunc(a[0].number), 2) == 0)
                                       : (struct sheet_value){};
}

static struct sheet_value of_isodd(const struct sheet_value *a, unsigned n,
                                   const struct sheet_cell_at *cell)
{
    return sheet_value_is_number(a[0]) ? sheet_value_logic(fmod(trunc(a[0].number), 2) != 0)
                                       : (struct sheet_value){};
}

static const struct {
    struct str name;
    unsigned least, most;
    function *of;
} functions[] = {
    {STR_IN_TABLE("AND"), 1, SHEET_FUNCTION_MAX_ARGUMENTS, of_and},
    {STR_IN_TABLE("OR"), 1, SHEET_FUNCTION_MAX_ARGUMENTS, of_or},
    {STR_IN_TABLE("NOT"), 1, 1, of_not},
    {STR_IN_TABLE("IF"), 2, 3, of_if},
    {STR_IN_TABLE("TRUE"), 0, 0, of_true},
    {STR_IN_TABLE("FALSE"), 0, 0, of_false},
    {STR_IN_TABLE("ISBLANK"), 1, 1, of_isblank},
    {STR_IN_TABLE("ISNUMBER"), 1, 1, of_isnumber},
    {STR_IN_TABLE("ISTEXT"), 1, 1, of_istext},
    {STR_IN_TABLE("COUNTA"), 1, SHEET_FUNCTION_MAX_ARGUMENTS, of_counta},
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

struct sheet_value sheet_function_value(struct str name, const struct sheet_value *a, unsigned n,
                                        const struct sheet_cell_at *cell)
{
    for (size_t i = 0; i < COUNT(functions); i++) {
        if (str_eq(name, functions[i].name) && n >= functions[i].least && n <= functions[i].most) {
            return functions[i].of(a, n, cell);
        }
    }
    return (struct sheet_value){};
}
