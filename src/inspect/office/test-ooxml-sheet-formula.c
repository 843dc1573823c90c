/* Formulas of conditional formats: what holds for a cell, and what cannot be told. */
#include "inspect/office/ooxml-sheet-formula.h"

#include "base/common.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

enum { NO, YES, OPEN };

/* Two other sheets with a value each. */
static void add_sheets(struct arena *arena, struct sheet_asked *asked)
{
    *VEC_ADD(arena, &asked->sheets) = STR("c d");
    asked->sheet = 1;
    sheet_asked_add(asked, arena, 1, 1, 'n', STR("7"));
    *VEC_ADD(arena, &asked->sheets) = STR("Other");
    asked->sheet = 2;
    sheet_asked_add(asked, arena, 1, 2, 'n', STR("7"));
}

/* The cell C3 says "Closed"; its formula is written for C2. */
static const struct {
    const char *formula;
    int wanted;
} condition_cases[] = {
    {"TRUE", YES},
    {"=1=1", YES},
    {"FALSE()", NO},
    {"$B2=\"x\"", YES}, /* B3 */
    {"B2=\"x\"", YES},  /* the same, by its distance */
    {"$B$2=\"x\"", NO}, /* B2 is "y" */
    {"$B2=\"X\"", YES}, /* case makes no difference */
    {"$B2<>\"x\"", NO},
    {"$A2>10", YES},    /* A3 is 12 */
    {"A$9=\"\"", OPEN}, /* it may wait to be filled in */
    {"ISBLANK(A$9)", OPEN},
    {"A$9<>\"x\"", YES},
    {"A$9<>\"\"", NO},
    {"A$9=\"x\"", NO},
    {"A$9=0", OPEN},
    {"LEN(A$9)=0", OPEN},
    {"NOT(ISBLANK($B2))", YES},
    {"C2=\"closed\"", YES}, /* the cell itself */
    {"$B2=$B1", OPEN},      /* what is equal is seen there */
    {"$A2>$A1", YES},       /* … but not what is larger */
    {"AND($B2=\"x\",$A2<20)", YES},
    {"OR($B2=\"q\",$A2=12)", YES},
    {"AND($B2=\"q\",COUNTIF(x,1)>0)", OPEN}, /* "x" is a name */
    {"OR($B2=\"x\",WEEKDAY($A2)=1)", YES},
    {"NOT($B2=\"x\")", NO},
    {"MOD(ROW(),2)=1", YES},
    {"MOD(COLUMN(),2)=0", NO},
    {"ROW($A2)+1=4", YES},
    {"LEN(TRIM(C2))>0", YES},
    {"LEFT(C2,2)=\"Cl\"", YES},
    {"RIGHT($B2)=\"x\"", YES},
    {"ISNUMBER(SEARCH(\"los\",C2))", YES},
    {"ISNUMBER(FIND(\"open\",$B2))", NO},
    {"IF($A2>10,1,0)", YES},
    {"-$A2<0", YES},
    {"($A2-2)*2/4=5", YES},
    {"EXACT($B2,\"X\")", NO},
    {"SUM($A$1:$A$9)>1", OPEN},
    {"Sheet2!$A$1=1", OPEN},
    {"'a b'!A1=1", OPEN}, /* there is no such sheet */
    {"'c d'!$A$1=7", YES},
    {"other!A1>7", NO},
    {"other!$A$9=\"\"", OPEN},
    {"$A2/0=1", OPEN},
    {"\"x", OPEN},
    {"(1", OPEN},
    {"", OPEN},
    {"1 2", OPEN},
    {"A1048577=1", OPEN},
    {"A0=1", OPEN},
};

static void conditions(void **state)
{
    struct arena arena CLEANUP(arena_done) = {};
    struct sheet_asked asked = {};

    sheet_asked_add(&asked, &arena, 1, 2, 'n', STR("4"));
    sheet_asked_add(&asked, &arena, 2, 2, 's', STR("y"));
    sheet_asked_add(&asked, &arena, 1, 3, 'n', STR("12"));
    sheet_asked_add(&asked, &arena, 2, 3, 's', STR("x"));
    add_sheets(&arena, &asked);
    struct sheet_cell_at cell = {.column = 3,
                                 .row = 3,
                                 .type = 's',
                                 .value = STR("Closed"),
                                 .base_column = 3,
                                 .base_row = 2,
                                 .others = &asked};

    for (size_t i = 0; i < COUNT(condition_cases); i++) {
        bool known;
        bool holds = sheet_formula_holds(str_of(condition_cases[i].formula), &cell, &known);
        int got = !known ? OPEN : holds ? YES : NO;

        if (got != condition_cases[i].wanted) {
            fail_msg("%s: %d", condition_cases[i].formula, got);
        }
    }
}

static void unknown_cells(void **state)
{
    struct arena arena CLEANUP(arena_done) = {};
    struct sheet_cell_at cell = {
        .column = 3, .row = 3, .type = 'n', .value = STR("5"), .base_column = 3, .base_row = 3};
    struct sheet_asked asked = {};
    bool known;

    sheet_formula_holds(STR("$A3=1"), &cell, &known);
    assert_false(known);
    assert_true(sheet_formula_holds(STR("C3=5"), &cell, &known) && known);
    cell.base_column = 0; /* any reference is to the cell */
    assert_true(sheet_formula_holds(STR("$A1=5"), &cell, &known) && known);
    cell.base_column = 3;
    cell.others = &asked;
    sheet_asked_add(&asked, &arena, 2, 5, 'n', STR("1"));
    sheet_asked_add(&asked, &arena, 2, 4, 'n', STR("1")); /* out of order: it is not kept */
    sheet_formula_holds(STR("$B4=1"), &cell, &known);
    assert_false(known);
    assert_true(sheet_formula_compares(STR("lessThan"), STR("$B$5+9"), &cell, &known) && known);
    sheet_formula_compares(STR("equal"), STR("$B$5"), &cell, &known);
    assert_false(known);
    assert_true(sheet_formula_compares(STR("equal"), STR("2+3"), &cell, &known) && known);
}

static void references(void **state)
{
    struct sheet_formula_reference refs[4];

    assert_int_equal(sheet_formula_references(STR("AND($B2=\"A1\",C$3>LOG10(2))"), refs, 4), 2);
    assert_true(refs[0].column_stays && !refs[0].row_stays && refs[0].column == 2);
    assert_true(!refs[1].column_stays && refs[1].row_stays && refs[1].row == 3);
    assert_int_equal(sheet_formula_references(STR("A1+A2+A3+A4+A5"), refs, 4), 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(conditions),
        cmocka_unit_test(unknown_cells),
        cmocka_unit_test(references),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
