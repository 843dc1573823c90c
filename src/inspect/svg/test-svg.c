/* Looks, shapes and texts of SVG by themselves; whole pictures are in tests/inspect/svg.py. */
#include "inspect/path-data.h"
#include "inspect/svg/svg-shape.h"
#include "inspect/svg/svg.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

static void lengths(void **state)
{
    static const struct {
        const char *text;
        float value; /* -1: none */
    } cases[] = {{"12", 12},   {"12px", 12},  {" 1in ", 96}, {"25.4mm", 96},
                 {"72pt", 96}, {"1.5em", 15}, {"50%", 5},    {".5", 0.5f},
                 {"1e2", 100}, {"auto", -1},  {"", -1},      {"-3", -3}};

    for (size_t i = 0; i < COUNT(cases); i++) {
        float value = -1;
        bool is_one = svg_length(str_of(cases[i].text), 10, &value);

        assert_int_equal(is_one, cases[i].value != -1);
        assert_float_equal(value, cases[i].value, 0.01f);
    }
}

static void numbers(void **state)
{
    struct str list = STR("1-2.5.5,3e-1 +4");
    const float want[] = {1, -2.5f, 0.5f, 0.3f, 4};
    size_t at = 0;
    float value;

    for (size_t i = 0; i < COUNT(want); i++) {
        assert_true(path_data_number(list, &at, &value));
        assert_float_equal(value, want[i], 0.001f);
    }
    assert_false(path_data_number(list, &at, &value));
}

/* The look of <a/> in a document with that sheet and those attributes. */
static struct svg_look look_of(struct arena *a, const char *sheet, const char *attributes)
{
    struct style_sheet styles;
    struct xml_tree tree;
    struct svg_look first = svg_look_first();

    style_sheet_init(&styles, a);
    style_sheet_add(&styles, str_of(sheet));
    assert_int_equal(xml_tree_parse(a, arena_printf(a, "<a %s/>", attributes), &tree), 0);
    return svg_look_of(&styles, &tree, 1, &first);
}

static void colours(void **state)
{
    static const struct {
        const char *sheet, *attributes;
        uint32_t rgb;
    } cases[] = {
        {"", "fill='#123456'", 0x123456},
        {"", "fill='#abc'", 0xAABBCC},
        {"", "fill='rgb(1, 2,3)'", 0x010203},
        {"", "fill='white' style='fill:red'", 0xFF0000},
        {".x{fill:#00f}", "fill='red' class='y x'", 0x0000FF},
        {"#i{fill:#010101} .x{fill:#020202} a{fill:#030303}", "id='i' class='x'", 0x010101},
        {"a{fill:#030303} /* a{fill:red} */ a{fill:#040404}", "", 0x040404},
        {".x{fill:#020202 !important}", "class='x'", 0x020202},
        {"@media print{.x{fill:red}} .y{fill:#050505}", "class='y'", 0x050505},
    };
    struct arena a CLEANUP(arena_done) = {};

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct svg_look look = look_of(&a, cases[i].sheet, cases[i].attributes);

        assert_int_equal(look.fill.paint, SVG_SOLID);
        assert_int_equal(look.fill.rgb, cases[i].rgb);
    }
    assert_int_equal(look_of(&a, "", "fill='none'").fill.paint, SVG_NONE);
    assert_int_equal(look_of(&a, "", "fill='url(#g)'").fill.paint, SVG_OTHER);
}

static void unsure(void **state)
{
    struct arena a CLEANUP(arena_done) = {};

    assert_int_equal(look_of(&a, ".x{display:none}", "class='x'").is_displayed, false);
    assert_int_equal(look_of(&a, ".x{display:none}", "class='x'").unsure, 0);
    assert_int_equal(look_of(&a, ".x:hover{display:none}", "class='x'").unsure, SVG_UNSURE_SHOWN);
    assert_int_equal(look_of(&a, "g .x{fill:red}", "class='x'").unsure, SVG_UNSURE_COLOUR);
    assert_int_equal(look_of(&a, "@media print{.x{display:none}}", "class='x'").unsure,
                     SVG_UNSURE_SHOWN);
    /* What the element says itself wins. */
    assert_int_equal(look_of(&a, "g .x{fill:red}", "class='x' style='fill:blue'").unsure, 0);
}

static void areas(void **state)
{
    static const struct {
        const char *element;
        float x, y;
        bool is_in;
    } cases[] = {
        {"<rect x='10' y='10' width='20' height='10'/>", 15, 15, true},
        {"<rect x='10' y='10' width='20' height='10'/>", 35, 15, false},
        {"<rect x='10' y='10' width='20' height='20' rx='10'/>", 11, 11, false},
        {"<rect x='50%' width='50%' height='100%'/>", 39, 39, true},
        {"<rect x='50%' width='50%' height='100%'/>", 19, 39, false},
        {"<circle cx='20' cy='20' r='10'/>", 20, 12, true},
        {"<circle cx='20' cy='20' r='10'/>", 12, 12, false},
        {"<polygon points='0,0 10,0 0,10'/>", 2, 2, true},
        {"<polygon points='0,0 10,0 0,10'/>", 8, 8, false},
        {"<path d='M10 10h20v10H10z'/>", 29, 19, true},
        {"<path d='m10,10 20,0 0,10 -20,0z'/>", 29, 19, true},
        {"<path d='M0 0C0 20 20 20 20 0z'/>", 10, 10, true},
        {"<path d='M0 0C0 20 20 20 20 0z'/>", 1, 14, false},
        {"<path d='M0 0h30v30h-30zM10 10v10h10v-10z'/>", 15, 15, false}, /* a hole */
        {"<path d='M5 10a5 5 0 1010 0 5 5 0 10-10 0z'/>", 10, 40, false},
    };
    struct arena a CLEANUP(arena_done) = {};
    const struct svg_matrix same = {.a = 1, .d = 1};
    const struct svg_box view = {.x1 = 40, .y1 = 40};

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct svg_area area;
        struct xml_tree tree;

        assert_int_equal(xml_tree_parse(&a, str_of(cases[i].element), &tree), 0);
        bool is_area = svg_area_of(&a, &tree, 1, same, &view, &area);

        assert_int_equal(is_area && svg_area_has(&area, (struct svg_point){cases[i].x, cases[i].y}),
                         cases[i].is_in);
    }
}

static void matrices(void **state)
{
    static const struct {
        const char *transform;
        float x, y; /* of the point 1, 0 */
    } cases[] = {{"translate(10 5)", 11, 5},
                 {"scale(2)", 2, 0},
                 {"rotate(90)", 0, 1},
                 {"rotate(90 1 1)", 2, 1},
                 {"matrix(1 2 3 4 5 6)", 6, 8},
                 {"translate(10),scale(3)", 13, 0},
                 {"scale(3) translate(10)", 33, 0},
                 {"nothing", 1, 0}};

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct svg_point p = svg_moved(
            svg_matrix_of(str_of(cases[i].transform), (struct svg_matrix){.a = 1, .d = 1}), 1, 0);

        assert_float_equal(p.x, cases[i].x, 0.001f);
        assert_float_equal(p.y, cases[i].y, 0.001f);
    }
}

static void recognised(void **state)
{
    static const struct {
        const char *bytes;
        bool is_svg;
    } cases[] = {{"<svg/>", true},
                 {"\xEF\xBB\xBF<?xml version='1.0'?>\n<!-- <html> --><svg:svg>", true},
                 {"<!DOCTYPE svg [ <!ENTITY a \"]>\"> ]><svg>", true},
                 {"<html><svg/></html>", false},
                 {"text <svg/>", false},
                 {"<!DOCTYPE svg [", false},
                 {"", false}};

    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_int_equal(svg_recognise(str_of(cases[i].bytes)), cases[i].is_svg);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(lengths),   cmocka_unit_test(numbers),
                                       cmocka_unit_test(colours),   cmocka_unit_test(unsure),
                                       cmocka_unit_test(areas),     cmocka_unit_test(matrices),
                                       cmocka_unit_test(recognised)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
