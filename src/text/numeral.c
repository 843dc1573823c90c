/*
 * Numerals; see numeral.h.
 *
 * The value is built as people read it: digits gather in `run`, 十 百 千 move the run into
 * `section` (below 万), 万 億 兆 move the section into `total`. All three are kept in millionths
 * so that 1.5億 and 14.2兆 need no special case. Because 千 multiplies whatever run stands before
 * it, 350千 and 12百万 (units of a table) come out right as well.
 */
#include "text/numeral.h"

#include "text/cursor.h"

enum { MILLIONTHS = 1000000, MAX_DECIMALS = 6, MAX_DIGITS = 18 };

struct reader {
    struct str s;
    unsigned forms;
    struct numeral *ret;
    __int128 run, section, total; /* millionths */
    int64_t large;                /* last of 万 億 兆, to keep them falling */
    int64_t small;                /* last of 千 百 十 in this section */
    bool has_run;
    bool run_is_kanji;
};

static int kanji_digit(uint32_t cp, unsigned forms)
{
    switch (cp) {
    case 0x3007: /* 〇 */
        return 0;
    case 0x4E00: /* 一 */
        return 1;
    case 0x4E8C: /* 二 */
        return 2;
    case 0x4E09: /* 三 */
        return 3;
    case 0x56DB: /* 四 */
        return 4;
    case 0x4E94: /* 五 */
        return 5;
    case 0x516D: /* 六 */
        return 6;
    case 0x4E03: /* 七 */
        return 7;
    case 0x516B: /* 八 */
        return 8;
    case 0x4E5D: /* 九 */
        return 9;
    default:
        break;
    }
    if ((forms & NUMERAL_FORMAL) != 0) {
        switch (cp) {
        case 0x58F1: /* 壱 */
        case 0x58F9: /* 壹 */
            return 1;
        case 0x5F10: /* 弐 */
        case 0x8CB3: /* 貳 */
            return 2;
        case 0x53C2: /* 参 */
        case 0x53C3: /* 參 */
            return 3;
        case 0x4F0D: /* 伍 */
            return 5;
        default:
            break;
        }
    }
    return -1;
}

/* 10, 100, 1000 for 十 百 千, 10^4, 10^8, 10^12 for 万 億 兆; 0 for anything else. */
static int64_t multiplier(uint32_t cp, unsigned forms)
{
    bool formal = (forms & NUMERAL_FORMAL) != 0;

    switch (cp) {
    case 0x5341: /* 十 */
        return 10;
    case 0x62FE: /* 拾 */
        return formal ? 10 : 0;
    case 0x767E: /* 百 */
        return 100;
    case 0x4F70: /* 佰 */
        return formal ? 100 : 0;
    case 0x5343: /* 千 */
        return 1000;
    case 0x4EDF: /* 仟 */
    case 0x9621: /* 阡 */
        return formal ? 1000 : 0;
    case 0x842C: /* 萬 */
        return formal ? 10000 : 0;
    case 0x4E07: /* 万 */
        return (forms & NUMERAL_LARGE) != 0 ? 10000 : 0;
    case 0x5104: /* 億 */
        return (forms & NUMERAL_LARGE) != 0 ? 100000000 : 0;
    case 0x5146: /* 兆 */
        return (forms & NUMERAL_LARGE) != 0 ? INT64_C(1000000000000) : 0;
    default:
        return 0;
    }
}

/* "," and three digits that no fourth follows. */
static bool is_group(struct str s, size_t at)
{
    return at < s.n && s.p[at] == ',' && cursor_is_digit(s, at + 1) && cursor_is_digit(s, at + 2) &&
           cursor_is_digit(s, at + 3) && !cursor_is_digit(s, at + 4);
}

static size_t read_decimals(struct reader *r, size_t at)
{
    int64_t unit = MILLIONTHS / 10;

    for (; cursor_is_digit(r->s, at); at++) {
        r->run += (r->s.p[at] - '0') * unit;
        unit /= 10;
        r->ret->digits++;
    }
    return at;
}

/* A run of ASCII digits with separators and decimals; false when it is too long. */
static bool read_ascii(struct reader *r, size_t *at)
{
    for (;;) {
        if (cursor_is_digit(r->s, *at)) {
            if (++r->ret->digits > MAX_DIGITS) {
                return false;
            }
            r->run = r->run * 10 + (__int128)(r->s.p[*at] - '0') * MILLIONTHS;
            (*at)++;
        } else if ((r->forms & NUMERAL_GROUPS) != 0 && is_group(r->s, *at)) {
            r->ret->separated = true;
            (*at)++;
        } else {
            break;
        }
    }
    if ((r->forms & NUMERAL_DECIMAL) != 0 && *at < r->s.n && r->s.p[*at] == '.' &&
        cursor_is_digit(r->s, *at + 1)) {
        *at = read_decimals(r, *at + 1);
    }
    r->has_run = true;
    r->ret->all_kanji = false;
    return r->ret->digits <= MAX_DIGITS;
}

static bool read_kanji_digit(struct reader *r, int digit)
{
    if ((r->has_run && !r->run_is_kanji) || ++r->ret->digits > MAX_DIGITS) {
        return false;
    }
    r->run = r->run * 10 + digit * MILLIONTHS;
    r->has_run = true;
    r->run_is_kanji = true;
    r->ret->kanji = true;
    return true;
}

static bool read_multiplier(struct reader *r, int64_t by, bool first)
{
    if (by >= 10000) {
        if ((r->large != 0 && by >= r->large) || (!r->has_run && r->section == 0 && !first)) {
            return false;
        }
        __int128 amount = r->section + r->run;

        r->total += (amount == 0 ? MILLIONTHS : amount) * by;
        r->section = 0;
        r->large = by;
        r->small = 0;
    } else {
        if (r->small != 0 && by >= r->small) {
            return false;
        }
        r->section += (r->has_run ? r->run : MILLIONTHS) * by;
        r->small = by;
    }
    r->ret->bare = r->ret->bare || (first && by != 10);
    r->run = 0;
    r->has_run = false;
    r->run_is_kanji = false;
    r->ret->kanji = true;
    r->ret->multiplied = true;
    return true;
}

static bool finish(struct reader *r)
{
    __int128 millionths = r->total + r->section + r->run;
    uint8_t scale = MAX_DECIMALS;

    if (millionths % MILLIONTHS == 0) { /* nearly always */
        millionths /= MILLIONTHS;
        scale = 0;
    }
    while (scale > 0 && millionths % 10 == 0) {
        millionths /= 10;
        scale--;
    }
    if (millionths > INT64_MAX) {
        return false;
    }
    r->ret->n = (int64_t)millionths;
    r->ret->scale = scale;
    return true;
}

/* Whether no numeral can start at `at`: nearly all calls end here. */
static bool cannot_start(struct str s, size_t at, unsigned forms)
{
    uint32_t cp;

    if (!numeral_may_start(s, at)) {
        return true;
    }
    if (cursor_is_digit(s, at)) {
        return false;
    }
    utf8_decode(s, at, &cp);
    return kanji_digit(cp, forms) < 1 && multiplier(cp, forms) == 0;
}

/* Whether what stands behind ASCII digits may be part of their number. */
static bool may_go_on(struct str s, size_t at, unsigned forms)
{
    if (at >= s.n) {
        return false;
    }
    uint32_t cp = (unsigned char)s.p[at];

    if (cp < 0x80) {
        return (cp == ',' && (forms & NUMERAL_GROUPS) != 0) ||
               (cp == '.' && (forms & NUMERAL_DECIMAL) != 0);
    }
    return (forms & NUMERAL_LARGE) != 0 && numeral_may_start(s, at);
}

/* 3, 12, 2026 and nothing behind: nearly all numbers. */
static bool read_short(struct str s, size_t at, unsigned forms, struct numeral *ret)
{
    enum { SHORT_DIGITS = 9 };
    int64_t n = 0;
    size_t end = at;

    for (; cursor_is_digit(s, end) && end - at <= SHORT_DIGITS; end++) {
        n = n * 10 + (s.p[end] - '0');
    }
    if (end == at || end - at > SHORT_DIGITS || may_go_on(s, end, forms)) {
        return false;
    }
    *ret = (struct numeral){.n = n, .digits = (uint8_t)(end - at), .end = end};
    return true;
}

bool numeral_at(struct str s, size_t at, unsigned forms, struct numeral *ret)
{
    if (cannot_start(s, at, forms)) {
        *ret = (struct numeral){.all_kanji = true, .end = at};
        return false;
    }
    if (read_short(s, at, forms, ret)) {
        return true;
    }
    struct reader r = {.s = s, .forms = forms, .ret = ret};
    size_t beg = at;

    *ret = (struct numeral){.all_kanji = true};
    while (at < s.n) {
        if (cursor_is_digit(s, at)) {
            /* "2千20" is one number when everything is allowed, otherwise kanji end before it. */
            if (r.has_run || (ret->kanji && (forms & NUMERAL_LARGE) == 0)) {
                break;
            }
            if (!read_ascii(&r, &at)) {
                return false;
            }
            continue;
        }
        if ((unsigned char)s.p[at] < 0xE3) {
            break;
        }
        uint32_t cp;
        size_t n = utf8_decode(s, at, &cp);
        int digit = kanji_digit(cp, forms);
        int64_t by = digit < 0 ? multiplier(cp, forms) : 0;

        if (cp == 0x56DB && cursor_eat(s, at, "四半期") != 0) {
            break;
        }
        if (digit >= 0) {
            if ((at == beg && digit == 0) || !read_kanji_digit(&r, digit)) {
                break;
            }
        } else if (by == 0 || (!ret->all_kanji && (forms & NUMERAL_LARGE) == 0) ||
                   !read_multiplier(&r, by, at == beg)) {
            break;
        }
        at += n;
    }
    ret->end = at;
    return at > beg && finish(&r);
}

int numeral_small(struct str s, size_t at, size_t *ret_end)
{
    struct numeral number;

    if (!numeral_at(s, at, NUMERAL_PLAIN, &number) || number.n > 9999 || number.scale != 0 ||
        number.bare) {
        return -1;
    }
    *ret_end = number.end;
    return (int)number.n;
}
