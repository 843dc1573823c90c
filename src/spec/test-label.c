/*
 * Labels and names of public bodies. The labels are those that calls and specifications use; the
 * bodies do not exist.
 */
#include "spec/label.h"
#include "spec/org.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void knows_labels(void **state)
{
    static const struct {
        const char *text;
        enum label_key key;
    } cases[] = {
        {"件　名", LABEL_NONE}, /* lookups see folded text only */
        {"件 名", LABEL_TITLE},
        {"委託業務の名称等", LABEL_TITLE},
        {"業務名", LABEL_TITLE},
        {"名称", LABEL_NONE},
        {"書類名", LABEL_NONE},
        {"(履行期間)", LABEL_PERIOD},
        {"業務実施期間(納入期限)", LABEL_PERIOD},
        {"本業務の契約期間", LABEL_PERIOD},
        {"展示の期間", LABEL_NONE},
        {"成果品の納入場所", LABEL_PLACE},
        {"成果物の提出先", LABEL_PLACE},
        {"【提出先】", LABEL_CONTACT},
        {"企画提案書等の提出期限", LABEL_SUBMISSION},
        {"質問の受付期限", LABEL_QUESTION},
        {"仕様書等に関する質問", LABEL_QUESTION},
        {"質問票", LABEL_NONE},
        {"業務内容に関する問い合わせ先", LABEL_CONTACT},
        {"委託料の上限額", LABEL_BUDGET},
        {"応募者の資格", LABEL_ELIGIBILITY},
        {"受託候補者の選定方法", LABEL_AWARD},
        {"成果物について", LABEL_DELIVERABLES},
        {"応募書類", LABEL_BID_PAPERS},
        {"受注者", LABEL_NONE},
        {"契約の締結に当たり守るべき事項", LABEL_NONE},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        if (label_lookup(str_of(cases[i].text)) != cases[i].key) {
            fail_msg("\"%s\" is %d, not %d", cases[i].text, label_lookup(str_of(cases[i].text)),
                     cases[i].key);
        }
    }
}

static void splits_bodies(void **state)
{
    static const struct {
        const char *text, *body, *units;
    } cases[] = {
        {"湖東市環境部ごみ減量課(本庁舎)", "湖東市", "湖東市環境部ごみ減量課"},
        {"農村振興省 水資源グループ 用水課 電話", "農村振興省", "農村振興省 水資源グループ 用水課"},
        {"水産省西海運輸局企画課", "水産省西海運輸局", "水産省西海運輸局企画課"},
        {"北海道開発局工務課", "北海道開発局", "北海道開発局工務課"},
        {"独立行政法人離島医療機構総務部", "独立行政法人離島医療機構",
         "独立行政法人離島医療機構総務部"},
        {"南海管区気象局総務部長 山田", "南海管区気象局", ""},
        {"市場の動向", "", ""},
        {"受注者は", "", ""},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct str s = str_of(cases[i].text);
        struct str body = str_sub(s, 0, org_body(s));
        struct str units = str_sub(s, 0, org_units(s));

        if (!str_eq(body, str_of(cases[i].body)) || !str_eq(units, str_of(cases[i].units))) {
            fail_msg("\"%s\" gives \"%.*s\" and \"%.*s\"", cases[i].text, STR_ARG(body),
                     STR_ARG(units));
        }
    }
}

static void finds_where_a_name_begins(void **state)
{
    static const struct {
        const char *text, *name;
    } cases[] = {
        {"この仕様書は、湖東市", "湖東市"},
        {"本業務ではさいたま市", "さいたま市"},
        {"写しを農村振興省用水課", "農村振興省用水課"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct str s = str_of(cases[i].text);

        assert_true(str_eq(str_sub(s, org_start(s, s.n), s.n), str_of(cases[i].name)));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_labels),
        cmocka_unit_test(splits_bodies),
        cmocka_unit_test(finds_where_a_name_begins),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
