/*
 * Units and counters. A counter is a word of its own: 3名, 3名以上, but not 3 名称; so a counter
 * of one ideograph that another ideograph follows must be followed by a word of the list below.
 * A new unit is one line; a longer one before one it begins with.
 */
#include "text/quantity-unit.h"

#include "text/chars.h"

static const struct unit units[] = {
    {"百万円", "JPY", 1000000},
    {"千円", "JPY", 1000},
    {"万円", "JPY", 10000},
    {"億円", "JPY", 100000000},
    {"円", "JPY", 1},
    {"%", "%", 1},
    {"パーセント", "%", 1},
    {"都道府県", "都道府県", 1},
    {"か所", "箇所", 1},
    {"ヶ所", "箇所", 1},
    {"カ所", "箇所", 1},
    {"ヵ所", "箇所", 1},
    {"箇所", "箇所", 1},
    {"ケ所", "箇所", 1},
    {"個所", "箇所", 1},
    {"か国", "か国", 1},
    {"ヶ国", "か国", 1},
    {"カ国", "か国", 1},
    {"ヵ国", "か国", 1},
    {"文字", "文字", 1},
    {"字", "文字", 1},
    {"ページ", "ページ", 1},
    {"頁", "ページ", 1},
    {"団体", "団体", 1},
    {"世帯", "世帯", 1},
    {"種類", "種類", 1},
    {"事例", "事例", 1},
    {"項目", "項目", 1},
    {"会場", "会場", 1},
    {"言語", "言語", 1},
    {"地域", "地域", 1},
    {"ブロック", "ブロック", 1},
    {"分野", "分野", 1},
    {"事業者", "事業者", 1},
    {"事業場", "事業場", 1},
    {"機関", "機関", 1},
    {"自治体", "自治体", 1},
    {"市町村", "市町村", 1},
    {"店舗", "店舗", 1},
    {"区画", "区画", 1},
    {"航路", "航路", 1},
    {"地点", "地点", 1},
    {"拠点", "拠点", 1},
    {"ポイント", "ポイント", 1},
    {"ピクセル", "ピクセル", 1},
    {"ファイル", "ファイル", 1},
    {"フォルダ", "フォルダ", 1},
    {"平方メートル", "㎡", 1},
    {"㎡", "㎡", 1},
    {"メートル", "m", 1},
    {"トン", "トン", 1},
    {"セット", "セット", 1},
    {"コマ", "コマ", 1},
    {"プロジェクト", "プロジェクト", 1},
    {"グループ", "グループ", 1},
    {"テーマ", "テーマ", 1},
    {"ケース", "ケース", 1},
    {"Mbps", "Mbps", 1},
    {"Gbps", "Gbps", 1},
    {"dpi", "dpi", 1},
    {"km", "km", 1},
    {"kg", "kg", 1},
    {"cm", "cm", 1},
    {"mm", "mm", 1},
    {"KB", "KB", 1},
    {"MB", "MB", 1},
    {"GB", "GB", 1},
    {"TB", "TB", 1},
    {"メガバイト", "MB", 1},
    {"ギガバイト", "GB", 1},
    {"人", "人", 1},
    {"名", "名", 1},
    {"社", "社", 1},
    {"者", "者", 1},
    {"件", "件", 1},
    {"回", "回", 1},
    {"部", "部", 1},
    {"式", "式", 1},
    {"冊", "冊", 1},
    {"枚", "枚", 1},
    {"台", "台", 1},
    {"本", "本", 1},
    {"点", "点", 1},
    {"通", "通", 1},
    {"個", "個", 1},
    {"倍", "倍", 1},
    {"校", "校", 1},
    {"棟", "棟", 1},
    {"室", "室", 1},
    {"席", "席", 1},
    {"着", "着", 1},
    {"カ所", "箇所", 1},
    {"つ", "つ", 1},
    {"港", "港", 1},
    {"島", "島", 1},
    {"市", "市", 1},
    {"町", "町", 1},
    {"村", "村", 1},
    {"県", "県", 1},
    {"便", "便", 1},
    {"組", "組", 1},
    {"班", "班", 1},
    {"面", "面", 1},
    {"両", "両", 1},
    {"基", "基", 1},
    {"路線", "路線", 1},
    {"問", "問", 1},
    {"言", "言", 1},
};

/* What may follow a counter of one ideograph although it is an ideograph itself. */
static bool ends_here(struct str s, size_t at)
{
    static const char *const followers[] = {
        "以上", "以下", "以内", "未満", "超",   "程度", "前後", "前",   "後", "分", "全",
        "又",   "及",   "並",   "当",   "提",   "満",   "規模", "内",   "の", "単", "目処",
        "目途", "目安", "毎",   "開催", "実施", "配置", "作成", "相当", "納", "詰", "部",
        "採",   "選",   "枚",   "合",   "約",   "限",   "也",   "強",   "弱", "余", "台",
        "設",   "撮",   "用",   "確",   "程",   "派",   "都度", "掲",   "契", "訪", "参",
    };

    if (char_class_at(s, at) != CHAR_KANJI) {
        return true;
    }
    for (size_t i = 0; i < COUNT(followers); i++) {
        if (str_at(s, at, str_of(followers[i]))) {
            return true;
        }
    }
    return false;
}

const struct unit *quantity_unit_at(struct str s, size_t at)
{
    const struct unit *best = NULL;
    size_t longest = 0;

    if (at >= s.n) {
        return NULL;
    }
    for (size_t i = 0; i < COUNT(units); i++) {
        struct str word = str_of(units[i].written);

        if (word.n <= longest || s.p[at] != word.p[0] || !str_at(s, at, word)) {
            continue;
        }
        bool latin = char_class_before(s, at + word.n) == CHAR_LATIN;

        if (latin ? char_class_at(s, at + word.n) != CHAR_LATIN
                  : word.n > 3 || ends_here(s, at + word.n)) {
            best = &units[i];
            longest = word.n;
        }
    }
    return best;
}
