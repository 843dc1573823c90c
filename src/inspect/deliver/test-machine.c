/* Machine readability: what cells look like, and which checks an edition has. */
#include "inspect/deliver/machine-cell.h"
#include "inspect/deliver/machine.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

static void looks(void **state)
{
    static const struct {
        const char *text;
        enum machine_look look;
    } cases[] = {
        {"12", MACHINE_PLAIN_NUMBER},
        {"-12.5", MACHINE_PLAIN_NUMBER},
        {"1.5E-3", MACHINE_PLAIN_NUMBER},
        {"1,234", MACHINE_DECORATED_NUMBER},
        {"１２", MACHINE_DECORATED_NUMBER},
        {"▲5", MACHINE_DECORATED_NUMBER},
        {"12人", MACHINE_DECORATED_NUMBER},
        {"約30", MACHINE_DECORATED_NUMBER},
        {"12*", MACHINE_DECORATED_NUMBER},
        {"(12)", MACHINE_DECORATED_NUMBER},
        {"3.5%", MACHINE_DECORATED_NUMBER},
        {"…", MACHINE_SIGN},
        {"-", MACHINE_SIGN},
        {"X", MACHINE_SIGN},
        {"第3回", MACHINE_WORDS},
        {"3丁目", MACHINE_WORDS},
        {"2026年3月", MACHINE_WORDS},
        {"東京都", MACHINE_WORDS},
        {"03-0000-0000", MACHINE_WORDS},
        {"", MACHINE_WORDS},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_int_equal(machine_cell_look(str_of(cases[i].text)), cases[i].look);
    }
}

struct yes_no {
    bool (*is)(struct str text);
    const char *text;
    bool want;
};

static void predicates(void **state)
{
    static const struct yes_no cases[] = {
        {machine_cell_is_year, "2026", true},
        {machine_cell_is_year, "2026年度", true},
        {machine_cell_is_year, "２０２６年", true},
        {machine_cell_is_year, "2026年3月", false},
        {machine_cell_is_year, "12026", false},
        {machine_cell_is_era_only, "令和8年度", true},
        {machine_cell_is_era_only, "平成元年", true},
        {machine_cell_is_era_only, "R8.4", true},
        {machine_cell_is_era_only, "2026年（令和8年）", false},
        {machine_cell_is_era_only, "令和の改革", false},
        {machine_cell_has_many, "甲社、乙社", true},
        {machine_cell_has_many, "12（3）", true},
        {machine_cell_has_many, "甲 3\n乙 4", true},
        {machine_cell_has_many, "売上（千円）", false},
        {machine_cell_has_many, "調査は、春に行った。", false},
        {machine_cell_has_layout, "合　計", true},
        {machine_cell_has_layout, "氏 名", true},
        {machine_cell_has_layout, " 東", true},
        {machine_cell_has_layout, "みどり 太郎", false},
        {machine_cell_has_layout, "A 社", false},
        {machine_cell_has_platform, "①", true},
        {machine_cell_has_platform, "㎡", true},
        {machine_cell_has_platform, "ｱ", true},
        {machine_cell_has_platform, "ア１〜", false},
        {machine_cell_has_unit, "面積（ha）", true},
        {machine_cell_has_unit, "参加人数", true},
        {machine_cell_has_unit, "人口", false},
        {machine_cell_has_unit, "sales_thousand_yen", true},
        {machine_cell_has_unit, "sales", false},
        {machine_cell_is_code_head, "回答ID", true},
        {machine_cell_is_code_head, "予算額（令和5年度）", false},
        {machine_cell_is_other, "その他（海外）", true},
        {machine_cell_is_other, "その他", false},
        {machine_cell_is_other, "その他（　）", false},
        {machine_cell_is_short_prefecture, "東京", true},
        {machine_cell_is_short_prefecture, "東京都", false},
        {machine_cell_is_short_prefecture, "北海道", false},
        {machine_cell_is_prefecture, "北海道", true},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_int_equal(cases[i].is(str_of(cases[i].text)), cases[i].want);
    }
}

static void editions(void **state)
{
    struct machine old = {};
    struct machine all = {};
    struct err err = {};

    assert_int_equal(machine_choose(&old, STR("2020-12-18"), &err), 0);
    assert_true(old.wants[MACHINE_MERGED]);
    assert_false(old.wants[MACHINE_NOTE]);
    assert_int_equal(machine_choose(&all, (struct str){}, &err), 0);
    for (int i = 0; i < MACHINE_CHECKS; i++) {
        assert_true(all.wants[i]);
    }
    assert_int_equal(machine_choose(&all, STR("1999-01-01"), &err), -1);
    assert_non_null(strstr(err.hint, "2026-03-31"));
    /* A key of the data is one of the checks, or left to people. */
    for (size_t i = 0; i < machine_clause_count; i++) {
        assert_true(strcmp(machine_clauses[i].key, "-") == 0 ||
                    machine_check_of(machine_clauses[i].key) < MACHINE_CHECKS);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(looks),
        cmocka_unit_test(predicates),
        cmocka_unit_test(editions),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
