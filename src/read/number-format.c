/* The formats of numbers in lists; see number-format.h. */
#include "read/number-format.h"

#include <stdio.h>

static const struct {
    const char *name;
    enum number_format format;
} names[] = {
    {"decimal", NUMBER_DECIMAL},
    {"decimalZero", NUMBER_DECIMAL_ZERO},
    {"decimalHalfWidth", NUMBER_DECIMAL},
    {"decimalFullWidth", NUMBER_DECIMAL_FULL_WIDTH},
    {"decimalFullWidth2", NUMBER_DECIMAL_FULL_WIDTH},
    {"decimalEnclosedCircle", NUMBER_CIRCLE},
    {"decimalEnclosedCircleChinese", NUMBER_CIRCLE},
    {"decimalEnclosedFullstop", NUMBER_FULL_STOP},
    {"decimalEnclosedParen", NUMBER_PAREN},
    {"aiueo", NUMBER_AIUEO},
    {"aiueoFullWidth", NUMBER_AIUEO_FULL_WIDTH},
    {"iroha", NUMBER_IROHA},
    {"irohaFullWidth", NUMBER_IROHA_FULL_WIDTH},
    {"japaneseCounting", NUMBER_JAPANESE_COUNTING},
    {"japaneseDigitalTenThousand", NUMBER_JAPANESE_COUNTING},
    {"chineseCounting", NUMBER_JAPANESE_COUNTING},
    {"chineseCountingThousand", NUMBER_JAPANESE_COUNTING},
    {"taiwaneseCountingThousand", NUMBER_JAPANESE_COUNTING},
    {"japaneseLegal", NUMBER_JAPANESE_LEGAL},
    {"ideographDigital", NUMBER_IDEOGRAPH_DIGITAL},
    {"taiwaneseDigital", NUMBER_IDEOGRAPH_DIGITAL},
    {"ideographTraditional", NUMBER_STEMS},
    {"ideographZodiac", NUMBER_ZODIAC},
    {"ideographZodiacTraditional", NUMBER_ZODIAC},
    {"ideographEnclosedCircle", NUMBER_IDEOGRAPH_CIRCLE},
    {"upperRoman", NUMBER_UPPER_ROMAN},
    {"lowerRoman", NUMBER_LOWER_ROMAN},
    {"upperLetter", NUMBER_UPPER_LETTER},
    {"lowerLetter", NUMBER_LOWER_LETTER},
    {"numberInDash", NUMBER_DASH},
    {"bullet", NUMBER_BULLET},
    {"none", NUMBER_NONE},
};

enum number_format number_format_of(struct str name)
{
    for (size_t i = 0; i < COUNT(names); i++) {
        if (str_eq(name, str_of(names[i].name))) {
            return names[i].format;
        }
    }
    return NUMBER_DECIMAL;
}

static const char aiueo[] = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホ"
                            "マミムメモヤユヨラリルレロワヲン";
static const char aiueo_half[] = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ";
static const char iroha[] = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマ"
                            "ケフコエテアサキユメミシヱヒモセスン";
static const char iroha_half[] = "ｲﾛﾊﾆﾎﾍﾄﾁﾘﾇﾙｦﾜｶﾖﾀﾚｿﾂﾈﾅﾗﾑｳヰﾉｵｸﾔﾏｹﾌｺｴﾃｱｻｷﾕﾒﾐｼヱﾋﾓｾｽﾝ";
static const char stems[] = "甲乙丙丁戊己庚辛壬癸";
static const char zodiac[] = "子丑寅卯辰巳午未申酉戌亥";
static const char digits_kanji[] = "〇一二三四五六七八九";
static const char digits_legal[] = "零壱弐参四伍六七八九";

enum { CHARACTER_BYTES = 3 }; /* all characters of these tables */

static struct str nth(const char *table, uint32_t index)
{
    return (struct str){.p = table + index * CHARACTER_BYTES, .n = CHARACTER_BYTES};
}

/* The value-th sign of a table, from 1, beginning again after the last. */
static void add_sign(struct buf *out, const char *table, uint32_t value)
{
    uint32_t count = (uint32_t)strlen(table) / CHARACTER_BYTES;

    if (value > 0) {
        buf_add(out, nth(table, (value - 1) % count));
    }
}

static void add_digits(struct buf *out, const char *table, uint32_t value)
{
    char decimal[12];
    int n = snprintf(decimal, sizeof(decimal), "%u", value);

    for (int i = 0; i < n; i++) {
        buf_add(out, nth(table, (uint32_t)(decimal[i] - '0')));
    }
}

/* 十, 百, 千 with the digit before it; a leading one is written in legal style only. */
static void add_positional(struct buf *out, uint32_t value, bool legal)
{
    static const struct {
        uint32_t unit;
        struct str plain, legal;
    } units[] = {
        {1000, STR("千"), STR("阡")}, {100, STR("百"), STR("百")}, {10, STR("十"), STR("拾")}};
    const char *digits = legal ? digits_legal : digits_kanji;

    if (value == 0) {
        buf_add(out, nth(digits, 0));
        return;
    }
    if (value >= 10000) {
        add_positional(out, value / 10000, legal);
        buf_add(out, legal ? STR("萬") : STR("万"));
        value %= 10000;
    }
    for (size_t i = 0; i < COUNT(units); i++) {
        uint32_t digit = value / units[i].unit;

        value %= units[i].unit;
        if (digit == 0) {
            continue;
        }
        if (digit > 1 || legal) {
            buf_add(out, nth(digits, digit));
        }
        buf_add(out, legal ? units[i].legal : units[i].plain);
    }
    if (value > 0) {
        buf_add(out, nth(digits, value));
    }
}

static void add_roman(struct buf *out, uint32_t value, bool upper)
{
    static const struct {
        uint32_t value;
        const char *upper, *lower;
    } parts[] = {
        {1000, "M", "m"}, {900, "CM", "cm"}, {500, "D", "d"},  {400, "CD", "cd"}, {100, "C", "c"},
        {90, "XC", "xc"}, {50, "L", "l"},    {40, "XL", "xl"}, {10, "X", "x"},    {9, "IX", "ix"},
        {5, "V", "v"},    {4, "IV", "iv"},   {1, "I", "i"},
    };
    enum { ROMAN_MAX = 5000 };

    if (value == 0 || value > ROMAN_MAX) {
        buf_printf(out, "%u", value);
        return;
    }
    for (size_t i = 0; i < COUNT(parts); i++) {
        for (; value >= parts[i].value; value -= parts[i].value) {
            buf_add(out, str_of(upper ? parts[i].upper : parts[i].lower));
        }
    }
}

/* a … z, aa … zz: the letter as often as the alphabet was gone through. */
static void add_letter(struct buf *out, uint32_t value, char first)
{
    enum { LETTERS = 26, MOST = 20 };

    if (value == 0) {
        return;
    }
    uint32_t times = MIN((value - 1) / LETTERS + 1, (uint32_t)MOST);

    for (uint32_t i = 0; i < times; i++) {
        buf_add_char(out, (char)(first + (char)((value - 1) % LETTERS)));
    }
}

/* One code point of a run in Unicode ("①" …), or plain digits outside it. */
static void add_enclosed(struct buf *out, uint32_t first, uint32_t last_value, uint32_t value)
{
    if (value >= 1 && value <= last_value) {
        buf_add_code_point(out, first + value - 1);
    } else {
        buf_printf(out, "%u", value);
    }
}

static void add_full_width(struct buf *out, uint32_t value)
{
    add_digits(out, "０１２３４５６７８９", value);
}

void number_format_add(struct buf *out, enum number_format format, uint32_t value)
{
    switch (format) {
    case NUMBER_DECIMAL:
        buf_printf(out, "%u", value);
        return;
    case NUMBER_DECIMAL_ZERO:
        buf_printf(out, "%02u", value);
        return;
    case NUMBER_DECIMAL_FULL_WIDTH:
        add_full_width(out, value);
        return;
    case NUMBER_CIRCLE:
        add_enclosed(out, 0x2460, 20, value);
        return;
    case NUMBER_FULL_STOP:
        add_enclosed(out, 0x2488, 20, value);
        return;
    case NUMBER_PAREN:
        add_enclosed(out, 0x2474, 20, value);
        return;
    case NUMBER_IDEOGRAPH_CIRCLE:
        add_enclosed(out, 0x3280, 10, value);
        return;
    case NUMBER_AIUEO:
        add_sign(out, aiueo_half, value);
        return;
    case NUMBER_AIUEO_FULL_WIDTH:
        add_sign(out, aiueo, value);
        return;
    case NUMBER_IROHA:
        add_sign(out, iroha_half, value);
        return;
    case NUMBER_IROHA_FULL_WIDTH:
        add_sign(out, iroha, value);
        return;
    case NUMBER_STEMS:
        add_sign(out, stems, value);
        return;
    case NUMBER_ZODIAC:
        add_sign(out, zodiac, value);
        return;
    case NUMBER_JAPANESE_COUNTING:
        add_positional(out, value, false);
        return;
    case NUMBER_JAPANESE_LEGAL:
        add_positional(out, value, true);
        return;
    case NUMBER_IDEOGRAPH_DIGITAL:
        add_digits(out, digits_kanji, value);
        return;
    case NUMBER_UPPER_ROMAN:
    case NUMBER_LOWER_ROMAN:
        add_roman(out, value, format == NUMBER_UPPER_ROMAN);
        return;
    case NUMBER_UPPER_LETTER:
        add_letter(out, value, 'A');
        return;
    case NUMBER_LOWER_LETTER:
        add_letter(out, value, 'a');
        return;
    case NUMBER_DASH:
        buf_printf(out, "- %u -", value);
        return;
    case NUMBER_BULLET:
    case NUMBER_NONE:
        return;
    }
}
