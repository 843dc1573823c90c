/* Facts about the contract out of small documents of many kinds, in our own words. */
#include "spec/spec.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

enum { FACTS_MAX = 16 };

struct fact {
    const char *key, *value;
};

/* A document and its facts; of a key that is named here no other value may be found. */
struct fact_case {
    const char *text;
    struct fact facts[FACTS_MAX];
};

/* A document of lines; cells are separated by tabs, as the text reader tells them. */
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

static const struct fact_case cases[] = {
    {"緑ヶ原市街路樹点検業務委託仕様書\n\n"
     "第１条（目的）　本業務は、街路樹の状態を把握することを目的とする。\n"
     "第２条（契約期間）　契約期間は、契約締結の日から令和９年２月26日までとする。\n"
     "第３条（納入場所）　成果品の納入場所は、緑ヶ原市建設部公園緑地課とする。\n"
     "第４条（委託料の上限）　委託料の上限は、金8,250,"
     "000円（消費税及び地方消費税を含む。）とする。\n",
     {{"title", "緑ヶ原市街路樹点検業務"},
      {"contract_end", "2027-02-26"},
      {"period_text", "契約締結の日から令和9年2月26日まで"},
      {"delivery_place", "緑ヶ原市建設部公園緑地課"},
      {"budget_cap_yen", "8250000"}}},
    {"公募型プロポーザル実施要領\n\n"
     "１　業務の概要\n"
     "（１）業務名\n　　東原町移住促進動画制作業務\n"
     "（２）履行期間\n　　契約締結日から令和９年１月29日（金）まで\n"
     "（３）提案上限額\n　　4,400,000円（税込）\n"
     "２　参加資格\n"
     "　次に掲げる要件を全て満たす者とする。\n"
     "（１）町税を滞納していない者であること。\n"
     "（２）過去３年以内に映像制作の実績があること。\n"
     "３　質問の受付\n"
     "　質問は、令和８年６月５日（金）午後５時までに電子メールで提出すること。\n"
     "４　提案書の提出期限\n"
     "　令和８年６月19日（金）午後５時（必着）\n"
     "５　問合せ先\n"
     "　東原町企画課移住定住係\n　電話：0199-00-1234\n　E-mail: ijuu@town.higashihara.example.jp\n",
     {{"title", "東原町移住促進動画制作業務"},
      {"contract_end", "2027-01-29"},
      {"budget_cap_yen", "4400000"},
      {"question_deadline", "2026-06-05T17:00:00"},
      {"submission_deadline", "2026-06-19T17:00:00"},
      {"contact_phone", "0199-00-1234"},
      {"contact_email", "ijuu@town.higashihara.example.jp"}}},
    {"業務委託契約書\n\n"
     "１　委託業務の名称　　令和８年度水田水位観測業務\n"
     "２　履行期間　　令和８年６月１日から令和９年３月19日まで\n"
     "３　委託料　　金6,600,000円（うち消費税及び地方消費税の額600,000円）\n"
     "４　履行場所　　西原県農業試験場\n\n"
     "　委託者西原県（以下「甲」という。）と受託者（以下「乙」という。）は、次のとおり契約を締結す"
     "る。\n",
     {{"title", "令和8年度水田水位観測業務"},
      {"fiscal_year", "2026"},
      {"contract_end", "2027-03-19"},
      {"buyer", "西原県"},
      {"delivery_place", "西原県農業試験場"}}},
    {"令和８年５月11日\n\n湖南経済局\n\n"
     "「令和８年度小規模店舗デジタル化支援事業」に係る企画競争募集要領\n\n"
     "　湖南経済局（以下「当局」という。）では、次のとおり委託先を募集します。\n"
     "１．事業実施期間\n　契約締結日～令和９年３月12日（金）\n"
     "２．契約の要件\n"
     "（１）契約形態：委託契約\n"
     "（２）採択件数：１件\n"
     "（３）予算規模：20,000,000円（税込）を上限とします。\n"
     "３．応募資格\n"
     "①　日本に拠点を有していること。\n②　当局から指名停止を受けていないこと。\n"
     "４．応募手続き\n"
     "（１）募集期間\n　募集開始日：令和８年５月11日（月）\n　締切日：令和８年６月１日（月）12時必"
     "着\n"
     "５．審査・採択について\n　外部有識者で構成する委員会で審査を行い、最も優れた提案を採択します"
     "。\n",
     {{"title", "令和8年度小規模店舗デジタル化支援事業"},
      {"buyer", "湖南経済局"},
      {"notice_date", "2026-05-11"},
      {"contract_end", "2027-03-12"},
      {"contract_type", "委託契約"},
      {"adopted_count", "1"},
      {"budget_cap_yen", "20000000"},
      {"submission_deadline", "2026-06-01T12:00:00"},
      {"fiscal_year", "2026"}}},
    {"仕様書\n\n"
     "１　件名\n　　令和８年度　河川水辺の生物調査業務\n\n"
     "２　業務期間\n　　契約締結日の翌日から令和９年３月19日まで\n\n"
     "３　成果物の提出場所\n　　北浜地方整備局河川部河川環境課\n\n"
     "４　担当者\n　　北浜地方整備局河川部河川環境課　（電話　0888-11-0000）\n",
     {{"title", "令和8年度 河川水辺の生物調査業務"},
      {"fiscal_year", "2026"},
      {"contract_end", "2027-03-19"},
      {"delivery_place", "北浜地方整備局河川部河川環境課"},
      {"contact_phone", "0888-11-0000"}}},
    {"入札公告\n\n"
     "　次のとおり一般競争入札に付します。\n\n令和８年７月６日\n\n"
     "支出負担行為担当官　海浜環境庁総務課長\n\n"
     "１　調達内容\n"
     "(1) 調達件名　干潟保全に関する意識調査業務\n"
     "(2) 履行期限　令和９年２月10日（水）\n"
     "(3) 納入場所　海浜環境庁自然保護課\n"
     "２　競争参加資格\n"
     "(1) 予算決算及び会計令第70条の規定に該当しない者であること。\n"
     "(2) 全省庁統一資格において「役務の提供等」のＡ等級に格付けされた者であること。\n"
     "３　入札書の提出期限　令和８年８月３日（月）14時00分\n"
     "４　落札者の決定方法　予定価格の制限の範囲内で最低の価格をもって有効な入札を行った者を落札者"
     "とする。\n",
     {{"title", "干潟保全に関する意識調査業務"},
      {"buyer", "海浜環境庁"},
      {"notice_date", "2026-07-06"},
      {"contract_end", "2027-02-10"},
      {"delivery_place", "海浜環境庁自然保護課"},
      {"submission_deadline", "2026-08-03T14:00:00"}}},
    {"健康サロン運営支援業務委託　仕様書\n\n"
     "項目\t内容\n"
     "業務名\t健康サロン運営支援業務委託\n"
     "委託期間\t令和８年４月１日から令和９年３月31日まで\n"
     "実施場所\t市内の公民館\n"
     "担当課\t南台市健康福祉部長寿支援課\n",
     {{"title", "健康サロン運営支援業務委託"},
      {"contract_end", "2027-03-31"},
      {"delivery_place", "市内の公民館"}}},
    {"空き地利活用調査業務　特記仕様書\n\n"
     "（適用範囲）\n第１条　この仕様書は、丘の町（以下「発注者」という。）が発注する空き地利活用調"
     "査業務（以下「本業務」という。）に適用する。\n"
     "（業務の期間）\n第２条　本業務の期間は、契約の日から令和８年12月18日までとします。\n"
     "（成果品の納品先）\n第３条　成果品は、丘の町まちづくり課に納品するものとする。\n",
     {{"title", "空き地利活用調査業務"},
      {"buyer", "丘の町"},
      {"contract_end", "2026-12-18"},
      {"delivery_place", "丘の町まちづくり課"}}},
    {"公募要領\n\n"
     "１．事業名　産地連携モデル創出事業\n"
     "　この要領は、農林漁業者と食品を作る事業者とが手を組み、地域の農林水産物を使った商品を生み出"
     "す取組に必要な事項を定めます。\n"
     "２．スケジュール\n"
     "　公募開始　令和８年４月20日（月）\n"
     "　質問締切　令和８年４月30日（木）17時\n"
     "　提案書提出期限　令和８年５月15日（金）17時\n"
     "　契約締結　令和８年６月上旬（予定）\n"
     "３．委託費の額\n　１件当たり15,000千円（消費税及び地方消費税を含む。）以内\n"
     "４．採択予定件数\n　２件程度\n"
     "５．選定方法\n　評価点の合計が最も高い提案から順に採択します。\n",
     {{"title", "産地連携モデル創出事業"},
      {"notice_date", "2026-04-20"},
      {"question_deadline", "2026-04-30T17:00:00"},
      {"submission_deadline", "2026-05-15T17:00:00"},
      {"budget_cap_yen", "15000000"},
      {"adopted_count", "2"}}},
    /*
     * A definition behind the name; a head set to the right; 都市 behind 市; a threshold is no rule.
     */
    {"　　　　　　　　　　　　　　　　　　　　　　　　　　令和８年６月１日\n"
     "　　　　　　　　　　　　　　　　　　　　　　　港南市都市計画部公園課\n\n"
     "１　業務名\n　　港南市緑の基本計画改定業務（以下「本業務」といいます。）\n"
     "２　契約の方式　　随意契約\n"
     "３　審査\n（１）総合評価の得点が５割に達しない者は、採択しない。\n"
     "（２）得点の合計が最も高い者を契約候補者とする。\n"
     "４　成果品\n（１）計画書　２部\n　提出先は、港南市都市計画部公園課とする。\n",
     {{"title", "港南市緑の基本計画改定業務"},
      {"notice_date", "2026-06-01"},
      {"buyer", "港南市"},
      {"buyer_office", "港南市都市計画部公園課"},
      {"contract_type", "随意契約"},
      {"award_rule", "得点の合計が最も高い者を契約候補者とする"},
      {"delivery_place", "港南市都市計画部公園課"}}},
    /* 提出先 of a call is no place of delivery; the bureau's ministry is the buyer. */
    {"事業の仕様書\n\n"
     "１　実施体制\n　責任者の変更は、資源循環局廃棄物課（以下「担当課」という。）に届け出ること。"
     "\n"
     "２　納入場所\n　国土環境省資源循環局廃棄物課\n",
     {{"buyer", "国土環境省"}, {"delivery_place", "国土環境省資源循環局廃棄物課"}}},
    {"令和８年度　農村の足確保実証事業　公募要領\n\n"
     "１　区分\n"
     "　　コース    対象                 １件当たりの上限額（税込）   採択予定件数\n"
     "　　基礎      集落の中の移動       6,000千円                    ３件程度\n"
     "　　発展      町と集落との間       12,000千円                   １件\n"
     "２　提出先　農村振興庁交通課\n"
     "３　契約　採択された者と委託契約の締結に向けた協議を行う。\n",
     {{"budget_cap_yen", "6000000"},
      {"budget_cap_yen", "12000000"},
      {"adopted_count", "3"},
      {"adopted_count", "1"},
      {"contract_type", "委託契約"},
      {"delivery_place", NULL}}},
    /* Caps of another kind of table are no caps of the call. */
    {"謝金等の基準　仕様書\n\n１　単価\n"
     "　　職名      時間当たりの上限額\n　　教授      9,000円\n　　講師      5,000円\n",
     {{"budget_cap_yen", NULL}}},
    {"業　務　委　託　契　約　書\n\n"
     "１　委託業務の名称　　湖面清掃業務\n２　履行期間　　令和８年７月１日から令和８年11月30日まで"
     "\n",
     {{"title", "湖面清掃業務"}, {"contract_type", "業務委託契約"}}},
};

static bool key_is(const struct reg_fact *f, const char *key)
{
    return str_eq(f->key, str_of(key));
}

static bool is_expected(const struct fact_case *c, const struct reg_fact *f)
{
    for (size_t k = 0; k < FACTS_MAX && c->facts[k].key != NULL; k++) {
        if (key_is(f, c->facts[k].key) && c->facts[k].value != NULL &&
            str_eq(f->value, str_of(c->facts[k].value))) {
            return true;
        }
    }
    return false;
}

/* Whether the value is there (NULL: nothing is asked) and no other one that is not named too. */
static bool is_found(const struct reg *r, const struct fact_case *c, const struct fact *expected)
{
    bool found = expected->value == NULL;
    bool other = false;

    for (uint32_t i = 0; i < r->facts.n; i++) {
        const struct reg_fact *f = &r->facts.v[i];

        if (key_is(f, expected->key)) {
            found = found || str_eq(f->value, str_of(expected->value));
            other = other || !is_expected(c, f);
        }
    }
    return found && !other;
}

static void show(const struct reg *r, const char *key)
{
    for (uint32_t i = 0; i < r->facts.n; i++) {
        if (key_is(&r->facts.v[i], key)) {
            print_message("    found %.*s\n", STR_ARG(r->facts.v[i].value));
        }
    }
}

static void facts_are_found(void **state)
{
    int wrong = 0;

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena a CLEANUP(arena_done) = {};
        struct doc *d = ARENA_NEW(&a, struct doc);
        struct err err = {};
        struct reg r;

        *d = doc_of_lines(&a, cases[i].text);
        assert_int_equal(spec_read(&a, d, 1, &r, &err), 0);
        for (size_t k = 0; k < FACTS_MAX && cases[i].facts[k].key != NULL; k++) {
            if (!is_found(&r, &cases[i], &cases[i].facts[k])) {
                print_message("document %zu: %s is %s\n", i, cases[i].facts[k].key,
                              cases[i].facts[k].value == NULL ? "nothing"
                                                              : cases[i].facts[k].value);
                show(&r, cases[i].facts[k].key);
                wrong++;
            }
        }
    }
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(facts_are_found),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
