/*
 * What comes round: on a day of the month, week or year (a pattern of a sample period, see
 * clock-point.c), or so many times a period.
 *
 * Both live within the term of the contract. A pattern gives the days of it that fall in the term.
 * Without a position the periods are those of the calendar an office works by (months, weeks from
 * Monday, fiscal years, and quarters and halves of them), cut to the term; each instance is due at
 * the end of its share of the period. That is a proposal for the plan, and `why` says so.
 */
#include "core/clock-parts.h"

#include <inttypes.h>

enum { SAMPLE_MONDAY = 10959, APRIL = 3 };

static int months_of(int32_t day)
{
    struct ymd d = calendar_ymd(day);

    return d.year * 12 + d.month - 1;
}

static int32_t first_of_month(int months)
{
    return calendar_day(months / 12, months % 12 + 1, 1);
}

/* ---- patterns ---- */

/* A sample day in another month: the same day, or its end when there is none. */
static int32_t place_in_month(int32_t sample, int months)
{
    struct ymd d = calendar_ymd(sample);
    int days = calendar_month_days(months / 12, months % 12 + 1);

    return first_of_month(months) + MIN(d.day, days) - 1;
}

/* The n-th weekday of a month; CALENDAR_NONE when there is none. */
static int32_t nth_weekday(int months, int weekday, int nth)
{
    int32_t first = first_of_month(months);
    int32_t day = first + (weekday - calendar_weekday(first) + 7) % 7 + (nth - 1) * 7;

    return months_of(day) == months ? day : CALENDAR_NONE;
}

/* From and to of the pattern, `step` periods after the one the term begins in. */
static void place(const struct clock_rule *r, int32_t term_first, int step, struct clock *c)
{
    int months = months_of(term_first);
    int shift = (r->flags & CLOCK_NEXT_MONTH) != 0 && r->unit == UNIT_MONTH ? 1 : 0;
    int sample = months_of(r->day_from);

    if (r->unit == UNIT_WEEK) {
        int32_t monday = term_first - (calendar_weekday(term_first) - 1) + step * 7;

        c->day_from = monday + (r->day_from - SAMPLE_MONDAY);
        c->day_to = monday + (r->day_to - SAMPLE_MONDAY);
        return;
    }
    if (r->unit == UNIT_MONTH) {
        months += step + shift;
    } else {
        months = (months / 12 + step) * 12 + sample % 12;
    }
    if (r->weekday > 0 && r->month_day > 0) {
        c->day_from = c->day_to = nth_weekday(months, r->weekday, r->month_day);
        return;
    }
    c->day_from = place_in_month(r->day_from, months);
    c->day_to = place_in_month(r->day_to, months + months_of(r->day_to) - sample);
}

static struct str pattern_key(struct arena *a, const struct clock_rule *r, int32_t term_first,
                              int step, const struct clock *c)
{
    if (r->unit == UNIT_WEEK) {
        return clock_text_day(a, c->day_to);
    }
    if (r->unit == UNIT_YEAR) {
        return arena_printf(a, "%04d", calendar_ymd(c->day_from).year);
    }
    int months = months_of(term_first) + step;

    return arena_printf(a, "%04d-%02d", months / 12, months % 12 + 1);
}

static struct str pattern_why(struct arena *a, const struct clock_rule *r, struct str key)
{
    struct str words = clock_words(a, r);
    const char *of = (r->flags & CLOCK_NEXT_MONTH) != 0 ? "分を翌月に提出" : "分";

    if (r->unit == UNIT_MONTH) {
        return arena_printf(a, "%.*s（%.*s%s）", STR_ARG(words), STR_ARG(key), of);
    }
    return arena_printf(a, "%.*s（契約期間内）", STR_ARG(words));
}

/* Whether the subject of the instance lies in the term: the month it is about, or its own days. */
static bool in_term(const struct clock_rule *r, const struct clock_world *w, const struct clock *c)
{
    if ((r->flags & CLOCK_NEXT_MONTH) != 0 && r->unit == UNIT_MONTH) {
        int subject = months_of(c->day_to) - 1;

        return subject >= months_of(w->term_first) && subject <= months_of(w->term_last);
    }
    return c->day_to >= w->term_first && c->day_from <= w->term_last;
}

int clock_every_compute(struct clock_job *j)
{
    const struct clock_rule *r = j->rule;
    const struct clock_world *w = j->world;
    int stride = MAX(r->amount, 1);
    int rc;

    if (!clock_job_has_term(j, &rc)) {
        return rc;
    }
    uint32_t before = j->ret->n;
    int step = r->unit == UNIT_YEAR ? -1 : 0; /* a range may begin in the year before */

    for (;; step++) {
        struct clock c = {.minute = r->minute};

        place(r, w->term_first, step, &c);
        if (c.day_to == CALENDAR_NONE) {
            continue; /* no fifth Friday this month */
        }
        if (c.day_from > w->term_last && !in_term(r, w, &c)) {
            break;
        }
        if (!in_term(r, w, &c) || (stride > 1 && step % stride != 0)) {
            continue;
        }
        c.key = pattern_key(j->a, r, w->term_first, step, &c);
        c.why = pattern_why(j->a, r, c.key);
        if (c.day_to > j->confirmed_to) {
            return clock_job_add_beyond(j, c.key, 0, c.day_to, c.why);
        }
        if (clock_job_add(j, &c) < 0) {
            return -1;
        }
    }
    if (j->ret->n == before) {
        return clock_job_add_none(j, STR("once"), CLOCK_NEVER, STR("契約期間の中にその日がない"));
    }
    return 0;
}

/* ---- so many times a period ---- */

/* First day of the period that holds `day`: of calendar months, weeks, fiscal years. */
static int32_t period_first(const struct clock_rule *r, int32_t term_first)
{
    int n = r->amount;
    int months = months_of(term_first);

    switch (r->unit) {
    case UNIT_YEAR:
        return calendar_fiscal_first(calendar_fiscal_year(term_first));
    case UNIT_MONTH:
        /* parts of the fiscal year when they divide it, else from the first month on */
        return 12 % n == 0 ? first_of_month(months - ((months - APRIL) % 12 + 12) % 12 % n)
                           : first_of_month(months);
    case UNIT_WEEK:
        return term_first - (calendar_weekday(term_first) - 1);
    default:
        return term_first;
    }
}

/* The first day of the next period; CALENDAR_NONE when business days are not confirmed. */
static int32_t period_next(const struct clock_rule *r, int32_t first)
{
    int32_t next = CALENDAR_NONE;

    switch (r->unit) {
    case UNIT_YEAR:
        return calendar_add_months(first, 12 * r->amount);
    case UNIT_MONTH:
        return calendar_add_months(first, r->amount);
    case UNIT_WEEK:
        return first + 7 * r->amount;
    case UNIT_OPEN_DAY:
        return calendar_add_open_days(first, r->amount, &next) == 0 ? next : CALENDAR_NONE;
    default:
        return first + r->amount;
    }
}

static struct str period_key(struct arena *a, const struct clock_rule *r, int32_t first, int share)
{
    struct ymd d = calendar_ymd(first);
    struct str key = r->unit == UNIT_YEAR    ? arena_printf(a, "FY%04d", d.year)
                     : r->unit == UNIT_MONTH ? arena_printf(a, "%04d-%02d", d.year, d.month)
                                             : clock_text_day(a, first);

    return r->times > 1 ? arena_printf(a, "%.*s-%d", STR_ARG(key), share) : key;
}

/* 2026年度の3回のうち2回目: 期間 … を等分した目安 */
static struct str share_why(struct arena *a, const struct clock_rule *r, int32_t from, int32_t to,
                            int share)
{
    struct str words = clock_words(a, r);
    struct str first = clock_text_day(a, from);
    struct str last = clock_text_day(a, to);

    if (r->times > 1) {
        return arena_printf(a, "%.*s：%.*s～%.*s を%" PRId32 "等分した%d回目の終わり（目安）",
                            STR_ARG(words), STR_ARG(first), STR_ARG(last), r->times, share);
    }
    return arena_printf(a, "%.*s：%.*s～%.*s の終わり", STR_ARG(words), STR_ARG(first),
                        STR_ARG(last));
}

/* The instances of one period, cut to the term. 1 when the confirmed end was reached. */
static int add_shares(struct clock_job *j, int32_t period, int32_t from, int32_t to)
{
    const struct clock_rule *r = j->rule;
    int64_t days = (int64_t)to - from + 1;
    int64_t times = MAX(r->times, 1);

    for (int64_t i = 1; i <= times; i++) {
        int32_t day = from + (int32_t)((days * i + times - 1) / times) - 1;
        struct str key = period_key(j->a, r, period, (int)i);
        struct str why = share_why(j->a, r, from, to, (int)i);

        if (day > j->confirmed_to) {
            return clock_job_add_beyond(j, key, 0, day, why) < 0 ? -1 : 1;
        }
        if (clock_job_add_share(
                j, &(struct clock){
                       .key = key, .day_from = day, .day_to = day, .minute = -1, .why = why}) < 0) {
            return -1;
        }
    }
    return 0;
}

int clock_share_compute(struct clock_job *j)
{
    const struct clock_rule *r = j->rule;
    const struct clock_world *w = j->world;
    int rc;

    if (!clock_job_has_term(j, &rc)) {
        return rc;
    }
    int32_t first = period_first(r, w->term_first);

    if (r->unit == UNIT_OPEN_DAY && calendar_next_open(first, &first) != 0) {
        first = w->term_last + 1;
    }
    while (first <= w->term_last) {
        int32_t next = period_next(r, first);
        int32_t last = next == CALENDAR_NONE ? w->term_last : MIN(next - 1, w->term_last);

        /* 毎開庁日 is due on the day, not before the next one */
        if (r->unit == UNIT_OPEN_DAY && r->amount == 1) {
            last = first;
        }
        rc = add_shares(j, first, MAX(first, w->term_first), last);
        if (rc != 0) {
            return rc < 0 ? -1 : 0;
        }
        if (next == CALENDAR_NONE) {
            break;
        }
        first = next;
    }
    return 0;
}
