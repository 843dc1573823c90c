/* Places in XML and their edits; what formulas depend on. */
#include "clean/office/office-sheet.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* ---- XML ---- */

static void trees(void **state)
{
    static const struct {
        const char *xml;
        int result;
    } cases[] = {
        {"<a><b x=\"1>2\"/><!-- <c> --><d>t</d></a>", 0},
        {"<?xml version='1.0'?><a><![CDATA[<b>]]></a>", 0},
        {"<a><b></a></b>", 1},
        {"<a>", 1},
        {"</a>", 1},
        {"<!DOCTYPE a []><a/>", 1},
        {"<a b='x", 1},
        {"", 1},
        {"words", 1},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena a CLEANUP(arena_done) = {};
        struct xml_tree t;

        assert_int_equal(xml_tree_parse(&a, str_of(cases[i].xml), &t), cases[i].result);
    }
}

static void edits(void **state)
{
    struct arena a CLEANUP(arena_done) = {};
    struct str xml = STR("<a><b r:id='1' c=\"2\">one<i/></b><x:d>two</x:d><e>three</e></a>");
    struct xml_edits e = {.arena = &a};
    struct xml_tree t;
    struct xml_attr attr;

    assert_int_equal(xml_tree_parse(&a, xml, &t), 0);
    uint32_t b = xml_tree_child(&t, 1, "b");
    uint32_t d = xml_tree_child(&t, 1, "d");

    assert_true(xml_tree_attr(&t, b, "id", &attr));
    assert_true(str_eq(attr.value, STR("1")));
    assert_true(str_eq(xml_tree_value(&t, b, "c"), STR("2")));
    xml_edit_cut(&e, attr.beg, attr.end);
    xml_edit_unwrap(&e, &t, d);
    xml_edit_remove(&e, &t, xml_tree_child(&t, 1, "e"));
    xml_edit_put(&e, t.nodes.v[b].tail_beg, t.nodes.v[b].tail_beg, STR("!"));
    struct str out = xml_edits_apply(&e, &a, xml);

    assert_true(str_eq(out, STR("<a><b c=\"2\">one<i/>!</b>two</a>")));
}

static void nested_edits(void **state)
{
    struct arena a CLEANUP(arena_done) = {};
    struct str xml = STR("<a><b><c/></b><d/></a>");
    struct xml_edits e = {.arena = &a};
    struct xml_tree t;

    assert_int_equal(xml_tree_parse(&a, xml, &t), 0);
    uint32_t b = xml_tree_child(&t, 1, "b");

    xml_edit_remove(&e, &t, xml_tree_child(&t, b, "c"));
    xml_edit_put(&e, t.nodes.v[b].head_end, t.nodes.v[b].head_end, STR("gone with it"));
    xml_edit_remove(&e, &t, b);
    assert_true(str_eq(xml_edits_apply(&e, &a, xml), STR("<a><d/></a>")));
}

/* ---- formulas ---- */

static struct office workbook(struct arena *a)
{
    struct office o = {.arena = a, .sheet = ARENA_NEW(a, struct office_sheet)};

    *VEC_ADD(a, &o.sheet->sheets) = (struct sheet_item){.name = STR("表"), .part = STR("1")};
    *VEC_ADD(a, &o.sheet->sheets) =
        (struct sheet_item){.name = STR("Bob's data"), .part = STR("2"), .goes = true};
    *VEC_ADD(a, &o.sheet->names) = STR("単価");
    *VEC_ADD(a, &o.sheet->gone_names) = STR("旧表");
    o.sheet->drops_outside = true;
    *VEC_ADD(a, &o.sheet->sheets.v[0].blanked) =
        (struct sheet_rect){.row = 5, .last_row = 9, .column = 1, .last_column = 16384};
    *VEC_ADD(a, &o.sheet->sheets.v[0].blanked) =
        (struct sheet_rect){.row = 1, .last_row = 1048576, .column = 4, .last_column = 4};
    return o;
}

static void broken_formulas(void **state)
{
    static const struct {
        const char *formula;
        bool breaks;
    } cases[] = {
        {"SUM(A1:B2)", false},
        {"'Bob''s data'!A1", true},
        {"表!A1+1", false},
        {"旧表*2", true},
        {"旧表紙*2", false},
        {"\"旧表\"&A1", false},
        {"[1]月報!A1", true},
        {"'[2]月 報'!A1", true},
        {"表[単価]", false},
        {"&quot;[1]&quot;&amp;A1", false},
        {"IF(A1=\"'Bob''s data'!A1\",1,2)", false},
    };
    struct arena a CLEANUP(arena_done) = {};
    struct office o = workbook(&a);

    for (size_t i = 0; i < COUNT(cases); i++) {
        if (office_sheet_formula_breaks(&o, str_of(cases[i].formula)) != cases[i].breaks) {
            fail_msg("%s", cases[i].formula);
        }
    }
}

static void dependent_formulas(void **state)
{
    static const struct {
        const char *formula;
        bool uses, uses_shared;
    } cases[] = {
        {"A1+A2", false, true},
        {"SUM(A1:A5)", true, true},
        {"SUM($A$1:$C$4)", false, true},
        {"B5", true, true},
        {"D1", true, true},
        {"SUM(C:E)", true, true},
        {"SUM(A:C)", true, true},
        {"SUM(1:4)", true, true},
        {"SUM(10:12)", true, true},
        {"表!A5", true, true},
        {"'Bob''s data'!A5", false, false},
        {"不明!A1", true, true},
        {"INDIRECT(\"A1\")", true, true},
        {"単価*2", true, true},
        {"TODAY()", false, false},
        {"1+2", false, false},
        {"\"A5\"", false, false},
        {"A10:C12", false, true},
        {"LOG10(A1)", false, true},
    };
    struct arena a CLEANUP(arena_done) = {};
    struct office o = workbook(&a);

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct str f = str_of(cases[i].formula);

        if (office_sheet_formula_uses_blanked(&o, f, &o.sheet->sheets.v[0], false) !=
                cases[i].uses ||
            office_sheet_formula_uses_blanked(&o, f, &o.sheet->sheets.v[0], true) !=
                cases[i].uses_shared) {
            fail_msg("%s", cases[i].formula);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(trees),
        cmocka_unit_test(edits),
        cmocka_unit_test(nested_edits),
        cmocka_unit_test(broken_formulas),
        cmocka_unit_test(dependent_formulas),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
