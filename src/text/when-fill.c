/*
 * Completing points: what a range end takes from its start, what a list member takes from the one
 * before it, what 翌年 and 来月 mean, and which year a date without a year is in.
 *
 * Nothing is guessed: without an antecedent, a context or a reference date a point stays as it was
 * written. A date without a year is the first such day on or after the reference date, unless its
 * weekday fits only the last such day before it and that is nearer.
 */
#include "text/when-parts.h"

#include <stdlib.h>

/* The fiscal year a point belongs to, WHEN_UNSET when it has no year. */
static int fiscal_year_of(const struct when_point *p)
{
    if (p->year == WHEN_UNSET || p->fiscal) {
        return p->year;
    }
    return p->month != WHEN_UNSET && p->month < 4 ? p->year - 1 : p->year;
}

static bool is_clock_only(const struct when_point *p)
{
    return p->unit >= WHEN_U_DAYPART && p->day == WHEN_UNSET && p->month == WHEN_UNSET;
}

/* Takes what `m` lacks from `from`; with `forward` the result does not lie before it. */
static void inherit(const struct when_point *from, struct moment *m, bool forward,
                    enum when_basis basis)
{
    struct when_point *p = &m->p;

    if (from->kind != WHEN_P_CALENDAR || p->kind != WHEN_P_CALENDAR || p->year != WHEN_UNSET) {
        return;
    }
    if (is_clock_only(p)) {
        if (from->unit >= WHEN_U_DAY && !is_clock_only(from)) {
            p->year = from->year;
            p->month = from->month;
            p->day = from->day;
            p->basis = basis;
        }
        return;
    }
    if (p->unit == WHEN_U_QUARTER || p->unit == WHEN_U_HALF) {
        if (from->unit == p->unit || from->unit == WHEN_U_YEAR) {
            p->year = from->year;
            p->fiscal = from->fiscal;
            p->basis = basis;
        }
        return;
    }
    if (p->unit == WHEN_U_WEEKDAY && p->month == WHEN_UNSET) {
        return;
    }
    if (p->month == WHEN_UNSET && p->unit >= WHEN_U_MONTH) {
        if (from->month == WHEN_UNSET) {
            return;
        }
        p->month = from->month;
        p->year = from->year;
        p->basis = basis;
        if (forward && p->day != WHEN_UNSET && from->day != WHEN_UNSET && p->day < from->day) {
            p->month = (int8_t)(p->month % 12 + 1);
            p->year = (int16_t)(p->year == WHEN_UNSET ? p->year : p->year + (p->month == 1));
        }
        return;
    }
    if (from->year == WHEN_UNSET || p->unit < WHEN_U_MONTH) {
        return;
    }
    int before = from->month;

    p->year = from->year;
    p->basis = basis;
    if (before == WHEN_UNSET
            ? from->fiscal && p->month < 4
            : p->month < before || (p->month == before && forward && p->day != WHEN_UNSET &&
                                    from->day != WHEN_UNSET && p->day < from->day)) {
        p->year++;
    }
}

void when_fill_end(const struct moment *start, struct moment *end)
{
    inherit(&start->p, end, true, WHEN_FROM_START);
    when_date_check(end);
}

/* Whether a point can be one of several years and gets its year from the reference date. */
static bool lacks_year(const struct when_point *p)
{
    return p->kind == WHEN_P_CALENDAR && p->year == WHEN_UNSET && !is_clock_only(p) &&
           p->unit != WHEN_U_QUARTER && p->unit != WHEN_U_HALF && p->unit != WHEN_U_CENTURY &&
           !(p->unit == WHEN_U_WEEKDAY && p->month == WHEN_UNSET);
}

/* The first such point on or after the day. */
static bool place_after(struct when_point *p, int32_t ref_day)
{
    struct ymd ref = calendar_ymd(ref_day);
    bool lacks_month = p->month == WHEN_UNSET && p->unit >= WHEN_U_MONTH;
    struct when_point try = *p;

    if (p->unit == WHEN_U_YEAR) {
        p->year = (int16_t)(p->fiscal ? calendar_fiscal_year(ref_day) : ref.year);
        return true;
    }
    for (int i = 0; i < 12; i++) {
        int month = lacks_month ? (ref.month - 1 + i) % 12 + 1 : p->month;
        int32_t from, to;

        try.month = (int8_t)month;
        try.year = (int16_t)(lacks_month ? ref.year + (ref.month - 1 + i) / 12 : ref.year + i);
        if (when_point_days(&try, &from, &to) && to >= ref_day) {
            p->year = try.year;
            p->month = try.month;
            return true;
        }
    }
    return false;
}

static bool weekday_fits(const struct when_point *p)
{
    return calendar_is_date(p->year, p->month, p->day) &&
           calendar_weekday(calendar_day(p->year, p->month, p->day)) == p->weekday;
}

static void fill_from_ref(struct moment *m, int32_t ref_day)
{
    struct when_point *p = &m->p;
    bool lacked_month = p->month == WHEN_UNSET;

    if (!lacks_year(p) || !place_after(p, ref_day)) {
        return;
    }
    p->basis = WHEN_FROM_REF;
    if (p->weekday == WHEN_UNSET || p->day == WHEN_UNSET || lacked_month || weekday_fits(p)) {
        return;
    }
    /* The last such day before it, when that fits and is nearer: else the weekday is wrong. */
    struct when_point other = *p;

    other.year--;
    if (weekday_fits(&other) && ref_day - calendar_day(other.year, other.month, other.day) <
                                    calendar_day(p->year, p->month, p->day) - ref_day) {
        *p = other;
        p->basis = WHEN_BY_WEEKDAY;
    }
}

/* An antecedent in the past of the notice is background, not a schedule. */
static bool may_carry(const struct when_context *context)
{
    const struct when_point *p = &context->antecedent;

    /* A year that came from the reference date itself says nothing new: rows of a table need not
     * stand in the order of their days. */
    if (context->ref_day != CALENDAR_NONE && p->basis == WHEN_FROM_REF) {
        return false;
    }
    if (!context->carry || p->kind != WHEN_P_CALENDAR || p->year == WHEN_UNSET ||
        p->unit < WHEN_U_YEAR) {
        return false;
    }
    return context->ref_day == CALENDAR_NONE || p->year >= calendar_fiscal_year(context->ref_day);
}

/* Point of the reference date, to count from. */
static struct when_point point_of_day(int32_t day)
{
    struct ymd d = calendar_ymd(day);

    return (struct when_point){.kind = WHEN_P_CALENDAR,
                               .unit = WHEN_U_DAY,
                               .year = d.year,
                               .month = d.month,
                               .day = d.day};
}

/* What 同年, 翌月 lean on; false when there is nothing. */
static bool find_base(const struct scan *c, const struct moment *m, const struct moment *joined,
                      struct when_point *ret, enum when_basis *ret_basis)
{
    *ret_basis = WHEN_FROM_ANTECEDENT;
    if (m->fill_year && joined != NULL) {
        *ret = joined->p;
        return true;
    }
    if (m->fill_year && c->last.end != 0 && !c->last_is_set) {
        *ret = c->last.p;
        return true;
    }
    if (m->fill_year && c->context->carry && c->context->antecedent.kind == WHEN_P_CALENDAR) {
        *ret = c->context->antecedent;
        return true;
    }
    /* 翌年 may be the year after the notice; 同日, 翌日 of a duty are never the days around it. */
    bool is_day = m->shift_unit == WHEN_L_DAY || m->shift_unit == WHEN_L_OPEN_DAY;

    if (c->context->ref_day != CALENDAR_NONE && (!is_day || m->of_reference)) {
        *ret = point_of_day(c->context->ref_day);
        *ret_basis = WHEN_FROM_REF;
        return true;
    }
    return false;
}

/* Moves year and month by a number of months. */
static void set_month(struct when_point *p, const struct when_point *base, int shift)
{
    if (base->year == WHEN_UNSET) {
        p->month = (int8_t)((base->month - 1 + shift + 24) % 12 + 1);
        return;
    }
    int count = base->year * 12 + base->month - 1 + shift;

    p->year = (int16_t)(count / 12);
    p->month = (int8_t)(count % 12 + 1);
}

static bool set_day(struct when_point *p, const struct when_point *base, enum when_length_unit unit,
                    int shift)
{
    if (base->day == WHEN_UNSET || base->month == WHEN_UNSET) {
        return false;
    }
    if (base->year == WHEN_UNSET) {
        if (shift != 0) {
            return false;
        }
        p->month = base->month;
        p->day = base->day;
        return true;
    }
    int32_t day = calendar_day(base->year, base->month, base->day);

    if (unit == WHEN_L_DAY) {
        day += shift;
    } else if (calendar_add_open_days(day, shift, &day) != 0) {
        return false;
    }
    struct ymd d = calendar_ymd(day);

    p->year = d.year;
    p->month = d.month;
    p->day = d.day;
    return true;
}

/* Applies 翌年, 前月 … to a base; false when the base does not say enough. */
static bool apply_shift(struct moment *m, const struct when_point *base)
{
    struct when_point *p = &m->p;

    if (base->kind != WHEN_P_CALENDAR) {
        return false;
    }
    switch (m->shift_unit) {
    case WHEN_L_YEAR:
        if (base->year == WHEN_UNSET || base->unit < WHEN_U_YEAR) {
            return false;
        }
        p->year = (int16_t)((p->fiscal ? fiscal_year_of(base) : base->year) + m->shift);
        return true;
    case WHEN_L_MONTH:
        if (base->month == WHEN_UNSET) {
            return false;
        }
        set_month(p, base, m->shift);
        return true;
    case WHEN_L_DAY:
    case WHEN_L_OPEN_DAY:
        return set_day(p, base, (enum when_length_unit)m->shift_unit, m->shift);
    default:
        return false;
    }
}

/* Whether the point states something finer than the unit it leans by: 同年6月. */
static bool says_more(const struct moment *m)
{
    const struct when_point *p = &m->p;

    switch (m->shift_unit) {
    case WHEN_L_YEAR:
        return p->unit != WHEN_U_YEAR;
    case WHEN_L_MONTH:
        return p->unit != WHEN_U_MONTH;
    default:
        return p->unit > WHEN_U_DAY;
    }
}

static void fill_shift(const struct scan *c, struct moment *m, const struct moment *joined)
{
    struct when_point base;
    enum when_basis basis;

    if (find_base(c, m, joined, &base, &basis) && apply_shift(m, &base)) {
        m->p.basis = basis;
        return;
    }
    if (says_more(m)) {
        return;
    }
    m->p.kind = m->of_reference ? WHEN_P_REF : WHEN_P_EVENT;
    m->p.sign = m->shift < 0 ? -1 : 1;
    m->p.offset = when_length_of((enum when_length_unit)m->shift_unit, abs(m->shift));
    m->p.offset_hi = m->p.offset;
    m->p.sub = m->shift_unit;
}

void when_fill_point(const struct scan *c, struct moment *m, const struct moment *joined)
{
    if (m->shift_unit != WHEN_UNSET) {
        fill_shift(c, m, joined);
    } else if (joined != NULL) {
        inherit(&joined->p, m, false, WHEN_FROM_ANTECEDENT);
    }
    if (lacks_year(&m->p) && m->p.unit >= WHEN_U_MONTH && may_carry(c->context)) {
        inherit(&c->context->antecedent, m, false, WHEN_FROM_ANTECEDENT);
    }
    if (c->context->ref_day != CALENDAR_NONE) {
        fill_from_ref(m, c->context->ref_day);
    }
    if (m->p.kind == WHEN_P_CALENDAR) {
        when_date_check(m);
    }
}

uint16_t when_fill_flags(const struct moment *m)
{
    const struct when_point *p = &m->p;
    uint16_t flags = m->flags;
    int32_t from, to;

    if (p->kind != WHEN_P_CALENDAR || p->year == WHEN_UNSET || m->invalid) {
        return flags;
    }
    if (p->weekday != WHEN_UNSET && p->day != WHEN_UNSET && p->month != WHEN_UNSET) {
        flags |= weekday_fits(p) ? WHEN_WD_OK : WHEN_WD_BAD;
    }
    if (m->era != WHEN_UNSET && when_point_days(p, &from, &to)) {
        const struct calendar_era *era = calendar_era(m->era);

        if (to < era->first_day || from > era->last_day) {
            flags |= WHEN_ERA_OUT;
        }
    }
    return flags;
}

/* The first day of the month that starts `months` after January of the year. */
static int32_t month_start(int year, int months)
{
    return calendar_day(year + months / 12, months % 12 + 1, 1);
}

/* Halves and quarters: `length` months from month `first` (0 = January) on. */
static void span_months(int year, int first, int length, int32_t *ret_from, int32_t *ret_to)
{
    *ret_from = month_start(year, first);
    *ret_to = month_start(year, first + length) - 1;
}

static bool jun_days(const struct when_point *p, int32_t *ret_from, int32_t *ret_to)
{
    int first = (p->sub - 1) * 10 + 1;
    int last = p->sub == 3 ? calendar_month_days(p->year, p->month) : first + 9;

    *ret_from = calendar_day(p->year, p->month, first);
    *ret_to = calendar_day(p->year, p->month, last);
    return true;
}

static bool nth_weekday(const struct when_point *p, int32_t *ret_from, int32_t *ret_to)
{
    if (p->sub < 1 || p->month == WHEN_UNSET) {
        return false;
    }
    int32_t first = calendar_day(p->year, p->month, 1);
    int32_t day = first + (p->weekday - calendar_weekday(first) + 7) % 7 + (p->sub - 1) * 7;

    *ret_from = *ret_to = day;
    return day <= calendar_day(p->year, p->month, calendar_month_days(p->year, p->month));
}

bool when_point_days(const struct when_point *p, int32_t *ret_from, int32_t *ret_to)
{
    int shift = p->fiscal ? 3 : 0;

    if (p->kind != WHEN_P_CALENDAR || p->year == WHEN_UNSET) {
        return false;
    }
    switch (p->unit) {
    case WHEN_U_CENTURY:
        span_months(p->year, 0, 1200, ret_from, ret_to);
        return true;
    case WHEN_U_DECADE:
        span_months(p->year, 0, 120, ret_from, ret_to);
        return true;
    case WHEN_U_YEAR:
        span_months(p->year, shift, 12, ret_from, ret_to);
        return true;
    case WHEN_U_HALF:
        span_months(p->year, shift + (p->sub - 1) * 6, 6, ret_from, ret_to);
        return true;
    case WHEN_U_QUARTER:
        span_months(p->year, shift + (p->sub - 1) * 3, 3, ret_from, ret_to);
        return true;
    case WHEN_U_SEASON: /* meteorological: spring from March */
        span_months(p->year, p->sub * 3 - 1, 3, ret_from, ret_to);
        return true;
    default:
        break;
    }
    if (p->month < 1 || p->month > 12) {
        return false;
    }
    if (p->unit == WHEN_U_MONTH) {
        span_months(p->year, p->month - 1, 1, ret_from, ret_to);
        return true;
    }
    if (p->unit == WHEN_U_JUN) {
        return jun_days(p, ret_from, ret_to);
    }
    if (p->unit == WHEN_U_WEEKDAY) {
        return nth_weekday(p, ret_from, ret_to);
    }
    if (!calendar_is_date(p->year, p->month, p->day)) {
        return false;
    }
    /* 24:00 and later belong to the next day. */
    *ret_from = *ret_to =
        calendar_day(p->year, p->month, p->day) + (p->unit >= WHEN_U_HOUR && p->hour >= 24);
    return true;
}
