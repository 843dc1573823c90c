/*
 * Conditional formats: whether one holds for a cell: comparisons, parts of its text, formulas that
 * ask it or other cells (ooxml-sheet-formula.c). Formats that hide zeros, errors or blanks hide
 * nothing that matters.
 */
#include "inspect/office/ooxml-sheet-rule.h"

struct sheet_cell_at sheet_rule_place(const struct sheet_rule *rule, uint32_t column, uint32_t row,
                                      char type, struct str value)
{
    return (struct sheet_cell_at){.column = column,
                                  .row = row,
                                  .type = type,
                                  .value = value,
                                  .base_column = rule->areas[0].column,
                                  .base_row = rule->areas[0].row};
}

uint32_t sheet_rule_asks(const struct sheet_rule *rule, struct sheet_asked_area *ret, uint32_t most)
{
    struct sheet_formula_reference refs[SHEET_MAX_ASKED];
    struct str formulas[] = {rule->formula, rule->second};
    uint32_t n = 0;

    for (size_t k = 0; k < COUNT(formulas); k++) {
        uint32_t count = sheet_formula_references(formulas[k], refs, COUNT(refs));

        for (uint32_t i = 0; i < count * rule->area_count && n < most; i++) {
            const struct sheet_formula_reference *x = &refs[i / rule->area_count];
            const struct sheet_area *a = &rule->areas[i % rule->area_count];
            int64_t right = x->column_stays ? 0 : (int64_t)x->column - rule->areas[0].column;
            int64_t down = x->row_stays ? 0 : (int64_t)x->row - rule->areas[0].row;
            struct sheet_area asked = {
                .column =
                    x->column_stays ? x->column : (uint32_t)MAX(a->column + right, (int64_t)1),
                .row = x->row_stays ? x->row : (uint32_t)MAX(a->row + down, (int64_t)1),
                .last_column =
                    x->column_stays ? x->column : (uint32_t)MAX(a->last_column + right, (int64_t)1),
                .last_row = x->row_stays ? x->row : (uint32_t)MAX(a->last_row + down, (int64_t)1)};

            /* What only asks the cell itself needs no other. */
            if (x->sheet.n > 0 || right != 0 || down != 0 ||
                (x->column_stays && a->column != a->last_column) ||
                (x->row_stays && a->row != a->last_row) ||
                !sheet_area_has(a, asked.column, asked.row)) {
                ret[n++] = (struct sheet_asked_area){.sheet = x->sheet, .area = asked};
            }
        }
    }
    return n;
}

bool sheet_rule_has(const struct sheet_rule *rule, uint32_t column, uint32_t row)
{
    for (uint32_t i = 0; i < rule->area_count; i++) {
        if (sheet_area_has(&rule->areas[i], column, row)) {
            return true;
        }
    }
    return false;
}

/* Whether the value of the cell lies between those of two formulas, or is one of them. */
static bool is_between(const struct sheet_rule *rule, const struct sheet_cell_at *cell,
                       bool *ret_known)
{
    bool knows_high = false;
    bool is_in =
        sheet_formula_compares(STR("greaterThanOrEqual"), rule->formula, cell, ret_known) &&
        sheet_formula_compares(STR("lessThanOrEqual"), rule->second, cell, &knows_high);

    *ret_known = *ret_known && (knows_high || !is_in);
    return is_in;
}

bool sheet_rule_holds(const struct sheet_rule *rule, const struct sheet_cell_at *cell,
                      bool *ret_known)
{
    struct str value = cell->value;

    *ret_known = true;
    if (str_eq(rule->type, STR("cellIs"))) {
        return str_eq(rule->operator, STR("between")) ? is_between(rule, cell, ret_known)
               : str_eq(rule->operator, STR("notBetween"))
                   ? !is_between(rule, cell, ret_known)
                   : sheet_formula_compares(rule->operator, rule->formula, cell, ret_known);
    }
    if (str_eq(rule->type, STR("expression"))) {
        return sheet_formula_holds(rule->formula, cell, ret_known);
    }
    if (str_eq(rule->type, STR("notContainsBlanks")) ||
        str_eq(rule->type, STR("notContainsErrors"))) {
        return true;
    }
    if (str_eq(rule->type, STR("containsText"))) {
        return cell->type != 'n' && rule->text.n > 0 && str_has(value, rule->text);
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

void sheet_rule_areas(struct sheet_rule *rule, struct str areas)
{
    while (areas.n > 0 && rule->area_count < COUNT(rule->areas)) {
        ptrdiff_t blank = str_find(areas, STR(" "), 0);
        size_t n = blank < 0 ? areas.n : (size_t)blank;

        rule->area_count += sheet_area_of(str_sub(areas, 0, n), &rule->areas[rule->area_count]);
        areas = str_sub(areas, n + 1, areas.n);
    }
}

void sheet_rule_changes(struct sheet_rule *rule, const struct workbook *b, uint32_t change)
{
    const struct sheet_format *f = &b->changes.v[change];

    rule->change = change;
    rule->paints = f->ground.paint != OOXML_UNSAID;
    rule->hides = f->has_number || f->text.paint == OOXML_SOLID || f->ground.paint == OOXML_SOLID;
}
