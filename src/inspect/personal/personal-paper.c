/*
 * Numbers of papers: cards for paying, insurance, pension, licences, registers; and those with
 * letters: passports, cards of residence, plates of vehicles, staff and students. A form that many
 * other numbers have too needs its label; that of a plate is its own.
 */
#include "inspect/personal/personal-number.h"

#include "inspect/personal/personal.h"

enum { MAX_TOKEN = 16 };

/* A number of four fours below the words カード番号, as when one is asked for and said. */
static bool is_asked_for(const struct personal_scan *s, const struct personal_number *x)
{
    static const uint8_t fours[] = {4, 4, 4, 4};

    return s->above.n > 0 && personal_groups_are(x, COUNT(fours), fours) &&
           personal_has_word(s->above, "カード番号|card number");
}

bool personal_is_card(const struct personal_scan *s, const struct personal_number *x)
{
    bool length = (x->n == 16 && x->digits[0] >= 3 && x->digits[0] <= 6) ||
                  (x->n == 15 && x->digits[0] == 3 && (x->digits[1] == 4 || x->digits[1] == 7)) ||
                  (x->n == 14 && x->digits[0] == 3);

    return length && personal_is_luhn(x->digits, x->n) &&
           (personal_is_about(s, x->beg,
                              "カード|クレジット|card|credit|visa|master|jcb|amex|diners|ビザ") ||
            is_asked_for(s, x));
}

/* 免許証(…、第971203456781号): in the form of a licence's number. */
static bool is_of_paper(const struct personal_scan *s, const struct personal_number *x)
{
    return str_ends(personal_before(s, x->beg, 6), STR("第")) &&
           str_starts(personal_after(s, x->end), STR("号")) &&
           personal_is_about(s, x->beg, "免許証");
}

static const char *const passport_labels =
    "旅券番号|パスポート番号|旅券no.|パスポートno.|passport no.|passport no|passport number|"
    "passport_no|passport_number";

/* Nine digits: the passports of some countries have no letters. */
static bool is_bare_passport(const struct personal_scan *s, const struct personal_number *x)
{
    return x->n == 9 && x->group_count == 1 &&
           personal_is_about(s, x->beg, "旅券|パスポート|passport") &&
           personal_is_labelled(s, x->beg, passport_labels);
}

/* 75,112,000人, 39471123円: how many, how much. */
static bool is_count(const struct personal_scan *s, const struct personal_number *x)
{
    static const struct str units[] = {STR_IN_TABLE("人"), STR_IN_TABLE("名"),  STR_IN_TABLE("円"),
                                       STR_IN_TABLE("件"), STR_IN_TABLE("千"),  STR_IN_TABLE("万"),
                                       STR_IN_TABLE("%"),  STR_IN_TABLE("世帯")};

    for (size_t i = 0; i < COUNT(units); i++) {
        if (str_at(s->text.folded.s, x->end, units[i])) {
            return true;
        }
    }
    return false;
}

/* 後期高齢 39512204 */
static bool is_of_the_aged(const struct personal_scan *s, const struct personal_number *x)
{
    return x->n == 8 && x->group_count == 1 &&
           personal_is_labelled(s, x->beg, "後期高齢|後期高齢者|後期高齢者医療") && !is_count(s, x);
}

bool personal_is_official(const struct personal_scan *s, const struct personal_number *x)
{
    static const struct {
        uint8_t least, most;
        const char *labels;
    } kinds[] = {
        {12, 12, "免許証番号|免許番号|運転免許|免許証"},
        {6, 8, "保険者番号"},
        {10, 10, "基礎年金番号|年金番号|年金手帳|記号番号"},
        {5, 11, "被保険者番号|被保険者証番号|被保険者証|受給者番号|受給者証番号"},
        {11, 11, "住民票コード|雇用保険被保険者番号|雇用保険番号|雇用保険"},
        {4, 8, "被保険者記号|保険証記号|保険証番号|保険証の番号|保険証"},
        {3, 11, "記号・番号|記号番号|被保険者証等記号・番号"},
        {2, 8, "記号|番号|枝番"},
    };

    if (is_bare_passport(s, x) || is_of_the_aged(s, x)) {
        return true;
    }
    /* A number of two digits stands right behind its label only. */
    if (x->n < 2 ||
        (x->n == 2 && (!str_has(personal_before(s, x->beg, 12), STR("号")) ||
                       !personal_is_about(s, x->beg, "記号"))) ||
        x->n > 12 || !personal_is_about(s, x->beg, "保険|免許|年金|住民票|受給者") ||
        is_count(s, x)) {
        return false;
    }
    for (size_t i = 0; i < COUNT(kinds); i++) {
        if (i + 2 >= COUNT(kinds) &&
            !personal_is_about(s, x->beg, "保険証|健康保険|被保険者|資格確認書")) {
            break;
        }
        if (i + 1 == COUNT(kinds) && x->group_count > 3) {
            break;
        }
        if (x->n >= kinds[i].least && x->n <= kinds[i].most &&
            (personal_is_labelled(s, x->beg, kinds[i].labels) || (i == 0 && is_of_paper(s, x)))) {
            return true;
        }
    }
    return false;
}

/* ---- with letters ---- */

static bool is_alnum(char c)
{
    return personal_is_digit(c) || personal_is_latin(c);
}

/* The letters and digits around the digit at `at`, a blank or hyphen between groups of them left
 * in: LK 5520 1187 GB. */
struct token {
    size_t beg, end;
    char text[MAX_TOKEN + 1]; /* without blanks: A for a letter, 9 for a digit */
    size_t n;
};

static bool take_token(struct str t, size_t at, bool spaced, struct token *ret)
{
    size_t beg = at;
    size_t end = at;

    while (beg > 0 && at - beg <= MAX_TOKEN &&
           (is_alnum(t.p[beg - 1]) || (t.p[beg - 1] == '-' && !spaced) ||
            (spaced && beg > 1 && t.p[beg - 1] == ' ' && is_alnum(t.p[beg - 2]) && at == beg &&
             personal_is_latin(t.p[beg - 2])))) {
        beg--;
    }
    *ret = (struct token){.beg = beg};
    for (end = beg; end < t.n; end++) {
        if (is_alnum(t.p[end])) {
            if (ret->n == MAX_TOKEN) {
                break;
            }
            ret->text[ret->n++] = personal_is_digit(t.p[end]) ? '9' : 'A';
        } else if (!((t.p[end] == ' ' && spaced) || (t.p[end] == '-' && !spaced)) ||
                   end + 1 >= t.n || !is_alnum(t.p[end + 1])) {
            break;
        }
    }
    ret->end = end;
    return ret->n > 0;
}

/* Whether the token is of this form, and nothing goes on behind it. */
static bool has_form(struct token *x, const char *form, struct str t)
{
    size_t n = strlen(form);

    if (x->n < n || memcmp(x->text, form, n) != 0) {
        return false;
    }
    size_t end = x->beg;

    for (size_t k = 0; k < n; end++) {
        k += is_alnum(t.p[end]);
    }
    x->end = end;
    return end >= t.n || !is_alnum(t.p[end]);
}

/* AB12345678CD, LK 5520 1187 GB */
static bool is_residence(const struct personal_scan *s, struct token *x)
{
    struct str t = s->text.folded.s;

    return (has_form(x, "AA99999999AA", t) || has_form(x, "AA99999999", t)) &&
           personal_is_about(s, x->beg, "在留|入管|residence card");
}

static bool is_passport(const struct personal_scan *s, struct token *x)
{
    static const char *const words = "旅券|パスポート|passport";
    struct str t = s->text.folded.s;
    size_t digits = 0;

    if (has_form(x, "AA9999999", t)) {
        return personal_is_about(s, x->beg, words) &&
               personal_is_labelled(s, x->beg,
                                    "旅券番号|旅券|パスポート|passport|passport no.|passport no|"
                                    "番号|no.|no|number");
    }
    for (size_t i = 0; i < x->n; i++) {
        digits += x->text[i] == '9';
    }
    /* Other countries: by the label alone. */
    return x->n >= 7 && x->n <= 9 && digits >= 4 && x->end - x->beg == x->n &&
           personal_is_labelled(s, x->beg, passport_labels);
}

/* M-20190077 behind 社員番号; a number that somebody is to fill in is none. */
static bool is_staff(const struct personal_scan *s, const struct token *x)
{
    static const char *const words =
        "社員番号|社員コード|社員id|社員no|社員no.|社員証番号|社員証no|職員番号|職員コード|職員id|"
        "職員証番号|従業員番号|従業員コード|従業員id|学籍番号|学生番号|学生証番号|学籍no|生徒番号|"
        "教職員番号|患者番号|患者id|診察券番号|employee no.|employee id|student id|student no.";
    struct str behind = personal_after(s, x->end);
    size_t digits = 0;

    for (size_t i = 0; i < x->n; i++) {
        digits += x->text[i] == '9';
    }
    return digits >= 3 && x->n <= 12 && personal_is_labelled(s, x->beg, words) &&
           !str_starts(behind, STR("桁")) && !str_starts(behind, STR("文字")) &&
           !str_starts(str_trim(behind), STR("を入力")) &&
           !str_starts(str_trim(behind), STR("を記入")) && !str_starts(behind, STR("年")) &&
           !str_starts(behind, STR("人"));
}

/* ---- plates ---- */

/* The kana of plates, and those among them that are also particles. */
static bool is_plate_kana(uint32_t cp, bool *ret_is_particle)
{
    static const struct str all = STR_IN_TABLE(
        "あいうえかきくけこをさすせそたちつてとなにぬねのはひふほまみむめもやゆよらりるろわれ");
    static const struct str particles = STR_IN_TABLE("かとにのはもや");

    for (size_t i = 0; i < all.n;) {
        uint32_t there;

        i += utf8_decode(all, i, &there);
        if (there == cp) {
            *ret_is_particle = false;
            for (size_t k = 0; k < particles.n;) {
                k += utf8_decode(particles, k, &there);
                *ret_is_particle |= there == cp;
            }
            return true;
        }
    }
    return false;
}

/* 12-34, ・8-21, ・・・5, 1234: past it, or 0. */
static size_t plate_number_end(struct str t, size_t at)
{
    size_t digits = 0;
    size_t dots = 0;
    size_t hyphen = 0;

    while (str_at(t, at, STR("・")) || (dots < 3 && at < t.n && t.p[at] == '.')) {
        at += t.p[at] == '.' ? 1 : STR("・").n;
        dots++;
    }
    while (at < t.n && digits < 5) {
        if (personal_is_digit(t.p[at])) {
            digits++;
        } else if (t.p[at] == '-' && hyphen == 0 && digits >= 1 && digits <= 2) {
            hyphen = digits;
        } else {
            break;
        }
        at++;
    }
    bool is_whole =
        hyphen > 0 ? digits - hyphen == 2 && dots + digits <= 4 : dots + digits == 4 && digits > 0;

    return is_whole && (at >= t.n || (!personal_is_digit(t.p[at]) && t.p[at] != '-')) ? at : 0;
}

/* 品川 300 あ 12-34: the office, the class, a kana, the number. */
static bool is_plate(const struct personal_scan *s, const struct personal_number *x,
                     size_t *ret_beg, size_t *ret_end)
{
    struct str t = s->text.folded.s;
    size_t digits = x->groups[0];
    size_t at = x->beg + digits;
    uint32_t cp;
    bool is_particle = false;

    if (digits < 2 || digits > 3 || at >= t.n) {
        return false;
    }
    at = skip_spaces(t, at);
    if (at >= t.n || (unsigned char)t.p[at] != 0xE3) {
        return false;
    }
    at += utf8_decode(t, at, &cp);
    if (!is_plate_kana(cp, &is_particle)) {
        return false;
    }
    at = plate_number_end(t, skip_spaces(t, at));
    if (at == 0) {
        return false;
    }
    size_t beg = x->beg;
    size_t units = 0;

    beg -= beg > 0 && t.p[beg - 1] == ' ';
    while (beg > 0 && units < 4) {
        enum char_class class = char_class_before(t, beg);

        if (class != CHAR_KANJI && class != CHAR_HIRAGANA && class != CHAR_KATAKANA) {
            break;
        }
        beg = char_before(t, beg);
        units++;
    }
    bool is_named = personal_is_about(s, x->beg, "ナンバー|車両|車番|登録番号|自動車|車種|車");

    *ret_beg = units >= 2 ? beg : x->beg;
    *ret_end = at;
    return is_named || (units >= 2 && digits == 3 && !is_particle);
}

const char *personal_lettered(const struct personal_scan *s, const struct personal_number *x,
                              size_t *ret_beg, size_t *ret_end)
{
    struct token token;
    struct str t = s->text.folded.s;
    bool has_letter =
        x->beg > 0 && (personal_is_latin(t.p[x->beg - 1]) ||
                       (x->beg > 1 && (t.p[x->beg - 1] == ' ' || t.p[x->beg - 1] == '-') &&
                        personal_is_latin(t.p[x->beg - 2])));

    if (is_plate(s, x, ret_beg, ret_end)) {
        return "PII-313";
    }
    for (int spaced = 1; spaced >= 0 && has_letter; spaced--) {
        if (take_token(t, x->beg, spaced == 1, &token) &&
            (is_residence(s, &token) || is_passport(s, &token))) {
            *ret_beg = token.beg;
            *ret_end = token.end;
            return "PII-308";
        }
    }
    if (take_token(t, x->beg, false, &token) && is_staff(s, &token)) {
        *ret_beg = token.beg;
        *ret_end = token.end;
        return "PII-314";
    }
    return NULL;
}
