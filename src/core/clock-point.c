/*
 * Points of the notation: calendar days and ranges (2026-07-1J, FY2026-Q2), patterns that come
 * round (XXXX-XX-10, XXXX-WXX-1), times of day, events with an offset ({検収}+P20D).
 *
 * A pattern is kept as days of a sample period: of the year 2000 (which has a 29 February), of
 * January 2000, of the week of Monday 2000-01-03. Quarters and halves of a year that is not written
 * are those of the fiscal year: that is what offices mean.
 */
#include "core/clock-parts.h"

enum {
    SAMPLE_MONDAY = 10959, /* 2000-01-03 */
    UNKNOWN = -1,
};

/* A calendar point being read. */
struct reader {
    struct str s;
    size_t at;
    bool fiscal;
    int year, month; /* UNKNOWN for X */
    struct clock_point *p;
};

static bool at_end(const struct reader *r)
{
    return r->at >= r->s.n || r->s.p[r->at] == 'T';
}

static bool take(struct reader *r, const char *word)
{
    if (!str_at(r->s, r->at, str_of(word))) {
        return false;
    }
    r->at += strlen(word);
    return true;
}

/* `count` digits, or as many X (UNKNOWN). */
static bool take_number(struct reader *r, size_t count, int *ret)
{
    int value = 0;
    size_t unknown = 0;

    if (r->s.n - r->at < count) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        char c = r->s.p[r->at + i];

        if (c == 'X') {
            unknown++;
        } else if (c < '0' || c > '9') {
            return false;
        } else {
            value = value * 10 + (c - '0');
        }
    }
    if (unknown != 0 && unknown != count) {
        return false;
    }
    r->at += count;
    *ret = unknown != 0 ? UNKNOWN : value;
    return true;
}

/* Months `first` (0 = January of `year`) and on, `count` of them. */
static void span_months(struct clock_point *p, int year, int first, int count)
{
    int32_t from = calendar_day(year + first / 12, first % 12 + 1, 1);

    p->from = from;
    p->to = calendar_add_months(from, count) - 1;
}

/* The year itself: sample when it is not known. */
static int year_of(const struct reader *r)
{
    return r->year == UNKNOWN ? CLOCK_SAMPLE_YEAR : r->year;
}

/* Q2, H1, SU; false when none stands there. */
static bool take_part_of_year(struct reader *r)
{
    static const struct {
        const char *name;
        int first, count;
        bool season;
    } parts[] = {{"H1", 0, 6, false}, {"H2", 6, 6, false}, {"Q1", 0, 3, false}, {"Q2", 3, 3, false},
                 {"Q3", 6, 3, false}, {"Q4", 9, 3, false}, {"SP", 2, 3, true},  {"SU", 5, 3, true},
                 {"FA", 8, 3, true},  {"WI", 11, 3, true}};

    for (size_t i = 0; i < COUNT(parts); i++) {
        if (take(r, parts[i].name)) {
            bool fiscal = !parts[i].season && (r->fiscal || r->year == UNKNOWN);

            span_months(r->p, year_of(r), parts[i].first + (fiscal ? 3 : 0), parts[i].count);
            return true;
        }
    }
    return false;
}

/* 1J, 上旬 … */
static bool take_third(struct reader *r, int year, int month)
{
    static const struct {
        const char *name;
        int first, last;
    } thirds[] = {{"1J", 1, 10},    {"2J", 11, 20},   {"3J", 21, 31}, {"上旬", 1, 10},
                  {"中旬", 11, 20}, {"下旬", 21, 31}, {"初旬", 1, 10}};

    for (size_t i = 0; i < COUNT(thirds); i++) {
        if (take(r, thirds[i].name)) {
            int days = calendar_month_days(year, month);

            r->p->from = calendar_day(year, month, thirds[i].first);
            r->p->to = calendar_day(year, month, MIN(thirds[i].last, days));
            r->p->month_day = (int16_t)thirds[i].last;
            return true;
        }
    }
    return false;
}

/* WXX-5, WXX-5-#1 after the month. */
static bool take_weekday(struct reader *r, int year, int month)
{
    struct clock_point *p = r->p;
    int weekday = 0;
    int nth = 0;

    if (!take(r, "WXX-") || !take_number(r, 1, &weekday) || weekday < 1 || weekday > 7) {
        return false;
    }
    if (take(r, "-#") && (!take_number(r, 1, &nth) || nth < 1 || nth > 5)) {
        return false;
    }
    p->weekday = (int16_t)weekday;
    p->nth = (int16_t)nth;
    if (month == UNKNOWN) { /* of every month, or of every week */
        p->unit = nth > 0 ? UNIT_MONTH : UNIT_WEEK;
        p->from = p->to = SAMPLE_MONDAY + weekday - 1;
        return true;
    }
    int32_t first = calendar_day(year, month, 1);

    if (r->year == UNKNOWN) { /* of this month of every year: which day is seen when it is placed */
        return nth > 0;
    }
    p->from = first + (weekday - calendar_weekday(first) + 7) % 7 + (MAX(nth, 1) - 1) * 7;
    p->to = p->from;
    return nth > 0 && calendar_ymd(p->from).month == month;
}

/* What follows the month. */
static bool take_day(struct reader *r)
{
    int year = year_of(r);
    int month = r->month == UNKNOWN ? 1 : r->month;
    struct clock_point *p = r->p;
    int day;

    if (str_at(r->s, r->at, STR("WXX"))) {
        return take_weekday(r, year, r->month);
    }
    if (take_third(r, year, month)) {
        return true;
    }
    if (!take_number(r, 2, &day) || day == UNKNOWN) {
        return false;
    }
    p->month_day = (int16_t)day;
    p->from = p->to = calendar_day(year, month, day);
    return calendar_is_date(year, month, day);
}

/* MM, and what follows it. */
static bool take_month(struct reader *r)
{
    if (str_at(r->s, r->at, STR("WXX"))) {
        r->p->unit = UNIT_WEEK;
        return r->year == UNKNOWN && take_weekday(r, CLOCK_SAMPLE_YEAR, UNKNOWN);
    }
    if (!take_number(r, 2, &r->month) || (r->month != UNKNOWN && (r->month < 1 || r->month > 12)) ||
        (r->month == UNKNOWN && r->year != UNKNOWN)) {
        return false;
    }
    if (r->month == UNKNOWN) {
        r->p->unit = UNIT_MONTH;
    }
    int year = year_of(r) +
               (r->fiscal && r->year != UNKNOWN && r->month != UNKNOWN && r->month < 4 ? 1 : 0);
    int month = r->month == UNKNOWN ? 1 : r->month;

    r->p->from = calendar_day(year, month, 1);
    r->p->to = calendar_day(year, month, calendar_month_days(year, month));
    return at_end(r) || (take(r, "-") && take_day(r));
}

/* 202X, 20XX */
static bool take_decade(struct reader *r)
{
    int number;
    size_t digits = str_ends(str_sub(r->s, 0, 4), STR("XX")) ? 2 : 3;
    int years = digits == 2 ? 100 : 10;

    if (r->s.n != 4 || r->s.p[3] != 'X' || !take_number(r, digits, &number) || number < 1) {
        return false;
    }
    r->p->from = calendar_day(number * years, 1, 1);
    r->p->to = calendar_day(number * years + years - 1, 12, 31);
    r->at = r->s.n;
    return true;
}

/* Hour and minute after T; 24:00 and later belong to the next day, 24:00 itself is the end. */
static bool take_time(struct reader *r)
{
    struct clock_point *p = r->p;
    int hour;
    int minute = 0;
    int second;

    if (take(r, "AF")) {
        return true;
    }
    if (take(r, "MO")) {
        p->minute = 12 * 60;
        return true;
    }
    if (!take_number(r, 2, &hour) || hour < 0 || hour > 29) {
        return false;
    }
    if (take(r, ":") && (!take_number(r, 2, &minute) || minute < 0 || minute > 59)) {
        return false;
    }
    if (take(r, ":") && (!take_number(r, 2, &second) || second < 0 || second > 59)) {
        return false;
    }
    int total = hour * 60 + minute;

    if (total == CLOCK_DAY_MINUTES || (total > CLOCK_DAY_MINUTES && p->kind == CLOCK_P_PATTERN)) {
        return true; /* the end of the day; of what comes round nobody means the night after */
    }
    if (total > CLOCK_DAY_MINUTES && p->kind != CLOCK_P_TIME) {
        p->to++;
        p->from = p->to;
    }
    p->minute = (int16_t)(total % CLOCK_DAY_MINUTES);
    return true;
}

static bool take_calendar(struct reader *r)
{
    r->fiscal = take(r, "FY");
    size_t year_at = r->at;

    if (!take_number(r, 4, &r->year)) {
        r->at = year_at;
        return !r->fiscal && take_decade(r);
    }
    if (r->year == 0) {
        return false;
    }
    if (r->year == UNKNOWN) {
        r->p->kind = CLOCK_P_PATTERN;
        r->p->unit = UNIT_YEAR;
    }
    span_months(r->p, year_of(r), r->fiscal ? 3 : 0, 12);
    if (at_end(r)) {
        return true;
    }
    return take(r, "-") && (take_part_of_year(r) || take_month(r));
}

static int parse_calendar(struct str s, struct clock_point *p, struct err *err)
{
    struct reader r = {.s = s, .p = p, .year = UNKNOWN, .month = UNKNOWN};
    bool ok = true;

    if (s.n > 0 && s.p[0] == 'T') {
        p->kind = CLOCK_P_TIME;
    } else {
        p->kind = CLOCK_P_DAYS;
        ok = take_calendar(&r);
    }
    if (ok && take(&r, "T")) {
        ok = take_time(&r);
    }
    if (!ok || r.at != s.n) {
        return err_set(err, ERR_INVALID, "\"%.*s\" is no date", STR_ARG(s));
    }
    return 0;
}

/* ---- events ---- */

/* P3D, [P2W,P3W] */
static int parse_offset(struct str s, struct clock_point *p, struct err *err)
{
    p->has_offset = true;
    if (s.n == 0 || s.p[0] != '[') {
        return clock_length_parse(s, &p->lo, err);
    }
    ptrdiff_t comma = str_find(s, STR(","), 0);

    if (comma < 0 || s.p[s.n - 1] != ']') {
        return err_set(err, ERR_INVALID, "\"%.*s\" is no interval of lengths", STR_ARG(s));
    }
    p->is_interval = true;
    if (clock_length_parse(str_sub(s, 1, (size_t)comma), &p->lo, err) < 0) {
        return -1;
    }
    return clock_length_parse(str_sub(s, (size_t)comma + 1, s.n - 1), &p->hi, err);
}

/* Takes +PROMPT … off the end. */
static enum clock_urgency take_urgency(struct str *s)
{
    static const char *const names[] = {"", "+PROMPT", "+IMMEDIATE", "+NODELAY"};

    for (size_t i = 1; i < COUNT(names); i++) {
        struct str name = str_of(names[i]);

        if (str_ends(*s, name)) {
            *s = str_sub(*s, 0, s->n - name.n);
            return (enum clock_urgency)i;
        }
    }
    return CLOCK_NO_URGENCY;
}

static int parse_event(struct str s, struct clock_point *p, struct err *err)
{
    ptrdiff_t close = str_find(s, STR("}"), 0);

    if (close < 0) {
        return err_set(err, ERR_INVALID, "\"%.*s\" lacks its \"}\"", STR_ARG(s));
    }
    p->kind = CLOCK_P_EVENT;
    p->words = str_trim(str_sub(s, 1, (size_t)close));
    struct str rest = str_sub(s, (size_t)close + 1, s.n);

    p->urgency = take_urgency(&rest);
    if (rest.n == 0) {
        return 0;
    }
    if (rest.p[0] == '+' || rest.p[0] == '-') {
        p->sign = rest.p[0] == '+' ? 1 : -1;
        return parse_offset(str_sub(rest, 1, rest.n), p, err);
    }
    if (rest.p[0] == '<') {
        p->silence = true;
        return parse_offset(str_sub(rest, 1, rest.n), p, err);
    }
    if (str_starts(rest, STR("*1/")) && rest.n == 4 && rest.p[3] >= '2' && rest.p[3] <= '9') {
        p->fraction = rest.p[3] - '0';
        return 0;
    }
    return err_set(err, ERR_INVALID, "\"%.*s\" after an event is no offset", STR_ARG(rest));
}

int clock_point_parse(struct str s, struct clock_point *ret, struct err *err)
{
    struct clock_point p = {.from = CALENDAR_NONE, .to = CALENDAR_NONE, .minute = -1};
    int rc = 0;

    if (s.n == 0 || str_eq(s, STR(".."))) {
        p.kind = CLOCK_P_OPEN;
    } else if (s.p[0] == '{') {
        rc = parse_event(s, &p, err);
    } else if (s.p[0] == 'P' || s.p[0] == '[') {
        p.kind = CLOCK_P_LENGTH;
        rc = parse_offset(s, &p, err);
    } else {
        rc = parse_calendar(s, &p, err);
    }
    if (rc == 0) {
        *ret = p;
    }
    return rc;
}
