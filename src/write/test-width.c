/* Columns, line ends and running text. */
#include "write/screen.h"
#include "write/width.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static void columns_are_counted(void **state)
{
    static const struct {
        struct str text;
        int width;
    } cases[] = {
        {STR("abc"), 3}, {STR("仕様書"), 6}, {STR("ｱｲｳ"), 3},      {STR("（）"), 4},
        {STR("①"), 2},   {STR("が"), 2},     {STR("a\u200Bb"), 2}, {STR("é"), 1},
        {STR("～"), 2},  {STR("𠮷"), 2},     {STR(""), 0},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_int_equal(width_of(cases[i].text), cases[i].width);
    }
}

static void text_is_cut_between_characters(void **state)
{
    assert_int_equal(width_cut(STR("仕様書"), 5).n, 6);
    assert_int_equal(width_cut(STR("仕様書"), 6).n, 9);
    assert_int_equal(width_cut(STR("a仕"), 0).n, 0);
}

static void lines_end_where_they_may(void **state)
{
    static const struct {
        uint32_t before, after;
        bool may;
    } cases[] = {
        {U'提', U'出', true},  {U'出', U'。', false}, {U'出', U'、', false}, {U'。', U'次', true},
        {U'「', U'仕', false}, {U'書', U'」', false}, {U'ー', U'タ', true},  {U'デ', U'ー', false},
        {U'き', U'っ', false}, {U'a', U'b', false},   {U'年', U'3', true},   {U'３', U'４', false},
        {U'（', U'注', false}, {U'5', U'日', true},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_int_equal(width_may_break(cases[i].before, cases[i].after), cases[i].may);
    }
}

static void wrapped_lines_run_on(void **state)
{
    static const struct {
        struct str text;
        const char *flow;
    } cases[] = {
        {STR("報告\n書を"), "報告書を"}, {STR("報告\n  書を"), "報告書を"},
        {STR("経済 産業"), "経済 産業"}, {STR("経済　産業"), "経済 産業"},
        {STR("PDF\n形式"), "PDF 形式"},  {STR("  a  b "), "a b"},
    };
    struct arena a CLEANUP(arena_done) = {};

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct str flow = width_flow(&a, cases[i].text);

        assert_string_equal(arena_str(&a, flow).p, cases[i].flow);
    }
}

/* Wraps at 20 columns with an indent of 2 and gives back all that was written. */
static char *wrapped(struct str text)
{
    char *bytes = NULL;
    size_t n = 0;
    FILE *file = open_memstream(&bytes, &n);
    struct screen s;

    assert_non_null(file);
    screen_init(&s, file, false);
    s.columns = 20;
    screen_tab(&s, 2);
    screen_wrap(&s, 2, text);
    screen_end_line(&s);
    fclose(file);
    return bytes;
}

static void text_is_wrapped(void **state)
{
    static const struct {
        struct str text;
        const char *lines;
    } cases[] = {
        {STR("短い文。"), "  短い文。\n"},
        /* nine characters fit; the tenth is 。, which takes 書 along */
        {STR("受注者は本日報告書。次"), "  受注者は本日報告\n  書。次\n"},
        {STR("一二三四五六七八「引用」"), "  一二三四五六七八\n  「引用」\n"},
        {STR("see the long specification"), "  see the long\n  specification\n"},
        {STR("https://www.example.go.jp/a/b/c"), "  https://www.exampl\n  e.go.jp/a/b/c\n"},
        {STR("期限は２０２６年とする"), "  期限は２０２６年と\n  する\n"},
        {STR("\033[31m赤"), "  [31m赤\n"},
        {STR(""), "  \n"},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        char *lines = wrapped(cases[i].text);

        assert_string_equal(lines, cases[i].lines);
        free(lines);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_are_counted),
        cmocka_unit_test(text_is_cut_between_characters),
        cmocka_unit_test(lines_end_where_they_may),
        cmocka_unit_test(wrapped_lines_run_on),
        cmocka_unit_test(text_is_wrapped),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
