/*
 * Clocks against an oracle that is too slow to be wrong: it walks one day at a time over a list of
 * days and counts as the law says (Civil Code 138-143, the law on holidays of offices, the law on
 * national holidays), sharing nothing with the fast code but the notation. More than 100,000 random
 * rules, occasions, terms and confirmed ends; not one may differ.
 */
#include "core/clock.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

enum {
    CASES = 152000,
    FIRST_YEAR = 2022, /* no special holidays from here on */
    LAST_YEAR = 2029,
    DAYS = 8 * 366 + 10,
    FIRST_DAY = 18993, /* 2022-01-01, a Saturday */
    MOST = 1200,       /* expected instances */
};

/* One day of the list. */
struct date {
    int y, m, d;
    int weekday; /* 1 Monday */
    bool festival, open;
};

struct oracle {
    struct date day[DAYS];
    int n;
    uint64_t seed;
};

/* What is expected. */
struct expected {
    int from[MOST], to[MOST]; /* index in the list; -1 = none */
    int minute[MOST];
    int n;
    bool beyond; /* the last one lies past the confirmed end */
};

/* ---- the list of days ---- */

static bool is_leap(int y)
{
    return y % 400 == 0 || (y % 4 == 0 && y % 100 != 0);
}

static int length_of(int y, int m)
{
    return m == 2 ? (is_leap(y) ? 29 : 28) : m == 4 || m == 6 || m == 9 || m == 11 ? 30 : 31;
}

/* 国民の祝日に関する法律 2条; the equinoxes as announced or forecast. */
static bool is_festival(const struct date *t)
{
    static const int fixed[][2] = {{1, 1}, {2, 11}, {2, 23}, {4, 29}, {5, 3},
                                   {5, 4}, {5, 5},  {8, 11}, {11, 3}, {11, 23}};
    static const int monday[][2] = {{1, 2}, {7, 3}, {9, 3}, {10, 2}}; /* month, n-th Monday */
    static const int spring[] = {21, 21, 20, 20, 20, 21, 20, 20};     /* from 2022 */
    static const int autumn[] = {23, 23, 22, 23, 23, 23, 22, 23};

    for (size_t i = 0; i < COUNT(fixed); i++) {
        if (t->m == fixed[i][0] && t->d == fixed[i][1]) {
            return true;
        }
    }
    for (size_t i = 0; i < COUNT(monday); i++) {
        if (t->m == monday[i][0] && t->weekday == 1 && (t->d + 6) / 7 == monday[i][1]) {
            return true;
        }
    }
    return (t->m == 3 && t->d == spring[t->y - FIRST_YEAR]) ||
           (t->m == 9 && t->d == autumn[t->y - FIRST_YEAR]);
}

/* 3条2項: the next day that is none when one falls on a Sunday; 3項: a day between two. */
static bool is_off(const struct oracle *o, int i)
{
    if (o->day[i].festival) {
        return true;
    }
    if (i > 0 && i + 1 < o->n && o->day[i - 1].festival && o->day[i + 1].festival) {
        return true;
    }
    for (int k = i - 1; k >= 0 && o->day[k].festival; k--) {
        if (o->day[k].weekday == 7) {
            return true;
        }
    }
    return false;
}

static void build(struct oracle *o)
{
    struct date t = {.y = FIRST_YEAR, .m = 1, .d = 1, .weekday = 6};

    while (t.y <= LAST_YEAR) {
        t.festival = is_festival(&t);
        o->day[o->n++] = t;
        t.weekday = t.weekday % 7 + 1;
        t.d++;
        if (t.d > length_of(t.y, t.m)) {
            t.d = 1;
            t.m++;
        }
        if (t.m > 12) {
            t.m = 1;
            t.y++;
        }
    }
    for (int i = 0; i < o->n; i++) {
        struct date *p = &o->day[i];
        bool new_year = (p->m == 12 && p->d >= 29) || (p->m == 1 && p->d <= 3);

        p->open = p->weekday <= 5 && !new_year && !is_off(o, i);
    }
}

static int pick(struct oracle *o, int below)
{
    o->seed ^= o->seed << 13;
    o->seed ^= o->seed >> 7;
    o->seed ^= o->seed << 17;
    return (int)(o->seed % (uint64_t)below);
}

/* ---- counting by walking ---- */

/* Counts n days (or open days) from `at`, one by one; the first is counted when told so. */
static int walk_days(const struct oracle *o, int at, int n, int step, bool first, bool open_only)
{
    if (!first) {
        at += step;
    }
    for (int counted = 0;; at += step) {
        if (at < 0 || at >= o->n) {
            return -1;
        }
        if (!open_only || o->day[at].open) {
            counted++;
        }
        if (counted == n) {
            return at;
        }
    }
}

/* 143条: the day before the corresponding day of the last month, or the end of that month. */
static int walk_months(const struct oracle *o, int first, int n)
{
    int passed = 0;

    for (int at = first + 1; at < o->n; at++) {
        if (o->day[at].d == 1) {
            passed++;
        }
        if (passed == n && o->day[at].d == o->day[first].d) {
            return at - 1;
        }
        if (passed == n + 1) {
            return at - 1; /* the month ended without such a day */
        }
    }
    return -1;
}

/* The day of the same number n months on or back; the end of the month without one. */
static int walk_to_month(const struct oracle *o, int from, int n, int step, bool to_end)
{
    int passed = 0;
    int best = -1;

    for (int at = from; at >= 0 && at < o->n; at += step) {
        if (at != from && o->day[at].m != o->day[at - step].m) {
            passed++;
        }
        if (passed > n) {
            break;
        }
        if (passed == n && (to_end || o->day[at].d <= o->day[from].d) &&
            (best < 0 || o->day[at].d > o->day[best].d)) {
            best = at;
        }
    }
    return passed > n ? best : -1;
}

static void expect(struct expected *e, int from, int to, int minute)
{
    if (e->n < MOST) {
        e->from[e->n] = from;
        e->to[e->n] = to;
        e->minute[e->n] = minute;
    }
    e->n++;
}

/* An instance past the confirmed end is the last and has no day. */
static bool expect_until(struct expected *e, int at, int confirmed)
{
    expect(e, at > confirmed ? -1 : at, at > confirmed ? -1 : at, -1);
    e->beyond = at > confirmed;
    return !e->beyond;
}

/* ---- one case ---- */

struct one {
    struct str value; /* notation */
    int event;        /* index of the day of the occasion */
    int minute;       /* -1 = unknown */
    int first, last;  /* term */
    int confirmed;
};

/* Offsets in days, weeks, open days, months, years; before and after. */
static void make_offset(struct oracle *o, struct arena *a, struct one *c, struct expected *e)
{
    static const char *const units[] = {"D", "W", "BD", "M", "Y"};
    int unit = pick(o, 5);
    int n = 1 + pick(o, unit == 0 ? 90 : unit == 1 ? 12 : unit == 2 ? 30 : unit == 3 ? 14 : 2);
    bool before = pick(o, 3) == 0;
    bool counts = !before && pick(o, 3) == 0;
    bool exact = !before && !counts && pick(o, 4) == 0;
    bool next = !before && pick(o, 6) == 0; /* の翌日から */
    int at = -1;

    c->value =
        arena_printf(a, "{打合せ終了%s}%cP%d%s%s%s", next ? "の翌日" : "", before ? '-' : '+', n,
                     units[unit], exact ? " EXACT" : "", counts ? " incl_start" : "");
    counts = counts && !next;
    if (unit < 2) {
        at = walk_days(o, c->event, unit == 1 ? n * 7 : n, before ? -1 : 1, counts, false);
    } else if (unit == 2) {
        at = walk_days(o, c->event, n, before ? -1 : 1, counts, true);
        at = before && c->event > c->confirmed ? o->n : at;
    } else {
        int months = unit == 4 ? n * 12 : n;

        at = before || exact ? walk_to_month(o, c->event, months, before ? -1 : 1, false)
                             : walk_months(o, counts ? c->event : c->event + 1, months);
    }
    (void)expect_until(e, at, c->confirmed);
}

/* 翌月末, 2か月後の月末 */
static void make_month_end(struct oracle *o, struct arena *a, struct one *c, struct expected *e)
{
    int n = 1 + pick(o, 4);

    c->value = arena_printf(a, "{検収}+P%dM END,ON_OR_BEFORE", n);
    (void)expect_until(e, walk_to_month(o, c->event, n, 1, true), c->confirmed);
}

/* Hours and minutes, minute by minute. */
static void make_hours(struct oracle *o, struct arena *a, struct one *c, struct expected *e)
{
    bool hours = pick(o, 2) == 0;
    bool before = pick(o, 3) == 0;
    int n = 1 + pick(o, hours ? 72 : 300);
    int day = c->event;
    int minute = c->minute < 0 ? 0 : c->minute;

    c->minute = minute;
    c->value = arena_printf(a, "{障害}%cPT%d%c", before ? '-' : '+', n, hours ? 'H' : 'M');
    for (int left = hours ? n * 60 : n; left > 0; left--) {
        minute += before ? -1 : 1;
        day += minute < 0 ? -1 : minute >= 1440 ? 1 : 0;
        minute = (minute + 1440) % 1440;
    }
    if (expect_until(e, day, c->confirmed)) {
        e->minute[0] = minute;
    }
}

/* The whole time from the occasion on: 3か月間. */
static void make_span(struct oracle *o, struct arena *a, struct one *c, struct expected *e)
{
    int n = 1 + pick(o, 13);
    bool counts = pick(o, 2) == 0;

    c->value = arena_printf(a, "{納品}/P%dM%s", n, counts ? " incl_start" : "");
    if (expect_until(e, walk_months(o, counts ? c->event : c->event + 1, n), c->confirmed)) {
        e->from[0] = c->event;
    }
}

static void make_before(struct oracle *o, struct arena *a, struct one *c, struct expected *e)
{
    c->value = STR("{契約締結} BEFORE");
    if (c->minute >= 0) {
        (void)expect_until(e, c->event, c->confirmed);
        e->minute[0] = e->beyond ? -1 : c->minute;
    } else {
        (void)expect_until(e, c->event - 1, c->confirmed);
    }
}

/* ---- recurrences: walk the term and ask of every day whether it is one ---- */

static bool is_month_day(const struct date *t, int day)
{
    int last = length_of(t->y, t->m);

    return t->d == day || (day > last && t->d == last);
}

static void make_month_day(struct oracle *o, struct arena *a, struct one *c, struct expected *e)
{
    int day = 1 + pick(o, 31);
    bool next = pick(o, 3) == 0;

    c->value = arena_printf(a, "XXXX-XX-%02d%s", day, next ? " NEXT_MONTH" : "");
    if (!next) {
        for (int at = c->first; at <= c->last; at++) {
            if (is_month_day(&o->day[at], day) && !expect_until(e, at, c->confirmed)) {
                return;
            }
        }
        return;
    }
    for (int at = c->first; at <= c->last; at++) { /* each month of the term, its next month */
        if (at != c->first && o->day[at].d != 1) {
            continue;
        }
        int in = at + 1;

        while (o->day[in].m == o->day[at].m) {
            in++;
        }
        while (!is_month_day(&o->day[in], day)) {
            in++;
        }
        if (!expect_until(e, in, c->confirmed)) {
            return;
        }
    }
}

static void make_weekday(struct oracle *o, struct arena *a, struct one *c, struct expected *e)
{
    int weekday = 1 + pick(o, 7);
    int nth = pick(o, 6); /* 0 = every week */

    c->value = nth == 0 ? arena_printf(a, "XXXX-WXX-%d", weekday)
                        : arena_printf(a, "XXXX-XX-WXX-%d-#%d", weekday, nth);
    for (int at = c->first; at <= c->last; at++) {
        const struct date *t = &o->day[at];

        if (t->weekday == weekday && (nth == 0 || (t->d + 6) / 7 == nth) &&
            !expect_until(e, at, c->confirmed)) {
            return;
        }
    }
}

static void make_year_day(struct oracle *o, struct arena *a, struct one *c, struct expected *e)
{
    int month = 1 + pick(o, 12);
    int day = 1 + pick(o, length_of(2024, month));

    c->value = arena_printf(a, "XXXX-%02d-%02d", month, day);
    for (int at = c->first; at <= c->last; at++) {
        if (o->day[at].m == month && is_month_day(&o->day[at], day) &&
            !expect_until(e, at, c->confirmed)) {
            return;
        }
    }
}

/* Whether a new period begins on day `at` of a term that began in `first`. */
static bool begins_period(const struct oracle *o, int first, int at, int unit, int n)
{
    const struct date *t = &o->day[at];
    int mondays = 0;
    int months = 0;

    switch (unit) {
    case 0: /* fiscal years */
        return t->m == 4 && t->d == 1;
    case 1: /* months; in parts of the fiscal year when they fit */
        if (t->d != 1) {
            return false;
        }
        if (12 % n == 0) {
            return (t->m + 8) % n == 0;
        }
        for (int k = first + 1; k <= at; k++) {
            months += o->day[k].d == 1;
        }
        return months % n == 0;
    case 2: /* weeks from Monday */
        if (t->weekday != 1) {
            return false;
        }
        for (int k = first + 1; k <= at; k++) {
            mondays += o->day[k].weekday == 1;
        }
        return mondays % n == 0;
    default:
        return (at - first) % n == 0;
    }
}

static void make_count(struct oracle *o, struct arena *a, struct one *c, struct expected *e)
{
    static const char *const units[] = {"Y", "M", "W", "D"};
    int unit = pick(o, 4);
    int n = unit == 0 ? 1 : 1 + pick(o, unit == 1 ? 12 : unit == 2 ? 4 : 30);
    int times = 1 + pick(o, 4);
    int beg = c->first;

    times = unit == 3 && n < 7 ? 1 : times;
    c->value = arena_printf(a, "%dX/P%d%s", times, n, units[unit]);
    for (int at = c->first + 1; at <= c->last + 1; at++) {
        if (at <= c->last && !begins_period(o, c->first, at, unit, n)) {
            continue;
        }
        int length = at - beg;

        for (int share = 1; share <= times; share++) {
            int x = 1;

            while (x * times < length * share) {
                x++;
            }
            if (!expect_until(e, beg + x - 1, c->confirmed)) {
                return;
            }
        }
        beg = at;
    }
}

static void make_fraction(struct oracle *o, struct arena *a, struct one *c, struct expected *e)
{
    int parts = 2 + pick(o, 3);
    int x = 1;

    c->value = arena_printf(a, "{契約期間}*1/%d", parts);
    while (x * parts < c->last - c->first + 1) {
        x++;
    }
    (void)expect_until(e, c->first + x - 1, c->confirmed);
}

/* No longer than n weeks since the last. */
static void make_silence(struct oracle *o, struct arena *a, struct one *c, struct expected *e)
{
    int n = 1 + pick(o, 10);

    c->value = arena_printf(a, "{打合せ}<P%dW", n);
    (void)expect_until(e, walk_days(o, c->event, n * 7, 1, false, false), c->confirmed);
}

/* Counted from the end of the fiscal year of the occasion. */
static void make_fiscal(struct oracle *o, struct arena *a, struct one *c, struct expected *e)
{
    int n = 1 + pick(o, 12);
    int at = c->event;

    c->value = arena_printf(a, "{完了の日の属する年度の終了}/P%dM", n);
    while (o->day[at].m != 3 || o->day[at].d != 31) {
        at++;
    }
    if (expect_until(e, walk_months(o, at + 1, n), c->confirmed)) {
        e->from[0] = at;
    }
}

/* 2～3週間前: from the farther to the nearer. */
static void make_interval(struct oracle *o, struct arena *a, struct one *c, struct expected *e)
{
    bool open = pick(o, 2) == 0;
    bool before = pick(o, 2) == 0;
    int n = 1 + pick(o, 5);
    int more = n + 1 + pick(o, 5);
    int step = before ? -1 : 1;
    const char *unit = open ? "BD" : "D";
    int near = walk_days(o, c->event, n, step, false, open);
    int far = walk_days(o, c->event, more, step, false, open);
    bool beyond = MAX(near, far) > c->confirmed || (open && c->event > c->confirmed);

    c->value = arena_printf(a, "{開催}%c[P%d%s,P%d%s]", before ? '-' : '+', n, unit, more, unit);
    expect(e, beyond ? -1 : MIN(near, far), beyond ? -1 : MAX(near, far), -1);
    e->beyond = beyond;
}

/* Days as written: 旬, months, quarters. */
static void make_fixed(struct oracle *o, struct arena *a, struct one *c, struct expected *e)
{
    const struct date *t = &o->day[c->event];
    int third = pick(o, 4); /* 0 = the whole month */
    int from = -1;
    int to = -1;

    c->value = third == 0 ? arena_printf(a, "%04d-%02d", t->y, t->m)
                          : arena_printf(a, "%04d-%02d-%dJ", t->y, t->m, third);
    for (int at = 0; at < o->n; at++) {
        const struct date *p = &o->day[at];
        int of = p->d <= 10 ? 1 : p->d <= 20 ? 2 : 3;

        if (p->y == t->y && p->m == t->m && (third == 0 || of == third)) {
            from = from < 0 ? at : from;
            to = at;
        }
    }
    expect(e, from, to, -1);
}

typedef void make_fn(struct oracle *o, struct arena *a, struct one *c, struct expected *e);

static void check(struct oracle *o, const struct one *c, const struct expected *e,
                  const struct clocks *got)
{
    uint32_t wanted = (uint32_t)e->n;

    if (wanted == 0 && got->n == 1 && (got->v[0].flags & CLOCK_NEVER) != 0) {
        return; /* no such day in the term */
    }
    if (got->n != wanted) {
        fail_msg("%.*s: %" PRIu32 " instances, expected %d", STR_ARG(c->value), got->n, e->n);
    }
    for (uint32_t i = 0; i < got->n; i++) {
        const struct clock *k = &got->v[i];
        bool last_beyond = e->beyond && i + 1 == got->n;
        int32_t from = e->from[i] < 0 ? CALENDAR_NONE : e->from[i] + FIRST_DAY;
        int32_t to = e->to[i] < 0 ? CALENDAR_NONE : e->to[i] + FIRST_DAY;
        bool holiday = (k->flags & CLOCK_ON_HOLIDAY) != 0;

        if (k->day_from != from || k->day_to != to || k->minute != e->minute[i] ||
            (last_beyond && (k->flags & CLOCK_BEYOND) == 0)) {
            fail_msg("%.*s, event %d, term %d-%d, confirmed %d, instance %" PRIu32
                     ": %d..%d, expected %d..%d: %.*s",
                     STR_ARG(c->value), c->event, c->first, c->last, c->confirmed, i,
                     k->day_from - FIRST_DAY, k->day_to - FIRST_DAY, e->from[i], e->to[i],
                     STR_ARG(k->why));
        }
        if (holiday && o->day[e->to[i]].open) {
            fail_msg("%.*s: flagged as holiday", STR_ARG(c->value));
        }
        assert_true(k->why.n > 0 && k->key.n > 0);
    }
}

static void one_case(struct oracle *o, make_fn *make)
{
    struct arena arena CLEANUP(arena_done) = {};
    struct expected e = {};
    int year = 365;
    struct one c = {.event = 800 + pick(o, 3 * year),
                    .minute = pick(o, 2) == 0 ? pick(o, 1440) : -1};
    struct clock_rule r;
    struct clocks got = {};
    struct err err = {};

    c.first = year + pick(o, 3 * year);
    c.last = c.first + pick(o, pick(o, 8) == 0 ? 2 * year : 120);
    c.confirmed = pick(o, 4) == 0 ? c.event - 40 + pick(o, 400) : o->n - 800;
    make(o, &arena, &c, &e);
    if (clock_parse(&arena, c.value, &r, &err) < 0) {
        fail_msg("%.*s: %s", STR_ARG(c.value), err.message);
    }
    struct occasion event = {.id = 1,
                             .name = r.occasion.n > 0 ? r.occasion : STR("打合せ"),
                             .day = c.event + FIRST_DAY,
                             .minute = (int16_t)c.minute};
    struct clock_world world = {&event, str_eq(event.name, STR("契約期間")) ? 0 : 1,
                                c.first + FIRST_DAY, c.last + FIRST_DAY, c.confirmed + FIRST_DAY};

    if (clock_compute(&arena, &r, &world, &got, &err) < 0) {
        fail_msg("%.*s: %s", STR_ARG(c.value), err.message);
    }
    if (make == make_fixed) {
        e.beyond = false; /* stated days stay */
    }
    check(o, &c, &e, &got);
}

static void agrees_with_the_oracle(void **state)
{
    static make_fn *const makes[] = {make_offset,    make_offset, make_offset,    make_offset,
                                     make_offset,    make_offset, make_hours,     make_span,
                                     make_month_end, make_before, make_month_day, make_weekday,
                                     make_year_day,  make_count,  make_fraction,  make_fixed,
                                     make_silence,   make_fiscal, make_interval};
    struct oracle *o = calloc(1, sizeof(*o));

    assert_non_null(o);
    o->seed = 20260321;
    build(o);
    for (int i = 0; i < CASES; i++) {
        one_case(o, makes[(size_t)i % COUNT(makes)]);
    }
    free(o);
}

/* The table made from the package against the law itself, over the confirmed years. */
static void has_the_holidays_of_the_law(void **state)
{
    struct oracle *o = calloc(1, sizeof(*o));

    assert_non_null(o);
    build(o);
    for (int i = 0; i < o->n && FIRST_DAY + i <= calendar_confirmed_to(); i++) {
        bool open = false;

        assert_int_equal(calendar_is_open(FIRST_DAY + i, &open), 0);
        if (open != o->day[i].open) {
            fail_msg("%d-%d-%d: table says %s", o->day[i].y, o->day[i].m, o->day[i].d,
                     open ? "open" : "closed");
        }
    }
    free(o);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(has_the_holidays_of_the_law),
        cmocka_unit_test(agrees_with_the_oracle),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
