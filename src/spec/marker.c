/*
 * Item marks; see marker.h. What looks like a mark and is a value is refused here as far as one
 * line can tell (13:30, 14.2兆円, 2026年, 3か所); the outline refuses the rest by sequence.
 */
#include "spec/marker.h"

#include "spec/ordinal.h"
#include "text/chars.h"

static size_t read_any_number(struct str s, size_t at, uint32_t *ret_value)
{
    size_t n = ordinal_digits(s, at, ret_value);

    return n > 0 ? n : ordinal_kanji(s, at, ret_value);
}

static struct marker make(enum marker_class class, uint32_t ordinal, struct str s, size_t label_end)
{
    return (struct marker){
        .class = class,
        .ordinal = ordinal,
        .depth = 1,
        .numbers = {ordinal},
        .length = (uint32_t)skip_spaces(s, label_end),
        .label_length = (uint32_t)label_end,
    };
}

/* Whether a unit that ends at `at` is a whole word: 3名 and 3名程度, but not 3 名称. */
static bool unit_ends_at(struct str s, size_t at)
{
    static const char *const goes_on[] = {"程度", "以上", "以内", "以下", "未満", "超", "間",
                                          "前",   "後",   "内",   "目",   "頃",   "中"};

    if (char_class_at(s, at) != CHAR_KANJI) {
        return true;
    }
    return str_at_any(s, at, goes_on, COUNT(goes_on));
}

/* After digits: what shows that the number is a value. */
static bool is_value_unit(struct str s, size_t at)
{
    static const char *const units[] = {
        "年",   "月",   "日",   "時",     "分",   "円",     "名",   "人",   "社",   "者",
        "件",   "部",   "回",   "か所",   "箇所", "か月",   "ヶ月", "カ月", "%",    "つ",
        "以上", "以内", "億",   "万",     "千円", "兆",     "頁",   "枚",   "冊",   "式",
        "週",   "階",   "丁目", "番",     "号",   "団体",   "台",   "本",   "地域", "種",
        "点",   "時間", "ヵ月", "営業日", "個",   "級",     "歳",   "校",   "棟",   "世帯",
        "箇月", "MB",   "GB",   "km",     "kg",   "ページ", "トン", "年度", "期",   "便",
    };

    for (size_t i = 0; i < COUNT(units); i++) {
        size_t n = str_word_at(s, at, units[i]);

        if (n > 0 && unit_ends_at(s, at + n)) {
            return true;
        }
    }
    return false;
}

/* 第１条, 第２章, 第１ */
static struct marker read_dai(struct str s)
{
    static const struct {
        const char *unit;
        enum marker_class class;
    } units[] = {{"条", MARK_ARTICLE},
                 {"部", MARK_CHAPTER},
                 {"章", MARK_CHAPTER},
                 {"節", MARK_SECTION},
                 {"編", MARK_CHAPTER}};
    uint32_t ordinal;
    size_t at = skip_spaces(s, 3);
    size_t n = read_any_number(s, at, &ordinal);

    if (n == 0) {
        return (struct marker){};
    }
    at += n;
    size_t unit_at = skip_spaces(s, at);

    for (size_t i = 0; i < COUNT(units); i++) {
        if (str_word_at(s, unit_at, units[i].unit) == 0) {
            continue;
        }
        size_t end = unit_at + ORDINAL_KANA_BYTES;
        uint32_t branch;

        if (str_at(s, end, STR("の"))) {
            size_t digits = read_any_number(s, end + ORDINAL_KANA_BYTES, &branch);

            end += digits == 0 ? 0 : ORDINAL_KANA_BYTES + digits;
        }
        enum char_class next = char_class_at(s, end);

        /* 第３条の規定により… and 第３条に… begin a sentence, not an article. */
        if (next == CHAR_HIRAGANA || str_at(s, end, STR("第")) || next == CHAR_COMMA) {
            return (struct marker){};
        }
        return make(units[i].class, ordinal, s, end);
    }
    if (char_class_at(s, at) == CHAR_SPACE && !is_value_unit(s, unit_at)) {
        return make(MARK_DAI, ordinal, s, at);
    }
    return (struct marker){};
}

/* （１） （ア） （a） （一） [1] */
static struct marker read_bracketed(struct str s)
{
    bool round = s.p[0] == '(';
    size_t open = round || s.p[0] == '[' || s.p[0] == '<' ? 1 : ORDINAL_KANA_BYTES;
    size_t at = skip_spaces(s, open);
    uint32_t ordinal;
    uint32_t iroha = 0;
    enum marker_class class = round ? MARK_PAREN : MARK_BRACKET_NUMBER;
    size_t n = ordinal_digits(s, at, &ordinal);

    if (n == 0 && round) {
        n = ORDINAL_KANA_BYTES;
        class = MARK_PAREN_KATAKANA;
        ordinal = ordinal_katakana(s, at);
        iroha = ordinal_iroha(s, at);
        if (ordinal == 0) {
            class = MARK_PAREN_KANJI;
            n = ordinal_kanji(s, at, &ordinal);
        }
        if (n == 0 && at < s.n && char_class_at(s, at) == CHAR_LATIN) {
            class = MARK_PAREN_LATIN;
            n = 1;
            ordinal = (uint32_t)((s.p[at] | 0x20) - 'a' + 1);
        }
    }
    at = skip_spaces(s, at + n);
    bool closed =
        round ? str_at(s, at, STR(")"))
              : str_at(s, at, STR("]")) || str_at(s, at, STR("〕")) || str_at(s, at, STR(">"));

    if (n == 0 || !closed || ordinal == 0 || ordinal > ORDINAL_LARGEST) {
        return (struct marker){};
    }
    struct marker m =
        make(class, ordinal, s,
             at + (round || s.p[at] == ']' || s.p[at] == '>' ? 1 : ORDINAL_KANA_BYTES));

    m.iroha = iroha;
    return m;
}

/* １.２ １-２-３ after the first number; returns the end or 0. */
static size_t read_multi(struct str s, size_t at, struct marker *m)
{
    m->depth = 1;
    while (m->depth < COUNT(m->numbers) && at + 1 < s.n && (s.p[at] == '.' || s.p[at] == '-')) {
        uint32_t value;
        size_t n = ordinal_digits(s, at + 1, &value);

        if (n == 0 || n > 2 || value == 0) {
            break;
        }
        m->numbers[m->depth++] = value;
        m->ordinal = value;
        at += 1 + n;
    }
    return m->depth > 1 ? at : 0;
}

static struct marker read_number(struct str s)
{
    uint32_t ordinal;
    size_t n = ordinal_digits(s, 0, &ordinal);

    if (n == 0 || n > 3 || ordinal == 0) {
        return (struct marker){};
    }
    struct marker m = {.numbers = {ordinal}};
    size_t end = read_multi(s, n, &m);

    if (end > 0) {
        size_t after = end + (str_at(s, end, STR(".")) ? 1 : 0);
        enum char_class next = char_class_at(s, after);

        if ((next != CHAR_SPACE && next != CHAR_KANJI && next != CHAR_KATAKANA) ||
            is_value_unit(s, skip_spaces(s, after))) {
            return (struct marker){};
        }
        struct marker multi = make(MARK_MULTI, m.ordinal, s, after);

        multi.depth = m.depth;
        memcpy(multi.numbers, m.numbers, sizeof(multi.numbers));
        return multi;
    }
    if (str_at(s, n, STR(")"))) {
        return make(MARK_HALF_PAREN, ordinal, s, n + 1);
    }
    if (str_at(s, n, STR(".")) || str_at(s, n, STR("、"))) {
        size_t dot = s.p[n] == '.' ? 1 : ORDINAL_KANA_BYTES;

        if (char_class_at(s, n + dot) == CHAR_DIGIT) {
            return (struct marker){};
        }
        return make(MARK_DECIMAL, ordinal, s, n + dot);
    }
    if (char_class_at(s, n) == CHAR_SPACE) {
        size_t text = skip_spaces(s, n);

        if (text >= s.n || is_value_unit(s, text) || char_class_at(s, text) == CHAR_DIGIT ||
            char_class_at(s, text) == CHAR_OTHER) {
            return (struct marker){};
        }
        return make(MARK_BARE, ordinal, s, n);
    }
    return (struct marker){};
}

/* Separator after a single letter or kana: a space, dot, 、 or closing bracket. */
static size_t separator_bytes(struct str s, size_t at)
{
    if (str_at(s, at, STR(")")) || str_at(s, at, STR("."))) {
        return 1;
    }
    if (str_at(s, at, STR("、"))) {
        return ORDINAL_KANA_BYTES;
    }
    return 0;
}

static struct marker read_katakana(struct str s)
{
    size_t separator = separator_bytes(s, ORDINAL_KANA_BYTES);

    if (separator == 0 && char_class_at(s, ORDINAL_KANA_BYTES) != CHAR_SPACE) {
        return (struct marker){}; /* a word */
    }
    uint32_t ordinal = ordinal_katakana(s, 0);

    if (ordinal == 0) {
        return (struct marker){};
    }
    struct marker m = make(MARK_KATAKANA, ordinal, s, ORDINAL_KANA_BYTES + separator);

    m.iroha = ordinal_iroha(s, 0);
    return m;
}

static struct marker read_kanji(struct str s)
{
    uint32_t ordinal;
    size_t n = ordinal_kanji(s, 0, &ordinal);
    size_t separator = separator_bytes(s, n);

    if (n == 0 || (separator == 0 && char_class_at(s, n) != CHAR_SPACE)) {
        return (struct marker){};
    }
    return make(MARK_KANJI, ordinal, s, n + separator);
}

static struct marker read_latin(struct str s)
{
    size_t separator = separator_bytes(s, 1);

    if (separator == 0 || char_class_at(s, 1 + separator) == CHAR_LATIN) {
        return (struct marker){};
    }
    return make(MARK_LATIN, (uint32_t)((s.p[0] | 0x20) - 'a' + 1), s, 1 + separator);
}

/* （注２）を収集し: a particle after the mark, so the mark refers and the line was wrapped. */
static bool goes_on_as_words(struct str s, size_t at)
{
    static const char *const particles[] = {"を", "に", "が", "は", "と", "で",
                                            "の", "も", "へ", "や", "、"};

    return str_at_any(s, at, particles, COUNT(particles));
}

/* ※, ※１, （※１）, 注１） */
static struct marker read_note(struct str s)
{
    size_t at = str_at(s, 0, STR("(")) ? 1 : 0;
    bool is_note = str_at(s, at, STR("※")) || str_at(s, at, STR("*")) || str_at(s, at, STR("＊"));

    if (!is_note && !str_at(s, at, STR("注"))) {
        return (struct marker){};
    }
    at += str_at(s, at, STR("*")) ? 1 : ORDINAL_KANA_BYTES;
    at = skip_spaces(s, at);
    uint32_t ordinal;
    size_t n = ordinal_digits(s, at, &ordinal);

    at += n;
    if (str_at(s, at, STR(")"))) {
        at++;
    } else if (!is_note && n == 0) {
        return (struct marker){};
    }
    return goes_on_as_words(s, at) ? (struct marker){} : make(MARK_NOTE, ordinal, s, at);
}

static struct marker read_head(struct str s)
{
    static const struct {
        const char *open, *close;
    } pairs[] = {{"【", "】"}, {"<", ">"}, {"〈", "〉"}, {"《", "》"}};

    for (size_t i = 0; i < COUNT(pairs); i++) {
        if (!str_at(s, 0, str_of(pairs[i].open))) {
            continue;
        }
        ptrdiff_t end = str_find(s, str_of(pairs[i].close), 0);

        if (end > 0 && char_count(str_sub(s, 0, (size_t)end)) <= 40) {
            return make(MARK_HEAD, 0, s, (size_t)end + strlen(pairs[i].close));
        }
    }
    return (struct marker){};
}

static struct marker read_sign(struct str s, uint32_t cp, size_t length)
{
    switch (cp) {
    case 0x2460 ... 0x2473: /* ① */
        return make(MARK_CIRCLED, cp - 0x2460 + 1, s, length);
    case 0x3251 ... 0x325F: /* ㉑ */
        return make(MARK_CIRCLED, cp - 0x3251 + 21, s, length);
    case 0x2474 ... 0x2487: /* ⑴ */
        return make(MARK_PAREN, cp - 0x2474 + 1, s, length);
    case 0x2488 ... 0x249B: /* ⒈ */
        return make(MARK_DECIMAL, cp - 0x2488 + 1, s, length);
    case 0x2160 ... 0x216B: /* Ⅰ */
    {
        size_t separator = separator_bytes(s, length);

        return separator == 0 && char_class_at(s, length) != CHAR_SPACE
                   ? (struct marker){}
                   : make(MARK_ROMAN, cp - 0x2160 + 1, s, length + separator);
    }
    case 0x30FB: /* ・ */
    case 0x25CB:
    case 0x25CF:
    case 0x25C6:
    case 0x25C7:
    case 0x25CE:
    case 0x25A0:
    case 0x25A1:
    case 0x25B6:
    case 0x25BC:
    case 0x2022:
    case 0x2713:
    case 0x27A2:
        /* ○○○課長 is a blank to fill in, not an item. */
        return str_at(s, length, str_sub(s, 0, length)) ? (struct marker){}
                                                        : make(MARK_BULLET, 0, s, length);
    default:
        return (struct marker){};
    }
}

static struct marker read_any_mark(struct str s)
{
    uint32_t cp;

    if (s.n == 0) {
        return (struct marker){};
    }
    size_t length = utf8_decode(s, 0, &cp);
    struct marker m = {};

    if (cp >= '0' && cp <= '9') {
        return read_number(s);
    }
    if (cp == '(' || cp == '[' || cp == 0x3014) {
        m = read_note(s);
        return m.class != MARK_NONE ? m : read_bracketed(s);
    }
    if (cp == 0x7B2C) { /* 第 */
        return read_dai(s);
    }
    if (cp == '-' && char_class_at(s, 1) == CHAR_SPACE) {
        return make(MARK_BULLET, 0, s, 1);
    }
    if (cp == 0x203B || cp == '*' || cp == 0x6CE8) { /* ※ 注 */
        return read_note(s);
    }
    switch (char_class_of(cp)) {
    case CHAR_LATIN:
        return read_latin(s);
    case CHAR_KATAKANA:
        return read_katakana(s);
    case CHAR_KANJI:
        return read_kanji(s);
    default:
        break;
    }
    m = read_head(s);
    return m.class != MARK_NONE ? m : read_sign(s, cp, length);
}

/* "(1)から(3)まで", "①及び②", "２）の規定": the number is referred to, not given. */
static bool is_referred_to(struct str s, const struct marker *m)
{
    static const char *const joins[] = {"から", "及び", "又は", "または", "並びに", "~",
                                        "の",   "を",   "に",   "と",     "は",     "、",
                                        "-",    "で",   "まで", "へ",     "が"};

    if (m->length != m->label_length ||
        (m->class != MARK_PAREN && m->class != MARK_HALF_PAREN && m->class != MARK_CIRCLED)) {
        return false;
    }
    return str_at_any(s, m->length, joins, COUNT(joins));
}

struct marker marker_read(struct str s)
{
    struct marker m = read_any_mark(s);

    return is_referred_to(s, &m) ? (struct marker){} : m;
}
