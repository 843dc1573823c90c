/*
 * Lint rules: a text each must speak about, and texts that look wrong and are right. Own words.
 */
#include "spec/lint-rules.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "spec/test-lint.h"

static void left_over_drafting(void **state)
{
    static const struct lint_case cases[] = {
        {"left-over-draft", "１．提出先\n地域課　林道係（該当がない場合は適宜削除）\n", "適宜削除"},
        {"left-over-draft", "１．体制\n　人数は原課で定める。\n", "原課"},
        {"left-over-draft", "１．期限\n　【要調整】令和８年度内\n", "要調整"},
        {"left-over-draft", "１．提出先\n　文化局○○課長あて\n", "○○課"},
        /* A duty to delete, a subject that begins with the same characters, an example. */
        {"left-over-draft", "１．整理\n　不要な記録は適宜削除すること。\n", NULL},
        {"left-over-draft", "１．課題\n　燃料の起原課題を調べる。\n", NULL},
        {"left-over-draft", "１．確認\n　要確認事項の一覧（要確認事項は表にする。）を作る。\n",
         NULL},
        {"left-over-draft", "１．記入\n　宛名は例のとおり「○○課長」のように書く。\n", NULL},
        {"left-over-draft", "１．件名\n　○○事業を参考にすること。\n", NULL},
    };

    (void)state;
    lint_check(cases, COUNT(cases));
}

static void writing(void **state)
{
    static const struct lint_case cases[] = {
        {"variant-character", "１．運營\n　会の運營を行う。\n", "運營"},
        {"variant-character", "１．担当\n　櫻井、澤田、髙橋、渡邊が担当する。\n", NULL},
        {"particle-doubled", "１．会議\n　会議をを開く。\n", "をを"},
        {"particle-doubled", "１．会議\n　委員の代理がが出席する。\n", "代理がが出席"},
        {"particle-doubled",
         "１．会議\n　費用のかかるもののうち、現場でできるものを、担当ははじめに選ぶ。\n", NULL},
        {"particle-doubled", "１．会議\n　意見をととのえる。我ががんばる。\n", NULL},
        {"mark-in-sentence", "１．展示\n　技術を有する２．企業の展示を行う。\n", "有する２．企業"},
        {"mark-in-sentence",
         "１．目的\n　普及\n２．展示\n　下に定める１．目的に沿って、3.5倍の規模とする。\n", NULL},
        {"mark-in-sentence", "１．展示\n　募集要領の２．事業内容による。\n", NULL},
        {"object-missing", "１．秘密\n　従事しない者の開示又は複製してはならない。\n",
         "者の開示又は複製してはならない"},
        {"object-missing", "１．秘密\n　従事しない者に開示又は複製してはならない。\n", NULL},
        {"object-missing", "１．秘密\n　資料の収集及び分析を行うこと。\n", NULL},
        {"object-missing", "１．秘密\n　担当者の承認なく公表又は提供してはならない。\n", NULL},
    };

    (void)state;
    lint_check(cases, COUNT(cases));
}

static void dates(void **state)
{
    static const struct lint_case cases[] = {
        {"date-impossible", "１．報告\n　令和９年２月29日までに提出する。\n", "２月29日"},
        {"date-impossible", "１．報告\n　令和10年２月29日までに提出する。\n", NULL},
        {"date-impossible", "１．会議\n　会議は、令和８年９月31日（水）に開催する。\n", "９月31日"},
        {"weekday-differs", "１．会議\n　会議は、令和８年７月15日（木）に開催する。\n",
         "７月15日（木）"},
        {"weekday-differs", "１．会議\n　会議は、令和８年７月15日（水）に開催する。\n", NULL},
        {"weekday-differs", "１．会議\n　会議は、2026年7月18日（土）から19日（月）まで開催する。\n",
         "19日（月）"},
        {"weekday-differs",
         "１．会議\n　会議は、2026年7月18日（土・祝）及び19日（日）に開催する。\n", NULL},
        /* Without a year the fiscal year decides; without notice and year nothing does. */
        {"weekday-differs", "１．会議\n　会議は、７月15日（木）に開催する。\n", NULL},
        {"year-differs", "１．会議\n　令和８年（2027年）６月に会議を開催する。\n",
         "令和８年（2027年）"},
        {"year-differs",
         "１．会議\n　令和８年（2026年）６月、平成元年（1989年）、令和８年度（2026年度）。\n",
         NULL},
        {"year-differs",
         "１．会議\n　令和８年（2000人が参加）、令和７年版（2026年刊）、昭和64年（1989）。\n",
         NULL},
        {"date-order", "１．会議\n　展示は、令和８年11月20日から令和８年11月８日までとする。\n",
         "11月20日から"},
        {"date-order", "１．会議\n　展示は、令和８年11月20日から翌年１月８日までとする。\n", NULL},
        {"date-order",
         "１．会議\n　営業は、11月から３月までとし、12月20日から１月８日までは休む。\n", NULL},
        {"date-before-notice",
         "令和８年４月20日\n公告\n１．会議\n　会議は、令和７年６月10日に開催する予定である。\n",
         "令和７年６月10日"},
        {"date-before-notice",
         "令和８年４月20日\n公告\n１．背景\n　会議は、令和７年６月10日まで開催された。\n２．実績\n"
         "　令和７年６月10日に公表した"
         "手引による。\n",
         NULL},
        {"date-before-notice",
         "令和８年２月20日\n公告\n１．資格\n　令和８年１月31日までに登録を受けた者であること。\n２"
         "．期限\n　令和８年３月２日\n",
         NULL},
        {"date-after-period",
         "１．履行期間\n　契約締結日から令和９年２月26日まで\n２．会議\n　令和９年３月５日に報告会"
         "を開催する。\n",
         "３月５日"},
        {"date-after-period",
         "１．履行期間\n　契約締結日から令和９年２月26日まで\n２．会議\n　令和９年２月26日に報告会"
         "を開催する。\n３．保存\n　書類は、"
         "令和10年３月31日まで保存し、提出の求めに応じる。\n",
         NULL},
        {"date-after-period",
         "１．履行期間\n　契約締結日から令和９年２月26日まで\n２．支払\n　発注者は、令和９年３月31"
         "日までに支払を完了する。\n",
         NULL},
    };

    (void)state;
    lint_check(cases, COUNT(cases));
}

static void lengths(void **state)
{
    static const struct lint_case cases[] = {
        {"length-differs", "１．会期\n　令和８年10月７日から10月９日まで（４日間）とする。\n",
         "（４日間"},
        {"length-differs", "１．会期\n　令和８年10月７日から10月９日まで（３日間）とする。\n",
         NULL},
        {"length-differs",
         "１．期間\n　令和８年９月１日から令和９年２月28日までの７か月間とする。\n", "７か月間"},
        {"length-differs",
         "１．期間\n　令和８年９月１日から令和９年２月28日までの６か月間、令和８年９月16日から11月3"
         "0日まで（３か月間）、2026年度から2030年"
         "度までの５年間。\n",
         NULL},
        {"length-differs", "１．期間\n　2026年度～2030年度（４年間）の計画による。\n", "４年間"},
        /* Open days, a length per day, a length that is something else's. */
        {"length-differs",
         "１．期間\n　令和８年10月５日（月）から10月16日（金）まで（10日間）とする。\n", NULL},
        {"length-differs",
         "１．期間\n　令和８年10月５日から10月16日まで（うち５日間）開く。１日から５日まで（平日３"
         "日間）。\n",
         NULL},
        {"length-differs", "１．時間\n　13時から15時まで（90分）とする。\n", "（90分"},
        {"length-differs",
         "１．時間\n　13時から15時まで（120分）、10時から16時まで（休憩を除き５時間）とする。\n",
         NULL},
        {"length-differs", "１．日程\n回\t期間\t日数\n１\t令和８年７月６日～７月10日\t４日間\n",
         "４日間"},
        {"clock-order", "１．時間\n　午前７時から午前６時30分までとする。\n", "午前７時"},
        {"clock-order",
         "１．時間\n　22時から６時まで、９時から翌９時まで、午後１時から３時までとする。\n", NULL},
        {"ordinal-order", "１．会議\n　第１回は８月、第２回は11月、第３回は10月に開く。\n",
         "第３回は10月"},
        {"ordinal-order", "１．会議\n　第１回は８月、第２回は11月、第３回は２月に開く。\n", NULL},
        {"ordinal-order", "１．会議\n　第１回検討会は11月、第２回作業部会は８月に開く。\n", NULL},
        {"timetable",
         "１．次第\n時刻\t内容\t時間\n10:40～12:10\t講義\t80分\n13:00～14:00\t実習\t60分\n",
         "10:40～12:10"},
        {"timetable",
         "１．次第\n時刻\t内容\t時間\n10:40～12:10\t講義\t90分\n13:00～14:00\t実習\t60分\n", NULL},
        {"date-before-notice",
         "令和８年度水の調査業務　仕様書\n１．件名\n　令和８年度水の調査業務\n２．返却\n　資料は、"
         "令和７年度末までに返却する。\n",
         "令和７年度末"},
        {"date-before-notice",
         "令和８年度水の調査業務　仕様書\n１．件名\n　令和８年度水の調査業務\n２．資料\n　資料は、"
         "令和７年度末までに実施された調査を含む。令和"
         "７年度に作成した手引による。\n",
         NULL},
    };

    (void)state;
    lint_check(cases, COUNT(cases));
}

static void amounts(void **state)
{
    static const struct lint_case cases[] = {
        {"bounds-reversed", "１．会場\n　80社以上60社以下とする。\n", "80社以上60社以下"},
        {"bounds-reversed",
         "１．会場\n　60社以上80社以下とし、20～30名を、80名以上の部屋60室以内に入れる。\n", NULL},
        {"product-differs", "１．謝金\n　委員５名×３回×18,000円で360,000円とする。\n",
         "５名×３回×18,000円"},
        {"product-differs",
         "１．謝金\n　委員５名×３回×18,000円で270,000円とし、1,200通×140円＝168,000円を加える。\n",
         NULL},
        {"product-differs",
         "１．謝金\n　1.5万円×20名＝30万円、100千円×３社＝330千円（税込）とする。\n", NULL},
        {"product-differs", "１．表示\n　合計1,000,000回（月300,000回×３か月）とする。\n",
         "1,000,000回（月300,000回×３か月"},
        {"product-differs",
         "１．表示\n　合計900,000回（月300,000回×３か月）、写真（横1920×縦1080）とする。\n", NULL},
        {"product-differs",
         "１．表示\n　約100万円（33万円×３社）、１名×２回＋３名×１回で５回とする。\n", NULL},
        {"tax-differs",
         "１．金額\n　24,200,000円（うち消費税及び地方消費税の額2,420,000円）とする。\n",
         "2,420,000円"},
        {"tax-differs",
         "１．金額\n　24,200,000円（うち消費税及び地方消費税の額2,200,000円）とする。\n", NULL},
        {"tax-differs", "１．金額\n　18,000,000円（税抜。税込19,080,000円）とする。\n",
         "19,080,000円"},
        {"tax-differs",
         "１．金額\n　18,000,000円（税抜。税込19,800,000円）、食料108,000円（税抜100,"
         "000円）とする。\n",
         NULL},
        {"tax-differs",
         "１．金額\n　上期は3,300,000円（税込）、下期は2,000,000円（税込）とする。\n", NULL},
    };

    (void)state;
    lint_check(cases, COUNT(cases));
}

static void limits_and_days(void **state)
{
    static const struct lint_case cases[] = {
        {"limit-differs",
         "１．金額\n　委託費の上限は、88,000千円（税込）とする。\n２．他\n　委託費の上限（8,"
         "000万円（税込））を超えない。\n",
         "8,000万円"},
        {"limit-differs",
         "１．金額\n　委託費の上限は、88,000千円（税込）とする。\n２．他\n　委託費の上限（8,"
         "000万円（税抜））を超えない。\n",
         NULL},
        {"limit-differs",
         "１．金額\n　委託費の上限は、88,000千円とする。\n２．補助\n　補助費の上限は、5,"
         "000千円とする。委託費の上限は、令和９年度には60,000千円とする。\n",
         NULL},
        {"deadline-differs",
         "１．日程\n企画提案書の提出期限\t令和８年６月12日（金）17時\n２．応募\n　企画提案書は、令"
         "和８年６月15日（月）17時までに提出する。\n",
         "６月15日"},
        {"deadline-differs",
         "１．日程\n企画提案書の提出期限\t令和８年６月12日（金）17時\n２．応募\n　企画提案書は、令"
         "和８年６月12日（金）までに提出する。質問は"
         "、令和８年６月５日までに提出する。\n",
         NULL},
        {"deadline-differs",
         "１．日程\n　質問の受付期限：令和８年６月５日\n２．追加\n　追加の質問の受付期限：令和８年"
         "６月９日\n",
         NULL},
        {"deadline-order", "１．日程\n入札書の提出期限\t令和８年４月30日\n開札\t令和８年４月28日\n",
         "４月28日"},
        {"deadline-order",
         "１．日程\n入札書の提出期限\t令和８年４月28日\n開札\t令和８年４月28日\n結果の通知\t令和８"
         "年４月下旬\n",
         NULL},
        {"deadline-order",
         "１．中間報告\n　令和８年12月25日までに報告する。\n２．最終報告\n　令和９年１月29日までに"
         "報告書の案を、２月26日までに完成版を提"
         "出する。\n",
         NULL},
        {"period-differs",
         "１．履行期間\n　契約締結日から令和９年２月19日まで\n２．内容\n　歩く。\n３．履行期間\n　"
         "契約締結日から令和９年２月"
         "26日まで\n",
         "２月26日"},
        {"period-differs",
         "１．履行期間\n　契約締結日から令和９年２月19日まで\n２．運用期間\n　令和９年２月26日まで"
         "\n３．履行期限\n　令和９年２月19日\n",
         NULL},
    };

    (void)state;
    lint_check(cases, COUNT(cases));
}

static void repeats(void **state)
{
    static const struct lint_case cases[] = {
        {"word-doubled", "１．試験\n　結果を報告書を報告書にまとめる。\n", "報告書を報告書"},
        {"word-doubled", "１．試験\n　受注者は受注者は、結果をまとめる。\n", "受注者は受注者"},
        {"word-doubled",
         "１．試験\n　報告を報告書により行い、調査を調査票で進め、資料を資料として残す。\n", NULL},
        {"word-doubled", "１．試験\n　一つ一つ、各社は各社の方法で、情報を情報システムに入れる。\n",
         NULL},
        {"paragraph-doubled",
         "１．試験\n　受注者は、試験の結果を書面により発注者に報告するものとする。\n　受注者は、試"
         "験の結果を書面により発注者に報告するもの"
         "とする。\n",
         "試験の結果を書面"},
        {"paragraph-doubled",
         "１．試験\n　受注者は、発注者の承認を得る。\n　受注者は、発注者の承認を得る。\n（１）橋\n"
         "　受注者は、試験の結果を書面により発注者に"
         "報告するものとする。\n（２）道\n　受注者は、試験の結果を書面により発注者に報告するものと"
         "する。\n",
         NULL},
        {"text-garbled", "１．方法\n　点検は、縺薙ｌ繧峨の方法で行う。\n", "縺"},
        {"text-garbled", "１．方法\n　詳細は、エラー! 参照元が見つかりません。を見る。\n",
         "エラー"},
        {"text-garbled", "１．方法\n　金額は、#REF!円とする。\n", "#REF!"},
        {"text-garbled",
         "１．方法\n　修繕の前に譁牘を見て、エラー!と表示されたら止め、R&D部のSãoさんに聞く。\n",
         NULL},
        {"party-foreign",
         "１．者\n　契約の相手方（以下「受注者」という。）は、歩く。受注者は、書く。受注者は、話す"
         "。受注者は、見る。受注者は、聞く。\n２．検査\n　"
         "乙は、立ち会う。\n",
         "乙は"},
        {"party-foreign",
         "１．者\n　契約の相手方（以下「受注者」という。）は、歩く。受注者は、書く。受注者は、話す"
         "。受注者は、見る。受注者は、聞く。\n２．委託\n　再"
         "受託者は、立ち会う。乙種の免状による。\n",
         NULL},
        {"party-foreign",
         "１．者\n　受託者は、歩く。受注者は、書く。受託者は、話す。受注者は、見る。受託者は、聞く"
         "。\n",
         NULL},
        {"date-blank", "１．提出期限\n　提出期限：令和８年　月　日\n", "令和８年"},
        {"date-blank", "１．届\n　次の様式による。\n　　令和８年　月　日\n　届出者\n", NULL},
        {"left-over-draft", "１．体制\n　責任者を置く。（体制図は追って記載）\n", "追って記載"},
        {"left-over-draft", "１．体制\n　責任者は【P】名とする。\n", "【P】"},
        {"left-over-draft", "１．体制\n　○○○ページを目安とし、人数は別に示す。\n", "○○○ページ"},
        {"left-over-draft", "１．体制\n　人数は※要確認\n", "※要確認"},
        {"left-over-draft", "１．体制\n　開催日は●月上旬とする。\n", "●月"},
        {"left-over-draft",
         "１．体制\n　開催日は、例えば○月○日のように書く。確認中の事項（検討中の課題を含む。）を示"
         "す。\n",
         NULL},
    };

    (void)state;
    lint_check(cases, COUNT(cases));
}

static const struct lint_case lists_cases[] = {
    {"list-count", "１．体制\n　設計責任者、制作責任者及び広告責任者の２名を置く。\n",
     "広告責任者の２名"},
    {"list-count", "１．体制\n　設計責任者、制作責任者及び広告責任者の３名を置く。\n", NULL},
    {"list-count",
     "１．体制\n　原則、設計責任者及び広告責任者の２名を置く。委員、監事等の５名、国立の大学及"
     "び高校の４校。\n",
     NULL},
    {"points-total", "１．審査\n　合計を100点とする。\n観点\t配点\n理解\t50点\n計画\t60点\n",
     "100点"},
    {"points-total",
     "１．審査\n　合計を100点とする。\n観点\t配点\n理解\t50点\n計画\t50点\n合計\t100点\n", NULL},
    {"list-count", "１．都市\n　セミナーを、札幌、仙台、大阪、福岡の５都市で開く。\n",
     "福岡の５都市"},
    {"list-count", "１．都市\n　３市２町（美里市、東川市、西野町、南原町）で開く。\n", "３市２町"},
    {"list-count",
     "１．都市\n　２市２町（美里市、東川市、西野町、南原町）、３社（うち１社は県内）、５名（委"
     "員、監事等）。\n",
     NULL},
    {"list-count", "１．方式\n　焼却、溶融及び発酵の４方式を比べる。\n", "発酵の４方式"},
    {"shares-total", "１．費用\n区分\t割合\n施設\t55％\n用地\t10％\n運営\t30％\n", "30％"},
    {"shares-total", "１．費用\n区分\t割合\n施設\t55％\n用地\t10％\n運営\t35％\n", NULL},
    {"shares-total", "１．減額\n率\t割合\n一\t３％\n二\t５％\n三\t10％\n", NULL},
    {"title-other-word",
     "１．件名\n　廃棄物処理施設整備基本構想策定業務\n２．適用\n　「廃棄物処理施設整備基本計画"
     "策定業務」に関する疑義は協議する。\n",
     "基本計画"},
    {"title-other-word",
     "１．件名\n　廃棄物処理施設整備基本構想策定業務\n２．参考\n　過去の「廃棄物処理施設整備基"
     "本計画策定業務」の成果を用いる。\n",
     NULL},
    {"word-doubled", "１．失格\n　働きかけた場合場合は失格とする。\n", "場合場合"},
    {"word-doubled", "１．失格\n　一人一人の意見、各地各様の例を聞く。\n", NULL},
    {"number-last",
     "１．目的\n　知る。\n２．注意\n（１）歩く。\n（２）書く。\n（４）話して聞く。\n", NULL},
    {"number-last", "１　橋を調べる。\n２　道を調べる。\n３　山を調べる。\n３　川を調べる。\n",
     "３　川"},
    {"number-last", "１　橋を調べる。\n２　道を調べる。\n３　山を調べる。\n４　川を調べる。\n",
     NULL},
    {"reference-section",
     "１－１　橋\n　調べる。\n１－２　道\n　調べる。\n１－３　川\n　１－７に定める様式による。"
     "\n",
     "１－７"},
    {"reference-section",
     "１－１　橋\n　調べる。\n１－２　道\n　調べる。\n１－３　川\n　１－２に定める様式により、"
     "要領１－７に従い、2.5の割合とする。\n",
     NULL},
    {"reference-label",
     "１．届\n　様式第一及び様式第三により届け出る。\n\n様式第一\n　届\n\n様式第二\n　届\n",
     "様式第三"},
    {"reference-label",
     "１．届\n　様式第一により、規程様式第九を添えて届け出る。\n\n様式第一\n　届\n", NULL},
    {"reference-heading",
     "（支払）\n第一条　甲は、払う。\n（秘密の保持）\n第二条　乙は、漏らさない。\n（解除）\n第"
     "三条　甲は、乙が第一条に規定する秘密の保"
     "持の義務に違反したときは、解除する。\n",
     "第一条に規定する秘密の保持"},
    {"reference-heading",
     "（支払）\n第一条　甲は、払う。\n（秘密の保持）\n第二条　乙は、漏らさない。\n（解除）\n第"
     "三条　甲は、乙が第二条に規定する秘密の保"
     "持の義務に違反したときは、解除する。\n",
     NULL},
    {"count-twice",
     "１．内容\n　検討会を４回開催する。\n２．費用\n　検討会（３回）の謝金を払う。\n",
     "検討会（３回"},
    {"count-twice",
     "１．内容\n　検討会を４回開催する。\n２．費用\n　検討会（４回）の謝金、検討会１回当たり３"
     "名分を払う。\n",
     NULL},
    {"count-twice",
     "１．内容\n（１）東\n　説明会を４回開催する。\n（２）西\n　説明会を３回開催する。\n", NULL},
    {"mail-twice", "１．宛先\n　chosa@keisoku.example\n２．質問\n　chosa@keisouku.example\n",
     "keisouku"},
    {"mail-twice",
     "１．宛先\n　chosa1@keisoku.example\n２．質問\n　chosa2@keisoku.example、koho@keisoku."
     "example\n",
     NULL},
};

static void lists(void **state)
{
    (void)state;
    lint_check(lists_cases, COUNT(lists_cases));
}

static const struct lint_case said_twice_cases[] = {
    {"length-twice",
     "１．対応\n　故障が起きたときは、２時間以内に本市へ連絡すること。\n２．報告\n　故障が起き"
     "たときの連絡は、４時間以内とする。\n",
     "４時間以内"},
    {"length-twice",
     "１．対応\n　故障が起きたときは、２時間以内に本市へ連絡すること。\n２．報告\n　故障が起き"
     "たときは、３日以内に報告書を出すこと。\n",
     NULL},
    {"length-twice",
     "１．対応\n　計画書は、契約の締結後14日以内に提出すること。\n２．報告\n　工程表は、契約の"
     "締結後30日以内に提出すること。\n",
     NULL},
    {"length-twice",
     "１．支払\n　請求を受けた日から30日以内に支払う。\n２．前払\n　前払金の請求を受けた日から1"
     "4日以内に支払う。\n",
     NULL},
    {"length-quoted",
     "（検査）\n第１条　甲は、届出を受けた日から10日以内に検査を行う。\n（支払）\n第２条　甲は"
     "、支払う。\n（遅れ）\n第３条　甲が第１条に規定する14日以内に検査を行わないときは、乙に知"
     "らせる。\n",
     "14日以内"},
    {"length-quoted",
     "（検査）\n第１条　甲は、届出を受けた日から10日以内に検査を行う。\n（支払）\n第２条　甲は"
     "、支払う。\n（遅れ）\n第３条　甲が第１条に規定する10日以内に検査を行わないときは、乙に知"
     "らせる。\n",
     NULL},
    {"hours-twice",
     "１．窓口\n　受付時間は、９時から17時までとする。\n２．その他\n　受付時間（９時から16時ま"
     "で）の前に来ること。\n",
     "16時まで"},
    {"hours-twice",
     "１．窓口\n　受付時間は、９時から17時までとする。\n２．その他\n　最終日の受付時間（９時か"
     "ら16時まで）に気を付けること。\n",
     NULL},
    {"address-twice", "１．場所\n　北浜市港町桜台1-2-3\n２．提出\n　北浜市港町桜台1-3-2\n",
     "1-3-2"},
    {"address-twice", "１．場所\n　北浜市港町桜台1-2-3\n２．提出\n　北浜市港町桜台12-40\n", NULL},
    {"count-twice", "１．体制\n　警備員を12名以上置く。\n２．表\n警備員\t15名\n責任者\t２名\n",
     NULL},
    {"count-twice", "１．体制\n　警備員を12名以上置く。\n２．表\n警備員\t10名\n責任者\t２名\n",
     "10名"},
    {"count-twice",
     "１．発信\n　月４回以上投稿すること。\n２．確認\n　投稿（月３回以上）の写しを出すこと。\n",
     "月３回以上"},
    {"day-twice",
     "１．予定\n　二次審査は、令和８年７月10日に行う。\n２．表\n二次審査\t令和８年７月９日\n通"
     "知\t令和８年７月17日\n",
     "７月９日"},
    {"day-twice",
     "１．予定\n　提出期限は、令和８年７月10日とする。\n２．表\n提出期限\t令和８年７月９日\n通"
     "知\t令和８年７月17日\n",
     NULL},
    {"stance-differs",
     "１．雨天\n　雨天のときは中止し、順延しない。\n２．予備日\n　順延した場合の日程は、翌日と"
     "する。\n",
     "順延した場合"},
    {"stance-differs",
     "１．雨天\n　雨天のときは順延する。\n２．予備日\n　順延した場合の日程は、翌日とする。\n",
     NULL},
    {"letters-undefined", "１．保守\n　異常のときは、PJMOに連絡すること。\n", "PJMO"},
    {"letters-undefined",
     "１．保守\n　異常のときは、PJMO（発注者の組織をいう。）に知らせ、PJMOに連絡すること。\n",
     NULL},
    {"letters-undefined", "１．保守\n　画像はPDFとし、DNSを設定すること。\n", NULL},
    {"rows-differ",
     "１．採水\n　別表１に掲げる４地点で採る。\n別表１　地点\n番号\t名\n１\t橋\n２\t堰\n３\t口"
     "\n",
     "４地点"},
    {"rows-differ",
     "１．採水\n　別表１に掲げる３地点で採る。\n別表１　地点\n番号\t名\n１\t橋\n２\t堰\n３\t口"
     "\n",
     NULL},
    {"reference-range",
     "１．作業\n（１）集める。\n（２）開く。\n（３）写す。\n（４）(2)から(6)"
     "までは、庁舎で行う。\n",
     "(2)から(6)"},
    {"reference-range",
     "１．作業\n（１）集める。\n（２）開く。\n（３）写す。\n（４）(1)から(3)"
     "までは、庁舎で行う。\n",
     NULL},
    {"form-beyond",
     "１．書類\n　様式第１号から様式第３号までを出すこと。様式第４号の誓約書も出すこと。\n",
     "様式第４号"},
    {"form-beyond",
     "１．書類\n　様式第１号から様式第３号までを出すこと。質問は様式第４号による。\n", NULL},
    {"report-before-event",
     "１．会期　令和８年11月11日（水）から13日（金）まで\n２．報告\n　会期の終了後の報告書は、"
     "令和８年11月６日までに出すこと。\n",
     "11月６日"},
    {"report-before-event",
     "１．会期　令和８年11月11日（水）から13日（金）まで\n２．報告\n　会期の終了後の報告書は、"
     "令和８年11月30日までに出すこと。\n",
     NULL},
    {"instruction-left-over", "１．条件\n　＜条件があれば記載すること＞\n", "＜条件"},
    {"instruction-left-over", "１．条件\n　＜共通＞　記録を残すこと。\n", NULL},
    {"office-undefined", "１．通則\n　甲は払う。乙は働く。乙は書く。乙は丙に渡す。\n", "丙に渡す"},
    {"office-undefined",
     "１．通則\n　甲は払う。乙は働く。丙（保証人をいう。）は払う。乙は丙に渡す。\n", NULL},
    {"word-homophone",
     "１．出展\n　出展者は来る。出展者は帰る。出展者は書く。出展者は聞く。出展舎は休む。\n",
     "出展舎"},
    {"word-homophone",
     "１．出展\n　出展者は来る。出展者は帰る。出展者は書く。出展者は聞く。出展会は休む。\n", NULL},
};

static void said_twice(void **state)
{
    (void)state;
    lint_check(said_twice_cases, COUNT(said_twice_cases));
}

static void numbering(void **state)
{
    static const struct lint_case cases[] = {
        {"number-duplicate",
         "１．目的\n　村を知る。\n２．内容\n　歩く。\n２．期間\n　一年とする。\n３．場所\n　村とす"
         "る。\n",
         "２．期間"},
        {"number-gap",
         "１．目的\n　村を知る。\n２．内容\n　歩く。\n４．期間\n　一年とする。\n５．場所\n　村とす"
         "る。\n",
         "４．期間"},
        /* Numbers that start again in the next section. */
        {"number-duplicate",
         "１．目的\n（１）村\n　知る。\n（２）町\n　歩く。\n２．内容\n（１）道\n　測る。\n（２）橋"
         "\n　調べる。\n",
         NULL},
        {"number-gap",
         "１．目的\n（１）村\n　知る。\n（２）町\n　歩く。\n２．内容\n（１）道\n　測る。\n（２）橋"
         "\n　調べる。\n",
         NULL},
        {"heading-repeated",
         "１．納入物\n（１）報告書の電子媒体\n　①　報告書の電子媒体　１式\n　②　写真\n２．場所\n　"
         "村\n",
         "（１）報告書の電子媒体"},
        {"heading-repeated",
         "１．納入物\n（１）報告書の電子媒体\n　①　報告書の電子媒体　１式\n（２）写真\n　①　写真　1"
         "0枚\n",
         NULL},
    };

    (void)state;
    lint_check(cases, COUNT(cases));
}

static void copies(void **state)
{
    static const struct lint_case cases[] = {
        {"title-two-spellings",
         "１．名称\n　「山村の暮らしを支える移動販売の手引」を作る。\n２．配布\n　「山村の暮らしに"
         "支える移動販売の手引」を配る。\n",
         "山村の暮らしに支える"},
        /* Another year, another place, another kind of paper: other titles. */
        {"title-two-spellings",
         "１．名称\n　「山村の暮らしを支える移動販売の手引」を、「漁村の暮らしを支える移動販売の手"
         "引」に倣い作る。\n",
         NULL},
        {"title-two-spellings",
         "１．名称\n　「令和６年度移動販売実態調査報告書」と「令和７年度移動販売実態調査報告書」を"
         "比べる。\n",
         NULL},
        {"word-near-copy",
         "１．登壇\n　登壇者に連絡する。登壇者の旅費を払う。\n２．次第\n　登壇社：二名\n　登壇者："
         "一名\n",
         "登壇社"},
        {"word-near-copy",
         "１．参加\n　参加者に連絡する。参加者の旅費を払う。\n２．展示\n　参加社の数は20とする。\n",
         NULL},
    };

    (void)state;
    lint_check(cases, COUNT(cases));
}

static void bounds(void **state)
{
    static const struct lint_case cases[] = {
        {"bounds-gap", "１．会場\n　30名未満のときは小会場、30名を超えるときは大会場とする。\n",
         "30名未満"},
        {"bounds-gap", "１．会場\n　30名以下のときは小会場、30名を超えるときは大会場とする。\n",
         NULL},
        {"bounds-gap",
         "１．会場\n　30名未満のときは小会場、30名のときは協議、30名を超えるときは大会場とする。\n",
         NULL},
        {"bounds-gap", "１．会場\n　30名未満のときは小会場とし、時間が30分を超えるときは休む。\n",
         NULL},
        {"bounds-overlap", "１．会場\n　30名以下のときは小会場、30名以上のときは大会場とする。\n",
         "30名"},
        {"bounds-overlap", "１．会場\n　20名以下のときは小会場、30名以上のときは大会場とする。\n",
         NULL},
        {"bounds-approximate", "１．金額\n　約900万円（税込）を上限とする。\n", "約900万円"},
        {"bounds-approximate", "１．金額\n　900万円（税込）を上限とし、約10社に配る。\n", NULL},
        {"bounds-approximate", "１．金額\n　参加者は約30名とし、経費は900万円を上限とする。\n",
         NULL},
        {"bracket-open", "１．金額\n　１回5,000円（税を含まない。を払う。\n", "（税を含まない"},
        {"bracket-open", "１．金額\n　１）及び２）の額（税を含む。）を払う。\n", NULL},
    };

    (void)state;
    lint_check(cases, COUNT(cases));
}

static void terms(void **state)
{
    static const struct lint_case cases[] = {
        {"term-undefined", "１．報告\n　受託者は、担当課室の承認を得る。\n", "担当課室"},
        {"term-undefined",
         "１．報告\n　森林局林道課（以下「担当課室」という。）に報告し、担当課室の承認を得る。\n",
         NULL},
        {"term-undefined", "１．報告\n　林道課担当課室の承認を得る。担当課題の一覧を作る。\n",
         NULL},
        {"term-undefined", "１．体制\n　受託者は、会の事務局を設置し、事務局は資料を作る。\n",
         NULL},
        {"term-undefined", "１．報告\n　各社は、報告書を事務局に提出する。\n", "事務局"},
        {"term-undefined",
         "１．報告\n　林野局（以下「当局」という。）は、当省の手引により、当局の職員を送る。\n",
         "当省"},
        {"term-undefined",
         "１．報告\n　林野局（以下「当局」という。）は、該当局及び警察当局と協議する。\n", NULL},
        {"procurement-word", "企画競争による募集要領\n１．決定\n　落札者に通知する。\n", "落札者"},
        {"procurement-word", "一般競争入札の公告\n１．決定\n　落札者に通知する。\n", NULL},
        {"body-renamed",
         "令和６年４月１日\n森林局\n１．公告日\n　令和６年４月１日\n２．監査\n　内閣サイバーセキュ"
         "リティセンターの監査を受ける。\n",
         NULL},
    };

    (void)state;
    lint_check(cases, COUNT(cases));
}

static void sums(void **state)
{
    static const struct lint_case cases[] = {
        {"sum-differs", "１．回数\n　漆２回、紙３回の計６回とする。\n", "計６回"},
        {"sum-differs", "１．回数\n　漆２回、紙３回の計５回とする。\n", NULL},
        {"sum-differs", "１．回数\n　村ごとに２回、計10回とする。\n", NULL},
        {"sum-differs",
         "１．設計\n　道路２本、橋３本の設計５本を行う。会計２名、統計３名を置く。\n", NULL},
        {"sum-differs", "１．金額\n　旅費300千円、謝金1,200千円の合計1,600千円とする。\n",
         "1,600千円"},
        {"sum-differs",
         "１．金額\n　上限は660千円とする。旅費200千円、謝金400千円、消費税60千円の計660千円である"
         "。\n",
         NULL},
        {"sum-differs", "１．表\n費目\t金額\n旅費\t300\n謝金\t1,200\n合計\t1,600\n", "1,600"},
        {"sum-differs",
         "１．表\n費目\t金額\n旅費\t300\n謝金\t1,200\n小計\t1,500\n消費税\t150\n合計\t1,650\n",
         NULL},
        {"count-differs", "１．方法\n　次の３点を調べる。\n・道\n・橋\n２．期間\n　一年\n",
         "次の３点"},
        {"count-differs", "１．方法\n　次の２点を調べる。\n・道\n・橋\n２．期間\n　一年\n", NULL},
    };

    (void)state;
    lint_check(cases, COUNT(cases));
}

static void references(void **state)
{
    static const struct lint_case cases[] = {
        {"reference-form",
         "１．書類\n　申請書（様式１）と誓約書（様式３）を出すこと。\n様式１　申請書\n　名称\n　住"
         "所\n様式２　表\n　数\n",
         "様式３"},
        {"reference-form",
         "１．書類\n　申請書（様式１）を出すこと。\n様式１　申請書\n　名称\n　住所\n", NULL},
        /* Forms that come as other files. */
        {"reference-form", "１．書類\n　申請書（様式１）と誓約書（様式３）を出すこと。\n", NULL},
        {"reference-form", "１．書類\n　調査の記録は、報告書の別添とすること。\n", NULL},
        {"reference-word", "１．調査\n　結果を手帳にまとめる。上記手帳を配る。\n", NULL},
        {"reference-word", "１．調査\n　結果をまとめる。上記便覧を配ること。\n", "上記便覧"},
        {"note-orphan",
         "１．会場\n　会場（※１）を借りる。\n（※１）市の施設に限る。\n（※２）費用は含む。\n",
         "（※２）"},
        {"note-orphan",
         "１．会場\n　会場（※１）と机（※２）を借りる。\n（※１）市の施設に限る。\n（※２）費用は含む"
         "。\n",
         NULL},
        {"note-undefined", "１．会場\n　会場を借りる。※10社を想定\n", NULL},
        {"deliverable-unlisted",
         "１．納入物\n　報告書　１部\n２．権利\n　納入物（動画データや報告書等）の権利は発注者に属"
         "する。\n",
         "動画データ"},
        {"deliverable-unlisted",
         "１．業務\n　動画を作る。\n２．権利\n　納入物（動画データや報告書等）の権利は発注者に属す"
         "る。報告書は一部とする。\n３．報告書\n　作る。\n",
         NULL},
    };

    (void)state;
    lint_check(cases, COUNT(cases));
}

static void timetables(void **state)
{
    static const struct lint_case cases[] = {
        {"timetable",
         "１．進行\n10:00～\n・挨拶（10分）\n・講話（60分）\n11:00～\n・討議（30分）\n",
         "講話（60分）"},
        {"timetable",
         "１．進行\n10:00～\n・挨拶（10分）\n・講話（50分）\n11:00～\n・討議（30分）\n", NULL},
        /* Items without a length may fill the hole; each of three takes ten minutes. */
        {"timetable", "１．進行\n10:00～\n・挨拶\n・講話（30分）\n11:00～\n・討議（各10分）\n",
         NULL},
        {"timetable", "時刻\t内容\t時間\n10:00\t挨拶\t10分\n10:15\t講話\t45分\n11:00\t討議\t30分\n",
         NULL},
        {"timetable", "時刻\t内容\t時間\n10:00\t挨拶\t20分\n10:15\t講話\t45分\n11:00\t討議\t30分\n",
         "10:15"},
        {"timetable", "時刻\t内容\t時間\n10:00\t挨拶\t10分\n10:10\t講話\t50分\n11:00\t討議\t30分\n",
         NULL},
        {"timetable", "１．受付\n9:00～12:00\n13:00～17:00\n", NULL},
    };

    (void)state;
    lint_check(cases, COUNT(cases));
}

static void every_rule_has_its_words(void **state)
{
    (void)state;
    for (size_t i = 0; i < lint_rule_count; i++) {
        const struct lint_rule *rule = &lint_rules[i];

        assert_ptr_equal(lint_rule_find(str_of(rule->id)), rule);
        assert_true(rule->kind[0] != '\0' && rule->title_ja[0] != '\0' &&
                    rule->title_en[0] != '\0');
    }
    assert_null(lint_rule_find(STR("no-such-rule")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(left_over_drafting),
        cmocka_unit_test(writing),
        cmocka_unit_test(dates),
        cmocka_unit_test(lengths),
        cmocka_unit_test(amounts),
        cmocka_unit_test(limits_and_days),
        cmocka_unit_test(repeats),
        cmocka_unit_test(lists),
        cmocka_unit_test(numbering),
        cmocka_unit_test(copies),
        cmocka_unit_test(bounds),
        cmocka_unit_test(terms),
        cmocka_unit_test(said_twice),
        cmocka_unit_test(sums),
        cmocka_unit_test(references),
        cmocka_unit_test(timetables),
        cmocka_unit_test(every_rule_has_its_words),
    };

    return cmocka_run_group_tests_name("lint", tests, NULL, NULL);
}
