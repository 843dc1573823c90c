/* Judgements of texts of a workbook; see ooxml-sheet-text.h. */
#include "inspect/office/ooxml-sheet-text.h"

#include "base/utf8.h"
#include "inspect/office/ooxml-value.h"

enum {
    LEAST_LETTERS = 4, /* Latin letters in a reading that say something */
    LEAST_KANJI = 2,   /* … and characters that have a reading themselves */
    KANA_OF_ONE = 8,   /* more kana than this read no character … */
    LEAST_KANA = 16,   /* … in readings this long */
    MAX_FOLDED = 1024, /* bytes of a text that are compared */
};

bool sheet_name_is_own(struct str name)
{
    static const char *const heads[] = {"_xlnm.", "_xlfn",  "_xlpm", "_xlws",
                                        "_xleta", "_xludf", "_xlcn."};

    for (size_t i = 0; i < COUNT(heads); i++) {
        if (ooxml_starts(name, heads[i])) {
            return true;
        }
    }
    return false;
}

/* A number counts when it has more than one digit. */
bool sheet_name_is_constant(struct str formula)
{
    size_t digits = 0;

    if (formula.n > 0 && formula.p[0] == '=') {
        formula = str_sub(formula, 1, formula.n);
    }
    formula = str_trim(formula);
    if (formula.n > 2 && (formula.p[0] == '"' || formula.p[0] == '{')) {
        return formula.p[formula.n - 1] == (formula.p[0] == '"' ? '"' : '}');
    }
    for (size_t i = 0; i < formula.n; i++) {
        if (memchr("0123456789.-", formula.p[i], 12) == NULL) {
            return false;
        }
        digits += formula.p[i] >= '0' && formula.p[i] <= '9';
    }
    return digits > 1;
}

/* What a person is to type or choose: the use that such a message is for. */
static bool is_instruction(struct str text)
{
    static const struct str words[] = {STR("入力"),   STR("選択"),   STR("選ん"),     STR("記入"),
                                       STR("記載"),   STR("下さい"), STR("ください"), STR("リスト"),
                                       STR("select"), STR("Select"), STR("enter"),    STR("Enter"),
                                       STR("choose"), STR("Choose"), STR("lease"),    STR("nput")};

    for (size_t i = 0; i < COUNT(words); i++) {
        if (str_has(text, words[i])) {
            return true;
        }
    }
    return str_trim(text).n == 0;
}

bool sheet_prompt_is_told(struct str title, struct str prompt)
{
    return !is_instruction(prompt) && (title.n == 0 || !is_instruction(title));
}

/* Figures and dates are shown in other ways than they are kept. */
struct str sheet_criterion_text(struct str value)
{
    bool is_plain = true;

    while (value.n > 0 && (value.p[0] == '*' || value.p[value.n - 1] == '*')) {
        value = value.p[0] == '*' ? str_sub(value, 1, value.n) : str_sub(value, 0, value.n - 1);
    }
    value = str_trim(value);
    for (size_t i = 0; i < value.n && is_plain; i++) {
        is_plain = value.p[i] < '0' || value.p[i] > '9';
    }
    return is_plain && value.n > 1 && value.p[0] != '#' && !str_eq_any_case(value, STR("TRUE")) &&
                   !str_eq_any_case(value, STR("FALSE"))
               ? value
               : (struct str){};
}

struct letters {
    char latin[MAX_FOLDED]; /* lower case, narrow; the others of each are left out */
    char kanji[MAX_FOLDED];
    size_t latin_bytes, kanji_bytes, kana;
};

static void fold(struct str s, struct letters *ret)
{
    uint32_t cp;

    *ret = (struct letters){};
    for (size_t i = 0; i < s.n;) {
        size_t n = utf8_decode(s, i, &cp);
        uint32_t narrow = cp >= 0xFF01 && cp <= 0xFF5E ? cp - 0xFEE0 : cp;

        narrow |= narrow >= 'A' && narrow <= 'Z' ? 0x20 : 0;
        if (narrow >= 'a' && narrow <= 'z' && ret->latin_bytes < MAX_FOLDED) {
            ret->latin[ret->latin_bytes++] = (char)narrow;
        } else if (cp >= 0x3400 && cp <= 0x9FFF && ret->kanji_bytes + n <= MAX_FOLDED) {
            memcpy(ret->kanji + ret->kanji_bytes, s.p + i, n);
            ret->kanji_bytes += n;
        }
        ret->kana += (cp >= 0x3041 && cp <= 0x30FF) || (cp >= 0xFF66 && cp <= 0xFF9F);
        i += n;
    }
}

bool sheet_reading_fits(struct str reading, struct str words, uint32_t characters)
{
    struct letters of_reading, of_words;

    fold(reading, &of_reading);
    struct str latin = {.p = of_reading.latin, .n = of_reading.latin_bytes};
    struct str kanji = {.p = of_reading.kanji, .n = of_reading.kanji_bytes};

    if (of_reading.kana >= LEAST_KANA && of_reading.kana / KANA_OF_ONE > characters) {
        return false;
    }
    if (latin.n < LEAST_LETTERS && kanji.n < (size_t)LEAST_KANJI * 3) {
        return true;
    }
    fold(words, &of_words);
    return (latin.n < LEAST_LETTERS ||
            str_has((struct str){.p = of_words.latin, .n = of_words.latin_bytes}, latin)) &&
           (kanji.n < (size_t)LEAST_KANJI * 3 ||
            str_has((struct str){.p = of_words.kanji, .n = of_words.kanji_bytes}, kanji));
}

/* The name that Excel gives to the column of a table by itself, at its head: "Column1", "列1". */
bool sheet_is_own_head(struct str text)
{
    static const struct str names[] = {STR("Column"), STR("列")};
    bool is_own = false;

    for (size_t i = 0; i < COUNT(names) && !is_own; i++) {
        size_t at = names[i].n;

        is_own = str_starts(text, names[i]) && text.n > at;
        for (; is_own && at < text.n; at++) {
            is_own = text.p[at] >= '0' && text.p[at] <= '9';
        }
    }
    return is_own;
}
