/* The words of deliverables: names, forms, numbers of copies; see deliverable.h. */
#include "spec/deliverable.h"

#include "text/chars.h"

/* Last characters of what can be handed over. */
static const char *const thing_ends[] = {
    "書",         "書面",         "表",           "集",           "録",           "簿",
    "図",         "票",           "届",           "状",           "要領",         "計画",
    "資料",       "データ",       "概要",         "リスト",       "一覧",         "写し",
    "原稿",       "要旨",         "結果",         "明細",         "レポート",     "ファイル",
    "コード",     "プログラム",   "手引",         "手引き",       "台帳",         "図面",
    "写真",       "チラシ",       "ポスター",     "パンフレット", "リーフレット", "動画",
    "速報",       "実績",         "会報",         "週報",         "日報",         "月報",
    "教材",       "媒体",         "骨子",         "素案",         "目録",         "議事",
    "マニュアル", "ガイドライン", "ガイドブック", "テキスト",     "スライド",     "ロゴ",
    "冊子",       "版",           "の案",         "案",           "シート",       "証",
    "証明",       "次第",         "名刺",         "物",           "品",           "CD-R",
    "DVD-R",      "CD",           "DVD",          "一式",         "印刷物",       "調書",
    "報告",       "書類",
};

/* Words that end so and are none. */
static const char *const not_things[] = {
    "図表",   "本書", "提案",   "考案",   "起案",   "立案",     "事案",     "課題",   "対象物",
    "公表",   "発表", "代表",   "収集",   "募集",   "編集",     "採集",     "登録",   "記録媒体",
    "意図",   "企図", "建物",   "荷物",   "貨物",   "廃棄物",   "製品",     "商品",   "部品",
    "備品",   "用品", "食品",   "展示品", "物品",   "医薬品",   "検証",     "保証",   "実証",
    "認証",   "論証", "現状",   "症状",   "形状",   "計画書等", "該当箇所", "著作物", "人物",
    "生産物", "作物", "農産物", "建築物", "構造物",
};

/* What is handed over and says nothing, and what goes to other people. */
static const char *const not_names[] = {
    "書類",     "必要書類", "必要な書類", "次の書類", "関係書類", "提出書類", "応募書類", "契約書",
    "本契約書", "督促状",   "案内状",     "招待状",   "依頼状",   "証拠書類", "報告",
};

/* Names that say no more than that something is written. */
static const char *const common_names[] = {
    "資料", "議事録", "議事概要", "議事要旨", "議事メモ", "記録",       "書面", "報告書",
    "一覧", "週報",   "月報",     "日報",     "結果",     "打合せ記録", "写し", "原稿",
    "案",   "データ", "名簿",     "記録簿",   "リスト",   "ファイル",   "報告", "概要",
};

static const struct str format_words[] = {
    STR_IN_TABLE("Word形式"),
    STR_IN_TABLE("Word"),
    STR_IN_TABLE("PDF形式"),
    STR_IN_TABLE("PDFファイル"),
    STR_IN_TABLE("PDF"),
    STR_IN_TABLE("Excel形式"),
    STR_IN_TABLE("EXCEL形式"),
    STR_IN_TABLE("Excel"),
    STR_IN_TABLE("EXCEL"),
    STR_IN_TABLE("CSV形式"),
    STR_IN_TABLE("CSV"),
    STR_IN_TABLE("PowerPoint形式"),
    STR_IN_TABLE("PowerPoint"),
    STR_IN_TABLE("JPEG形式"),
    STR_IN_TABLE("JPEG"),
    STR_IN_TABLE("ZIP"),
    STR_IN_TABLE("XML形式"),
    STR_IN_TABLE("XML"),
    STR_IN_TABLE("JSON形式"),
    STR_IN_TABLE("HTML形式"),
    STR_IN_TABLE("テキスト形式"),
    STR_IN_TABLE("シェープファイル形式"),
    STR_IN_TABLE("表計算ソフトの形式"),
    STR_IN_TABLE("電子媒体"),
    STR_IN_TABLE("紙媒体"),
    STR_IN_TABLE("CD-R"),
    STR_IN_TABLE("CD-ROM"),
    STR_IN_TABLE("DVD-R"),
    STR_IN_TABLE("DVD"),
    STR_IN_TABLE("USBメモリ"),
    STR_IN_TABLE("電子データ"),
    STR_IN_TABLE("電子ファイル"),
    STR_IN_TABLE("電子メール"),
    STR_IN_TABLE("A4判"),
    STR_IN_TABLE("A3判"),
    STR_IN_TABLE("A4版"),
    STR_IN_TABLE("A3版"),
    STR_IN_TABLE("A4"),
    STR_IN_TABLE("A3"),
    STR_IN_TABLE("カラー"),
    STR_IN_TABLE("両面印刷"),
    STR_IN_TABLE("簡易製本"),
    STR_IN_TABLE("製本"),
    STR_IN_TABLE("冊子"),
    STR_IN_TABLE("機械判読可能"),
};

static const struct str copy_units[] = {
    STR_IN_TABLE("部"), STR_IN_TABLE("式"),     STR_IN_TABLE("枚"), STR_IN_TABLE("通"),
    STR_IN_TABLE("冊"), STR_IN_TABLE("セット"), STR_IN_TABLE("組"), STR_IN_TABLE("個"),
    STR_IN_TABLE("点"), STR_IN_TABLE("本"),
};

static bool ends_with_any(struct str s, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (str_ends(s, str_of(list[i]))) {
            return true;
        }
    }
    return false;
}

struct str deliverable_copies(struct str s, size_t *ret_beg)
{
    for (size_t i = s.n; i > 0;) {
        size_t at = char_before(s, i);

        for (size_t k = 0; k < COUNT(copy_units); k++) {
            struct str unit = copy_units[k];
            size_t beg = at;

            if (s.p[at] != unit.p[0] || !str_at(s, at, unit)) {
                continue;
            }
            while (beg > 0 &&
                   ((s.p[beg - 1] >= '0' && s.p[beg - 1] <= '9') || s.p[beg - 1] == ',')) {
                beg--;
            }
            static const char *const kanji[] = {"一", "二", "三", "四", "五", "十", "正副"};

            for (size_t d = 0; d < COUNT(kanji) && beg == at; d++) {
                if (str_ends(str_sub(s, 0, at), str_of(kanji[d]))) {
                    beg -= str_of(kanji[d]).n;
                }
            }
            if (beg < at && !str_at(s, at + unit.n, STR("分")) && !str_at(s, at, STR("部門"))) {
                *ret_beg = beg;
                return str_sub(s, beg, at + unit.n);
            }
        }
        i = at;
    }
    return (struct str){};
}

/* "報告書(様式1)等" to "報告書". */
static struct str bare(struct str s)
{
    for (;;) {
        size_t copies_beg;
        struct str copies = s.n < 300 ? deliverable_copies(s, &copies_beg) : (struct str){};

        if (copies.n > 0 && copies_beg > 0 && copies_beg + copies.n == s.n) {
            s = str_sub(s, 0, copies_beg);
        }
        s = str_trim(s);
        if (str_ends(s, STR("等"))) {
            s = str_sub(s, 0, s.n - 3);
        } else if (str_ends(s, STR(")")) && str_rfind(s, STR("(")) > 0) {
            s = str_sub(s, 0, (size_t)str_rfind(s, STR("(")));
        } else if (str_ends(s, STR("別添様式")) || (str_ends(s, STR("様式")) && s.n > 9)) {
            s = str_sub(s, 0, s.n - (str_ends(s, STR("別添様式")) ? 12 : 6));
        } else if (s.n > 9 && s.p[s.n - 1] >= '0' && s.p[s.n - 1] <= '9' &&
                   str_rfind(s, STR("様式")) >= (ptrdiff_t)s.n - 8) {
            s = str_sub(s, 0, (size_t)str_rfind(s, STR("様式")));
        } else if (str_ends(s, STR("」")) && str_starts(s, STR("「"))) {
            s = str_sub(s, 3, s.n - 3);
        } else {
            return s;
        }
    }
}

bool deliverable_is_thing(struct str name)
{
    struct str s = bare(name);

    for (size_t i = 0; i < COUNT(not_names); i++) {
        if (str_eq(s, str_of(not_names[i]))) {
            return false;
        }
    }
    return s.n >= 6 && label_lookup(s) != LABEL_DELIVERABLES &&
           ends_with_any(s, thing_ends, COUNT(thing_ends)) &&
           !ends_with_any(s, not_things, COUNT(not_things));
}

bool deliverable_is_common(struct str name)
{
    struct str s = bare(name);

    for (size_t i = 0; i < COUNT(common_names); i++) {
        if (str_eq(s, str_of(common_names[i]))) {
            return true;
        }
    }
    return false;
}

/* Byte of the opening bracket that belongs to the closing one at `close`; `close` when none. */
static size_t bracket_start(struct str s, size_t close)
{
    int depth = 0;

    for (size_t at = close + (s.p[close] == ')' ? 1 : 3); at > 0;) {
        at = char_before(s, at);
        uint32_t cp;

        utf8_decode(s, at, &cp);
        depth -= bracket_step(cp);
        if (depth == 0) {
            return at;
        }
    }
    return close;
}

/* Bytes of the kana that end at `at` and may stand inside a name; 0 when there are none. */
static size_t joint_before(struct str s, size_t at)
{
    static const char *const joints[] = {"に関する", "に係る", "に対する", "打ち合わせ", "お知らせ",
                                         "打合せ",   "まとめ", "手引き",   "及び",       "写し",
                                         "取り",     "引き",   "の"};

    for (size_t i = 0; i < COUNT(joints); i++) {
        struct str joint = str_of(joints[i]);

        if (at >= joint.n && str_at(s, at - joint.n, joint)) {
            return joint.n;
        }
    }
    return 0;
}

size_t deliverable_phrase_start(struct str s, size_t end)
{
    size_t at = end;

    while (at > 0) {
        size_t before = char_before(s, at);
        uint32_t cp;

        utf8_decode(s, before, &cp);
        enum char_class class = char_class_of(cp);

        if (class == CHAR_CLOSE) {
            size_t open = bracket_start(s, before);

            if (open == before || end - open > 400) {
                break;
            }
            at = open;
            continue;
        }
        size_t joined = class == CHAR_HIRAGANA ? joint_before(s, at) : 0;

        if (joined > 0) {
            at -= joined;
            continue;
        }
        if (class == CHAR_HIRAGANA || class == CHAR_COMMA || class == CHAR_STOP ||
            class == CHAR_OPEN || cp == 0x3001 || cp == ':' || cp == 0x203B) {
            break;
        }
        at = before;
    }
    while (str_at(s, at, STR("の"))) {
        at += 3;
    }
    return skip_spaces(s, at);
}

struct str deliverable_format(struct arena *a, struct str text)
{
    struct str found[6];
    size_t n = 0;
    struct str joined = {};

    for (size_t at = 0; at < text.n && n < COUNT(found);) {
        uint32_t cp;
        size_t step = utf8_decode(text, at, &cp);

        for (size_t i = 0; i < COUNT(format_words); i++) {
            struct str word = format_words[i];
            bool known = false;

            if (text.p[at] != word.p[0] || !str_at(text, at, word)) {
                continue;
            }
            for (size_t k = 0; k < n; k++) {
                known = known || str_eq(found[k], word);
            }
            if (!known) {
                found[n++] = word;
                joined = joined.n == 0
                             ? word
                             : arena_printf(a, "%.*s、%.*s", STR_ARG(joined), STR_ARG(word));
            }
            step = word.n;
            break;
        }
        at += step;
    }
    ptrdiff_t form = str_find(text, STR("様式"), 0);

    if (form >= 0) {
        size_t end = (size_t)form + 6;

        while (end < text.n && ((text.p[end] >= '0' && text.p[end] <= '9') ||
                                str_at(text, end, STR("第")) || str_at(text, end, STR("号")))) {
            end += (text.p[end] & 0x80) ? 3 : 1;
        }
        if (end > (size_t)form + 6) {
            struct str word = str_sub(text, (size_t)form, end);

            joined = joined.n == 0 ? word
                                   : arena_printf(a, "%.*s、%.*s", STR_ARG(word), STR_ARG(joined));
        }
    }
    return joined;
}

/* Where the name ends: at a gap, at a bracket that is not about a form, at the copies. */
static size_t name_end(struct str s, size_t copies_beg)
{
    size_t end = MIN(s.n, copies_beg);

    for (size_t i = 1; i < end; i++) {
        if (s.p[i] == ' ' && ((s.p[i - 1] & 0x80) || s.p[i + 1] == ' ') && i >= 6) {
            return i;
        }
        if (s.p[i] == '(' && i >= 6) {
            ptrdiff_t close = str_find(s, STR(")"), i);
            struct str inside = str_sub(s, i + 1, close < 0 ? s.n : (size_t)close);
            bool is_name = str_has(inside, STR("様式")) || str_has(inside, STR("公表用")) ||
                           str_has(inside, STR("案"));

            size_t next = close < 0 ? s.n : (size_t)close + 1;
            bool goes_on = next < s.n && (s.p[next] & 0x80) && !str_at(s, next, STR("一式"));

            if (close < 0 || (!is_name && !goes_on) || str_has(inside, STR("。"))) {
                return i;
            }
            i = (size_t)close;
        }
    }
    return end;
}

struct deliverable_item deliverable_parse(struct arena *a, struct str text)
{
    struct deliverable_item item = {};
    size_t copies_beg = text.n;

    text = str_trim(text);
    item.copies = deliverable_copies(text, &copies_beg);
    item.name = str_trim(str_sub(text, 0, name_end(text, copies_beg)));
    static const char *const media[] = {"電子媒体", "紙媒体", "一式", "各", "の電子媒体", ":"};

    for (size_t i = 0; i < COUNT(media); i++) {
        if (str_ends(item.name, str_of(media[i])) && item.name.n > str_of(media[i]).n + 3) {
            item.name = str_trim(str_sub(item.name, 0, item.name.n - str_of(media[i]).n));
        }
    }
    if (str_ends(item.name, STR("の")) && item.name.n > 3) {
        item.name = str_sub(item.name, 0, item.name.n - 3);
    }
    struct str rest =
        item.copies.n > 0 ? str_sub(text, copies_beg + item.copies.n, text.n) : (struct str){};

    /* 2式(公表用): the bracket tells it from the other sets. */
    if (str_starts(rest, STR("(")) && str_find(rest, STR(")"), 0) == (ptrdiff_t)rest.n - 1 &&
        char_count(rest) <= 10 && !str_has(rest, STR("A4"))) {
        item.name = arena_printf(a, "%.*s%.*s", STR_ARG(item.name), STR_ARG(rest));
    }
    item.format = deliverable_format(a, text);
    return item;
}
