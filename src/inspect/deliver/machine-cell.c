/*
 * The look of a cell; see machine-cell.h. Texts are read character by character as folded
 * (text/fold.h), so that widths make no difference where they must not, and told where they do.
 */
#include "inspect/deliver/machine-cell.h"

#include "base/utf8.h"
#include "text/fold.h"

enum {
    MAX_SIGN_CHARACTERS = 4,
    MAX_VALUE_CHARACTERS = 12, /* of one value among several */
    MAX_TAIL_BYTES = 24,
    FIRST_YEAR = 1868,
    LAST_YEAR = 2099,
};

/* ---- characters ---- */

struct walk {
    struct str s;
    size_t beg, at;  /* of the character, and behind it */
    uint32_t cp;     /* folded; 0 at the end */
    bool was_folded; /* the character was written in another width */
};

static void step(struct walk *w)
{
    w->cp = 0;
    w->beg = w->at;
    while (w->cp == 0 && w->at < w->s.n) {
        uint32_t raw;

        w->beg = w->at;
        w->at += utf8_decode(w->s, w->at, &raw);
        w->cp = raw == '\n' || raw == '\r' ? '\n' : fold_code_point(raw);
        w->was_folded = w->cp != raw && raw < 0x10000 && raw >= 0xFF00;
    }
}

static struct walk walk_of(struct str s)
{
    struct walk w = {.s = s};

    step(&w);
    return w;
}

static bool is_digit(uint32_t cp)
{
    return cp >= '0' && cp <= '9';
}

static bool is_kana_or_kanji(uint32_t cp)
{
    return cp == 0x3005 || (cp >= 0x3041 && cp <= 0x30FF) || (cp >= 0x3400 && cp <= 0x9FFF) ||
           (cp >= 0xF900 && cp <= 0xFAFF) || cp >= 0x20000;
}

static bool is_hiragana(uint32_t cp)
{
    return cp >= 0x3041 && cp <= 0x3096;
}

static bool starts_any(struct str text, const char *const *heads)
{
    for (; *heads != NULL; heads++) {
        if (str_starts(text, str_of(*heads))) {
            return true;
        }
    }
    return false;
}

static bool has_any(struct str text, const char *const *words)
{
    for (; *words != NULL; words++) {
        if (str_has(text, str_of(*words))) {
            return true;
        }
    }
    return false;
}

static bool is_any(struct str text, const char *const *words)
{
    for (; *words != NULL; words++) {
        if (str_eq(text, str_of(*words))) {
            return true;
        }
    }
    return false;
}

/* ---- numbers ---- */

/* What may stand behind a number and leaves it one: units, marks of notes. */
static bool is_number_tail(struct str tail)
{
    static const char *const units[] = {
        "円",   "千円", "万円", "百万円", "億円",     "兆円", "ドル", "人",        "名",    "千人",
        "万人", "件",   "社",   "個",     "台",       "枚",   "部",   "本",        "点",    "校",
        "施設", "団体", "世帯", "戸",     "箇所",     "か所", "ヶ所", "カ所",      "店",    "回",
        "倍",   "歳",   "%",    "％",     "ポイント", "pt",   "kg",   "g",         "t",     "トン",
        "km",   "m",    "cm",   "㎡",     "m2",       "ha",   "kWh",  "kW",        "MW",    "L",
        "℃",    "度",   "棟",   "冊",     "か国",     "カ国", "ヶ国", "%ポイント", "円/人", "万",
        "億",   "千",   "百万", "r",      "p",        "e",    NULL};
    static const char *const notes[] = {"*", "＊", "※", "注", "(注", "（注", "（※", "(※",
                                        "†", "①",  "②", "③",  "(r)", "(p)",  NULL};

    tail = str_trim(tail);
    return tail.n <= MAX_TAIL_BYTES && (is_any(tail, units) || starts_any(tail, notes));
}

static bool is_sign(struct str text)
{
    static const char *const signs[] = {
        "-",      "－",     "―",    "ー",     "—",    "–",    "…",    "‥",      "...",      "・",
        "・・・", "．．．", "x",    "X",      "χ",    "Ｘ",   "ｘ",   "×",      "*",        "**",
        "***",    "＊",     "＊＊", "＊＊＊", "秘",   "秘匿", "N/A",  "n/a",    "NA",       "n.a.",
        "△",      "▲",      "//",   "///",    "－－", "--",   "不詳", "未集計", "該当なし", NULL};

    return is_any(str_trim(text), signs);
}

enum machine_look machine_cell_look(struct str text)
{
    struct walk w = walk_of(text);
    bool decorated = false;
    uint32_t digits = 0;
    bool point = false;

    if (is_sign(text)) {
        return MACHINE_SIGN;
    }
    for (; w.cp == ' ' || w.cp == '+' || w.cp == 0xA5 || w.cp == '$' || w.cp == 0x7D04 ||
           w.cp == 0x25B2 || w.cp == 0x25B3 || w.cp == '(' || w.cp == '\\';
         step(&w)) {
        decorated = true; /* blank, +, ¥, $, 約, ▲, △ */
    }
    if (w.cp == '-') {
        decorated |= w.was_folded || text.p[0] != '-';
        step(&w);
    }

    for (; is_digit(w.cp) || (digits > 0 && (w.cp == ',' || (w.cp == '.' && !point))); step(&w)) {
        digits += is_digit(w.cp);
        point |= w.cp == '.';
        decorated |= w.was_folded || w.cp == ',';
    }
    if (digits == 0) {
        return MACHINE_WORDS;
    }
    if (w.cp == 'e' || w.cp == 'E') { /* 1.5E-3 */
        struct str rest = str_sub(text, w.at, text.n);
        size_t i = rest.n > 0 && (rest.p[0] == '-' || rest.p[0] == '+');

        while (i < rest.n && rest.p[i] >= '0' && rest.p[i] <= '9') {
            i++;
        }
        if (i == rest.n && rest.n > 0) {
            return decorated ? MACHINE_DECORATED_NUMBER : MACHINE_PLAIN_NUMBER;
        }
    }
    if (w.cp == ')') { /* accountants' minus */
        step(&w);
        return w.cp == 0 && decorated ? MACHINE_DECORATED_NUMBER : MACHINE_WORDS;
    }
    if (w.cp == 0) {
        return decorated ? MACHINE_DECORATED_NUMBER : MACHINE_PLAIN_NUMBER;
    }
    return is_number_tail(str_sub(text, w.beg, text.n)) ? MACHINE_DECORATED_NUMBER : MACHINE_WORDS;
}

/* ---- time ---- */

/* Whether four digits that stand alone in the text make a western year. */
static bool has_western_year(struct str text, bool alone)
{
    struct walk w = walk_of(text);

    while (w.cp != 0) {
        uint32_t year = 0;
        uint32_t digits = 0;

        for (; is_digit(w.cp); step(&w)) {
            year = digits < 5 ? year * 10 + (w.cp - '0') : year;
            digits++;
        }
        if (digits == 4 && year >= FIRST_YEAR && year <= LAST_YEAR) {
            struct str rest = str_trim(str_sub(text, w.beg, text.n));

            return !alone || rest.n == 0 || str_eq(rest, STR("年")) || str_eq(rest, STR("年度"));
        }
        if (alone) {
            return false;
        }
        if (w.cp != 0) {
            step(&w);
        }
    }
    return false;
}

bool machine_cell_is_year(struct str text)
{
    return has_western_year(text, true);
}

bool machine_cell_is_era_only(struct str text)
{
    static const char *const eras[] = {"明治", "大正", "昭和", "平成", "令和", NULL};
    bool era = false;

    if (has_western_year(text, false)) {
        return false;
    }
    for (const char *const *e = eras; *e != NULL && !era; e++) {
        ptrdiff_t at = str_find(text, str_of(*e), 0);

        if (at >= 0) {
            struct walk w = walk_of(str_sub(text, (size_t)at + 6, text.n));

            while (w.cp == ' ') {
                step(&w);
            }
            era = is_digit(w.cp) || w.cp == 0x5143; /* 元 */
        }
    }
    if (!era) { /* R8, H31.4 */
        struct walk w = walk_of(str_trim(text));
        uint32_t letter = w.cp;
        uint32_t digits = 0;

        step(&w);
        for (; is_digit(w.cp); step(&w)) {
            digits++;
        }
        era = (letter == 'R' || letter == 'H' || letter == 'S') && digits >= 1 && digits <= 2 &&
              (w.cp == '.' || w.cp == 0x5E74 || w.cp == '/');
    }
    return era;
}

/* ---- several values ---- */

/* "12（34）", "12 (3.4%)": a number and another one in brackets. */
static bool is_number_and_bracket(struct str text)
{
    struct walk w = walk_of(str_trim(text));
    uint32_t before = 0;
    uint32_t inside = 0;

    for (; is_digit(w.cp) || w.cp == ',' || w.cp == '.' || w.cp == ' '; step(&w)) {
        before += is_digit(w.cp);
    }
    if (before == 0 || w.cp != '(') {
        return false;
    }
    for (step(&w); is_digit(w.cp) || w.cp == ',' || w.cp == '.' || w.cp == '%' || w.cp == '-';
         step(&w)) {
        inside += is_digit(w.cp);
    }
    return inside > 0 && w.cp == ')' && w.at == w.s.n;
}

struct pieces {
    uint32_t n, with_digits, characters;
    bool long_one, is_prose;
};

static void end_piece(struct pieces *p, bool has_digits)
{
    if (p->characters > 0) {
        p->n++;
        p->with_digits += has_digits;
        p->long_one |= p->characters > MAX_VALUE_CHARACTERS;
    }
    p->characters = 0;
}

/* The pieces between line breaks, or between separators of lists. */
static struct pieces cut(struct str text, bool at_breaks)
{
    struct pieces p = {};
    bool digits = false;
    int depth = 0;

    for (struct walk w = walk_of(text); w.cp != 0; step(&w)) {
        bool ends = at_breaks ? w.cp == '\n' : depth == 0 && (w.cp == 0x3001 || w.cp == ';');

        depth += (w.cp == '(') - (w.cp == ')');
        p.is_prose |= is_hiragana(w.cp) || w.cp == 0x3002;
        if (ends) {
            end_piece(&p, digits);
            digits = false;
        } else {
            digits |= is_digit(w.cp);
            p.characters += w.cp != ' ' && w.cp != '\n';
        }
    }
    end_piece(&p, digits);
    return p;
}

bool machine_cell_has_many(struct str text)
{
    struct pieces list = cut(text, false);
    struct pieces lines = cut(text, true);

    return is_number_and_bracket(text) || (list.n >= 2 && !list.is_prose && !list.long_one) ||
           (lines.n >= 2 && lines.with_digits >= 2 && !lines.long_one);
}

/* ---- looks ---- */

bool machine_cell_has_layout(struct str text)
{
    uint32_t single = 0; /* characters that stand alone between blanks, so far */
    uint32_t word = 0;
    bool blank = false;
    bool any = false;

    if (str_trim(text).n != text.n && str_trim(text).n > 0) {
        return true;
    }
    for (struct walk w = walk_of(text); w.cp != 0; step(&w)) {
        if (w.cp == '\n') {
            return true;
        }
        if (w.cp == ' ') {
            if (blank) {
                return true;
            }
            single = word == 1 ? single + 1 : 0;
            blank = true;
            word = 0;
            any = true;
        } else {
            blank = false;
            /* Only kana and kanji are spread out for looks. */
            word = is_kana_or_kanji(w.cp) ? word + 1 : word + 9;
        }
    }
    return any && single >= 1 && word == 1;
}

bool machine_cell_has_platform(struct str text)
{
    for (size_t i = 0; i < text.n;) {
        uint32_t cp;

        if ((unsigned char)text.p[i] < 0xE2) { /* all of them begin with E2 or more */
            i++;
            continue;
        }
        i += utf8_decode(text, i, &cp);
        if (cp == 0x2116 || cp == 0x2121 || (cp >= 0x2150 && cp <= 0x218B) ||
            (cp >= 0x2460 && cp <= 0x24FF) || (cp >= 0x2776 && cp <= 0x2793) || cp == 0x221F ||
            cp == 0x222E || cp == 0x22BF || cp == 0x301D || cp == 0x301F ||
            (cp >= 0x3220 && cp <= 0x33FF) || (cp >= 0xE000 && cp <= 0xFAFF) ||
            (cp >= 0xFF61 && cp <= 0xFF9F) || (cp >= 0x1F000 && cp <= 0x1FAFF) || cp >= 0xE0000 ||
            cp == 0x9AD9) {
            return true;
        }
    }
    return false;
}

bool machine_cell_is_ditto(struct str text)
{
    static const char *const dittos[] = {"〃", "同上", "〻", "\"", "″", "同左", "々", "”", NULL};

    return is_any(str_trim(text), dittos);
}

bool machine_cell_is_other(struct str text)
{
    static const char *const heads[] = {"その他（", "その他(", "その他：", "その他:", NULL};

    text = str_trim(text);
    /* "その他（  ）" is the blank of a form. */
    return starts_any(text, heads) && text.n > strlen("その他（）") + 3;
}

/* ---- places ---- */

static const char *const prefectures[] = {
    "青森", "岩手", "宮城",   "秋田", "山形",   "福島", "茨城", "栃木", "群馬",   "埼玉",
    "千葉", "東京", "神奈川", "新潟", "富山",   "石川", "福井", "山梨", "長野",   "岐阜",
    "静岡", "愛知", "三重",   "滋賀", "京都",   "大阪", "兵庫", "奈良", "和歌山", "鳥取",
    "島根", "岡山", "広島",   "山口", "徳島",   "香川", "愛媛", "高知", "福岡",   "佐賀",
    "長崎", "熊本", "大分",   "宮崎", "鹿児島", "沖縄", NULL};

bool machine_cell_is_short_prefecture(struct str text)
{
    return is_any(str_trim(text), prefectures);
}

bool machine_cell_is_prefecture(struct str text)
{
    text = str_trim(text);
    if (str_eq(text, STR("北海道"))) {
        return true;
    }
    return text.n > 3 &&
           (str_ends(text, STR("都")) || str_ends(text, STR("府")) || str_ends(text, STR("県"))) &&
           is_any(str_sub(text, 0, text.n - 3), prefectures);
}

/* ---- heads and notes ---- */

bool machine_cell_is_note(struct str text)
{
    static const char *const heads[] = {"注",     "※",      "＊",     "(注",    "（注",  "出典",
                                        "資料",   "備考：", "備考:",  "（備考", "(備考", "単位",
                                        "（単位", "(単位",  "［単位", "[単位",  "＜",    NULL};

    return starts_any(str_trim(text), heads);
}

/* Names for programs: "sales_thousand_yen" says its unit. */
static bool has_unit_in_name(struct str head)
{
    static const char *const words[] = {
        "yen",       "jpy",     "usd",   "person", "people", "count",  "num_",   "_num",  "rate",
        "ratio",     "percent", "pct",   "_kg",    "_km",    "_m2",    "_ha",    "kwh",   "_ton",
        "household", "year",    "month", "day",    "hour",   "minute", "second", "index", "lat",
        "lon",       "units",   "_t",    "_m",     "_id",    NULL};

    for (size_t i = 0; i < head.n; i++) {
        if ((unsigned char)head.p[i] >= 0x80 || head.p[i] == ' ') {
            return false;
        }
    }
    return has_any(head, words);
}

/* "回答ID", "管理No." */
static bool ends_as_id(struct str head)
{
    return str_ends(head, STR("ID")) || str_ends(head, STR("No")) || str_ends(head, STR("No.")) ||
           str_ends(head, STR("ＩＤ")) || str_ends(head, STR("_id"));
}

bool machine_cell_has_unit(struct str head)
{
    /* A unit in brackets, or a name that says what is counted. */
    static const char *const words[] = {
        "(",        "（",   "[",    "［",     "【",     "〔",     "率",     "割合",   "比",
        "%",        "％",   "件数", "人数",   "社数",   "回数",   "個数",   "台数",   "戸数",
        "本数",     "枚数", "部数", "校数",   "世帯数", "箇所数", "施設数", "団体数", "店舗数",
        "事業所数", "者数", "員数", "指数",   "年",     "月",     "日",     "時",     "順位",
        "係数",     "倍",   "単位", "緯度",   "経度",   "年齢",   "番号",   "コード", "得点",
        "点数",     "日数", "名数", "か国数", "企業数", NULL};
    static const char *const ids[] = {"No", "No.",  "NO",   "ID", "id",
                                      "#",  "No．", "Ｎｏ", "№",  NULL};

    head = str_trim(head);
    return has_any(head, words) || is_any(head, ids) || ends_as_id(head) || has_unit_in_name(head);
}

bool machine_cell_is_code_head(struct str head)
{
    static const char *const words[] = {"コード", "番号", "ＩＤ",   "電話", "郵便", "〒",
                                        "TEL",    "Tel",  "FAX",    "年月", "日付", "日時",
                                        "年月日", "住所", "所在地", "URL",  "期間", "備考",
                                        "型番",   "code", "Code",   NULL};
    static const char *const ids[] = {"No", "No.",  "NO", "ID", "id",   "#", "№",
                                      "年", "年度", "月", "日", "時刻", NULL};

    head = str_trim(head);
    return has_any(head, words) || is_any(head, ids) || ends_as_id(head);
}

uint64_t machine_cell_same(struct str text)
{
    uint64_t hash = STR_HASH_OF_NOTHING;

    for (struct walk w = walk_of(text); w.cp != 0; step(&w)) {
        uint32_t cp = w.cp >= 'A' && w.cp <= 'Z' ? w.cp + 32 : w.cp;

        if (cp == ' ' || cp == '\n') {
            continue;
        }
        /* ー and - are one to the eye, and so are brackets of both kinds (folded). */
        hash = str_hash_add(hash, cp == 0x30FC ? '-' : cp);
    }
    return hash;
}
