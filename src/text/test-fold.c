/* Folding: one character to one, offsets kept, classes of their own left alone. */
#include "text/fold.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void folds_one_to_one(void **state)
{
    static const struct {
        const char *text, *folded;
    } cases[] = {
        {"①４．", "①4."},
        {"（１）　ＬＰガス", "(1) LPガス"},
        {"９時～１２時〜13時", "9時~12時~13時"},
        {"平成18･03･22", "平成18・03・22"},
        {"２０２６－０３—18", "2026-03-18"},
        {"ｻｰﾊﾞ", "サーバ"},
        {"サーバー", "サーバー"},
        {"⽇⽉㋿Ⅲ㎡⑩", "日月㋿Ⅲ㎡⑩"},
        {"⻄⺠", "西民"},
        {"\xEF\xBB\xBF第​１条", "第1条"},
    };
    struct arena a CLEANUP(arena_done) = {};

    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_string_equal(fold(&a, str_of(cases[i].text)).s.p, cases[i].folded);
    }
}

static void keeps_the_place_of_every_character(void **state)
{
    struct arena a CLEANUP(arena_done) = {};
    struct str document = STR("xx１２か月以内yy");
    struct folder f;

    folder_init(&f, &a, document.n);
    folder_add(&f, str_sub(document, 2, 8), 2);
    folder_add(&f, str_sub(document, 8, document.n), 8);
    struct ftext t = folder_end(&f);

    assert_string_equal(t.s.p, "12か月以内yy");
    assert_int_equal(ftext_beg(&t, 0), 2);
    assert_int_equal(ftext_beg(&t, 1), 5);
    assert_int_equal(ftext_end(&t, 2, document), 8);
    assert_int_equal(ftext_end(&t, 5, document), 11);
    assert_int_equal(ftext_end(&t, t.s.n, document), document.n);
}

static void sound_marks_join_their_kana(void **state)
{
    struct arena a CLEANUP(arena_done) = {};
    struct str document = STR("ﾊﾟﾈﾙｶﾞｰﾄﾞ");
    struct ftext t = fold(&a, document);

    assert_string_equal(t.s.p, "パネルガード");
    /* ガード stands at the 5th kana of the source and ends with the mark. */
    assert_int_equal(ftext_beg(&t, 9), 12);
    assert_int_equal(ftext_end(&t, 3, document), 6);
    assert_int_equal(ftext_end(&t, t.s.n, document), document.n);
    /* No kana that takes the mark before it: it stays. */
    assert_string_equal(fold(&a, STR("ﾝﾞ　ﾞ")).s.p, "ン゛ ゛");
    assert_string_equal(fold(&a, STR("ｳﾞｨﾂﾞｯﾂｯﾎﾟﾏﾟ")).s.p, "ヴィヅッツッポマ゜");
}

static void bad_bytes_do_no_harm(void **state)
{
    struct arena a CLEANUP(arena_done) = {};
    struct ftext t = fold(&a, STR("\xFF\xFE\x81日"));

    assert_true(t.s.n <= 6);
    assert_int_equal(t.src[t.s.n], 6);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(folds_one_to_one),
        cmocka_unit_test(keeps_the_place_of_every_character),
        cmocka_unit_test(sound_marks_join_their_kana),
        cmocka_unit_test(bad_bytes_do_no_harm),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
