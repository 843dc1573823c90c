/*
 * Quantities; see quantity.h.
 *
 * A quantity is a number and a unit: at every place where a numeral can start, the numeral (or
 * two with a range sign), then the unit, then what bounds it on the right (以上, 未満, を超える),
 * on the left (最大, 約, 上限は) and in brackets (税込). A number without a unit is nothing, and so
 * is one that another sign claims: 第3条, 様式1, 3-1, Ver.2.0, 令和8年.
 */
#include "text/quantity.h"

#include "text/chars.h"
#include "text/cursor.h"
#include "text/numeral.h"
#include "text/quantity-unit.h"

#include <inttypes.h>

enum {
    BOUND_LO = 1 << 0,
    BOUND_HI = 1 << 1,
    BOUND_OPEN = 1 << 2,
    BOUND_APPROX = 1 << 3,
    FARTHEST_PER = 24, /* bytes between 1社当たり and its amount */
};

struct bound_word {
    const char *word;
    unsigned bound;
};

/* Behind the unit; longer words first. */
static const struct bound_word bounds_behind[] = {
    {"を超えない", BOUND_HI},
    {"を超えては", BOUND_HI},
    {"を超えることは", BOUND_HI},
    {"を超えることができ", BOUND_HI},
    {"を上回らない", BOUND_HI},
    {"を下回らない", BOUND_LO},
    {"を下回っては", BOUND_LO},
    {"を下回ることは", BOUND_LO},
    {"を下らない", BOUND_LO},
    {"を超え", BOUND_LO | BOUND_OPEN},
    {"を上回", BOUND_LO | BOUND_OPEN},
    {"を下回", BOUND_HI | BOUND_OPEN},
    {"に満たない", BOUND_HI | BOUND_OPEN},
    {"を上限", BOUND_HI},
    {"が上限", BOUND_HI},
    {"を限度", BOUND_HI},
    {"を下限", BOUND_LO},
    {"以上", BOUND_LO},
    {"以下", BOUND_HI},
    {"以内", BOUND_HI},
    {"未満", BOUND_HI | BOUND_OPEN},
    {"超", BOUND_LO | BOUND_OPEN},
    {"まで", BOUND_HI},
    {"程度", BOUND_APPROX},
    {"前後", BOUND_APPROX},
    {"ほど", BOUND_APPROX},
    {"くらい", BOUND_APPROX},
    {"ぐらい", BOUND_APPROX},
    {"を目途", BOUND_APPROX},
    {"を目処", BOUND_APPROX},
    {"を目安", BOUND_APPROX},
};

/* Before the number. */
static const struct bound_word bounds_before[] = {
    {"少なくとも", BOUND_LO}, {"最低でも", BOUND_LO}, {"最低", BOUND_LO},
    {"下限は", BOUND_LO},     {"多くても", BOUND_HI}, {"最大で", BOUND_HI},
    {"最大", BOUND_HI},       {"上限は", BOUND_HI},   {"上限は、", BOUND_HI},
    {"上限額は、", BOUND_HI}, {"上限を、", BOUND_HI}, {"限度額は", BOUND_HI},
    {"限度額は、", BOUND_HI}, {"限度額", BOUND_HI},   {"下限は、", BOUND_LO},
    {"上限額を", BOUND_HI},   {"上限額は", BOUND_HI}, {"上限額:", BOUND_HI},
    {"上限額", BOUND_HI},     {"上限を", BOUND_HI},   {"上限", BOUND_HI},
    {"約", BOUND_APPROX},     {"概ね", BOUND_APPROX}, {"おおむね", BOUND_APPROX},
    {"およそ", BOUND_APPROX},
};

/* What claims the number that follows it. */
static const char *const claimed_by[] = {"第",   "様式", "別紙", "別添", "別表", "別記",  "別図",
                                         "図",   "表",   "No.",  "Ver.", "ver.", "注",    "※",
                                         "令和", "平成", "昭和", "番号", "内線", "単位:", NULL};

/* ※10社を想定: a remark that begins with a quantity, not the note of that number. */
static bool begins_remark(struct str s, size_t at, size_t end, size_t floor)
{
    const struct unit *unit = quantity_unit_at(s, end);
    static const char *const follows[] = {"を",   "の",   "で",   "は", "程度",
                                          "以上", "以内", "まで", NULL};

    return unit != NULL && cursor_ends(s, at, floor, "※") &&
           cursor_eat_any(s, end + strlen(unit->written), follows) != 0;
}

/* Signs that join the number to a digit or letter before them: 3-1, 10:30, v2.0. */
static const char *const joined_by[] = {"-", ".", "/", ":", "_", NULL};

static struct quantity_number number_of(const struct numeral *n, int64_t times)
{
    struct quantity_number q = {.n = n->n, .scale = n->scale};

    while (q.scale > 0 && times % 10 == 0) {
        times /= 10;
        q.scale--;
    }
    if (__builtin_mul_overflow(q.n, times, &q.n)) {
        q.n = INT64_MAX;
    }
    while (q.scale > 0 && q.n % 10 == 0) {
        q.n /= 10;
        q.scale--;
    }
    return q;
}

static bool is_claimed(struct str s, size_t at, size_t floor)
{
    size_t before = cursor_back_spaces(s, at, floor);

    if (cursor_back_any(s, before, floor, claimed_by) != before) {
        return true;
    }
    size_t joined = cursor_back_any(s, at, floor, joined_by);

    if (joined != at && joined > floor && (unsigned char)s.p[joined - 1] < 0x80 &&
        s.p[joined - 1] != ')') {
        return true;
    }
    uint32_t cp = cursor_code_point_before(s, at, floor);

    return (cp < 0x80 && cp != 0 && cursor_is_letter(s, at - 1)) || (cp >= '0' && cp <= '9');
}

static size_t read_range_sign(struct str s, size_t at)
{
    static const char *const signs[] = {"~", "-", "ないし", "から", "より", NULL};
    size_t end = cursor_eat_any(s, cursor_spaces(s, at), signs);

    return end == 0 ? 0 : cursor_spaces(s, end);
}

/* Bound words from `at` on; moves *at behind them. */
static unsigned read_bounds_behind(struct str s, size_t *at)
{
    unsigned bound = 0;

    for (size_t i = 0; i < COUNT(bounds_behind); i++) {
        size_t end = cursor_eat(s, *at, bounds_behind[i].word);

        if (end != 0) {
            bound |= bounds_behind[i].bound;
            *at = end;
            i = (size_t)-1;
        }
    }
    return bound;
}

static unsigned read_bounds_before(struct str s, size_t *beg, size_t floor)
{
    unsigned bound = 0;

    for (size_t i = 0; i < COUNT(bounds_before); i++) {
        size_t at = cursor_back_spaces(s, *beg, floor);

        if (cursor_ends(s, at, floor, bounds_before[i].word)) {
            bound |= bounds_before[i].bound;
            *beg = at - strlen(bounds_before[i].word);
            i = (size_t)-1;
        }
    }
    return bound;
}

static enum quantity_tax tax_of(struct str remark)
{
    static const struct str excluded[] = {STR("税抜"), STR("税別"), STR("除"), STR("含まな"),
                                          STR("外税")};
    static const struct str included[] = {STR("税込"), STR("含"), STR("内税")};

    for (size_t i = 0; i < COUNT(excluded); i++) {
        if (str_has(remark, excluded[i])) {
            return QUANTITY_TAX_EX;
        }
    }
    for (size_t i = 0; i < COUNT(included); i++) {
        if (str_has(remark, included[i])) {
            return QUANTITY_TAX_IN;
        }
    }
    return QUANTITY_TAX_UNSAID;
}

/* （税込） behind an amount, moves *at; or 税込 before it. */
static enum quantity_tax read_tax(struct str s, size_t *at, size_t beg, size_t floor)
{
    static const char *const in_before[] = {"税込みで", "税込", "税込み", "税込み価格", NULL};
    static const char *const ex_before[] = {"税抜", "税抜き", "税抜き価格", NULL};

    if (cursor_eat(s, *at, "(") != 0) {
        ptrdiff_t close = str_find(s, STR(")"), *at);
        struct str remark = close < 0 ? (struct str){} : str_sub(s, *at, (size_t)close);

        if (remark.n > 0 && remark.n < 120 && (str_has(remark, STR("税")))) {
            enum quantity_tax tax = tax_of(remark);

            if (tax != QUANTITY_TAX_UNSAID) {
                *at = (size_t)close + 1;
                return tax;
            }
        }
    }
    if (cursor_back_any(s, beg, floor, in_before) != beg) {
        return QUANTITY_TAX_IN;
    }
    return cursor_back_any(s, beg, floor, ex_before) != beg ? QUANTITY_TAX_EX : QUANTITY_TAX_UNSAID;
}

/* 日額, 月額 before an amount. Moves *beg. */
static struct str read_per_before(struct str s, size_t *beg, size_t floor)
{
    static const struct {
        const char *word, *per;
    } words[] = {{"日額", "日"},          {"月額", "月"},          {"年額", "年"},
                 {"時給", "時間"},        {"1時間当たり", "時間"}, {"1時間あたり", "時間"},
                 {"1時間につき", "時間"}, {"1日当たり", "日"},     {"1日あたり", "日"},
                 {"1日につき", "日"},     {"1か月当たり", "月"},   {"1か月につき", "月"}};

    for (size_t i = 0; i < COUNT(words); i++) {
        if (cursor_ends(s, *beg, floor, words[i].word)) {
            *beg -= strlen(words[i].word);
            return str_of(words[i].per);
        }
    }
    return (struct str){};
}

/* 円/人, 円／回. Moves *at. */
static struct str read_per_behind(struct str s, size_t *at)
{
    static const char *const pers[] = {"時間", "人日", "人", "名", "社", "者", "回", "月",
                                       "日",   "年",   "件", "台", "部", "枚", NULL};
    size_t slash = cursor_eat(s, *at, "/");
    size_t end = slash == 0 ? 0 : cursor_eat_any(s, slash, pers);

    if (end == 0) {
        return (struct str){};
    }
    *at = end;
    return str_sub(s, slash, end);
}

static void set_bounds(struct quantity *q, unsigned bound)
{
    q->approx = q->approx || (bound & BOUND_APPROX) != 0;
    if ((bound & BOUND_LO) != 0 && q->has_lo && q->has_hi) {
        q->has_hi = false;
        q->open_lo = (bound & BOUND_OPEN) != 0;
    } else if ((bound & BOUND_HI) != 0) {
        q->has_lo = false;
        q->open_hi = (bound & BOUND_OPEN) != 0;
    }
}

struct scan {
    struct arena *a;
    struct str s;
    struct quantity_list *list;
    size_t floor;   /* end of the last quantity */
    struct str per; /* 社 of "1社当たり" that was just passed; empty = none */
    size_t per_end; /* where its 当たり ends */
};

static struct quantity *add(struct scan *c, size_t beg, size_t end)
{
    struct quantity *q = VEC_ADD(c->a, c->list);

    /* The list may be used again: its places hold what was read before. */
    *q = (struct quantity){.beg = (uint32_t)beg, .end = (uint32_t)end};
    c->floor = end;
    return q;
}

static bool same_number(struct quantity_number a, struct quantity_number b)
{
    return a.n == b.n && a.scale == b.scale && a.over == b.over;
}

/* 5名以上10名以下, 3名から5名, 100万円を超え500万円以下: the second closes the first. */
static bool closes_interval(struct scan *c, const struct quantity *q, size_t beg)
{
    struct quantity *open = c->list->n == 0 ? NULL : &c->list->v[c->list->n - 1];

    if (open == NULL || open->fuzzy || !str_eq(open->unit, q->unit) || !q->has_hi) {
        return false;
    }
    struct str between = str_sub(c->s, open->end, beg);
    bool exact = open->has_lo && open->has_hi && same_number(open->lo, open->hi);
    bool by_sign = exact && (str_eq(between, STR("~")) || str_eq(between, STR("-")) ||
                             str_eq(between, STR("から")) || str_eq(between, STR("ないし")) ||
                             str_eq(between, STR("より")));
    bool by_bound = open->has_lo && !open->has_hi && !q->has_lo &&
                    (between.n == 0 || str_eq(between, STR("、")) || str_eq(between, STR("かつ")));

    if (!by_sign && !by_bound) {
        return false;
    }
    open->has_hi = true;
    open->hi = q->hi;
    open->open_hi = q->open_hi;
    open->approx = open->approx || q->approx;
    open->tax = q->tax != QUANTITY_TAX_UNSAID ? q->tax : open->tax;
    open->end = q->end;
    c->floor = q->end;
    return true;
}

/* 3分の2, 10分の1 at the numeral that was read. */
static size_t read_fraction(struct str s, const struct numeral *below, struct quantity_number *ret)
{
    size_t at = cursor_eat(s, below->end, "分の");
    struct numeral above;

    if (at == 0 || below->scale != 0 || below->n == 0 ||
        !numeral_at(s, at, NUMERAL_PLAIN, &above)) {
        return 0;
    }
    *ret =
        (struct quantity_number){.n = above.n, .over = (int32_t)MIN(below->n, (int64_t)INT32_MAX)};
    return above.end;
}

/* Turns n / over into a decimal when it ends: 3/4 is 0.75, 2/3 stays. */
static void settle_fraction(struct quantity_number *q)
{
    int64_t n = q->n;

    for (uint8_t scale = 0; scale <= 4; scale++, n *= 10) {
        if (n % q->over == 0) {
            *q = (struct quantity_number){.n = n / q->over, .scale = scale};
            return;
        }
    }
}

static size_t try_fraction(struct scan *c, size_t at, const struct numeral *n)
{
    struct quantity_number value;
    size_t end = read_fraction(c->s, n, &value);

    /* 1/2 only behind 率: elsewhere it is a page or a date. */
    if (end == 0 && cursor_eat(c->s, n->end, "/") != 0 && n->scale == 0) {
        struct numeral below;
        static const char *const ratio_words[] = {"率は", "率", "割合は", NULL};
        size_t word = cursor_back_spaces(c->s, at, c->floor);

        if (numeral_at(c->s, n->end + 1, NUMERAL_PLAIN, &below) && below.n > 0 &&
            cursor_back_any(c->s, word, c->floor, ratio_words) != word) {
            value = (struct quantity_number){.n = n->n,
                                             .over = (int32_t)MIN(below.n, (int64_t)INT32_MAX)};
            end = below.end;
        }
    }
    if (end == 0 || value.over == 0) {
        return 0;
    }
    settle_fraction(&value);
    unsigned bound = read_bounds_behind(c->s, &end);
    struct quantity *q = add(c, at, end);

    q->has_lo = q->has_hi = true;
    q->lo = q->hi = value;
    q->unit = STR("ratio");
    set_bounds(q, bound);
    return end;
}

/* 5割, 3割5分. */
static size_t try_tenths(struct scan *c, size_t at, const struct numeral *n)
{
    size_t end = cursor_eat(c->s, n->end, "割");
    struct numeral hundredths;

    if (end == 0 || n->scale != 0) {
        return 0;
    }
    int64_t percent = n->n * 10;

    if (numeral_at(c->s, end, NUMERAL_PLAIN, &hundredths) &&
        cursor_eat(c->s, hundredths.end, "分") != 0) {
        percent += hundredths.n;
        end = cursor_eat(c->s, hundredths.end, "分");
    } else if (code_point_is_kanji(cursor_code_point(c->s, end)) && !cursor_eat(c->s, end, "以") &&
               !cursor_eat(c->s, end, "程") && !cursor_eat(c->s, end, "未") &&
               !cursor_eat(c->s, end, "超")) {
        return 0;
    }
    unsigned bound = read_bounds_behind(c->s, &end);
    size_t beg = at;

    bound |= read_bounds_before(c->s, &beg, c->floor);
    struct quantity *q = add(c, beg, end);

    q->has_lo = q->has_hi = true;
    q->lo = q->hi = (struct quantity_number){.n = percent};
    q->unit = STR("%");
    set_bounds(q, bound);
    return end;
}

/*
 * What follows 1人: 1回当たり (per gets 回 too), or at once an amount (1泊12,000円). The end of what
 * tells per what, or 0.
 */
static size_t read_second_per(struct scan *c, size_t at, struct str *per)
{
    static const char *const links[] = {"当たり", "あたり", "当り", "につき", NULL};
    struct numeral n;

    if (!numeral_at(c->s, at, NUMERAL_ALL, &n)) {
        return 0;
    }
    const struct unit *unit = quantity_unit_at(c->s, n.end);

    if (unit == NULL) {
        return 0;
    }
    if (str_eq(str_of(unit->unit), STR("JPY"))) {
        return at;
    }
    size_t end = n.end + strlen(unit->written);
    size_t link = n.n == 1 && n.scale == 0 ? cursor_eat_any(c->s, end, links) : 0;

    if (link != 0) {
        *per = arena_printf(c->a, "%.*s%.*s", STR_ARG(*per), STR_ARG(str_sub(c->s, n.end, end)));
    }
    return link;
}

/* 1社当たり, 1人につき: what the amount that follows is for one of. The end, or 0. */
static size_t try_per(struct scan *c, const struct quantity *q, size_t unit_beg, size_t end)
{
    static const char *const links[] = {"当たり", "あたり", "当り", "につき", NULL};
    size_t link = cursor_eat_any(c->s, end, links);
    struct str per = str_sub(c->s, unit_beg, end);

    if (!q->has_lo || q->lo.n != 1 || q->lo.scale != 0) {
        return 0;
    }
    if (link == 0) {
        link = read_second_per(c, end, &per);
        if (link == 0) {
            return 0;
        }
    }
    /* Without an amount behind it, 1社につき is a quantity like any other. */
    for (size_t at = link; at < c->s.n && at < link + FARTHEST_PER; at = cursor_next(c->s, at)) {
        struct numeral n;

        if (cursor_is_digit(c->s, at) && numeral_at(c->s, at, NUMERAL_ALL, &n)) {
            const struct unit *unit = quantity_unit_at(c->s, n.end);

            if (read_range_sign(c->s, n.end) != 0 ||
                (unit != NULL && (str_eq(str_of(unit->unit), STR("JPY")) ||
                                  str_ends(str_of(unit->unit), STR("B"))))) {
                c->per = per;
                c->per_end = link;
                return link;
            }
            return 0;
        }
    }
    return 0;
}

/* Everything around a number (or two) and its unit. */
static size_t finish(struct scan *c, size_t at, struct quantity q, size_t end)
{
    size_t beg = at;
    unsigned bound = read_bounds_before(c->s, &beg, c->floor);

    q.per = read_per_behind(c->s, &end);
    bound |= read_bounds_behind(c->s, &end);
    q.tax = str_eq(q.unit, STR("JPY")) ? read_tax(c->s, &end, beg, c->floor) : QUANTITY_TAX_UNSAID;
    bound |= read_bounds_behind(c->s, &end);
    bound |= read_bounds_before(c->s, &beg, c->floor);
    bool has_per = str_eq(q.unit, STR("JPY")) || str_ends(q.unit, STR("B"));

    if (q.per.n == 0 && has_per) {
        q.per = read_per_before(c->s, &beg, c->floor);
        if (c->per.n > 0 && beg - c->per_end <= FARTHEST_PER && beg >= c->per_end) {
            q.per = arena_printf(c->a, "%.*s%.*s", STR_ARG(c->per), STR_ARG(q.per));
        }
        c->per = (struct str){};
    }
    set_bounds(&q, bound);
    q.beg = (uint32_t)beg;
    q.end = (uint32_t)end;
    if (closes_interval(c, &q, beg)) {
        return end;
    }
    *add(c, beg, end) = q;
    return end;
}

/* 300~400万円: the multiplier of the end holds for the start. */
static int64_t multiplier_before(struct str s, size_t end)
{
    static const struct {
        const char *word;
        int64_t times;
    } words[] = {{"百万", 1000000}, {"千万", 10000000}, {"千", 1000},
                 {"万", 10000},     {"億", 100000000},  {"兆", 1000000000000}};

    for (size_t i = 0; i < COUNT(words); i++) {
        if (cursor_ends(s, end, 0, words[i].word)) {
            return words[i].times;
        }
    }
    return 1;
}

/* 一部, 一人ひとり: words, not numbers. */
static bool is_word_of_one(struct str s, size_t at)
{
    return cursor_eat(s, at, "一部") != 0 || cursor_eat(s, at, "1人ひ") != 0 ||
           cursor_eat(s, at, "一人ひ") != 0 || cursor_eat(s, at, "一人一人") != 0;
}

/* 二・五パーセント: the digits behind the point. Returns the end, or 0. */
static size_t read_kanji_point(struct str s, struct numeral *first)
{
    size_t point = first->all_kanji && !first->multiplied ? cursor_eat(s, first->end, "・") : 0;
    struct numeral below;

    if (point == 0 || !numeral_at(s, point, NUMERAL_PLAIN, &below) || !below.all_kanji ||
        below.multiplied || below.digits > 3 || first->scale != 0) {
        return 0;
    }
    const struct unit *unit = quantity_unit_at(s, below.end);

    if (unit == NULL || !str_eq(str_of(unit->unit), STR("%"))) {
        return 0;
    }
    for (uint8_t i = 0; i < below.digits; i++) {
        first->n *= 10;
    }
    first->n += below.n;
    first->scale = below.digits;
    first->end = below.end;
    return below.end;
}

/* 15以上の工場: the bound stands between the number and what it counts. 0 when it does not. */
static size_t try_bound_first(struct scan *c, size_t at, const struct numeral *n)
{
    size_t end = n->end;
    unsigned bound = read_bounds_behind(c->s, &end);
    size_t noun = bound == 0 ? 0 : cursor_eat(c->s, end, "の");
    const struct unit *unit = noun == 0 ? NULL : quantity_unit_at(c->s, noun);

    if (unit == NULL || strlen(unit->written) <= 3 || n->bare) {
        return 0;
    }
    struct quantity q = {.has_lo = true, .has_hi = true, .unit = str_of(unit->unit)};
    size_t beg = at;

    q.lo = q.hi = number_of(n, 1);
    bound |= read_bounds_before(c->s, &beg, c->floor);
    set_bounds(&q, bound);
    q.beg = (uint32_t)beg;
    q.end = (uint32_t)(noun + strlen(unit->written));
    *add(c, beg, q.end) = q;
    return q.end;
}

/* PDF1式, CD-R2枚: copies of a file or medium, no number of a type. */
static bool counts_copies(struct str s, size_t at, size_t end)
{
    static const char *const copies[] = {"式", "部", "枚", "冊", NULL};
    size_t beg = at;

    while (beg > 0 && (cursor_is_letter(s, beg - 1) || s.p[beg - 1] == '-')) {
        beg--;
    }
    return at - beg >= 3 && cursor_eat_any(s, end, copies) != 0;
}

/* A number, or two with a range sign, and the unit. Returns the end or 0. */
static size_t try_number(struct scan *c, size_t at)
{
    struct numeral first;
    struct numeral second;
    size_t start = cursor_eat(c->s, at, "¥");
    size_t number = start != 0 ? start : at;

    if (!numeral_at(c->s, number, NUMERAL_ALL, &first)) {
        return 0;
    }
    if ((is_claimed(c->s, at, c->floor) && !counts_copies(c->s, at, first.end) &&
         !begins_remark(c->s, at, first.end, c->floor)) ||
        is_word_of_one(c->s, at)) {
        return 0;
    }
    if (start != 0) {
        struct quantity q = {.has_lo = true, .has_hi = true, .unit = STR("JPY")};

        q.lo = q.hi = number_of(&first, 1);
        return finish(c, at, q, first.end);
    }
    size_t end = try_fraction(c, at, &first);

    end = end != 0 ? end : try_tenths(c, at, &first);
    if (end != 0) {
        return end;
    }
    read_kanji_point(c->s, &first);
    size_t sign = read_range_sign(c->s, first.end);
    const struct unit *unit = quantity_unit_at(c->s, cursor_spaces(c->s, first.end));
    bool is_range = false;

    if (unit == NULL && sign != 0 && numeral_at(c->s, sign, NUMERAL_ALL, &second)) {
        unit = quantity_unit_at(c->s, cursor_spaces(c->s, second.end));
        is_range = unit != NULL;
    }
    if (unit == NULL && sign == 0) {
        return try_bound_first(c, at, &first);
    }
    if (unit == NULL || (first.bare && !first.digits && !str_eq(str_of(unit->unit), STR("JPY")))) {
        return 0;
    }
    size_t from = cursor_spaces(c->s, is_range ? second.end : first.end);
    struct quantity q = {.has_lo = true, .has_hi = true, .unit = str_of(unit->unit)};

    /* Between number and unit a space is a gap of a column as a rule: only money and % bridge it.
     */
    if (from != (is_range ? second.end : first.end) && !str_eq(q.unit, STR("JPY")) &&
        !str_eq(q.unit, STR("%")) && cursor_back_spaces(c->s, at, c->floor) == 0) {
        return 0;
    }
    q.lo = number_of(&first, unit->times);
    q.hi = number_of(is_range ? &second : &first, unit->times);
    if (is_range && second.multiplied && !first.multiplied && first.n > 0) {
        q.lo = number_of(&first, multiplier_before(c->s, second.end) * unit->times);
    }
    end = from + strlen(unit->written);
    size_t per = is_range ? 0 : try_per(c, &q, from, end);

    return per != 0 ? per : finish(c, at, q, end);
}

/* 数名, 複数社, 一式, 若干名. */
static size_t try_word(struct scan *c, size_t at)
{
    static const char *const fuzzy_words[] = {"数十", "数百", "複数", "若干", "数", NULL};
    size_t number = cursor_eat_any(c->s, at, fuzzy_words);
    const struct unit *unit = number == 0 ? NULL : quantity_unit_at(c->s, number);

    if (unit == NULL || str_eq(str_of(unit->unit), STR("JPY")) ||
        str_eq(str_of(unit->unit), STR("%"))) {
        return 0;
    }
    size_t end = number + strlen(unit->written);
    struct quantity *q = add(c, at, end);

    q->fuzzy = true;
    q->unit = str_of(unit->unit);
    return end;
}

/* Where a quantity can start: a numeral, 数 複 若 (数名, 複数社, 若干名), ¥ (no place of its own). */
static const uint8_t starts[CHAR_TABLE_BYTES] = {
    ['0' ... '9'] = 1, [CHAR_TABLE_REST] = 1, [U'一'] = 1, [U'二'] = 1, [U'三'] = 1, [U'四'] = 1,
    [U'五'] = 1,       [U'六'] = 1,           [U'七'] = 1, [U'八'] = 1, [U'九'] = 1, [U'十'] = 1,
    [U'百'] = 1,       [U'千'] = 1,           [U'万'] = 1, [U'億'] = 1, [U'兆'] = 1, [U'壱'] = 1,
    [U'壹'] = 1,       [U'弐'] = 1,           [U'貳'] = 1, [U'参'] = 1, [U'參'] = 1, [U'伍'] = 1,
    [U'拾'] = 1,       [U'佰'] = 1,           [U'仟'] = 1, [U'阡'] = 1, [U'萬'] = 1, [U'数'] = 1,
    [U'複'] = 1,       [U'若'] = 1,
};

void quantity_scan(struct arena *a, struct str folded, struct quantity_list *ret)
{
    struct scan c = {.a = a, .s = folded, .list = ret};
    struct char_walk walk;
    size_t next;

    char_walk_begin(&walk, starts, folded, 0);
    for (size_t at = char_walk_next(&walk, 0); at < folded.n; at = char_walk_next(&walk, next)) {
        struct numeral passed;
        size_t end = try_number(&c, at);

        end = end != 0 ? end : try_word(&c, at);
        if (end == 0 && numeral_at(folded, at, NUMERAL_ALL, &passed)) {
            end = passed.end;
        }
        next = end != 0 ? end : cursor_next(folded, at);
    }
}

struct str quantity_number_value(struct arena *a, struct quantity_number q)
{
    int64_t power = 1;

    if (q.over != 0) {
        return arena_printf(a, "%" PRId64 "/%d", q.n, q.over);
    }
    for (uint8_t i = 0; i < q.scale; i++) {
        power *= 10;
    }
    if (q.scale == 0) {
        return arena_printf(a, "%" PRId64, q.n);
    }
    return arena_printf(a, "%" PRId64 ".%0*" PRId64, q.n / power, q.scale, q.n % power);
}

struct str quantity_value(struct arena *a, const struct quantity *q)
{
    if (q->fuzzy) {
        return STR("X");
    }
    if (q->has_lo && q->has_hi && same_number(q->lo, q->hi)) {
        return quantity_number_value(a, q->lo);
    }
    struct str lo = q->has_lo ? quantity_number_value(a, q->lo) : (struct str){};
    struct str hi = q->has_hi ? quantity_number_value(a, q->hi) : (struct str){};

    return arena_printf(a, "%c%.*s,%.*s%c", q->has_lo && !q->open_lo ? '[' : '(', STR_ARG(lo),
                        STR_ARG(hi), q->has_hi && !q->open_hi ? ']' : ')');
}

struct str quantity_unit(struct arena *a, const struct quantity *q)
{
    return q->per.n == 0 ? q->unit
                         : arena_printf(a, "%.*s/%.*s", STR_ARG(q->unit), STR_ARG(q->per));
}

const char *quantity_tax_name(enum quantity_tax tax)
{
    return tax == QUANTITY_TAX_IN ? "in" : tax == QUANTITY_TAX_EX ? "ex" : "";
}

int64_t quantity_whole(struct quantity_number q)
{
    int64_t n = q.n;

    for (uint8_t i = 0; i < q.scale; i++) {
        n /= 10;
    }
    return q.over != 0 ? n / q.over : n;
}
