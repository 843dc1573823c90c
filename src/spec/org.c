/*
 * Names of public bodies; see org.h. No list of bodies: what makes a name is its last character
 * (省, 庁, 市 …), unless that character belongs to a word (市場, 省エネ, 庁舎).
 */
#include "spec/org.h"

#include "text/chars.h"

enum {
    LONGEST_BODY = 24, /* characters */
    SHORTEST_BODY = 2,
    LONGEST_NAME_BYTES = 240,
};

static const char *const body_ends[] = {
    "省",       "庁",     "府",     "県",     "市",   "町",   "村",     "区",   "都",
    "道",       "局",     "機構",   "委員会", "協会", "財団", "公社",   "大学", "研究所",
    "センター", "振興会", "会議所", "組合",   "連合", "公庫", "事業団", "本部", "院",
};

/* Words that begin with such a character. */
static const char *const not_body[] = {
    "市場", "市内", "市民",   "市販", "市立",     "市営",     "市域", "市街", "市町", "町村",
    "町内", "町民", "村内",   "区分", "区域",     "区内",     "区間", "区画", "都市", "都道",
    "都内", "道路", "道府",   "道具", "府県",     "府省",     "県内", "県民", "県立", "県産",
    "省エ", "省力", "省令",   "省庁", "省資源化", "省資源型", "省人", "庁舎", "庁内", "局所",
    "局面", "院内", "本部長", "道内", "道の",     "区長",     "県外", "市外",
};

/* Words that end with one. */
static const char *const not_body_end[] = {
    "農村", "漁村", "山村", "地区", "管区", "都市", "水道", "鉄道", "報道", "歩道", "国道", "県道",
    "政府", "官庁", "薬局", "首都", "病院", "入院", "通院", "学区", "街道", "軌道", "柔道",
};

/* Bureaus of ministries in the regions: the body goes on to them. */
static const char *const bureaus[] = {
    "経済産業局", "農政局",     "運輸局",     "財務局",         "労働局", "総合通信局",
    "整備局",     "厚生局",     "防衛局",     "森林管理局",     "開発局", "国税局",
    "法務局",     "総合事務局", "環境事務所", "産業保安監督部",
};

static const char *const unit_ends[] = {
    "省",       "庁",       "府",     "県",     "市",     "町",   "村",     "区",
    "都",       "道",       "局",     "部",     "課",     "室",   "係",     "班",
    "グループ", "センター", "事務所", "チーム", "官房",   "機構", "協会",   "財団",
    "公社",     "大学",     "研究所", "振興会", "会議所", "組合", "委員会", "担当",
    "本部",     "支所",     "支局",   "事務局", "院",     "所",   "官付",   "参事官室",
};

static const char *const office_ends[] = {"課",   "室",       "係",     "班",     "グループ",
                                          "部",   "センター", "事務所", "チーム", "担当",
                                          "支所", "局",       "事務局", "官付"};

/* Names with kana in which a particle seems to stand. */
static const char *const kana_names[] = {"さいたま", "つくば", "いわき", "こども", "ひたちなか",
                                         "かほく",   "にかほ", "みどり", "たつの", "あわら"};

static bool starts_with_any(struct str s, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (str_starts(s, str_of(list[i]))) {
            return true;
        }
    }
    return false;
}

static bool ends_with_any(struct str s, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (str_ends(s, str_of(list[i]))) {
            return true;
        }
    }
    return false;
}

static bool in_name(enum char_class class, uint32_t cp)
{
    return class == CHAR_KANJI || class == CHAR_KATAKANA || class == CHAR_HIRAGANA ||
           class == CHAR_LATIN || cp == 0x30FB || cp == 0x25CB;
}

/* 省 and then a bureau of it in a region: where the bureau ends, or `end`. */
static size_t with_bureau(struct str s, size_t end)
{
    struct str rest = str_sub(s, end, end + 60);

    for (size_t i = 0; i < COUNT(bureaus); i++) {
        ptrdiff_t at = str_find(rest, str_of(bureaus[i]), 0);

        if (at >= 0 && at <= 18) {
            return end + (size_t)at + str_of(bureaus[i]).n;
        }
    }
    return end;
}

size_t org_body(struct str s)
{
    size_t characters = 0;

    for (size_t at = 0; at < s.n && characters < LONGEST_BODY;) {
        uint32_t cp;
        size_t next = at + utf8_decode(s, at, &cp);

        if (!in_name(char_class_of(cp), cp)) {
            return 0;
        }
        struct str rest = str_sub(s, at, s.n);

        for (size_t i = 0; i < COUNT(body_ends); i++) {
            struct str end = str_of(body_ends[i]);

            if (!str_starts(rest, end) || characters + 1 < SHORTEST_BODY ||
                starts_with_any(rest, not_body, COUNT(not_body))) {
                continue;
            }
            size_t stop = at + end.n;

            if (ends_with_any(str_sub(s, 0, at + end.n), not_body_end, COUNT(not_body_end))) {
                continue;
            }
            /* 京都市, 町田市: the character belongs to the name; 都市 behind 市 is a word. */
            if ((cp == 0x90FD || cp == 0x753A || cp == 0x6751 || cp == 0x5E02) && characters <= 2 &&
                (str_at(s, stop, STR("市")) ||
                 (str_at(s, stop + 3, STR("市")) && !str_at(s, stop, STR("都市"))))) {
                continue;
            }
            bool of_state = cp == 0x7701 || cp == 0x5E81 || cp == 0x9053;

            return of_state ? with_bureau(s, stop) : stop;
        }
        at = next;
        characters++;
    }
    return 0;
}

size_t org_units(struct str s)
{
    size_t end = 0;
    size_t at = 0;

    s = str_sub(s, 0, LONGEST_NAME_BYTES);
    while (at < s.n) {
        size_t stop = at;

        while (stop < s.n) {
            uint32_t cp;
            size_t n = utf8_decode(s, stop, &cp);

            if (cp == ' ' || !in_name(char_class_of(cp), cp)) {
                break;
            }
            stop += n;
        }
        if (stop == at || !ends_with_any(str_sub(s, at, stop), unit_ends, COUNT(unit_ends))) {
            return end;
        }
        end = stop;
        if (stop < s.n && s.p[stop] != ' ') {
            return end;
        }
        at = skip_spaces(s, stop);
    }
    return end;
}

bool org_is_office(struct str name)
{
    size_t body = org_body(name);

    return ends_with_any(name, office_ends, COUNT(office_ends)) && (body == 0 || body < name.n);
}

/*
 * 丘の町: the kana belong to the name when what stands behind them is no body. Back to the comma
 * or the start, if that is near; else `at`.
 */
static size_t before_kana_inside(struct str s, size_t at, size_t end)
{
    enum { LONGEST_KANA_NAME = 36 };
    size_t from = at > LONGEST_KANA_NAME ? utf8_floor(s, at - LONGEST_KANA_NAME) : 0;
    ptrdiff_t comma = str_rfind(str_sub(s, from, at), STR("、"));
    size_t beg = comma >= 0 ? from + (size_t)comma + 3 : from;

    if (end - at > 6 || org_body(str_sub(s, at, end)) > 0 || (comma < 0 && from > 0)) {
        return at;
    }
    return org_body(str_sub(s, beg, end)) == end - beg ? beg : at;
}

static size_t before_kana_name(struct str s, size_t at)
{
    for (size_t i = 0; i < COUNT(kana_names); i++) {
        if (str_ends(str_sub(s, 0, at), str_of(kana_names[i]))) {
            return at - str_of(kana_names[i]).n;
        }
    }
    return at;
}

size_t org_start(struct str s, size_t end)
{
    size_t at = end;

    while (at > 0 && end - at < LONGEST_NAME_BYTES) {
        size_t before = char_before(s, at);
        uint32_t cp;

        utf8_decode(s, before, &cp);
        enum char_class class = char_class_of(cp);

        if (class == CHAR_HIRAGANA) {
            size_t name = before_kana_name(s, at);

            if (name == at) {
                return skip_spaces(s, before_kana_inside(s, at, end));
            }
            at = name;
            continue;
        }
        if (cp != ' ' && !in_name(class, cp)) {
            break;
        }
        at = before;
    }
    return skip_spaces(s, at);
}
