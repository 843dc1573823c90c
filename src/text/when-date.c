/*
 * Calendar points: years in eras or not, fiscal years, months, days. Their parts (上旬, 末) are read
 * by when-part.c.
 *
 * Spaces are skipped between a number and its unit and before the next number (令和 8 年 3 月),
 * because PDF text is full of them; nothing else may stand between.
 */
#include "text/numeral.h"
#include "text/when-parts.h"

int when_date_era_year(int era, int number)
{
    return calendar_era(era)->first_year + number - 1;
}

void when_date_check(struct moment *m)
{
    const struct when_point *p = &m->p;

    if (p->month != WHEN_UNSET && (p->month < 1 || p->month > 12)) {
        m->invalid = true;
    } else if (p->day != WHEN_UNSET) {
        int year = p->year == WHEN_UNSET ? 2000 : p->year; /* a leap year */
        int last = p->month == WHEN_UNSET ? 31 : calendar_month_days(year, p->month);

        m->invalid = p->day < 1 || p->day > last;
    }
}

/* Whether the name, sign or initial of an era begins with the character. */
static bool may_be_era(struct str s, size_t at)
{
    switch (cursor_code_point(s, at)) {
    case 'R':
    case 'H':
    case 'S':
    case 'T':
    case 'M':
    case U'令':
    case U'平':
    case U'昭':
    case U'大':
    case U'明':
    case U'㋿':
    case U'㍻':
    case U'㍼':
    case U'㍽':
    case U'㍾':
        return true;
    default:
        return false;
    }
}

size_t when_date_era(struct str s, size_t at, size_t floor, int *ret_era)
{
    if (!may_be_era(s, at)) {
        return 0;
    }
    for (int i = 0; i < CALENDAR_ERA_COUNT; i++) {
        const struct calendar_era *era = calendar_era(i);
        size_t end = cursor_eat(s, at, era->name);

        *ret_era = i;
        if (end == 0) {
            end = cursor_eat(s, at, era->sign);
        }
        if (end != 0) {
            return end;
        }
        /* R8, 令8: a digit must follow at once, and R must not end a word. */
        end = cursor_eat(s, at, era->one_kanji);
        if (end == 0 && !(at > floor && cursor_is_letter(s, at - 1)) &&
            !(at > floor && cursor_is_digit(s, at - 1))) {
            end = cursor_eat(s, at, era->initial);
        }
        if (end != 0 && (cursor_is_digit(s, end) || cursor_eat(s, end, "元年") != 0)) {
            return end;
        }
    }
    return 0;
}

/* The end of the unit when it stands at `at`, perhaps behind spaces. */
static size_t eat_unit(struct str s, size_t at, const char *unit)
{
    return cursor_eat(s, cursor_spaces(s, at), unit);
}

/* Years in words that are no years: 年目, 年生, 年間, 年史 … */
static bool is_year_word(struct str s, size_t after, bool four_digits)
{
    static const char *const always[] = {"年目", "年生", "年次", "年間", "年史",
                                         "年齢", "年配", "年金", NULL};
    static const char *const short_only[] = {"年制", "年物", "年級", "年式", NULL};
    size_t at = after - strlen("年");

    return cursor_eat_any(s, at, always) != 0 ||
           (!four_digits && cursor_eat_any(s, at, short_only) != 0);
}

/* (2026年) or (令和8年) behind the other writing of the year; `at` when it is not there. */
static size_t skip_other_year(struct str s, size_t at)
{
    size_t inside = cursor_eat(s, cursor_spaces(s, at), "(");
    size_t end;
    int era;

    if (inside == 0) {
        return at;
    }
    size_t number = when_date_era(s, inside, inside, &era);
    size_t first = cursor_eat(s, cursor_spaces(s, MAX(number, inside)), "元");

    if (number == 0 || first == 0) {
        if (numeral_small(s, cursor_spaces(s, MAX(number, inside)), &end) < 0) {
            return at;
        }
        first = end;
    }
    static const char *const units[] = {"年度)", "年)", ")", NULL};

    end = cursor_eat_any(s, cursor_spaces(s, first), units);
    return end != 0 ? end : at;
}

/* Behind 年: 度, 代, the parts of a year; false for words that only look like years. */
static bool after_year(const struct scan *c, size_t *at, struct moment *m, bool four_digits)
{
    size_t fiscal = cursor_eat(c->s, *at, "度");

    if (fiscal != 0) {
        static const char *const not_fiscal[] = {"度目", NULL};

        if (cursor_eat_any(c->s, *at, not_fiscal) != 0) {
            return false;
        }
        m->p.fiscal = true;
        *at = fiscal;
        when_part_of_year(c->s, at, m);
        return true;
    }
    if (is_year_word(c->s, *at, four_digits)) {
        return false;
    }
    size_t decade = cursor_eat(c->s, *at, "代");

    if (decade != 0) {
        if (!four_digits || m->era != WHEN_UNSET || m->p.year % 10 != 0) {
            return false;
        }
        m->p.unit = m->p.year % 100 == 0 && m->p.year < 1900 ? WHEN_U_CENTURY : WHEN_U_DECADE;
        *at = decade;
        when_part_of_year(c->s, at, m);
        m->p.unit = WHEN_U_DECADE;
        return true;
    }
    *at = skip_other_year(c->s, *at);
    when_part_of_year(c->s, at, m);
    return true;
}

/* Weekday behind a day: (水). */
static void after_day(struct str s, size_t *at, struct moment *m)
{
    int weekday;
    size_t end = when_weekday_after(s, *at, &weekday);

    if (weekday != WHEN_UNSET) {
        m->p.weekday = (int8_t)weekday;
        *at = end;
    }
}

/* Words that begin with 日 and are no day of the month. */
static bool is_day_word(struct str s, size_t after, bool kanji)
{
    static const char *const words[] = {
        "日本", "日程", "日時", "日数", "日用", "日曜", "日常", "日当", "日記", "日誌",
        "日照", "日光", "日米", "日系", "日直", "日報", "日勤", "日産", "日経", "日赤",
        "日目", "日間", "日額", "日給", "日々", "日中", "日没", "日影", NULL};
    static const char *const kanji_words[] = {"日市", "日町", "日月", "日酔", NULL};
    size_t at = after - strlen("日");

    if (cursor_eat(s, at, "日程度") != 0 || cursor_eat(s, at, "日中に") != 0 ||
        cursor_eat(s, at, "日時点") != 0 || cursor_eat(s, at, "日勤務") != 0) {
        return false;
    }
    return cursor_eat_any(s, at, words) != 0 || (kanji && cursor_eat_any(s, at, kanji_words) != 0);
}

static bool is_month_word(struct str s, size_t after)
{
    static const char *const words[] = {"月額", "月曜", "月次", "月刊", "月例", "月報",
                                        "月謝", "月給", "月経", "月収", NULL};

    return cursor_eat_any(s, after - strlen("月"), words) != 0;
}

/* "18日" at `at`, behind a month or alone. */
bool when_date_day(struct str s, size_t *at, struct moment *m)
{
    struct numeral number;

    if (!numeral_at(s, cursor_spaces(s, *at), NUMERAL_PLAIN, &number) || number.n > 99 ||
        number.bare) {
        return false;
    }
    size_t end = eat_unit(s, number.end, "日");

    if (end == 0 || is_day_word(s, end, number.kanji)) {
        return false;
    }
    m->p.day = (int8_t)number.n;
    m->p.unit = WHEN_U_DAY;
    *at = end;
    after_day(s, at, m);
    return true;
}

/* "3月18日", "3月上旬", "3月末"; at the number of the month. */
bool when_date_month(struct str s, size_t *at, struct moment *m)
{
    size_t end;
    int month = numeral_small(s, cursor_spaces(s, *at), &end);

    if (month < 0 || month > 99) {
        return false;
    }
    end = eat_unit(s, end, "月");
    if (end == 0 || is_month_word(s, end)) {
        return false;
    }
    m->p.month = (int8_t)month;
    m->p.unit = WHEN_U_MONTH;
    *at = end;
    if (!when_date_day(s, at, m)) {
        when_part_of_month(s, at, m);
    }
    return true;
}

/* Two digits at most, ASCII. */
static int short_number(struct str s, size_t *at)
{
    int n = 0;
    size_t beg = *at;

    while (cursor_is_digit(s, *at) && *at - beg < 3) {
        n = n * 10 + (s.p[*at] - '0');
        (*at)++;
    }
    return *at == beg || *at - beg > 2 ? -1 : n;
}

/*
 * Month and day behind a sign: /3/18, .3.18, -03-18, ・03・22. The sign is the same twice. One
 * part alone is a month, which R8.3 may do and 2026.3 may not (it looks like a number).
 */
static bool read_signed(const struct scan *c, size_t *at, struct moment *m)
{
    static const char *const signs[] = {"/", ".", "-", "・", NULL};
    struct str s = c->s;
    size_t sign_end = cursor_eat_any(s, *at, signs);
    size_t end = sign_end;

    if (sign_end == 0) {
        return false;
    }
    size_t sign_bytes = sign_end - *at;
    char sign = s.p[*at];
    int month = short_number(s, &end);

    if (month < 0) {
        return false;
    }
    bool second = end + sign_bytes <= s.n && memcmp(s.p + end, s.p + *at, sign_bytes) == 0 &&
                  cursor_is_digit(s, end + sign_bytes);
    int day = -1;

    if (second) {
        end += sign_bytes;
        day = short_number(s, &end);
        if (day < 0) {
            return false;
        }
        if (sign_bytes > 1 && cursor_eat(s, cursor_spaces(s, end), "年") != 0) {
            return false; /* 令和7・8・9年度 */
        }
        if (month < 1 || month > 12 || day < 1 || day > 31) {
            /* 2026/13/1 is a bad date; 2026.13.1 or 2026-40-1 is some number. */
            if (sign != '/' || m->p.year < 1900) {
                return false;
            }
        }
    } else if (month < 1 || month > 12) {
        return false;
    } else if (sign_bytes > 1) {
        return false; /* 令和7・8年度 */
    } else if (m->era == WHEN_UNSET) {
        bool alone = cursor_code_point(s, end) == 0 || cursor_one_of(s, end, ") ~、。");

        if (sign == '.' ? !(alone && cursor_one_of(s, cursor_prev(s, m->beg, c->floor), "( "))
                        : !(sign == '/' || (sign == '-' && end - sign_end == 2 && alone))) {
            return false;
        }
    }
    if (cursor_is_digit(s, end) || cursor_is_letter(s, end) ||
        (end < s.n && (s.p[end] == '/' || s.p[end] == '_')) ||
        (end + 1 < s.n && (s.p[end] == '.' || (s.p[end] == '-' && sign == '-')) &&
         (cursor_is_digit(s, end + 1) || cursor_is_letter(s, end + 1)))) {
        if (!(cursor_eat(s, end, "T") != 0 && cursor_is_digit(s, end + 1))) {
            return false;
        }
    }
    m->p.month = (int8_t)month;
    m->p.unit = WHEN_U_MONTH;
    *at = end;
    if (day >= 0) {
        m->p.day = (int8_t)day;
        m->p.unit = WHEN_U_DAY;
        after_day(s, at, m);
        if (sign != '/' && sign != '.' && sign != '-') {
            m->flags |= WHEN_DOCNO;
        }
    } else {
        size_t unit = cursor_eat(s, *at, "月");

        *at = MAX(*at, unit);
        when_part_of_month(s, at, m);
    }
    return true;
}

void when_date_month_of_year(struct str s, size_t *at, struct moment *m)
{
    size_t month = *at;

    if (!m->p.fiscal && m->p.unit == WHEN_U_YEAR && m->mods == 0 && when_date_month(s, &month, m)) {
        *at = month;
    }
}

/* The number behind an era: 元 or up to two digits; the end or 0. */
static size_t era_number(struct str s, size_t at, int *ret_number)
{
    size_t beg = cursor_spaces(s, at);
    size_t end = cursor_eat(s, beg, "元");

    *ret_number = 1;
    if (end != 0) {
        return cursor_eat(s, cursor_spaces(s, end), "年") != 0 || cursor_one_of(s, end, "./") ? end
                                                                                              : 0;
    }
    *ret_number = numeral_small(s, beg, &end);
    return *ret_number < 1 || *ret_number > 99 ? 0 : end;
}

/* 令和8年3月18日, R8.3.18, ㋿8年, 令和6年度. */
static bool read_era_date(const struct scan *c, size_t at, const struct moment *hint,
                          struct moment *m)
{
    int era, number;
    size_t end = when_date_era(c->s, at, c->floor, &era);

    if (end == 0 || (end = era_number(c->s, end, &number)) == 0) {
        return false;
    }
    m->era = (int8_t)era;
    m->p.year = (int16_t)when_date_era_year(era, number);
    m->p.unit = WHEN_U_YEAR;

    size_t year = eat_unit(c->s, end, "年");

    if (year == 0 && (year = cursor_eat(c->s, skip_other_year(c->s, end), "年")) == 0) {
        m->end = end;
        if (read_signed(c, &m->end, m)) {
            return true;
        }
        return false;
    }
    if (!after_year(c, &year, m, false)) {
        return false;
    }
    when_date_month_of_year(c->s, &year, m);
    m->end = year;
    return true;
}

/* What may not stand before 2026/3/18: it would be part of a path, a number or a name. */
static bool is_glued_left(struct str s, size_t at, size_t floor)
{
    return at > floor && (cursor_is_letter(s, at - 1) || strchr("/.-_#=", s.p[at - 1]) != NULL);
}

/* 2026年3月18日, 2026/3/18, 2026年度, FY2026, and 9年3月19日 when the hint has an era. */
static bool read_plain_date(const struct scan *c, size_t at, const struct moment *hint,
                            struct moment *m)
{
    struct numeral number;
    size_t fy = cursor_eat(c->s, at, "FY");

    if (!numeral_at(c->s, fy != 0 ? fy : at, NUMERAL_PLAIN, &number) || number.n < 1) {
        return false;
    }
    bool four = number.n >= 1000 && number.n <= 2999 && (number.digits == 4 || number.multiplied);

    if (fy != 0) {
        m->p.year = (int16_t)number.n;
        m->p.unit = WHEN_U_YEAR;
        m->p.fiscal = true;
        m->end = number.end;
        return four && !cursor_is_digit(c->s, m->end) && !is_glued_left(c->s, at, c->floor);
    }
    bool of_era = !four && hint != NULL && hint->era != WHEN_UNSET && number.n <= 99;

    if (!four && !of_era) {
        return false;
    }
    m->era = of_era ? hint->era : WHEN_UNSET;
    m->p.year = (int16_t)(of_era ? when_date_era_year(hint->era, (int)number.n) : number.n);
    m->p.unit = WHEN_U_YEAR;

    size_t end = eat_unit(c->s, number.end, "年");

    if (end == 0 && four) {
        end = cursor_eat(c->s, skip_other_year(c->s, number.end), "年");
    }
    if (end == 0) {
        m->end = number.end;
        return four && number.n >= 1900 && !number.kanji && !is_glued_left(c->s, at, c->floor) &&
               read_signed(c, &m->end, m);
    }
    /* "令和8年4月から3年間": a length, not a year of the era. */
    if (of_era && !number.kanji && cursor_eat(c->s, end, "間") != 0) {
        return false;
    }
    if (!after_year(c, &end, m, four)) {
        return false;
    }
    when_date_month_of_year(c->s, &end, m);
    if (of_era && m->p.unit == WHEN_U_YEAR && !m->p.fiscal && !hint->p.fiscal &&
        hint->p.unit != WHEN_U_YEAR) {
        return false;
    }
    m->end = end;
    return true;
}

/*
 * 3/18 without a year: a date only with a weekday, a time or まで behind it, or as the end of a
 * range whose start is written so.
 */
static bool read_slash(const struct scan *c, size_t at, const struct moment *hint, struct moment *m)
{
    struct str s = c->s;
    size_t end = at;
    int month = short_number(s, &end);

    if (month < 1 || month > 12 || end >= s.n || s.p[end] != '/' ||
        (hint == NULL && is_glued_left(s, at, c->floor))) {
        return false;
    }
    end++;
    int day = short_number(s, &end);

    if (day < 1 || day > calendar_month_days(2000, month) || cursor_is_digit(s, end) ||
        cursor_one_of(s, end, "/.%")) {
        return false;
    }
    m->p.month = (int8_t)month;
    m->p.day = (int8_t)day;
    m->p.unit = WHEN_U_DAY;
    m->end = end;
    after_day(s, &m->end, m);
    if (m->p.weekday != WHEN_UNSET || (hint != NULL && hint->p.unit >= WHEN_U_DAY)) {
        return true;
    }
    static const char *const behind[] = {"まで", "必着", "締切", "〆切", "以降", NULL};
    size_t next = cursor_spaces(s, end);
    struct moment clock;

    if (cursor_eat_any(s, end, behind) != 0 || when_clock_at(c, next, NULL, &clock)) {
        return true;
    }
    /* A second one beside it: 4/1~6/30. */
    size_t second = cursor_one_of(s, next, "~-、・") ? cursor_spaces(s, cursor_next(s, next)) : 0;

    if (second == 0) {
        return false;
    }
    month = short_number(s, &second);
    if (month < 1 || month > 12 || second >= s.n || s.p[second] != '/') {
        return false;
    }
    second++;
    day = short_number(s, &second);
    return day >= 1 && day <= 31 && !cursor_is_digit(s, second);
}

/* 21世紀 */
static bool read_century(const struct scan *c, size_t at, const struct moment *hint,
                         struct moment *m)
{
    size_t end;
    int number = numeral_small(c->s, at, &end);

    end = number < 1 || number > 30 ? 0 : eat_unit(c->s, end, "世紀");
    if (end == 0) {
        return false;
    }
    m->p.year = (int16_t)((number - 1) * 100);
    m->p.unit = WHEN_U_CENTURY;
    m->end = end;
    m->mods |= when_part_words(c->s, &m->end, false);
    return true;
}

/* 年度末, 月末, 年末 without a number; 年末年始 is a time of its own. */
static bool read_unnumbered(const struct scan *c, size_t at, const struct moment *hint,
                            struct moment *m)
{
    static const char *const fiscal[] = {"年度末", "年度当初", "年度初め", "年度内",
                                         "年度中", "年度半ば", NULL};
    static const char *const month[] = {"月末", "月初", "月内", "月半ば", NULL};
    static const char *const year[] = {"年末", "年初", "年内", "年半ば", NULL};
    static const char *const not_these[] = {"年末年始", "年末調整", "月末締",   "月内示",
                                            "年初来",   "年度内示", "年度中間", NULL};
    struct str s = c->s;

    if (cursor_eat_any(s, at, not_these) != 0) {
        return false;
    }
    if (cursor_eat_any(s, at, fiscal) != 0) {
        m->p.fiscal = true;
        m->p.unit = WHEN_U_YEAR;
        m->end = at + strlen("年度");
    } else if (cursor_eat_any(s, at, month) != 0) {
        m->p.unit = WHEN_U_MONTH;
        m->end = at + strlen("月");
    } else if (cursor_eat_any(s, at, year) != 0) {
        m->p.unit = WHEN_U_YEAR;
        m->end = at + strlen("年");
    } else {
        return false;
    }
    uint32_t left = cursor_code_point_before(s, at, c->floor);

    if (cursor_ends(s, at, c->floor, "同一") || cursor_ends(s, at, c->floor, "複数") ||
        cursor_ends(s, at, c->floor, "単") || cursor_ends(s, at, c->floor, "各") ||
        (left >= '0' && left <= '9')) {
        return false;
    }
    size_t first = cursor_eat(s, m->end, "初め");

    if (first == 0) {
        first = cursor_eat(s, m->end, "初");
    }
    if (first != 0) {
        m->mods |= WHEN_START;
        m->end = first;
    } else {
        m->mods |= when_part_words(s, &m->end, m->p.unit == WHEN_U_MONTH);
    }
    return true;
}

/* A weekday alone: 月曜日. */
static bool read_weekday(const struct scan *c, size_t at, const struct moment *hint,
                         struct moment *m)
{
    int weekday;
    size_t end = when_weekday_word(c->s, at, &weekday);

    if (end == 0) {
        return false;
    }
    m->p.weekday = (int8_t)weekday;
    m->p.unit = WHEN_U_WEEKDAY;
    m->end = end;
    return true;
}

static bool read_part_alone(const struct scan *c, size_t at, const struct moment *hint,
                            struct moment *m)
{
    static const char *const halves[] = {"上半期", "下半期", NULL};
    static const char *const juns[] = {"上旬", "中旬", "下旬", "初旬", NULL};
    int number;
    size_t end = when_part_quarter(c->s, at, &number);

    if (end != 0 || cursor_eat_any(c->s, at, halves) != 0) {
        m->end = at;
        when_part_of_year(c->s, &m->end, m);
        return true;
    }
    if (hint != NULL && hint->p.unit >= WHEN_U_MONTH && cursor_eat_any(c->s, at, juns) != 0) {
        m->end = at;
        when_part_of_month(c->s, &m->end, m);
        return true;
    }
    if (hint != NULL && hint->p.unit >= WHEN_U_MONTH && cursor_eat(c->s, at, "末") != 0) {
        m->p.unit = WHEN_U_MONTH;
        m->end = at;
        m->mods |= when_part_words(c->s, &m->end, true);
        return true;
    }
    return false;
}

/* 3月18日, 3月上旬 */
static bool read_month(const struct scan *c, size_t at, const struct moment *hint, struct moment *m)
{
    m->end = at;
    return when_date_month(c->s, &m->end, m);
}

/* 18日 */
static bool read_day(const struct scan *c, size_t at, const struct moment *hint, struct moment *m)
{
    m->end = at;
    return when_date_day(c->s, &m->end, m);
}

/* What a point may begin with; most places begin none. */
enum start {
    START_NUMBER = 1 << 0,
    START_ERA = 1 << 1,  /* 令和8年, R8.3.18, FY2026 */
    START_PART = 1 << 2, /* 第2四半期, 上半期, 末 */
    START_NAME = 1 << 3, /* 年度末, 月曜日 */
};

static unsigned starts_at(struct str s, size_t at)
{
    unsigned number = numeral_may_start(s, at) ? START_NUMBER : 0;

    switch (cursor_code_point(s, at)) {
    case ' ': /* before the number of a month or day */
        return START_NUMBER;
    case 'F': /* FY */
        return START_ERA;
    case U'年':
    case U'月':
    case U'火':
    case U'水':
    case U'木':
    case U'金':
    case U'土':
    case U'日':
        return number | START_NAME;
    case U'第':
    case U'上':
    case U'下':
    case U'中':
    case U'初':
    case U'末':
        return number | START_PART;
    default:
        return may_be_era(s, at) ? number | START_ERA : number;
    }
}

bool when_date_at(const struct scan *c, size_t at, const struct moment *hint, struct moment *ret)
{
    /* In the order they are tried. */
    static const struct {
        bool (*read)(const struct scan *c, size_t at, const struct moment *hint, struct moment *m);
        unsigned starts; /* enum start bits */
    } readers[] = {
        {read_era_date, START_ERA},   {read_plain_date, START_NUMBER | START_ERA},
        {read_slash, START_NUMBER},   {read_part_alone, START_PART},
        {read_century, START_NUMBER}, {read_unnumbered, START_NAME},
        {read_weekday, START_NAME},   {read_month, START_NUMBER},
        {read_day, START_NUMBER},
    };
    unsigned starts = starts_at(c->s, at);

    for (size_t i = 0; i < COUNT(readers) && starts != 0; i++) {
        struct moment m;

        if ((readers[i].starts & starts) == 0) {
            continue;
        }
        when_moment_init(&m, at);
        if (readers[i].read(c, at, hint, &m)) {
            when_date_check(&m);
            *ret = m;
            return true;
        }
    }
    return false;
}
