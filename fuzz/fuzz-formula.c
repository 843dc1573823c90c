/*
 * Formulas of conditional formats: whatever they are made of, each is known to hold, not to hold,
 * or is not known, the same each time; and no more references are told than there is room for.
 */
#include "fuzz/fuzz.h"

#include "inspect/office/ooxml-sheet-formula.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct str formula = {.p = (const char *)bytes, .n = n};
    struct arena arena = {};
    struct sheet_asked asked = {};
    struct sheet_formula_reference refs[3];
    bool known[2];
    bool holds[2];

    sheet_asked_add(&asked, &arena, 1, 1, 'n', STR("12"));
    sheet_asked_add(&asked, &arena, 2, 1, 's', STR("x"));
    struct sheet_cell_at cell = {.column = 3,
                                 .row = 2,
                                 .type = 's',
                                 .value = STR("控え"),
                                 .base_column = 2,
                                 .base_row = 2,
                                 .others = &asked};

    for (int i = 0; i < 2; i++) {
        holds[i] = sheet_formula_holds(formula, &cell, &known[i]);
    }
    assert(holds[0] == holds[1] && known[0] == known[1] && (known[0] || !holds[0]));
    (void)sheet_formula_compares(STR("lessThan"), formula, &cell, known);
    assert(sheet_formula_references(formula, refs, 3) <= 3);
    arena_done(&arena);
    return 0;
}
