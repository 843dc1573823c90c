/* Dates, durations, rules and quantities as people read them; spans of dates. */
#include "text/calendar.h"
#include "write/due.h"
#include "write/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static void dates_are_said(void **state)
{
    static const struct {
        const char *value, *ja;
    } cases[] = {
        {"2026-06-10", "2026年6月10日（水）"},
        {"2026-06-10T17:00:00", "2026年6月10日（水）17:00"},
        {"2026-06-10/2026-06-12", "2026年6月10日（水）～2026年6月12日（金）"},
        {"2026-05-18T14:00:00/2026-05-18T15:30:00", "2026年5月18日（月）14:00～15:30"},
        {"/2027-03-19", "～2027年3月19日（金）"},
        {"2026-07-上旬", "2026年7月上旬"},
        {"2026-07", "2026年7月"},
        {"2040", "2040年"},
        {"2026-07-上旬/2026-09", "2026年7月上旬～2026年9月"},
        {"20260", "20260"},
        {"契約締結の日", "契約締結の日"},
    };
    struct arena a CLEANUP(arena_done) = {};

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct str said = words_date(&a, TR_JA, str_of(cases[i].value));

        assert_string_equal(arena_str(&a, said).p, cases[i].ja);
    }
}

static void rules_are_said(void **state)
{
    static const struct {
        const char *rule, *trigger, *ja;
    } cases[] = {
        {"within P3BD after", "打合せ終了", "打合せ終了後 3営業日以内"},
        {"within P20D after", "検収後", "検収後 20日以内"},
        {"within P3W before", "開催", "開催の3週間前まで"},
        {"within P1M after", "", "1か月以内"},
        {"within P2W before", "", "2週間前まで"},
        {"within P1Y after", "発行の日", "発行の日から 1年以内"},
        {"within PT24H after", "事故を知ったとき", "事故を知ったとき 24時間以内"},
        {"at least P1M before", "開催", "開催の1か月前まで"},
        {"about P1M before", "開催", "開催の約1か月前"},
        {"P1W recurring approx 1", "", "週1回程度"},
        {"P1M recurring at least 2", "", "月2回以上"},
        {"P2W recurring approx 1", "", "2週間ごとに1回程度"},
        {"monthly approx 1", "", "月1回程度"},
        {"annually at least 1", "", "年1回以上"},
        {"at least 3 per year", "", "年3回以上"},
        {"half-yearly", "", "半期ごとに"},
        {"without delay", "", "遅滞なく"},
        {"without delay; regularly", "", "遅滞なく、定期的に"},
        {"before", "契約締結", "契約締結の前"},
        {"before", "打合せ前", "打合せ前"},
        {"before change", "", "変更の前"},
        {"by 実証期間終了", "", "実証期間終了までに"},
        {"before change", "体制に変更がある場合", "体制に変更がある場合、事前に"},
        {"at booking", "会場を予約する", "会場を予約する時"},
        {"during x", "事業実施期間", "事業実施期間中"},
        {"during and after contract", "", "契約期間中及び契約終了後"},
        {"before service start; upon change or new threat", "",
         "サービス開始の前、更改又は新たな脅威の際"},
        {"half-yearly; annually at least 1 for multi-year contracts", "",
         "半期ごとに、年1回以上（複数年の契約）"},
        {"until", "契約終了", "契約終了まで"},
        {"for P5Y", "事業終了後", "事業終了後 5年間"},
        {"words nobody knows", "", "words nobody knows"},
    };
    struct arena a CLEANUP(arena_done) = {};

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct str said = words_rule(&a, TR_JA, str_of(cases[i].rule), str_of(cases[i].trigger));

        assert_string_equal(arena_str(&a, said).p, cases[i].ja);
    }
}

/* The text's own word for promptness, and a long event cut where it does not hide the word. */
static void rules_keep_the_word_of_the_text(void **state)
{
    static const struct {
        struct reg_rule rule;
        const char *ja;
    } cases[] = {
        {{.src.quote = STR("事故の発生後、速やかに届け出ること"),
          .rule = STR("without delay"),
          .trigger = STR("事故の発生後")},
         "事故の発生後 速やかに"},
        {{.src.quote = STR("遅滞なく届け出ること"), .rule = STR("without delay")}, "遅滞なく"},
        {{.src.quote = STR("過去３年以内に契約を解除されていないこと"),
          .rule = STR("within P3Y before")},
         "過去3年以内"},
        {{.src.quote = STR("事前に承諾を得ること"), .rule = STR("before 承諾を得る")}, "事前に"},
        {{.src.quote = STR("x"),
          .rule = STR("before change"),
          .trigger = STR("前項の規定により届け出た責任者、担当者又は作業場所に変更が生じる場合")},
         "前項の規定により届け出た責任者、担当者又は作… 事前に"},
    };
    struct arena a CLEANUP(arena_done) = {};

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct str said = words_rule_when(&a, TR_JA, &cases[i].rule);

        assert_string_equal(arena_str(&a, said).p, cases[i].ja);
    }
}

static void quantities_are_said(void **state)
{
    static const struct {
        struct reg_quantity q;
        const char *ja;
    } cases[] = {
        {{.has_min = true, .has_max = true, .min = 10, .max = 10, .unit = STR("社")}, "10社"},
        {{.has_min = true, .min = 3, .unit = STR("名"), .qualifier = Q_AT_LEAST}, "3名以上"},
        {{.has_max = true, .max = 3, .unit = STR("営業日"), .qualifier = Q_AT_MOST}, "3営業日以内"},
        {{.has_max = true,
          .max = 15000000,
          .unit = STR("円"),
          .qualifier = Q_AT_MOST,
          .tax = STR("in")},
         "15,000,000円（税込）以下"},
        {{.has_min = true,
          .has_max = true,
          .min = 300,
          .max = 400,
          .unit = STR("人"),
          .qualifier = Q_RANGE},
         "300～400人"},
        {{.has_min = true,
          .has_max = true,
          .min = 150,
          .max = 150,
          .unit = STR("名"),
          .qualifier = Q_ABOUT},
         "約150名"},
        {{.has_min = true, .has_max = true, .min = 1.5, .max = 1.5, .unit = STR("時間")},
         "1.5時間"},
    };
    struct arena a CLEANUP(arena_done) = {};

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct str said = words_quantity(&a, TR_JA, &cases[i].q);

        assert_string_equal(arena_str(&a, said).p, cases[i].ja);
    }
}

static void values_become_spans(void **state)
{
    static const struct {
        const char *value;
        const char *first, *last; /* of the whole span; NULL = open */
        int minute;               /* of the beginning, or the end when it is open */
    } cases[] = {
        {"2026-06-10", "2026-06-10", "2026-06-10", -1},
        {"2026-06-10T17:30", "2026-06-10", "2026-06-10", 17 * 60 + 30},
        {"2026-06", "2026-06-01", "2026-06-30", -1},
        {"2026", "2026-01-01", "2026-12-31", -1},
        {"FY2026", "2026-04-01", "2027-03-31", -1},
        {"2026-02-下旬", "2026-02-21", "2026-02-28", -1},
        {"2026-06-10/2026-07-01", "2026-06-10", "2026-07-01", -1},
        {"/2027-03-19T12:00:00", NULL, "2027-03-19", 12 * 60},
        {"2026-06-10/", "2026-06-10", NULL, -1},
        {"2026-06-10T25:00", "2026-06-10", "2026-06-10", 25 * 60},
    };
    static const char *const none[] = {"T13:30", "契約締結日", "", "/", "2026-13-01", "20"};
    struct due_span span;

    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_true(due_span_parse(str_of(cases[i].value), &span));
        assert_int_equal(span.from.first, cases[i].first == NULL
                                              ? CALENDAR_NONE
                                              : calendar_parse(str_of(cases[i].first)));
        assert_int_equal(span.to.last, cases[i].last == NULL
                                           ? CALENDAR_NONE
                                           : calendar_parse(str_of(cases[i].last)));
        assert_int_equal(cases[i].first == NULL ? span.to.minute : span.from.minute,
                         cases[i].minute);
    }
    for (size_t i = 0; i < COUNT(none); i++) {
        assert_false(due_span_parse(str_of(none[i]), &span));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_are_said),
        cmocka_unit_test(rules_are_said),
        cmocka_unit_test(rules_keep_the_word_of_the_text),
        cmocka_unit_test(quantities_are_said),
        cmocka_unit_test(values_become_spans),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
