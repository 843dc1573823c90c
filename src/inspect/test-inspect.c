/* Check digits, masks, and personal information in small texts; the table of rules. */
#include "inspect/found.h"
#include "inspect/mask.h"
#include "inspect/personal/personal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

static void check_digits(void **state)
{
    /* Built by the formula of the ordinance, by hand. */
    const uint8_t individual[12] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 8};
    uint8_t wrong[12];
    const uint8_t corporate[13] = {7, 0, 0, 0, 0, 1, 2, 0, 5, 0, 0, 0, 2};
    const uint8_t card[16] = {4, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};

    assert_true(personal_is_individual_number(individual));
    memcpy(wrong, individual, sizeof(wrong));
    wrong[11] = 7;
    assert_false(personal_is_individual_number(wrong));
    assert_true(personal_is_corporate_number(corporate));
    assert_true(personal_is_luhn(card, 16));
}

static void masks(void **state)
{
    static const struct {
        const char *text, *masked;
    } cases[] = {{"03-1234-5678", "0*-1***-5***"},
                 {"山野 太郎", "山＊ 太＊"},
                 {"A", "*"},
                 {"", ""},
                 {"a@b.jp", "*@*.j*"},
                 /* U+2F2D, U+2F65: radicals in the place of ideographs */
                 {"\u2f2d野太郎", "\u2f2d＊＊＊"},
                 {"川\u2f65花枝", "川＊＊＊"}};
    struct arena a CLEANUP(arena_done) = {};

    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_string_equal(mask_text(&a, str_of(cases[i].text)).p, cases[i].masked);
    }
}

/* The rules found in a text, in order, separated by blanks. */
static const char *rules_in(struct arena *a, const char *text, const char *context)
{
    struct found f;
    struct str rules = {};

    found_init(&f, a, true);
    personal_scan(&f, str_of(text), str_of(context), STR("here"));
    for (uint32_t i = 0; i < f.findings.n; i++) {
        rules = arena_printf(a, "%.*s%s%s", STR_ARG(rules), i == 0 ? "" : " ",
                             f.findings.v[i].rule->id);
    }
    return rules.n == 0 ? "" : rules.p;
}

static void personal(void **state)
{
    static const struct {
        const char *text, *context, *rules;
    } cases[] = {
        {"電話 03-5555-0123", "", "PII-302"},
        {"ＴＥＬ：０３（５５５５）０１２３", "", "PII-302"},
        {"+81-90-5555-0123", "", "PII-302"},
        {"0355550123", "電話番号", "PII-302"},
        {"0355550123", "受付番号", ""},
        {"0120-555-012", "電話", ""},
        {"令和8年11月21日 第2026-1121-0001号", "", ""},
        {"123456789018", "個人番号", "PII-301"},
        {"123456789018", "金額", ""},
        {"123456789017", "個人番号", ""},
        {"法人番号 7000012050002", "", ""},
        {"T7000012050002", "登録番号", ""},
        {"kawada@office.example.jp", "", "PII-303"},
        {"記入例：kawada@office.example.jp", "", ""},
        {"kawada@office-midori.jp", "", "PII-303"},
        {"1980年3月2日", "生年月日", "PII-306"},
        {"1980年3月2日生まれ", "", "PII-306"},
        {"2026年3月2日", "契約日", ""},
        {"京都府みどり市本町3-4-5", "", "PII-304"},
        {"予算は1,234,567円、3.14倍", "", ""},
    };
    struct arena a CLEANUP(arena_done) = {};

    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_string_equal(rules_in(&a, cases[i].text, cases[i].context), cases[i].rules);
    }
}

/*
 * What is behind the last one that is listed of a rule is counted there, whatever else was found.
 */
static void findings_beyond_the_list_are_counted(void **state)
{
    enum { EACH = FOUND_MAX_OF_RULE + 50 };
    struct arena a CLEANUP(arena_done) = {};
    struct found f;
    uint32_t sum = 0;

    found_init(&f, &a, true);
    for (uint32_t i = 0; i < EACH; i++) {
        struct str place = arena_printf(&a, "L%u", i);

        found_add(&f, "PII-302", INSPECT_HEURISTIC, place, STR("03-5555-0123"));
        for (uint32_t k = 0; k < 10; k++) {
            found_add(&f, "PII-303", INSPECT_HEURISTIC, place, arena_printf(&a, "%u", k));
        }
    }
    for (uint32_t i = 0; i < f.findings.n; i++) {
        sum += f.findings.v[i].count;
    }
    assert_int_equal(f.state, INSPECT_INSPECTED);
    assert_int_equal(f.findings.n, 2 * FOUND_MAX_OF_RULE);
    assert_int_equal(sum, 11 * EACH);
    found_add(&f, "PII-304", INSPECT_HEURISTIC, STR("L1"), STR("x"));
    found_add(&f, "PII-304", INSPECT_HEURISTIC, STR("L1"), STR("x"));
    assert_int_equal(f.findings.v[f.findings.n - 1].count, 2);
}

static void table(void **state)
{
    for (size_t i = 0; i < inspect_rule_count; i++) {
        assert_ptr_equal(inspect_rule_find(inspect_rules[i].id), &inspect_rules[i]);
    }
    assert_null(inspect_rule_find("PDF-999"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(check_digits),
        cmocka_unit_test(masks),
        cmocka_unit_test(personal),
        cmocka_unit_test(findings_beyond_the_list_are_counted),
        cmocka_unit_test(table),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
