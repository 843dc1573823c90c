/*
 * Conditional formats: whether one holds for a cell. Only what can be told from the cell alone is:
 * comparisons with a constant, parts of its text, formulas that are always true or ask whether the
 * cell is filled. Formats that hide zeros, errors or blanks hide nothing that matters.
 */
#include "inspect/office/ooxml-sheet.h"

#include <stdlib.h>

bool sheet_rule_has(const struct sheet_rule *rule, uint32_t column, uint32_t row)
{
    for (uint32_t i = 0; i < rule->area_count; i++) {
        if (sheet_area_has(&rule->areas[i], column, row)) {
            return true;
        }
    }
    return false;
}

/* A constant in a formula: a number or a text in quotes. */
static bool constant_of(struct str formula, double *ret_number, struct str *ret_text)
{
    char digits[32] = {0};
    char *end = NULL;

    formula = str_trim(formula);
    *ret_text = (struct str){};
    if (formula.n >= 2 && formula.p[0] == '"' && formula.p[formula.n - 1] == '"') {
        *ret_text = str_sub(formula, 1, formula.n - 1);
        return true;
    }
    if (formula.n == 0 || formula.n >= sizeof(digits)) {
        return false;
    }
    memcpy(digits, formula.p, formula.n);
    *ret_number = strtod(digits, &end);
    return end == digits + formula.n;
}

static double number_of(struct str value)
{
    char digits[40] = {0};

    memcpy(digits, value.p, MIN(value.n, sizeof(digits) - 1));
    return strtod(digits, NULL);
}

static bool compares(struct str operator, char type, struct str value, struct str formula,
                     bool *ret_known)
{
    double number = 0;
    struct str text;

    *ret_known = constant_of(formula, &number, &text);
    bool is_text = type != 'n';
    int order = is_text ? 1 : (number_of(value) > number) - (number_of(value) < number);

    if (text.p != NULL) {
        order = is_text ? str_cmp(value, text) : -1;
    }
    if (str_eq(operator, STR("equal"))) {
        return order == 0;
    }
    if (str_eq(operator, STR("notEqual"))) {
        return order != 0;
    }
    if (str_eq(operator, STR("greaterThan"))) {
        return order > 0;
    }
    if (str_eq(operator, STR("greaterThanOrEqual"))) {
        return order >= 0;
    }
    if (str_eq(operator, STR("lessThan"))) {
        return order < 0;
    }
    if (str_eq(operator, STR("lessThanOrEqual"))) {
        return order <= 0;
    }
    *ret_known = false;
    return false;
}

/* Past a reference to a cell ("$A1", "A$1"); 0 = none stands here. */
static size_t past_reference(struct str f)
{
    size_t i = f.n > 0 && f.p[0] == '$';
    size_t letters = i;

    while (i < f.n && f.p[i] >= 'A' && f.p[i] <= 'Z') {
        i++;
    }
    if (i == letters || i > letters + 3) {
        return 0;
    }
    i += i < f.n && f.p[i] == '$';
    size_t digits = i;

    while (i < f.n && f.p[i] >= '0' && f.p[i] <= '9') {
        i++;
    }
    return i == digits ? 0 : i;
}

/* A formula about one cell, taken to be the cell itself. */
static bool formula_holds(struct str f, char type, struct str value, bool *ret_known)
{
    static const struct {
        struct str sign, operator;
    } signs[] = {{STR("<>"), STR("notEqual")},        {STR(">="), STR("greaterThanOrEqual")},
                 {STR("<="), STR("lessThanOrEqual")}, {STR("="), STR("equal")},
                 {STR(">"), STR("greaterThan")},      {STR("<"), STR("lessThan")}};
    static const struct str always[] = {STR("TRUE"), STR("TRUE()"),  STR("1"),
                                        STR("1=1"),  STR("ROW()>0"), STR("COLUMN()>0")};
    /* What asks whether the cell is filled, as people and programs write it. */
    static const struct {
        struct str head, tail;
    } filled[] = {{STR_IN_TABLE("NOT(ISBLANK("), STR_IN_TABLE("))")},
                  {STR_IN_TABLE("ISBLANK("), STR_IN_TABLE(")=FALSE")},
                  {STR_IN_TABLE("LEN("), STR_IN_TABLE(")>0")},
                  {STR_IN_TABLE("LEN(TRIM("), STR_IN_TABLE("))>0")},
                  {STR_IN_TABLE("LEN(TRIM("), STR_IN_TABLE("))<>0")},
                  {STR_IN_TABLE("COUNTA("), STR_IN_TABLE(")>0")}};
    size_t n;

    f = str_trim(f);
    if (f.n > 0 && f.p[0] == '=') {
        f = str_sub(f, 1, f.n);
    }
    *ret_known = true;
    for (size_t i = 0; i < COUNT(always); i++) {
        if (str_eq(f, always[i])) {
            return true;
        }
    }
    for (size_t i = 0; i < COUNT(filled); i++) {
        struct str rest = str_sub(f, filled[i].head.n, f.n);

        if (str_starts(f, filled[i].head) && (n = past_reference(rest)) > 0 &&
            str_eq(str_sub(rest, n, rest.n), filled[i].tail)) {
            return true;
        }
    }
    if (str_starts(f, STR("ISNUMBER(")) || str_starts(f, STR("ISTEXT("))) {
        n = past_reference(str_sub(f, f.p[2] == 'N' ? 9 : 7, f.n));
        *ret_known = n > 0 && str_eq(str_sub(f, n + (f.p[2] == 'N' ? 9 : 7), f.n), STR(")"));
        return (type == 'n') == (f.p[2] == 'N');
    }
    n = past_reference(f);
    for (size_t i = 0; n > 0 && i < COUNT(signs); i++) {
        if (str_at(f, n, signs[i].sign)) {
            return compares(signs[i].operator, type, value, str_sub(f, n + signs[i].sign.n, f.n),
                            ret_known);
        }
    }
    *ret_known = false;
    return false;
}

bool sheet_rule_holds(const struct sheet_rule *rule, char type, struct str value, bool *ret_known)
{
    *ret_known = true;
    if (str_eq(rule->type, STR("cellIs"))) {
        return compares(rule->operator, type, value, rule->formula, ret_known);
    }
    if (str_eq(rule->type, STR("expression"))) {
        return formula_holds(rule->formula, type, value, ret_known);
    }
    if (str_eq(rule->type, STR("notContainsBlanks")) ||
        str_eq(rule->type, STR("notContainsErrors"))) {
        return true;
    }
    if (str_eq(rule->type, STR("containsText"))) {
        return type != 'n' && rule->text.n > 0 && str_has(value, rule->text);
    }
    if (str_eq(rule->type, STR("notContainsText"))) {
        return !str_has(value, rule->text);
    }
    if (str_eq(rule->type, STR("beginsWith"))) {
        return str_starts(value, rule->text);
    }
    if (str_eq(rule->type, STR("endsWith"))) {
        return str_ends(value, rule->text);
    }
    *ret_known = false;
    return false;
}
