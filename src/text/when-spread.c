/*
 * Numbers that share one unit, and fields that hold no number: 1~3月, 令和6~8年度, 令和7・8年度,
 * 17、18日; 令和　年　月　日, ○月○日.
 */
#include "text/numeral.h"
#include "text/when-parts.h"

enum { MAX_MEMBERS = 12 };

struct spread {
    int numbers[MAX_MEMBERS];
    size_t begs[MAX_MEMBERS], ends[MAX_MEMBERS];
    int count;
    bool range; /* joined by a sign, else a list */
    int era;    /* WHEN_UNSET when none was written */
};

/* The numbers and signs up to the unit; false when there are fewer than two. */
static bool read_numbers(const struct scan *c, size_t at, struct spread *ret)
{
    static const char *const list_signs[] = {"・", "、", "及び", "と", ",", NULL};
    struct str s = c->s;

    ret->era = WHEN_UNSET;
    while (ret->count < MAX_MEMBERS) {
        int era;
        size_t name = when_date_era(s, at, at, &era);
        struct numeral n;

        ret->begs[ret->count] = at;
        if (name != 0) {
            ret->era = era;
        }
        if (!numeral_at(s, cursor_spaces(s, MAX(at, name)), NUMERAL_PLAIN, &n) || n.n > 9999 ||
            n.bare) {
            return false;
        }
        ret->numbers[ret->count] = (int)n.n;
        ret->ends[ret->count++] = n.end;

        size_t sign = cursor_spaces(s, n.end);
        size_t next = cursor_eat_any(s, sign, list_signs);

        if (next == 0 && cursor_one_of(s, sign, "~-ー")) {
            if (ret->count > 1 || ret->range) {
                return false;
            }
            ret->range = true;
            next = cursor_next(s, sign);
        } else if (next != 0 && ret->range) {
            break;
        }
        if (next == 0) {
            break;
        }
        at = cursor_spaces(s, next);
    }
    return ret->count >= 2 && !(ret->range && ret->count > 2);
}

/* What unit the last number has. */
static enum when_unit shared_unit(struct str s, size_t at, bool *ret_fiscal)
{
    static const char *const not_units[] = {"時間", "年間", "日間", "月間", "年目", "日目",
                                            "年生", "時限", "日程", "月額", NULL};

    at = cursor_spaces(s, at);
    *ret_fiscal = cursor_eat(s, at, "年度") != 0;
    if (cursor_eat_any(s, at, not_units) != 0) {
        return WHEN_U_NONE;
    }
    if (cursor_eat(s, at, "年") != 0) {
        return WHEN_U_YEAR;
    }
    if (cursor_eat(s, at, "月") != 0) {
        return WHEN_U_MONTH;
    }
    if (cursor_eat(s, at, "日") != 0) {
        return WHEN_U_DAY;
    }
    return cursor_eat(s, at, "時") != 0 ? WHEN_U_HOUR : WHEN_U_NONE;
}

/* Whether a number can be of this unit. */
static bool is_in_unit(const struct spread *spread, int i, enum when_unit unit)
{
    int n = spread->numbers[i];

    switch (unit) {
    case WHEN_U_YEAR:
        return spread->era != WHEN_UNSET ? n >= 1 && n <= 99 : n >= 1900 && n <= 2999;
    case WHEN_U_MONTH:
        return n >= 1 && n <= 12;
    case WHEN_U_DAY:
        return n >= 1 && n <= 31;
    case WHEN_U_HOUR:
        return n <= 29;
    default:
        return false;
    }
}

/* A member that has only its number, in the likeness of the last one. */
static void make_member(const struct spread *spread, int i, enum when_unit unit,
                        const struct moment *last, struct moment *m)
{
    int n = spread->numbers[i];

    when_moment_init(m, spread->begs[i]);
    m->end = spread->ends[i];
    m->era = last->era;
    m->p.unit = unit;
    m->p.fiscal = unit == WHEN_U_YEAR && last->p.fiscal;
    switch (unit) {
    case WHEN_U_YEAR:
        m->p.year = (int16_t)(spread->era != WHEN_UNSET ? when_date_era_year(spread->era, n) : n);
        break;
    case WHEN_U_MONTH:
        m->p.month = (int8_t)n;
        break;
    case WHEN_U_DAY:
        m->p.day = (int8_t)n;
        break;
    default:
        m->p.hour = (int8_t)n;
        m->p.minute = 0;
        m->p.unit = WHEN_U_MINUTE;
        m->afternoon = last->afternoon;
        break;
    }
}

/* Reads the last member with its unit as a point of its own. */
static bool read_last(const struct scan *c, const struct spread *spread, enum when_unit unit,
                      bool fiscal, struct moment *ret)
{
    size_t at = spread->begs[spread->count - 1];
    struct moment era;

    when_moment_init(&era, at);
    era.p.unit = WHEN_U_YEAR;
    era.p.fiscal = fiscal;
    era.era = (int8_t)spread->era;
    if (!when_point_read(c, at, unit == WHEN_U_YEAR ? &era : NULL, ret)) {
        return false;
    }
    /* 3~4月1日 is no range of months. */
    switch (unit) {
    case WHEN_U_YEAR:
        return ret->p.month == WHEN_UNSET && ret->p.year != WHEN_UNSET;
    case WHEN_U_MONTH:
        return ret->p.day == WHEN_UNSET && ret->p.month != WHEN_UNSET && ret->p.year == WHEN_UNSET;
    case WHEN_U_DAY:
        return ret->p.unit >= WHEN_U_DAY && ret->p.month == WHEN_UNSET && ret->p.day != WHEN_UNSET;
    default:
        return ret->p.hour != WHEN_UNSET && ret->p.day == WHEN_UNSET;
    }
}

static void add_member(struct scan *c, struct moment *m, size_t beg, size_t end)
{
    struct when *w = when_point_add(c, WHEN_DATE, beg, end);

    w->mods = m->mods;
    when_compose_set_point(w, m);
    m->end = end;
    c->last = *m;
    c->last_is_set = false;
}

static void add_range(struct scan *c, struct moment *a, struct moment *b, size_t beg)
{
    static const char *const until[] = {"までに", "まで", NULL};
    size_t end = b->end;

    b->mods |= when_mod_approx(c->s, &end);

    size_t closed = cursor_eat_any(c->s, end, until);

    when_fill_point(c, a, NULL);
    when_fill_end(a, b);

    struct when *w = when_point_add(c, WHEN_RANGE, beg, closed != 0 ? closed : end);
    int32_t from, to;

    w->a = a->p;
    w->b = b->p;
    w->mods = b->mods;
    w->flags = when_fill_flags(a) | when_fill_flags(b);
    if (when_point_days(&a->p, &from, &to)) {
        w->day_from = from;
    }
    if (when_point_days(&b->p, &from, &to)) {
        w->day_to = to;
    }
    if (a->invalid || b->invalid) {
        w->kind = WHEN_NONE;
        w->flags = WHEN_INVALID_DATE;
    }
    b->end = c->floor;
    c->last = *b;
    c->last_is_set = false;
}

/* Takes year and month of the point the numbers stand behind: 令和8年3月17・18日. */
static void take_prefix(const struct moment *prefix, struct moment *m)
{
    if (prefix != NULL) {
        m->p.year = m->p.year == WHEN_UNSET ? prefix->p.year : m->p.year;
        m->p.month = m->p.month == WHEN_UNSET ? prefix->p.month : m->p.month;
        m->p.day = m->p.unit >= WHEN_U_DAYPART && m->p.day == WHEN_UNSET ? prefix->p.day : m->p.day;
        m->era = m->era == WHEN_UNSET ? prefix->era : m->era;
        when_date_check(m);
    }
}

/* The year, or year and month, or date before the numbers; its end, else `at`. */
static size_t read_prefix(const struct scan *c, size_t at, struct moment *ret, bool *ret_found)
{
    struct moment m;

    *ret_found = false;
    if (!when_deixis_at(c, at, &m) && !when_date_at(c, at, NULL, &m)) {
        return at;
    }
    if (m.mods != 0 || m.p.kind != WHEN_P_CALENDAR || m.p.fiscal || m.shift_unit != WHEN_UNSET ||
        (m.p.unit != WHEN_U_YEAR && m.p.unit != WHEN_U_MONTH && m.p.unit != WHEN_U_DAY)) {
        return at;
    }
    *ret = m;
    *ret_found = true;
    return cursor_spaces(c->s, m.end);
}

bool when_compose_spread(struct scan *c, size_t at)
{
    struct spread spread = {};
    struct moment prefix, last;
    bool has_prefix, fiscal;
    size_t beg = at;

    if (at > c->floor &&
        (cursor_is_letter(c->s, at - 1) || cursor_is_digit(c->s, at - 1) ||
         strchr("/.-_:", c->s.p[at - 1]) != NULL || cursor_ends(c->s, at, c->floor, "第"))) {
        return false;
    }
    size_t first = read_prefix(c, at, &prefix, &has_prefix);

    if (!has_prefix) {
        first = at;
    }
    if (!read_numbers(c, first, &spread)) {
        return false;
    }
    enum when_unit unit = shared_unit(c->s, spread.ends[spread.count - 1], &fiscal);

    for (int i = 0; i < spread.count; i++) {
        if (!is_in_unit(&spread, i, unit)) {
            return false;
        }
    }
    if (has_prefix && unit == WHEN_U_YEAR) {
        return false;
    }
    if (has_prefix && prefix.p.unit != (unit == WHEN_U_MONTH ? WHEN_U_YEAR
                                        : unit == WHEN_U_DAY ? WHEN_U_MONTH
                                                             : WHEN_U_DAY)) {
        return false;
    }
    if (!read_last(c, &spread, unit, fiscal, &last)) {
        return false;
    }
    take_prefix(has_prefix ? &prefix : NULL, &last);
    for (int i = 0; i < spread.count - 1; i++) {
        struct moment m;

        make_member(&spread, i, unit, &last, &m);
        take_prefix(has_prefix ? &prefix : NULL, &m);
        if (spread.range) {
            last.mods |= m.mods;
            add_range(c, &m, &last, beg);
            return true;
        }
        when_fill_point(c, &m, i == 0 ? NULL : &c->last);
        add_member(c, &m, i == 0 ? beg : spread.begs[i], spread.ends[i]);
    }
    size_t end = last.end;

    last.mods |= when_mod_approx(c->s, &end);
    last.mods |= when_mod_after_point(c->s, &end);
    when_fill_point(c, &last, &c->last);
    add_member(c, &last, spread.begs[spread.count - 1], end);
    return true;
}

/* ---- blanks ---- */

/* One character that stands for something to be filled in. */
static size_t filler_at(struct str s, size_t at)
{
    static const char *const fillers[] = {" ", "○", "●", "〇", "◯", "_", "□", "■",  "△",
                                          "▲", "×", "X", "x",  "*", "?", "…", "・", NULL};

    return cursor_eat_any(s, at, fillers);
}

/* What stands before a unit of a date field: nothing, a number, or fillers. */
enum field { FIELD_NONE, FIELD_NUMBER, FIELD_SPACE, FIELD_SIGN };

/* Reads a field and its unit; the end or 0. */
static size_t field_at(struct str s, size_t at, const char *unit, enum field *ret)
{
    struct numeral n;
    size_t pos = cursor_spaces(s, at);

    *ret = pos > at ? FIELD_SPACE : FIELD_NONE;
    if (numeral_at(s, pos, NUMERAL_PLAIN, &n)) {
        *ret = FIELD_NUMBER;
        pos = n.end;
    }
    for (;;) {
        size_t next = filler_at(s, pos);

        if (next == 0) {
            break;
        }
        if (s.p[pos] != ' ') {
            *ret = FIELD_SIGN;
        } else if (*ret == FIELD_NUMBER && cursor_eat(s, pos, "  ") != 0 &&
                   cursor_is_digit(s, pos - 1) && n.n == 20) {
            *ret = FIELD_SPACE; /* 20  年 */
        }
        pos = next;
    }
    return cursor_eat(s, pos, unit);
}

/* (　) behind the day, and empty hours. */
static size_t skip_empty_tail(struct str s, size_t at)
{
    enum field field;
    size_t open = cursor_eat(s, cursor_spaces(s, at), "(");

    if (open != 0) {
        size_t end = open;

        for (size_t next = filler_at(s, end); next != 0; next = filler_at(s, end)) {
            end = next;
        }
        static const char *const closes[] = {"曜日)", "曜)", ")", NULL};
        size_t close = cursor_eat_any(s, end, closes);

        if (close != 0) {
            at = close;
        }
    }
    size_t hour = field_at(s, at, "時", &field);

    if (hour != 0 && (field == FIELD_SPACE || field == FIELD_SIGN)) {
        size_t minute = field_at(s, hour, "分", &field);

        at = minute != 0 && field != FIELD_NUMBER ? minute : hour;
    }
    return at;
}

static bool is_empty(enum field field)
{
    return field == FIELD_SPACE || field == FIELD_SIGN;
}

/* Month and day behind the year, as far as they are there. */
static size_t rest_of_blank(struct str s, size_t at, enum field *ret_month, enum field *ret_day)
{
    size_t month = field_at(s, at, "月", ret_month);
    size_t day = month != 0 ? field_at(s, month, "日", ret_day) : 0;

    if (month == 0) {
        *ret_month = FIELD_NONE;
    }
    if (day == 0) {
        *ret_day = FIELD_NONE;
    }
    return day != 0 ? day : month != 0 ? month : at;
}

static void add_blank(struct scan *c, size_t beg, size_t end)
{
    static const char *const until[] = {"までに", "まで", NULL};
    size_t closed = cursor_eat_any(c->s, end, until);

    end = skip_empty_tail(c->s, closed != 0 ? closed : end);
    when_point_add(c, WHEN_NONE, beg, end)->flags = WHEN_BLANK;
}

/* ○月○日 without a year. */
static bool blank_month(struct scan *c, size_t at)
{
    enum field month, day;
    size_t end = rest_of_blank(c->s, at, &month, &day);

    if (month != FIELD_SIGN || end == at) {
        return false;
    }
    add_blank(c, at, end);
    return true;
}

bool when_compose_blank(struct scan *c, size_t at)
{
    struct str s = c->s;
    int era;
    size_t name = when_date_era(s, at, c->floor, &era);
    enum field year, month, day;
    size_t beg = at;

    /* At 年: what stands before it are spaces. */
    if (name == 0 && cursor_eat(s, at, "年") != 0) {
        beg = cursor_back_spaces(s, at, c->floor);
    }
    size_t end = field_at(s, name != 0 ? name : beg, "年", &year);

    if (end == 0) {
        return blank_month(c, at);
    }
    bool fiscal = cursor_eat(s, end, "度") != 0;

    end = fiscal ? cursor_eat(s, end, "度") : rest_of_blank(s, end, &month, &day);
    if (fiscal) {
        if (!(name != 0 ? is_empty(year) : year == FIELD_SIGN)) {
            return false;
        }
    } else if (name != 0 || year == FIELD_SIGN) {
        if (!is_empty(year) && !is_empty(month) && !is_empty(day)) {
            return false;
        }
        if (!is_empty(year) && ((is_empty(month) && day == FIELD_NUMBER && month == FIELD_SPACE) ||
                                month == FIELD_NONE)) {
            return false;
        }
        /* 令和 8 年 3 月 18 日 has numbers in its fields, so nothing is empty there. */
    } else if (!(is_empty(month) && is_empty(day)) ||
               !(year == FIELD_SPACE || year == FIELD_NUMBER)) {
        return false;
    }
    add_blank(c, beg, end);
    return true;
}
