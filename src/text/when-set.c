/*
 * Recurrences: 毎月10日, 隔週, 年3回以上, 2か月に1回, 週40時間, 四半期ごと, 月次, 定期的に, 随時.
 * A count keeps its number and its period; a fixed position keeps the position.
 */
#include "text/numeral.h"
#include "text/when-parts.h"

static struct when *add_set(struct scan *c, enum when_recurrence recurrence, size_t beg, size_t end)
{
    struct when *w = when_point_add(c, WHEN_SET, beg, end);

    w->recurrence = recurrence;
    return w;
}

/* 回 or 度 behind a number; not 回目, 回答, 度目. */
static size_t times_at(struct str s, size_t at)
{
    static const char *const others[] = {"回目", "回答", "回収", "回線", "回路",
                                         "回覧", "回復", "度目", "度以", NULL};

    if (cursor_eat_any(s, at, others) != 0) {
        return 0;
    }
    size_t end = cursor_eat(s, at, "回");

    return end != 0 ? end : cursor_eat(s, at, "度");
}

/* 3回, 3~5回, 数回, 一度: fills n_lo and n_hi; the end or 0. */
static size_t count_at(struct str s, size_t at, struct when *w)
{
    static const char *const several[] = {"数回", "複数回", NULL};
    size_t end = cursor_eat_any(s, at, several);

    if (end != 0) {
        w->n_lo = w->n_hi = -1;
        w->flags |= WHEN_VAGUE;
        return end;
    }
    int lo = numeral_small(s, at, &end);
    int hi = lo;

    if (lo < 1) {
        return 0;
    }
    size_t sign = cursor_spaces(s, end);

    if (cursor_one_of(s, sign, "~-ー、")) {
        size_t upper_end;
        int upper = numeral_small(s, cursor_spaces(s, cursor_next(s, sign)), &upper_end);

        if (upper > lo) {
            hi = upper;
            end = upper_end;
        }
    } else if (times_at(s, sign) != 0) {
        /* 3回~5回 */
        size_t first = times_at(s, sign);
        size_t next = cursor_spaces(s, first);
        size_t upper_end;

        if (cursor_one_of(s, next, "~-ー")) {
            int upper = numeral_small(s, cursor_spaces(s, cursor_next(s, next)), &upper_end);

            if (upper > lo && times_at(s, upper_end) != 0) {
                w->n_lo = lo;
                w->n_hi = upper;
                return times_at(s, upper_end);
            }
        }
    }
    end = times_at(s, cursor_spaces(s, end));
    if (end != 0) {
        w->n_lo = lo;
        w->n_hi = hi;
    }
    return end;
}

/* A count or an amount of time per period, with its bounds; the end or 0. */
static size_t amount_at(const struct scan *c, size_t at, struct when *w)
{
    struct extent x;

    at = cursor_spaces(c->s, at);
    w->mods |= when_mod_ahead(c->s, &at);

    size_t end = count_at(c->s, at, w);

    if (end == 0) {
        if (!when_length_at(c, at, &x) || x.is_year) {
            return 0;
        }
        /* 日3日 … : the amount is shorter than its period. */
        int period = 0, unit = 0;

        while (period < WHEN_L_COUNT - 1 && w->per.n[period] == 0) {
            period++;
        }
        while (unit < WHEN_L_COUNT - 1 && x.lo.n[unit] == 0) {
            unit++;
        }
        if (unit <= period || (x.flags & WHEN_VAGUE) != 0 ||
            (x.is_day_like && unit == WHEN_L_MONTH)) {
            return 0;
        }
        w->lo = x.lo;
        w->hi = x.hi;
        end = x.end;
    }
    w->mods |= when_mod_after_length(c->s, &end);
    return end;
}

static struct when_length period(enum when_length_unit unit, int count)
{
    return when_length_of(unit, count);
}

/* Adds a counted set read into `w`; the words before it may bound it (少なくとも週1回). */
static void add_counted(struct scan *c, const struct when *w, size_t beg, size_t end)
{
    uint16_t mods = when_mod_before(c->s, &beg, c->floor);
    struct when *added = add_set(c, WHEN_COUNTED, beg, end);

    added->n_lo = w->n_lo;
    added->n_hi = w->n_hi;
    added->lo = w->lo;
    added->hi = w->hi;
    added->per = w->per;
    added->mods = w->mods | mods;
    added->flags = w->flags;
}

/* The names of periods behind 毎, before ごと and に1回. */
static const struct period_name {
    const char *word;
    enum when_length_unit unit;
    int count;
} period_names[] = {
    {"四半期", WHEN_L_MONTH, 3},  {"半期", WHEN_L_MONTH, 6},      {"半年", WHEN_L_MONTH, 6},
    {"事業年度", WHEN_L_YEAR, 1}, {"会計年度", WHEN_L_YEAR, 1},   {"年度", WHEN_L_YEAR, 1},
    {"年間", WHEN_L_YEAR, 1},     {"年", WHEN_L_YEAR, 1},         {"か月", WHEN_L_MONTH, 1},
    {"月間", WHEN_L_MONTH, 1},    {"月", WHEN_L_MONTH, 1},        {"週間", WHEN_L_WEEK, 1},
    {"週", WHEN_L_WEEK, 1},       {"営業日", WHEN_L_OPEN_DAY, 1}, {"開庁日", WHEN_L_OPEN_DAY, 1},
    {"日", WHEN_L_DAY, 1},
};

static size_t period_name_at(struct str s, size_t at, struct when_length *ret)
{
    if (!cursor_one_of(s, at, "年月日週四半か営開事会")) {
        return 0;
    }
    for (size_t i = 0; i < COUNT(period_names); i++) {
        size_t end = cursor_eat(s, at, period_names[i].word);

        if (end != 0) {
            *ret = period(period_names[i].unit, period_names[i].count);
            return end;
        }
    }
    return 0;
}

/* Adds a fixed position; bounds of a point may follow it. */
static void add_position(struct scan *c, struct moment *m, size_t beg)
{
    size_t end = m->end;
    uint16_t mods = m->mods | when_mod_after_point(c->s, &end);

    mods |= when_mod_after_note(c->s, end);

    if (m->invalid) {
        struct when *bad = when_point_add(c, WHEN_NONE, beg, end);

        bad->flags = WHEN_INVALID_DATE;
        return;
    }
    struct when *w = add_set(c, WHEN_POSITION, beg, end);

    w->a = m->p;
    w->mods = mods;
    c->last = *m;
    c->last_is_set = true;
}

/* 毎月第1・第3火曜日: one set for each; false when it is not such a list. */
static bool nth_list(struct scan *c, size_t at, const struct moment *base, size_t beg)
{
    static const char *const joints[] = {"・", "、", "及び", "と", "・第", NULL};
    int nths[5], count = 0, weekday = 0;
    size_t end = 0;

    while (count < (int)COUNT(nths)) {
        size_t number = cursor_eat(c->s, at, "第");
        size_t number_end;
        int nth = number == 0 && count == 0
                      ? -1
                      : numeral_small(c->s, number != 0 ? number : at, &number_end);

        if (nth < 1 || nth > 5) {
            return false;
        }
        nths[count++] = nth;
        end = when_weekday_word(c->s, number_end, &weekday);
        if (end != 0) {
            break;
        }
        at = cursor_eat_any(c->s, number_end, joints);
        if (at == 0) {
            return false;
        }
    }
    for (int i = 0; i < count && end != 0; i++) {
        struct moment m = *base;

        m.p.unit = WHEN_U_WEEKDAY;
        m.p.weekday = (int8_t)weekday;
        m.p.sub = (int8_t)nths[i];
        m.end = end;
        add_position(c, &m, i == 0 ? beg : c->floor);
    }
    return end != 0;
}

/* A position behind 毎年, 毎月, 毎週. */
static bool position_at(struct scan *c, size_t at, const struct when_length *per, size_t beg)
{
    struct moment m;
    size_t of = cursor_eat(c->s, at, "の");
    int weekday;

    at = cursor_spaces(c->s, of != 0 ? of : at);
    when_moment_init(&m, beg);
    m.end = at;
    if (per->n[WHEN_L_YEAR] != 0) {
        m.p.unit = WHEN_U_YEAR;
        m.p.fiscal = cursor_ends(c->s, at, beg, "度");
        bool fiscal = m.p.fiscal;

        if (when_date_month(c->s, &m.end, &m)) {
            m.p.fiscal = false;
        } else {
            m.end = at;
            m.p.fiscal = fiscal;
            when_part_of_year(c->s, &m.end, &m);
            if (m.end == at) {
                return false;
            }
        }
    } else if (per->n[WHEN_L_MONTH] == 1000) {
        m.p.unit = WHEN_U_MONTH;
        if (nth_list(c, at, &m, beg)) {
            return true;
        }
        if (!when_date_day(c->s, &m.end, &m)) {
            m.end = at;
            when_part_of_month(c->s, &m.end, &m);
            if (m.end == at && cursor_eat(c->s, at, "初") != 0) {
                m.mods |= WHEN_START;
                m.end = cursor_eat(c->s, at, "初め") != 0 ? at + 6 : at + 3;
            }
            if (m.end == at) {
                return false;
            }
        }
    } else if (per->n[WHEN_L_WEEK] != 0) {
        m.end = when_weekday_word(c->s, at, &weekday);
        if (m.end == 0) {
            return false;
        }
        m.p.weekday = (int8_t)weekday;
        m.p.unit = WHEN_U_WEEKDAY;
    } else {
        return false;
    }
    when_date_check(&m);
    add_position(c, &m, beg);
    return true;
}

/* 毎 … */
static bool every(struct scan *c, size_t beg)
{
    size_t at = beg + strlen("毎");
    struct when w = {};
    int weekday;
    size_t end = when_weekday_word(c->s, at, &weekday);

    if (end != 0) {
        w.per = period(WHEN_L_WEEK, 1);
        return position_at(c, at, &w.per, beg);
    }
    end = cursor_eat(c->s, at, "日新聞") != 0 ? 0 : period_name_at(c->s, at, &w.per);
    if (end == 0) {
        return false;
    }
    if (position_at(c, end, &w.per, beg)) {
        return true;
    }
    size_t count = count_at(c->s, cursor_spaces(c->s, end), &w);

    if (count != 0) {
        w.mods |= when_mod_after_length(c->s, &count);
    } else {
        struct when amount = {.per = w.per};

        count = amount_at(c, end, &amount);
        if (count != 0) {
            w = amount;
        } else {
            w.n_lo = w.n_hi = 1;
            count = end;
        }
    }
    add_counted(c, &w, beg, count);
    return true;
}

/* 隔週, 隔月, 隔年, 隔日 with に1回 or a weekday behind. */
static bool every_other(struct scan *c, size_t beg)
{
    static const char *const once[] = {"に1回", "に一回", "に1度", "に一度", "1回", NULL};
    struct when w = {.n_lo = 1, .n_hi = 1};
    size_t end = period_name_at(c->s, beg + strlen("隔"), &w.per);

    if (end == 0) {
        return false;
    }
    for (int i = 0; i < WHEN_L_COUNT; i++) {
        w.per.n[i] *= 2;
    }
    int weekday;
    size_t day = when_weekday_word(c->s, end, &weekday);

    if (day == 0) {
        day = cursor_eat_any(c->s, end, once);
    }
    end = day != 0 ? day : end;
    w.mods = when_mod_after_length(c->s, &end);
    add_counted(c, &w, beg, end);
    return true;
}

/* Behind a period: に, 当たり, につき; the end or 0. */
static size_t per_joint(struct str s, size_t at)
{
    static const char *const joints[] = {"に付き", "につき", "当たり", "あたり",
                                         "当り",   "に",     NULL};

    return cursor_eat_any(s, at, joints);
}

/* ごと, 毎, おき behind a period; the end or 0. */
static size_t each_joint(struct str s, size_t at)
{
    static const char *const joints[] = {"ごとに", "ごと", "毎に", "毎", "おきに", "おき", NULL};

    return cursor_eat_any(s, at, joints);
}

/* What follows a period that is counted: に3回, ごと, or the amount itself. */
static bool behind_period(struct scan *c, size_t beg, size_t end, struct when *w, bool direct)
{
    size_t each = each_joint(c->s, end);

    if (each != 0) {
        size_t once = count_at(c->s, each, w);

        if (once == 0) {
            w->n_lo = w->n_hi = 1;
            once = each;
        }
        w->mods |= when_mod_after_length(c->s, &once);
        add_counted(c, w, beg, once);
        return true;
    }
    size_t joint = per_joint(c->s, end);
    size_t amount = joint != 0 ? amount_at(c, joint, w) : 0;

    if (amount == 0 && direct) {
        amount = amount_at(c, end, w);
    }
    if (amount == 0) {
        return false;
    }
    add_counted(c, w, beg, amount);
    return true;
}

/* 今月2回, 1か月1回: the period is named by what stands before it. */
static bool is_named_left(const struct scan *c, size_t at)
{
    uint32_t cp = cursor_code_point_before(c->s, at, 0);

    return (cp >= '0' && cp <= '9') ||
           cursor_back_any(c->s, at, 0,
                           (const char *const[]){"今", "来", "昨", "本", "同", "翌", "前", "先",
                                                 "当", "か", "ヶ", "カ", "ヵ", "箇", "一", "二",
                                                 "三", "四", "五", "六", "七", "八", "九", "十",
                                                 "周", "何", "数", "曜", "学", "半", "元", "次",
                                                 "第", "近", "年", "通", "隔", "毎", NULL}) != at;
}

/* 週1回, 月に2回, 年3~5回, 年間50時間, 日に2回, 四半期ごと, 半期を目処. */
static bool period_first(struct scan *c, size_t at)
{
    struct when w = {};
    size_t end = period_name_at(c->s, at, &w.per);

    if (end == 0 || is_named_left(c, at)) {
        return false;
    }
    if (cursor_eat(c->s, at, "日") != 0) {
        uint32_t before = cursor_code_point_before(c->s, at, 0);

        if (code_point_is_kanji(before) || (before >= 0x3041 && before <= 0x3096)) {
            return false; /* 開催日に2回, 異なる日に3回 */
        }
    }
    if (cursor_eat(c->s, at, "半期") != 0) {
        static const char *const about[] = {"を目処", "を目途", "をめど", NULL};
        size_t goal = cursor_eat_any(c->s, end, about);

        if (goal != 0) {
            w.n_lo = w.n_hi = 1;
            w.mods = WHEN_APPROX;
            add_counted(c, &w, at, goal);
            return true;
        }
    }
    return behind_period(c, at, end, &w, true);
}

/* 日次, 週次, 月次, 年次. */
static bool periodical(struct scan *c, size_t at)
{
    static const char *const not_these[] = {"年次有給", "年次休暇", "年次大会", NULL};
    struct when w = {.n_lo = 1, .n_hi = 1};
    size_t end = cursor_eat(c->s, cursor_next(c->s, at), "次");

    if (end == 0 || period_name_at(c->s, at, &w.per) != end - strlen("次") ||
        is_named_left(c, at) || cursor_eat_any(c->s, at, not_these) != 0) {
        return false;
    }
    add_counted(c, &w, at, end);
    return true;
}

/* 定期的, 随時: the way without a number. */
static bool without_number(struct scan *c, size_t at)
{
    static const char *const periodic[] = {"定期的に", "定期的", "定期に", NULL};
    static const char *const on_demand[] = {
        "必要に応じて", "必要に応じ", "必要のつど", "必要な都度", "必要の都度",
        "随時",         "適宜",       "その都度",   "都度",       NULL};
    size_t end = cursor_eat_any(c->s, at, periodic);
    enum when_recurrence recurrence = WHEN_PERIODIC;

    if (end == 0) {
        end = cursor_eat_any(c->s, at, on_demand);
        recurrence = WHEN_ONDEMAND;
    }
    if (end == 0 || cursor_ends(c->s, at, 0, "不")) {
        return false;
    }
    add_set(c, recurrence, at, end)->flags = WHEN_VAGUE;
    return true;
}

bool when_set_at(struct scan *c, size_t at)
{
    if (cursor_eat(c->s, at, "毎") != 0) {
        return every(c, at);
    }
    if (cursor_eat(c->s, at, "隔") != 0) {
        return every_other(c, at);
    }
    return without_number(c, at) || periodical(c, at) || period_first(c, at);
}

/* 2回/月, 1回/週 */
static bool count_per(struct scan *c, size_t at)
{
    struct when w = {};
    size_t end = count_at(c->s, at, &w);

    if (end == 0 || end >= c->s.n || c->s.p[end] != '/' ||
        (end = period_name_at(c->s, end + 1, &w.per)) == 0) {
        return false;
    }
    w.mods |= when_mod_after_length(c->s, &end);
    add_counted(c, &w, at, end);
    return true;
}

bool when_set_of_length(struct scan *c, size_t at)
{
    struct extent x;
    struct when w = {};

    if (!when_length_single(c, at, &x) || (x.flags & WHEN_VAGUE) != 0) {
        return count_per(c, at);
    }
    if (x.is_day_like && x.lo.n[WHEN_L_MONTH] > 1000) {
        return count_per(c, at); /* 10月に2回: in October */
    }
    w.per = x.lo;

    /* 1日8時間, 1日3回: only one period can go without a joint. */
    struct when_length day = period(WHEN_L_DAY, 1), week = period(WHEN_L_WEEK, 1),
                       month = period(WHEN_L_MONTH, 1), year = period(WHEN_L_YEAR, 1);
    bool direct = when_length_equal(&x.lo, &day) || when_length_equal(&x.lo, &week) ||
                  (when_length_equal(&x.lo, &month) && !x.is_day_like) ||
                  when_length_equal(&x.lo, &year);

    return behind_period(c, at, x.end, &w, direct);
}
