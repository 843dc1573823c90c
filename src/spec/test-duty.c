/* Duties out of sentences: clauses, modality, actor, condition, exceptions. Own sentences. */
#include "spec/spec.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

/* A document of plain lines, as the text reader makes it. */
static struct doc doc_of_lines(struct arena *a, const char *text)
{
    struct doc d = {.kind = DOC_TEXT, .name = STR("test.txt"), .text = str_of(text)};

    for (size_t beg = 0; beg < d.text.n;) {
        ptrdiff_t stop = str_find(d.text, STR("\n"), beg);
        size_t end = stop < 0 ? d.text.n : (size_t)stop;

        *VEC_ADD(a, &d.lines) = (struct doc_line){.beg = (uint32_t)beg, .end = (uint32_t)end};
        beg = end + 1;
    }
    return d;
}

enum { EXPECTED_MAX = 5 };

struct expected {
    enum reg_modality modality;
    enum reg_actor actor;
    const char *quote;
};

/* A sentence under a head 業務内容 and what it binds whom to. */
struct sentence_case {
    const char *text;
    struct expected duties[EXPECTED_MAX]; /* up to the first without a quote */
};

static void read_text(struct arena *a, const char *text, struct reg *ret_reg)
{
    struct doc *d = ARENA_NEW(a, struct doc);
    struct err err = {};

    *d = doc_of_lines(a, text);
    assert_int_equal(spec_read(a, d, 1, ret_reg, &err), 0);
}

static void show(const struct reg *r, const char *text)
{
    print_message("%s\n", text);
    for (uint32_t i = 0; i < r->obligations.n; i++) {
        const struct reg_obligation *o = &r->obligations.v[i];

        print_message("  %s %s [%.*s]\n", reg_modality_word(o->modality), reg_actor_word(o->actor),
                      STR_ARG(o->src.quote));
    }
}

static bool is_as_expected(const struct reg *r, const struct sentence_case *c)
{
    uint32_t n = 0;

    while (n < EXPECTED_MAX && c->duties[n].quote != NULL) {
        n++;
    }
    if (r->obligations.n != n) {
        return false;
    }
    for (uint32_t i = 0; i < n; i++) {
        const struct reg_obligation *o = &r->obligations.v[i];

        if (o->modality != c->duties[i].modality || o->actor != c->duties[i].actor ||
            !str_eq(o->src.quote, str_of(c->duties[i].quote))) {
            return false;
        }
    }
    return true;
}

static void check_cases(const struct sentence_case *cases, size_t n, const char *heading)
{
    int wrong = 0;

    for (size_t i = 0; i < n; i++) {
        struct arena a CLEANUP(arena_done) = {};
        struct str text = arena_printf(&a, "仕様書\n\n%s\n\n%s\n", heading, cases[i].text);
        struct reg r;

        read_text(&a, text.p, &r);
        if (!is_as_expected(&r, &cases[i])) {
            show(&r, cases[i].text);
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
}

#define C ACTOR_CONTRACTOR
#define M ACTOR_MINISTRY

static void one_sentence_gives_its_duties(void **state)
{
    static const struct sentence_case cases[] = {
        {"受注者は、倉庫の鍵を毎日点検すること。",
         {{MUST, C, "受注者は、倉庫の鍵を毎日点検すること"}}},
        {"窓口の案内板を設置し、配布資料を補充すること。",
         {{MUST, C, "窓口の案内板を設置し"}, {MUST, C, "配布資料を補充すること"}}},
        {"講師の旅費を支払うとともに、領収書を保管するものとする。",
         {{MUST, C, "講師の旅費を支払うとともに"}, {MUST, C, "領収書を保管するものとする"}}},
        {"日誌を作成するほか、月末に集計を行う。",
         {{MUST, C, "日誌を作成するほか"}, {MUST, C, "月末に集計を行う"}}},
        {"発注者と協議し、開催日を決定すること。",
         {{MUST, C, "発注者と協議し、開催日を決定すること"}}},
        {"計画書を発注者に提出し、承認を得ること。",
         {{MUST, C, "計画書を発注者に提出し、承認を得ること"}}},
        {"データは国内に保管し、国外に持ち出してはならない。",
         {{MUST, C, "データは国内に保管し"}, {MUST_NOT, C, "国外に持ち出してはならない"}}},
        {"知り得た事項を漏らし、又は私用に供してはならない。",
         {{MUST_NOT, C, "知り得た事項を漏らし、又は私用に供してはならない"}}},
        {"個人名を公表せず、集計値のみを掲載する。",
         {{MUST_NOT, C, "個人名を公表せず"}, {MUST, C, "集計値のみを掲載する"}}},
        {"設営は前日までに終えることとし、当日は八時に開場すること。",
         {{MUST, C, "設営は前日までに終えることとし"}, {MUST, C, "当日は八時に開場すること"}}},
        {"機材の故障が判明した場合には、代替品を手配すること。",
         {{MUST, C, "機材の故障が判明した場合には、代替品を手配すること"}}},
        {"設備を改修し、運用し、又は撤去するときは、事前に申し出ること。",
         {{MUST, C, "設備を改修し、運用し、又は撤去するときは、事前に申し出ること"}}},
        {"名簿（氏名及び所属を記載すること。）を提出すること。",
         {{MUST, C, "名簿（氏名及び所属を記載すること。）を提出すること"},
          {MUST, C, "氏名及び所属を記載すること"}}},
        {"通路の清掃を行い、混雑の緩和に努めること。",
         {{MUST, C, "通路の清掃を行い"}, {SHOULD, C, "混雑の緩和に努めること"}}},
        {"点検は原則として現地で行うが、雨天の場合は室内で行ってもよい。",
         {{MUST, C, "点検は原則として現地で行うが"}, {MAY, C, "雨天の場合は室内で行ってもよい"}}},
        {"相談員を二名置き、苦情の受け、返却の手続を案内すること。",
         {{MUST, C, "相談員を二名置き"}, {MUST, C, "苦情の受け、返却の手続を案内すること"}}},
        {"巡回後に施錠を確認。", {{MUST, C, "巡回後に施錠を確認"}}},
    };

    check_cases(cases, COUNT(cases), "１．業務内容");
}

static void endings_tell_the_modality(void **state)
{
    static const struct sentence_case cases[] = {
        {"騒音の苦情には当日中に回答しなければならない。",
         {{MUST, C, "騒音の苦情には当日中に回答しなければならない"}}},
        {"終了後は速やかに撤収してください。", {{MUST, C, "終了後は速やかに撤収してください"}}},
        {"会場は三百席以上とする。", {{MUST, C, "会場は三百席以上とする"}}},
        {"私物の端末を接続しないこと。", {{MUST_NOT, C, "私物の端末を接続しないこと"}}},
        {"場内での飲食を禁止する。", {{MUST_NOT, C, "場内での飲食を禁止する"}}},
        {"書面によらない変更は認めない。", {{MUST_NOT, C, "書面によらない変更は認めない"}}},
        {"一括して再委託することはできない。", {{MUST_NOT, C, "一括して再委託することはできない"}}},
        {"英語版も用意することが望ましい。", {{SHOULD, C, "英語版も用意することが望ましい"}}},
        {"来場者は二百人程度を想定している。", {{SHOULD, C, "来場者は二百人程度を想定している"}}},
        {"説明会の録画を配信することができる。", {{MAY, C, "説明会の録画を配信することができる"}}},
        {"二回目以降の押印は不要とする。", {{MAY, C, "二回目以降の押印は不要とする"}}},
        {"軽微な変更は口頭で可。", {{MAY, C, "軽微な変更は口頭で可"}}},
        {"火気の使用は原則禁止。", {{MUST_NOT, C, "火気の使用は原則禁止"}}},
        {"見聞きした事柄を他に漏らさぬこと。", {{MUST_NOT, C, "見聞きした事柄を他に漏らさぬこと"}}},
        {"なお，書式は自由とする。", {{MUST, C, "書式は自由とする"}}},
        {"写しの提出でも差し支えない。", {{MAY, C, "写しの提出でも差し支えない"}}},
    };

    check_cases(cases, COUNT(cases), "１．業務内容");
}

static void facts_are_no_duties(void **state)
{
    static const struct sentence_case cases[] = {
        {"来訪者数は年々増加している。", {}},
        {"本施設は平成十年に開館した。", {}},
        {"本業務において「利用者」とは、窓口を訪れる者をいう。", {}},
        {"詳細は別表のとおりである。", {}},
        {"履行期間は、契約締結日から三月末日までとする。", {}},
        {"実施計画書", {}},
    };
    static const struct sentence_case background[] = {
        {"地域の人口は減り、担い手の確保が課題となっている。", {}},
        {"本業務では、空き店舗を調べ、活用の方策を検討する。", {}},
        {"本業務は、商店街の再生を目的とする。", {}},
    };

    check_cases(cases, COUNT(cases), "１．業務内容");
    check_cases(background, COUNT(background), "１．背景及び目的");
}

static void subjects_tell_the_actor(void **state)
{
    static const struct sentence_case cases[] = {
        {"甲は、検査の結果を乙に通知する。", {{MUST, M, "甲は、検査の結果を乙に通知する"}}},
        {"会場の予約は当局にて実施する。", {{MUST, M, "会場の予約は当局にて実施する"}}},
        {"委員の選任は発注者が行う。", {{MUST, M, "委員の選任は発注者が行う"}}},
        {"発注者が指定する会場を手配すること。", {{MUST, C, "発注者が指定する会場を手配すること"}}},
        {"資料は発注者が貸与するが、複写の費用は自ら負担すること。",
         {{MUST, M, "資料は発注者が貸与するが"}, {MUST, C, "複写の費用は自ら負担すること"}}},
        {"甲は、帳簿を閲覧することができ、乙はこれに応じるものとする。",
         {{MAY, M, "甲は、帳簿を閲覧することができ"}, {MUST, C, "乙はこれに応じるものとする"}}},
        {"甲は、業務の状況を確認し、結果を記録する。",
         {{MUST, M, "甲は、業務の状況を確認し、結果を記録する"}}},
        {"修繕の要否を受注者に通知する。", {{MUST, M, "修繕の要否を受注者に通知する"}}},
        {"機構は、作業の場所に立ち入り、帳簿を調べることができる。",
         {{MAY, M, "機構は、作業の場所に立ち入り、帳簿を調べることができる"}}},
        {"資料は、企画課が指定する12か所の学校に届けること。",
         {{MUST, C, "資料は、企画課が指定する12か所の学校に届けること"}}},
        {"講習は、東野市、西野市及び北山町において各一回開くこと。",
         {{MUST, C, "講習は、東野市、西野市及び北山町において各一回開くこと"}}},
        {"必要と認めたときは、概算払をすることができる。",
         {{MAY, M, "必要と認めたときは、概算払をすることができる"}}},
        {"再委託先は、作業の記録を保存すること。",
         {{MUST, ACTOR_SUBCONTRACTOR, "再委託先は、作業の記録を保存すること"}}},
        {"港湾整備局企画課（以下「企画課」という。）の指示に従うこと。企画課は、資料を貸与する。",
         {{MUST, C, "港湾整備局企画課（以下「企画課」という。）の指示に従うこと"},
          {MUST, M, "企画課は、資料を貸与する"}}},
    };

    check_cases(cases, COUNT(cases), "１．業務内容");
}

/* In a call the buyer acts where nobody is named; conditions of applicants bind nobody yet. */
static void calls_speak_for_the_buyer(void **state)
{
    struct arena a CLEANUP(arena_done) = {};
    struct reg r;

    read_text(&a,
              "ため池調査業務　公募要領\n\n"
              "１．競争に参加する者に必要な資格\n（１）県税の滞納がない者であること。\n（２）測量士"
              "を雇用していること。\n"
              "２．審査\n（１）合計が四割に達しない者は、選定しない。\n（２）採択件数は、予算により"
              "変わることがある。\n"
              "（３）評価基準は、別紙のとおりとする。\n（４）参加者は、定刻に集合すること。\n",
              &r);
    assert_int_equal(r.obligations.n, 4);
    assert_int_equal(r.obligations.v[0].actor, ACTOR_MINISTRY);
    assert_int_equal(r.obligations.v[1].actor, ACTOR_MINISTRY);
    assert_int_equal(r.obligations.v[2].actor, ACTOR_MINISTRY);
    assert_int_equal(r.obligations.v[3].actor, ACTOR_CONTRACTOR);
}

static void exceptions_are_linked(void **state)
{
    struct arena a CLEANUP(arena_done) = {};
    struct reg r;

    read_text(
        &a,
        "仕様書\n\n１．業務内容\n\n"
        "受注者は、資料を複写してはならない。ただし、発注者が認めた場合は、この限りでない。\n",
        &r);
    assert_int_equal(r.obligations.n, 2);
    assert_int_equal(r.obligations.v[0].modality, MUST_NOT);
    assert_int_equal(r.obligations.v[0].exception_of, REG_NO_INDEX);
    assert_int_equal(r.obligations.v[1].modality, MAY);
    assert_int_equal(r.obligations.v[1].exception_of, 0);
}

static void conditions_are_kept_as_written(void **state)
{
    struct arena a CLEANUP(arena_done) = {};
    struct reg r;

    read_text(&a,
              "仕様書\n\n１．業務内容\n\n"
              "受注者は、停電が発生した場合には、直ちに発注者に連絡すること。\n",
              &r);
    assert_int_equal(r.obligations.n, 1);
    assert_true(str_eq(r.obligations.v[0].condition, STR("停電が発生した場合には")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_sentence_gives_its_duties),
        cmocka_unit_test(endings_tell_the_modality),
        cmocka_unit_test(facts_are_no_duties),
        cmocka_unit_test(subjects_tell_the_actor),
        cmocka_unit_test(calls_speak_for_the_buyer),
        cmocka_unit_test(exceptions_are_linked),
        cmocka_unit_test(conditions_are_kept_as_written),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
