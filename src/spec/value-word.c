/*
 * Words of time that carry no number: 速やかに, 事前に, 契約前に, 終了後に, 期間中に, 期日に …
 *
 * One pass over the characters; a character that begins such a word is looked at closely. What
 * binds an act in time is told from what only describes: 契約締結前に提出 binds, 以前の does not;
 * 終了後に支払う binds, 改正後の規程 does not.
 */
#include "spec/value.h"

#include "text/chars.h"

enum { LONGEST_EVENT_BYTES = 60 };

static bool at(struct str s, size_t i, const char *word)
{
    return str_at(s, i, str_of(word));
}

static bool ends(struct str s, size_t end, const char *word)
{
    struct str w = str_of(word);

    return end >= w.n && str_at(s, end - w.n, w);
}

static bool ends_any(struct str s, size_t end, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (ends(s, end, words[i])) {
            return true;
        }
    }
    return false;
}

static bool at_any(struct str s, size_t i, const char *const *words, size_t n)
{
    return str_at_any(s, i, words, n);
}

/* Start of the event noun that ends at `end`: kanji, katakana, latin, and の between them. */
static size_t event_start(struct str s, size_t end)
{
    size_t i = end;

    while (i > 0 && end - i < LONGEST_EVENT_BYTES) {
        size_t before = char_before(s, i);
        uint32_t cp;

        utf8_decode(s, before, &cp);
        enum char_class class = char_class_of(cp);
        bool joins = cp == 0x306E || cp == 0x30FB || ends(s, i, "せ"); /* の ・ 打合せ */

        if (class != CHAR_KANJI && class != CHAR_KATAKANA && class != CHAR_LATIN && !joins) {
            break;
        }
        i = before;
    }
    while (at(s, i, "の")) {
        i += 3;
    }
    return i;
}

/* A number of days stands before: the scanner of times has it. */
static bool follows_number(struct str s, size_t i)
{
    static const char *const units[] = {"日",   "月", "週間", "時間", "分",   "年",  "か月",
                                        "ヶ月", "間", "程度", "上旬", "下旬", "中旬"};

    for (size_t k = 0; k < COUNT(units); k++) {
        size_t n = str_of(units[k]).n;

        if (i > n && ends(s, i, units[k])) {
            size_t before = char_before(s, i - n);
            uint32_t cp;

            utf8_decode(s, before, &cp);
            bool kanji_digit = cp == 0x4E00 || cp == 0x4E8C || cp == 0x4E09 || cp == 0x56DB ||
                               cp == 0x4E94 || cp == 0x5341 || cp == 0x6570 || cp == 0x534A;

            if ((s.p[before] >= '0' && s.p[before] <= '9') || kanji_digit || ends(s, i - n, "業") ||
                ends(s, i - n, "庁")) {
                return true;
            }
        }
    }
    return false;
}

static bool set(struct rule_hit *h, enum rule_word word, size_t beg, size_t end)
{
    *h = (struct rule_hit){.word = word, .beg = beg, .end = end};
    return true;
}

static bool set_event(struct rule_hit *h, enum rule_word word, size_t event_beg, size_t event_end,
                      size_t end)
{
    *h = (struct rule_hit){
        .word = word, .beg = event_beg, .end = end, .event_beg = event_beg, .event_end = event_end};
    return true;
}

/* 契約前に, 納入の前に, 提供する前に, 公開前及び */
static bool before_event(struct str s, size_t i, struct rule_hit *h)
{
    static const char *const follows[] = {"に", "まで", "及び", "および"};
    static const char *const not_before[] = {"以", "直", "午", "名", "従", "目", "人", "生", "手",
                                             "建", "眼", "同", "数", "年", "事", "空", "戦", "駅"};

    if (!at_any(s, i + 3, follows, COUNT(follows)) || at(s, i + 3, "に掲げる") ||
        (ends_any(s, i, not_before, COUNT(not_before)) && !ends(s, i, "着手")) ||
        follows_number(s, i)) {
        return false;
    }
    size_t end = i + 3 + (at(s, i + 3, "に") ? 3 : at(s, i + 3, "まで") ? 6 : 0);
    size_t event_end = ends(s, i, "の") ? i - 3 : i;

    if (ends(s, i, "る") || ends(s, i, "う") || ends(s, i, "く") || ends(s, i, "す")) {
        ptrdiff_t comma = str_rfind(str_sub(s, 0, i), STR("、"));

        return set_event(h, RULE_BEFORE, comma < 0 ? 0 : (size_t)comma + 3, i, end);
    }
    size_t beg = event_start(s, event_end);

    return beg < event_end && set_event(h, RULE_BEFORE, beg, event_end, end);
}

/* …した後に辞退する場合は: says when the case arises, not when the act is due. */
static bool in_case(struct str s, size_t from)
{
    struct str rest = str_sub(s, from, from + 90);
    ptrdiff_t comma = str_find(rest, STR("、"), at(s, from, "、") ? 3 : 0);

    rest = str_sub(rest, 0, comma < 0 ? rest.n : (size_t)comma);
    return str_has(rest, STR("場合")) || str_has(rest, STR("とき"));
}

/* 終了後に, 終了後の原状回復, 終了した後は */
static bool after_event(struct str s, size_t i, struct rule_hit *h)
{
    static const char *const follows[] = {"に", "は", "、", "も", "において", "ただちに", "及び"};
    static const char *const not_after[] = {"今",     "その", "以",   "午",   "前",  "背",   "最",
                                            "直",     "事",   "老",   "戦",   "食",  "改正", "変更",
                                            "見直し", "翌",   "前々", "分割", "修正"};
    static const char *const verbs[] = {
        "終了した", "終えた",   "完了した", "合格した",   "満了した",     "締結した", "解除した",
        "受領した", "検収した", "経過した", "承認を得た", "承認を受けた", "納入した", "決定した",
        "送信した", "発送した", "送付した", "配布した",   "修了した"};
    static const char *const finished[] = {"終了", "完了"};

    if (ends_any(s, i, not_after, COUNT(not_after)) || follows_number(s, i)) {
        return false;
    }
    bool follows_well = at_any(s, i + 3, follows, COUNT(follows));
    bool of_finished =
        at(s, i + 3, "の") && !at(s, i + 3, "の手続") && ends_any(s, i, finished, COUNT(finished));

    if (!follows_well && !of_finished) {
        return false;
    }
    size_t end = i + 3 + (at(s, i + 3, "に") ? 3 : 0);

    if (ends(s, i, "た")) {
        if (!ends_any(s, i, verbs, COUNT(verbs)) || in_case(s, end)) {
            return false;
        }
        ptrdiff_t comma = str_rfind(str_sub(s, 0, i), STR("、"));

        return set_event(h, RULE_AFTER, comma < 0 ? 0 : (size_t)comma + 3, i, end);
    }
    size_t event_end = ends(s, i, "の") ? i - 3 : i;
    size_t beg = event_start(s, event_end);

    return beg < event_end && set_event(h, RULE_AFTER, beg, event_end, end);
}

/* 契約期間中に, 契約期間中及び契約終了後においても */
static bool during_period(struct str s, size_t i, struct rule_hit *h)
{
    static const char *const follows[] = {"に", "、",       "は",     "及び",
                                          "も", "において", "並びに", "および"};

    if (!at(s, i, "期間中") || !at_any(s, i + 9, follows, COUNT(follows))) {
        return false;
    }
    size_t beg = event_start(s, i + 6);
    size_t end = i + 9;
    struct str rest = str_sub(s, end, end + 45);

    if (at(s, end, "及び") || at(s, end, "および") || at(s, end, "並びに")) {
        ptrdiff_t later = str_find(rest, STR("後"), 0);

        if (later > 0) {
            set_event(h, RULE_DURING_AND_AFTER, beg, i + 6, end + (size_t)later + 3);
            return true;
        }
    }
    return set_event(h, RULE_DURING, beg, i + 6, end + (at(s, end, "に") ? 3 : 0));
}

/* …が指定する期日に, …定める日までに, 期間終了までに, 確認するまでは */
static bool until_event(struct str s, size_t i, struct rule_hit *h)
{
    static const char *const points[] = {
        "終了",   "完了",       "締結",     "開始",   "開催",   "期日",   "期限",   "納入",
        "納品",   "検査",       "検収",     "終了時", "締結時", "終了日", "締結日", "完了日",
        "開催日", "指定する日", "定める日", "当日",   "前日",   "着手",   "満了"};

    if (at(s, i, "までに") || at(s, i, "迄に")) {
        if (follows_number(s, i) || !ends_any(s, i, points, COUNT(points))) {
            return false;
        }
        size_t beg = event_start(s, i);

        if (ends(s, beg, "する") || ends(s, beg, "める") || ends(s, beg, "した")) {
            ptrdiff_t comma = str_rfind(str_sub(s, 0, beg), STR("、"));

            beg = comma < 0 ? 0 : (size_t)comma + 3;
        }
        return set_event(h, RULE_BY, beg, i, i + 9);
    }
    if (!at(s, i, "までは") && !at(s, i, "までの間")) {
        return false;
    }
    if (!ends(s, i, "る") && !ends(s, i, "う") && !ends(s, i, "す")) {
        return false;
    }
    ptrdiff_t comma = str_rfind(str_sub(s, 0, i), STR("、"));

    return set_event(h, RULE_UNTIL, comma < 0 ? 0 : (size_t)comma + 3, i,
                     i + (at(s, i, "までは") ? 9 : 12));
}

/* 契約締結時に提出 */
static bool at_event(struct str s, size_t i, struct rule_hit *h)
{
    static const char *const events[] = {"締結", "契約", "納入", "納品",   "着手", "提出",
                                         "応募", "申請", "検収", "引渡し", "完了", "終了",
                                         "満了", "変更", "解除", "交付"};

    if (!at(s, i, "時に") || at(s, i, "時にお") || !ends_any(s, i, events, COUNT(events))) {
        return false;
    }
    return set_event(h, RULE_AT, event_start(s, i), i, i + 6);
}

/* 契約の締結と同時に, 納品と同時に: the act is due with the event. */
static bool together_with(struct str s, size_t i, struct rule_hit *h)
{
    static const char *const events[] = {"締結", "契約", "納入", "納品",   "着手", "提出", "公表",
                                         "応募", "申請", "検収", "引渡し", "完了", "開始", "公開",
                                         "終了", "満了", "変更", "解除",   "交付", "発注", "発送"};

    if (!at(s, i, "同時に") || !ends(s, i, "と") || !ends_any(s, i - 3, events, COUNT(events))) {
        return false;
    }
    return set_event(h, RULE_AT, event_start(s, i - 3), i - 3, i + 9);
}

/* 予約する際には担当者の了承を得る: consent is asked at that time. */
static bool at_consent(struct str s, size_t i, struct rule_hit *h)
{
    static const char *const consents[] = {"了承を", "承認を", "同意を",     "許可を",
                                           "了解を", "承諾を", "確認を受け", "確認を得"};

    if (!at(s, i, "際には") && !at(s, i, "際は")) {
        return false;
    }
    size_t end = i + (at(s, i, "際には") ? 9 : 6);
    struct str rest = str_sub(s, end, end + 75);
    size_t from = at(s, end, "、") ? 3 : 0;
    ptrdiff_t comma = str_find(rest, STR("、"), from);

    rest = str_sub(rest, from, comma < 0 ? rest.n : (size_t)comma);
    for (size_t k = 0; k < COUNT(consents); k++) {
        if (str_has(rest, str_of(consents[k]))) {
            ptrdiff_t before = str_rfind(str_sub(s, 0, i), STR("、"));

            return set_event(h, RULE_AT, before < 0 ? 0 : (size_t)before + 3, i, end);
        }
    }
    return false;
}

/* 修正を加えた場合や脅威が確認された場合に、診断を行う */
static bool upon_case(struct str s, size_t i, struct rule_hit *h)
{
    if (!at(s, i, "場合に、") || at(s, i, "場合には")) {
        return false;
    }
    ptrdiff_t comma = str_rfind(str_sub(s, 0, i), STR("、"));

    return set_event(h, RULE_UPON, comma < 0 ? 0 : (size_t)comma + 3, i, i + 9);
}

/* 当省が指定する期日に; 提出期日において */
static bool on_date(struct str s, size_t i, struct rule_hit *h)
{
    static const char *const named[] = {"指定する", "定める", "指示する", "別に定める"};

    if ((at(s, i, "期日に") || at(s, i, "期日の") || at(s, i, "日に")) &&
        ends_any(s, i, named, COUNT(named))) {
        ptrdiff_t comma = str_rfind(str_sub(s, 0, i), STR("、"));

        return set_event(h, RULE_ON, comma < 0 ? 0 : (size_t)comma + 3, i,
                         i + (at(s, i, "期日に") ? 9 : 6));
    }
    if ((at(s, i, "期日において") || at(s, i, "期限において")) && i > 0) {
        return set_event(h, RULE_AS_OF, event_start(s, i), i + 6, i + 18);
    }
    return false;
}

static bool regularly(struct str s, size_t i, struct rule_hit *h)
{
    static const char *const acts[] = {"確認",   "報告", "点検", "見直", "更新", "会議", "打合",
                                       "打ち合", "検査", "監査", "調査", "棚卸", "訓練"};

    if (at(s, i, "定期的に") || at(s, i, "定期に")) {
        return set(h, RULE_REGULARLY, i, i + (at(s, i, "定期的に") ? 12 : 9));
    }
    return at(s, i, "定期的な") && at_any(s, i + 12, acts, COUNT(acts)) &&
           set(h, RULE_REGULARLY, i, i + 12);
}

static bool half_yearly(struct str s, size_t i, struct rule_hit *h)
{
    static const char *const tails[] = {"を目処", "を目途", "をめど", "ごと",
                                        "毎",     "に1回",  "に一回"};

    return at(s, i, "半期") && !ends(s, i, "四") && at_any(s, i + 6, tails, COUNT(tails)) &&
           set(h, RULE_HALF_YEARLY, i, i + 6);
}

static bool for_a_period(struct str s, size_t i, struct rule_hit *h)
{
    static const char *const acts[] = {"行",   "実施", "設",   "掲", "保",
                                       "公開", "継続", "確保", "、"};

    return at(s, i, "一定期間") && at_any(s, i + 12, acts, COUNT(acts)) &&
           set(h, RULE_FOR_A_PERIOD, i, i + 12);
}

/* 現地調査に先立ち */
static bool ahead_of(struct str s, size_t i, struct rule_hit *h)
{
    if (!at(s, i, "先立") || !ends(s, i, "に")) {
        return false;
    }
    size_t beg = event_start(s, i - 3);

    return set_event(h, RULE_BEFORE, beg, i - 3, i + (at(s, i, "先立って") ? 12 : 9));
}

struct plain_word {
    const char *text;
    enum rule_word word;
};

static const struct plain_word plain_words[] = {
    {"速やかに", RULE_WITHOUT_DELAY},
    {"すみやかに", RULE_WITHOUT_DELAY},
    {"遅滞なく", RULE_WITHOUT_DELAY},
    {"遅滞無く", RULE_WITHOUT_DELAY},
    {"早急に", RULE_WITHOUT_DELAY},
    {"直ちに", RULE_IMMEDIATELY},
    {"ただちに", RULE_IMMEDIATELY},
    {"即時に", RULE_IMMEDIATELY},
    {"即座に", RULE_IMMEDIATELY},
    {"早期に", RULE_EARLY},
    {"早めに", RULE_EARLY},
    {"早目に", RULE_EARLY},
    {"常に", RULE_ALWAYS},
    {"常時", RULE_ALWAYS},
    {"適宜", RULE_AS_NEEDED},
    {"必要に応じ", RULE_AS_NEEDED},
    {"随時", RULE_AS_NEEDED},
    {"事前に", RULE_BEFORE},
    {"予め", RULE_BEFORE},
    {"あらかじめ", RULE_BEFORE},
    {"前もって", RULE_BEFORE},
};

static bool plain(struct str s, size_t i, struct rule_hit *h)
{
    for (size_t k = 0; k < COUNT(plain_words); k++) {
        if (memcmp(s.p + i, plain_words[k].text, 3) != 0) { /* another first character */
            continue;
        }
        struct str word = str_of(plain_words[k].text);

        if (str_at(s, i, word)) {
            size_t end = i + word.n;

            static const char *const polite[] = {"御承知", "ご承知", "御了承", "ご了承",
                                                 "承知おき"};

            if (at_any(s, end, polite, COUNT(polite)) || at(s, end, "雇用") || at(s, end, "削除") ||
                at(s, end, "使用する労働者") || ends(s, i, "通") || ends(s, i, "非")) {
                return false;
            }
            return set(h, plain_words[k].word, i, end);
        }
    }
    return false;
}

/* The characters match() knows. */
static const uint8_t starts[CHAR_TABLE_BYTES] = {
    [U'速'] = 1, [U'す'] = 1, [U'遅'] = 1, [U'直'] = 1, [U'た'] = 1, [U'即'] = 1, [U'早'] = 1,
    [U'常'] = 1, [U'適'] = 1, [U'必'] = 1, [U'随'] = 1, [U'事'] = 1, [U'予'] = 1, [U'あ'] = 1,
    [U'前'] = 1, [U'後'] = 1, [U'先'] = 1, [U'期'] = 1, [U'日'] = 1, [U'ま'] = 1, [U'迄'] = 1,
    [U'時'] = 1, [U'同'] = 1, [U'際'] = 1, [U'場'] = 1, [U'定'] = 1, [U'半'] = 1, [U'一'] = 1,
};

static bool match(struct str s, size_t i, uint32_t cp, struct rule_hit *h)
{
    switch (cp) {
    case U'速':
    case U'遅':
    case U'直':
    case U'即':
    case U'早':
    case U'常':
    case U'適':
    case U'必':
    case U'随':
    case U'事':
    case U'予':
        return plain(s, i, h);
    case U'す': /* these three are everywhere */
        return at(s, i, "すみ") && plain(s, i, h);
    case U'た':
        return at(s, i, "ただ") && plain(s, i, h);
    case U'あ':
        return at(s, i, "あら") && plain(s, i, h);
    case U'前':
        return plain(s, i, h) || before_event(s, i, h);
    case U'後':
        return after_event(s, i, h);
    case U'先':
        return ahead_of(s, i, h);
    case U'期':
        return during_period(s, i, h) || on_date(s, i, h);
    case U'日':
        return on_date(s, i, h);
    case U'ま':
    case U'迄':
        return until_event(s, i, h);
    case U'時':
        return at_event(s, i, h);
    case U'同':
        return together_with(s, i, h);
    case U'際':
        return at_consent(s, i, h);
    case U'場':
        return upon_case(s, i, h);
    case U'定':
        return regularly(s, i, h);
    case U'半':
        return half_yearly(s, i, h);
    case U'一':
        return for_a_period(s, i, h);
    default:
        return false;
    }
}

bool rule_word_next(struct str s, size_t from, struct rule_hit *ret)
{
    struct char_walk walk;
    size_t next;

    char_walk_begin(&walk, starts, s, from);
    for (size_t at = char_walk_next(&walk, from); at < s.n; at = char_walk_next(&walk, next)) {
        uint32_t cp;

        next = at + utf8_decode(s, at, &cp);
        if (match(s, at, cp, ret)) {
            return true;
        }
    }
    return false;
}
