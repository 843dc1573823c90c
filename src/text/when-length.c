/*
 * Lengths of time: 12か月, 3か年, 2年6か月, 1時間30分, 一年半, 10営業日, 数日, 半年, 2泊3日, and
 * their intervals 2~3週間, 10分~15分, 1か月から3か月, 2、3日.
 *
 * 3日, 3月 and 十分 may be a date or a plain word; they are read and marked, the caller decides by
 * what stands around them.
 */
#include "text/numeral.h"
#include "text/when-parts.h"

enum { MAX_COUNT = 1000000 };

struct when_length when_length_of(enum when_length_unit unit, int count)
{
    struct when_length length = {.is_set = true};

    length.n[unit] = count * 1000;
    return length;
}

bool when_length_equal(const struct when_length *a, const struct when_length *b)
{
    return memcmp(a->n, b->n, sizeof(a->n)) == 0 && a->fuzzy == b->fuzzy;
}

/* What an amount is followed by. */
struct unit_word {
    const char *word;
    enum when_length_unit unit;
    bool half;  /* 時間半: and a half */
    bool plain; /* could be a date: 日, 月 */
};

static const struct unit_word unit_words[] = {
    {"年間半", WHEN_L_YEAR, true, false},      {"年半", WHEN_L_YEAR, true, false},
    {"年間", WHEN_L_YEAR, false, false},       {"年", WHEN_L_YEAR, false, false},
    {"月間", WHEN_L_MONTH, false, false},      {"月", WHEN_L_MONTH, false, true},
    {"週間半", WHEN_L_WEEK, true, false},      {"週間", WHEN_L_WEEK, false, false},
    {"週", WHEN_L_WEEK, false, false},         {"営業日間", WHEN_L_OPEN_DAY, false, false},
    {"営業日", WHEN_L_OPEN_DAY, false, false}, {"開庁日", WHEN_L_OPEN_DAY, false, false},
    {"業務日", WHEN_L_OPEN_DAY, false, false}, {"稼働日", WHEN_L_OPEN_DAY, false, false},
    {"執務日", WHEN_L_OPEN_DAY, false, false}, {"就業日", WHEN_L_OPEN_DAY, false, false},
    {"勤務日", WHEN_L_OPEN_DAY, false, false}, {"平日", WHEN_L_OPEN_DAY, false, false},
    {"日間", WHEN_L_DAY, false, false},        {"日半", WHEN_L_DAY, true, false},
    {"日", WHEN_L_DAY, false, true},           {"時間半", WHEN_L_HOUR, true, false},
    {"時間", WHEN_L_HOUR, false, false},       {"分半", WHEN_L_MINUTE, true, false},
    {"分間", WHEN_L_MINUTE, false, false},     {"分", WHEN_L_MINUTE, false, false},
    {"秒間", WHEN_L_SECOND, false, false},     {"秒", WHEN_L_SECOND, false, false},
};

/* Words that only begin with a unit: 年度, 月次, 日程, 分野, 回. */
static bool is_other_word(struct str s, size_t beg, size_t end, enum when_length_unit unit)
{
    static const char *const any[] = {"目", NULL};
    static const char *const year[] = {"年度", "年生", "年次", "年史", "年齢", "年金",
                                       "年制", "年物", "年級", "年代", "年式", "年版",
                                       "年号", "年表", "年報", "年賀", "年少", "年配",
                                       "年額", "年上", "年下", "年輪", "年忌", NULL};
    static const char *const month[] = {"月額", "月曜", "月次", "月刊", "月例", "月報", "月謝",
                                        "月給", "月収", "月末", "月初", "月面", NULL};
    static const char *const day[] = {"日本", "日時", "日数", "日用", "日曜", "日常", "日記",
                                      "日誌", "日照", "日光", "日米", "日系", "日直", "日報",
                                      "日勤", "日産", "日経", "日赤", "日額", "日給", "日々",
                                      "日没", "日市", "日町", "日月", "日酔", "日影", NULL};
    static const char *const week[] = {"週刊", "週末", "週報", "週明",
                                       "週休", "週番", "週案", NULL};
    static const char *const hour[] = {"時間外", "時間割", "時間帯", "時間給", "時間単", NULL};
    static const char *const second[] = {"秒速", "秒読", "秒針", NULL};

    if (cursor_eat_any(s, end, any) != 0 && cursor_eat(s, end, "目途") == 0 &&
        cursor_eat(s, end, "目処") == 0 && cursor_eat(s, end, "目安") == 0) {
        return true;
    }
    switch (unit) {
    case WHEN_L_YEAR:
        return cursor_eat_any(s, beg, year) != 0;
    case WHEN_L_MONTH:
        return cursor_eat_any(s, beg, month) != 0;
    case WHEN_L_WEEK:
        return cursor_eat_any(s, beg, week) != 0;
    case WHEN_L_DAY:
        return (cursor_eat_any(s, beg, day) != 0 && cursor_eat(s, beg, "日時点") == 0 &&
                cursor_eat(s, beg, "日勤務") == 0) ||
               (cursor_eat(s, beg, "日程") != 0 && cursor_eat(s, beg, "日程度") == 0);
    case WHEN_L_HOUR:
        return cursor_eat_any(s, beg, hour) != 0;
    case WHEN_L_MINUTE:
        return cursor_one_of(s, end, "野担析科冊類割散配解離譲団") ||
               (cursor_eat(s, end, "の") != 0 &&
                (cursor_is_digit(s, end + 3) || cursor_one_of(s, end + 3, "一二三四五六七八九")));
    case WHEN_L_SECOND:
        return cursor_eat_any(s, beg, second) != 0;
    default:
        return false;
    }
}

/* か, ヶ, カ, ヵ, ケ, 箇, 個 before 月, 年, 週, 日; at + 0 when it is not there. */
static size_t skip_counter(struct str s, size_t at)
{
    static const char *const counters[] = {"か", "ヶ", "カ", "ヵ", "ケ", "箇", "個", "ヵ", NULL};
    size_t end = cursor_eat_any(s, at, counters);

    return end != 0 && cursor_one_of(s, end, "月年週") ? end : at;
}

/* The unit of an amount; the end or 0. */
static size_t unit_at(struct str s, size_t at, const struct unit_word **ret, bool *ret_counted)
{
    static const char *const fiscal[] = {"年度分", "年度間", "年度", NULL};
    size_t beg = skip_counter(s, at);

    *ret_counted = beg != at;
    if (*ret_counted && cursor_eat_any(s, beg, fiscal) != 0) {
        *ret = &unit_words[3];
        return cursor_eat(s, beg, "年度");
    }
    for (size_t i = 0; i < COUNT(unit_words); i++) {
        size_t end = cursor_eat(s, beg, unit_words[i].word);

        if (end != 0) {
            *ret = &unit_words[i];
            if (is_other_word(s, beg, end, unit_words[i].unit)) {
                return 0;
            }
            return end;
        }
    }
    return 0;
}

static void add_half(struct when_length *length, enum when_length_unit unit)
{
    if (unit == WHEN_L_YEAR) {
        length->n[WHEN_L_MONTH] += 6000;
    } else if (unit == WHEN_L_HOUR) {
        length->n[WHEN_L_MINUTE] += 30000;
    } else if (unit == WHEN_L_MINUTE) {
        length->n[WHEN_L_SECOND] += 30000;
    } else {
        length->n[unit] += 500;
    }
}

/* n / 10^scale in thousandths; -1 when it is too large or too fine. */
static int32_t thousandths(const struct numeral *number)
{
    int64_t n = number->n;

    if (number->scale > 3 || n > MAX_COUNT) {
        return -1;
    }
    for (int i = number->scale; i < 3; i++) {
        n *= 10;
    }
    return n > INT32_MAX ? -1 : (int32_t)n;
}

/* 半年, 半日, 半月, 半時間: the end or 0. */
static size_t half_at(struct str s, size_t at, struct when_length *length)
{
    static const struct {
        const char *word;
        enum when_length_unit unit;
        int32_t n;
    } halves[] = {
        {"半年間", WHEN_L_MONTH, 6000}, {"半年", WHEN_L_MONTH, 6000},     {"半日", WHEN_L_DAY, 500},
        {"半月", WHEN_L_MONTH, 500},    {"半時間", WHEN_L_MINUTE, 30000},
    };

    for (size_t i = 0; i < COUNT(halves); i++) {
        size_t end = cursor_eat(s, at, halves[i].word);

        if (end != 0) {
            *length = (struct when_length){.is_set = true};
            length->n[halves[i].unit] = halves[i].n;
            return end;
        }
    }
    return 0;
}

/* 数日, 数か月, 数営業日, 複数年, 一定期間: no number. */
static bool fuzzy_at(struct str s, size_t at, struct extent *x)
{
    static const char *const several[] = {"十数", "数十", "数", NULL};
    static const char *const periods[] = {"一定期間", "一定の期間", NULL};
    size_t end = cursor_eat_any(s, at, periods);
    const struct unit_word *unit;
    bool counted;

    x->lo = (struct when_length){.is_set = true};
    x->flags |= WHEN_VAGUE;
    if (end != 0) {
        x->lo.fuzzy = 1 << WHEN_L_DAY;
        x->end = end;
        return true;
    }
    size_t number = cursor_eat_any(s, at, several);

    if (number == 0 && (number = cursor_eat(s, at, "複数")) != 0 &&
        (cursor_eat(s, number, "日") != 0 || cursor_eat(s, number, "月") != 0)) {
        return false;
    }
    end = number == 0 ? 0 : unit_at(s, number, &unit, &counted);
    if (end == 0 || (unit->unit == WHEN_L_MONTH && unit->plain && !counted)) {
        return false;
    }
    x->lo.fuzzy = (uint8_t)(1 << unit->unit);
    x->end = end;
    return true;
}

/* 2泊3日 is three days. */
static size_t skip_nights(struct str s, size_t at)
{
    size_t end;

    if (numeral_small(s, at, &end) < 1 || (end = cursor_eat(s, end, "泊")) == 0) {
        return at;
    }
    return cursor_is_digit(s, end) || cursor_one_of(s, end, "一二三四五六七八九十") ? end : at;
}

/* One amount with its unit, after which a finer one may follow. */
static bool amount_at(struct str s, size_t at, struct extent *x, int *finest)
{
    struct numeral number;
    const struct unit_word *unit;
    bool counted;

    if (!numeral_at(s, at, NUMERAL_DECIMAL | NUMERAL_GROUPS, &number) || number.bare) {
        return false;
    }
    size_t end = unit_at(s, cursor_spaces(s, number.end), &unit, &counted);
    int32_t n = thousandths(&number);

    if (end == 0 || n < 0 || (int)unit->unit <= *finest) {
        return false;
    }
    /* 一分, 一日 … in words; 2026年 is a year. */
    if (unit->unit == WHEN_L_YEAR && number.n >= 1000 &&
        (number.digits == 4 || number.multiplied) && !counted &&
        cursor_eat(s, end - 3, "間") == 0) {
        return false;
    }
    x->lo.is_set = true;
    x->lo.n[unit->unit] += n;
    if (unit->half) {
        add_half(&x->lo, unit->unit);
    }
    if (*finest < 0) {
        x->is_day_like = (unit->plain && !counted) ||
                         (unit->unit == WHEN_L_MINUTE && number.all_kanji &&
                          cursor_eat(s, end - 3, "間") == 0) ||
                         (number.all_kanji && number.n == 1 && !counted &&
                          cursor_eat(s, end - 3, "間") == 0 && !unit->half);
        x->is_year = unit->unit == WHEN_L_YEAR && !counted;
    } else {
        x->is_day_like = false;
    }
    *finest = (int)unit->unit;
    x->end = end;
    return true;
}

/* Whether an amount of the second unit can continue one of the first. */
static bool may_follow(int first, int second, bool counted)
{
    if (first == WHEN_L_MONTH && second == WHEN_L_DAY) {
        return counted; /* 1か月10日; 3月18日 is a date */
    }
    return (first <= WHEN_L_MONTH && second <= WHEN_L_MONTH) ||
           (first >= WHEN_L_HOUR && second >= WHEN_L_HOUR);
}

bool when_length_single(const struct scan *c, size_t at, struct extent *ret)
{
    struct extent x = {.beg = at};
    int finest = -1;

    if ((x.end = half_at(c->s, at, &x.lo)) != 0 || fuzzy_at(c->s, at, &x)) {
        x.hi = x.lo;
        *ret = x;
        return true;
    }
    x = (struct extent){.beg = at, .end = skip_nights(c->s, at)};
    if (!amount_at(c->s, x.end, &x, &finest)) {
        return false;
    }
    x.is_day_like = x.is_day_like && skip_nights(c->s, at) == at;
    /* 2年6か月, 1時間30分, 1年6月; 1日8時間 is hours a day. */
    for (;;) {
        struct extent more = x;
        int before = finest;

        bool counted = !x.is_day_like;

        if (!amount_at(c->s, cursor_spaces(c->s, x.end), &more, &finest) ||
            !may_follow(before, finest, counted)) {
            break;
        }
        x = more;
    }
    x.hi = x.lo;
    *ret = x;
    return true;
}

/* Joins two lengths to an interval when the second is not the shorter one of the same unit. */
static void join(struct extent *x, const struct extent *upper)
{
    x->hi = upper->lo;
    x->flags |= upper->flags;
    x->end = upper->end;
    x->is_day_like = x->is_day_like && upper->is_day_like;
    x->is_year = false;
}

/* 2~3週間 or 2、3日: a bare number, a sign, and a length whose unit serves both. */
static bool spread_at(const struct scan *c, size_t at, struct extent *ret)
{
    struct numeral number;
    struct extent x;

    if (!numeral_at(c->s, at, NUMERAL_DECIMAL, &number) || number.bare) {
        return false;
    }
    size_t sign = cursor_spaces(c->s, number.end);
    bool comma = cursor_one_of(c->s, sign, "、,");

    if (!cursor_one_of(c->s, sign, "~-ー") && !comma) {
        /* 二三日 is read as a positional number; nothing to do here. */
        return false;
    }
    size_t upper = cursor_spaces(c->s, cursor_next(c->s, sign));

    if (!when_length_single(c, upper, &x)) {
        return false;
    }
    int unit = 0;

    while (unit < WHEN_L_COUNT && x.lo.n[unit] == 0) {
        unit++;
    }
    int32_t n = thousandths(&number);

    if (unit == WHEN_L_COUNT || n < 0 || n >= x.lo.n[unit] || (comma && n + 1000 != x.lo.n[unit])) {
        return false;
    }
    x.hi = x.lo;
    x.lo = (struct when_length){.is_set = true};
    x.lo.n[unit] = n;
    x.beg = at;
    *ret = x;
    return true;
}

bool when_length_at(const struct scan *c, size_t at, struct extent *ret)
{
    struct extent x, upper;

    if (spread_at(c, at, ret)) {
        return true;
    }
    if (!when_length_single(c, at, &x)) {
        return false;
    }
    size_t next = cursor_spaces(c->s, x.end);
    size_t sign = cursor_one_of(c->s, next, "~-ー") ? cursor_next(c->s, next) : 0;

    if (sign == 0) {
        static const char *const words[] = {"から", "ないし", "以上", NULL};

        sign = cursor_eat_any(c->s, x.end, words);
    }
    if (sign != 0 && x.lo.fuzzy == 0 && when_length_single(c, cursor_spaces(c->s, sign), &upper) &&
        upper.lo.fuzzy == 0) {
        join(&x, &upper);
    }
    *ret = x;
    return true;
}
