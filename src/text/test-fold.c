/* Folding: one character to one, offsets kept, classes of their own left alone. */
#include "text/chars.h"
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

static void the_summary_denies_nothing_that_is_there(void **state)
{
    static const char *const texts[] = {"第１条　甲は、乙に＠を", "ｶﾞｽ¹ é 𠮷", "令和8年 (Web) a@b",
                                        ""};
    struct arena a CLEANUP(arena_done) = {};

    for (size_t i = 0; i < COUNT(texts); i++) {
        struct ftext t = fold(&a, str_of(texts[i]));

        for (size_t at = 0; at < t.s.n;) {
            uint32_t cp;
            size_t n = utf8_decode(t.s, at, &cp);

            assert_true(ftext_has(&t, str_sub(t.s, at, at + n)));
            assert_true(ftext_has(&t, str_sub(t.s, at, t.s.n)));
            at += n;
        }
        assert_false(ftext_may_have(&t, STR("鬱")));
    }
    struct ftext t = fold(&a, STR("第１条　Ａ"));

    assert_true(ftext_may_have_digit(&t) && ftext_may_have_capital(&t));
    assert_false(ftext_may_have(&t, STR("@")) || ftext_has(&t, STR("条第")));
}

/*
 * Every character of the table is met, in order, in texts longer than what is gathered at a time.
 */
static void a_walk_meets_every_character_of_its_table(void **state)
{
    static const uint8_t table[CHAR_TABLE_BYTES] = {['7'] = 1, [U'の'] = 1, [U'条'] = 2};
    static const char unit[] = "a7本の条é𠮷、";
    char text[50 * (sizeof(unit) - 1)];

    for (size_t units = 0; units <= 50; units++) {
        struct str s = {.p = text, .n = units * (sizeof(unit) - 1)};
        struct char_walk walk;
        size_t met = 0;
        size_t last = 0;

        for (size_t i = 0; i < units; i++) {
            memcpy(text + i * (sizeof(unit) - 1), unit, sizeof(unit) - 1);
        }
        char_walk_begin(&walk, table, s, 0);
        for (size_t at = char_walk_next(&walk, 0); at < s.n; at = char_walk_next(&walk, at + 1)) {
            assert_true(str_at(s, at, STR("7")) || str_at(s, at, STR("の")) ||
                        str_at(s, at, STR("条")));
            assert_true(met == 0 || at > last);
            last = at;
            met++;
        }
        assert_int_equal(met, units * 3);
    }
    /*
     * What is neither ASCII nor of three bytes has one entry; a text that is cut off does no harm.
     */
    static const uint8_t rest[CHAR_TABLE_BYTES] = {[CHAR_TABLE_REST] = 1};
    struct char_walk walk;

    char_walk_begin(&walk, rest, STR("a¥"), 0);
    assert_int_equal(char_walk_next(&walk, 0), 1);
    char_walk_begin(&walk, table, STR("a\xE3\x81"), 0);
    assert_int_equal(char_walk_next(&walk, 0), 3);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(folds_one_to_one),
        cmocka_unit_test(keeps_the_place_of_every_character),
        cmocka_unit_test(sound_marks_join_their_kana),
        cmocka_unit_test(bad_bytes_do_no_harm),
        cmocka_unit_test(the_summary_denies_nothing_that_is_there),
        cmocka_unit_test(a_walk_meets_every_character_of_its_table),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
