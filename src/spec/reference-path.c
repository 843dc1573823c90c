/* Reading a number that may name a place: 第３条第２項, ２．(1), ①, 様式第1号; see reference.h. */
#include "spec/reference.h"

#include "spec/ordinal.h"
#include "text/chars.h"

enum { WIDE = ORDINAL_KANA_BYTES };

/* A number that an item may have. */
static size_t read_digits(struct str s, size_t at, uint32_t *ret)
{
    size_t n = ordinal_digits(s, at, ret);

    return *ret > 0 && *ret <= ORDINAL_LARGEST ? n : 0;
}

static size_t read_any(struct str s, size_t at, uint32_t *ret)
{
    size_t n = read_digits(s, at, ret);

    return n > 0 ? n : ordinal_kanji(s, at, ret);
}

/* 条 項 号 章 after a number; returns the end or 0. */
static size_t read_unit(struct str s, size_t at, struct ref_step *step)
{
    static const struct {
        const char *unit;
        enum ref_step_kind kind;
        enum marker_class class;
    } units[] = {
        {"条", STEP_MARK, MARK_ARTICLE}, {"項", STEP_PARAGRAPH, MARK_NONE},
        {"号", STEP_ITEM, MARK_NONE},    {"章", STEP_MARK, MARK_CHAPTER},
        {"節", STEP_MARK, MARK_SECTION}, {"編", STEP_MARK, MARK_CHAPTER},
    };

    at = skip_spaces(s, at);
    for (size_t i = 0; i < COUNT(units); i++) {
        if (str_word_at(s, at, units[i].unit) > 0) {
            step->kind = units[i].kind;
            step->class = units[i].class;
            return at + WIDE;
        }
    }
    return 0;
}

/* 第３条, 第３条の２, 第２項; `after_step` also takes 3条, 2項 without 第. */
static size_t read_dai_step(struct str s, size_t at, bool after_step, struct ref_step *step)
{
    bool dai = str_at(s, at, STR("第"));
    size_t p = dai ? skip_spaces(s, at + WIDE) : at;
    size_t n = dai || after_step ? read_any(s, p, &step->ordinal) : 0;

    if (n == 0) {
        return 0;
    }
    size_t end = read_unit(s, p + n, step);
    uint32_t branch;

    if (end > 0 && step->class == MARK_ARTICLE && str_at(s, end, STR("の"))) {
        size_t digits = read_any(s, end + WIDE, &branch);

        end += digits > 0 ? WIDE + digits : 0;
    }
    return end;
}

/* (1) (ア) (a) （一） */
static size_t read_bracket_step(struct str s, size_t at, struct ref_step *step)
{
    size_t p = skip_spaces(s, at + 1);
    size_t n = read_digits(s, p, &step->ordinal);

    step->class = MARK_PAREN;
    if (n == 0 && (step->ordinal = ordinal_katakana(s, p)) > 0) {
        step->class = MARK_PAREN_KATAKANA;
        n = WIDE;
    } else if (n == 0 && p < s.n && char_class_at(s, p) == CHAR_LATIN) {
        step->class = MARK_PAREN_LATIN;
        step->ordinal = (uint32_t)((s.p[p] | 0x20) - 'a' + 1);
        n = 1;
    } else if (n == 0) {
        step->class = MARK_PAREN_KANJI;
        n = ordinal_kanji(s, p, &step->ordinal);
    }
    p = skip_spaces(s, p + n);
    return n > 0 && str_at(s, p, STR(")")) ? p + 1 : 0;
}

/* 2) ２． ２.３ and ２ before a bracket */
static size_t read_digit_step(struct str s, size_t at, bool first, struct ref_step *step)
{
    size_t n = read_digits(s, at, &step->ordinal);
    size_t p = at + n;
    uint32_t next;

    if (n == 0 || n > 3) {
        return 0;
    }
    if (str_at(s, p, STR(")"))) {
        step->class = MARK_HALF_PAREN;
        return p + 1;
    }
    if (first && str_at(s, p, STR("."))) {
        uint32_t number = step->ordinal;
        size_t digits;

        step->class = MARK_DECIMAL;
        p++;
        while ((digits = read_digits(s, p, &next)) > 0 && digits <= 2) {
            number = number * 1000 + next;
            step->class = MARK_MULTI;
            step->ordinal = number;
            p += digits;
            if (!str_at(s, p, STR(".")) || read_digits(s, p + 1, &next) == 0) {
                break;
            }
            p++;
        }
        return char_class_at(s, p) == CHAR_DIGIT ? 0 : p;
    }
    step->class = MARK_DECIMAL;
    return first && str_at(s, p, STR("(")) && read_digits(s, p + 1, &next) > 0 ? p : 0;
}

/* ①, ⑴, Ⅰ */
static size_t read_sign_step(struct str s, size_t at, struct ref_step *step)
{
    uint32_t cp;
    size_t n = utf8_decode(s, at, &cp);

    switch (cp) {
    case 0x2460 ... 0x2473:
        step->class = MARK_CIRCLED;
        step->ordinal = cp - 0x2460 + 1;
        return at + n;
    case 0x3251 ... 0x325F:
        step->class = MARK_CIRCLED;
        step->ordinal = cp - 0x3251 + 21;
        return at + n;
    case 0x2474 ... 0x2487:
        step->class = MARK_PAREN;
        step->ordinal = cp - 0x2474 + 1;
        return at + n;
    case 0x2160 ... 0x216B:
        step->class = MARK_ROMAN;
        step->ordinal = cp - 0x2160 + 1;
        return at + n + (str_at(s, at + n, STR(".")) ? 1 : 0);
    default:
        return 0;
    }
}

/* ア, ア. as a word of its own. */
static size_t read_kana_step(struct str s, size_t at, struct ref_step *step)
{
    static const char *const going_on[] = {".",  "~",  "及び", "又は", "から", "並びに",
                                           "の", "に", "(",    ")",    "、"};

    enum char_class before = char_class_before(s, at);

    step->class = MARK_KATAKANA;
    if (before == CHAR_KATAKANA || before == CHAR_LATIN ||
        (step->ordinal = ordinal_katakana(s, at)) == 0) {
        return 0;
    }
    size_t end = at + WIDE;

    if (ref_word_at(s, end, going_on, COUNT(going_on)) == 0 && !(end < s.n && s.p[end] == ' ') &&
        char_class_at(s, end) != CHAR_HIRAGANA) {
        return 0;
    }
    return str_at(s, end, STR(".")) ? end + 1 : end;
}

static size_t read_step(struct str s, size_t at, bool first, struct ref_step *step)
{
    size_t end = 0;

    *step = (struct ref_step){};
    if (at >= s.n) {
        return 0;
    }
    if (s.p[at] == '(') {
        return read_bracket_step(s, at, step);
    }
    end = read_dai_step(s, at, !first, step);
    if (end == 0 && s.p[at] >= '0' && s.p[at] <= '9') {
        *step = (struct ref_step){};
        end = read_digit_step(s, at, first, step);
    }
    if (end == 0 && (unsigned char)s.p[at] >= 0xE2) {
        *step = (struct ref_step){};
        end = read_sign_step(s, at, step);
        if (end == 0) {
            end = read_kana_step(s, at, step);
        }
    }
    return end;
}

bool ref_read_path(struct str s, size_t pos, struct ref_path *ret)
{
    *ret = (struct ref_path){.beg = pos, .end = pos};
    for (size_t at = pos; ret->n < REF_PATH_DEEPEST;) {
        struct ref_step step;
        size_t end = read_step(s, at, ret->n == 0, &step);

        /* (1)(2): a second mark of the same class is a list, not a deeper step. */
        if (end == 0 ||
            (ret->n > 0 && step.kind == STEP_MARK && step.class == ret->steps[ret->n - 1].class &&
             ret->steps[ret->n - 1].kind == STEP_MARK)) {
            break;
        }
        ret->steps[ret->n++] = step;
        ret->end = end;
        at = skip_spaces(s, end);
        if (str_at(s, at, STR("の"))) {
            at = skip_spaces(s, at + WIDE);
        }
    }
    return ret->n > 0;
}
