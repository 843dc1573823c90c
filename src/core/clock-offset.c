/*
 * Days counted from an occasion.
 *
 * Civil Code 139: hours and minutes count at once. 140: the first day is not counted, unless the
 * text counts it (起算して). 143: months and years go by the calendar and end the day before the
 * corresponding day of the day counted first, or with the month when it has no such day. Business
 * days are those of the offices (行政機関の休日 left out). Counting back, the day of the occasion
 * is not counted; the day of the same number n months before stands for n months, or the end of
 * that month.
 */
#include "core/clock-parts.h"

#include <inttypes.h>

/* Months after: the last day of the period, or on the corresponding day when it is exact. */
static int32_t move_months(const struct clock_rule *r, int32_t day, int32_t months, bool *ret_end)
{
    if (months <= 0 || (r->flags & CLOCK_EXACT) != 0) {
        int32_t moved = calendar_add_months(day, months);

        *ret_end = calendar_ymd(moved).day != calendar_ymd(day).day;
        return moved;
    }
    int32_t first = (r->flags & CLOCK_FIRST_COUNTS) != 0 ? day : day + 1;
    int32_t last = calendar_period_last(first, months);

    *ret_end = calendar_ymd(last + 1).day != calendar_ymd(first).day;
    return last;
}

/* Hours and minutes from an instant, or from a day whose hour is not known. */
static void move_minutes(int32_t day, int16_t minute, int64_t minutes, struct clock_moved *ret)
{
    int64_t first = (int64_t)day * CLOCK_DAY_MINUTES + (minute < 0 ? 0 : minute) + minutes;
    int64_t last = minute < 0 ? first + CLOCK_DAY_MINUTES - 1 : first;

    ret->from = (int32_t)(first >= 0 ? first / CLOCK_DAY_MINUTES
                                     : -((-first + CLOCK_DAY_MINUTES - 1) / CLOCK_DAY_MINUTES));
    ret->to = (int32_t)(last >= 0 ? last / CLOCK_DAY_MINUTES
                                  : -((-last + CLOCK_DAY_MINUTES - 1) / CLOCK_DAY_MINUTES));
    ret->minute = (int16_t)(minute < 0 ? -1 : last - (int64_t)ret->to * CLOCK_DAY_MINUTES);
}

/* Business days; CALENDAR_NONE when not confirmed days are needed. */
static int32_t move_open_days(const struct clock_rule *r, int32_t day, int32_t count,
                              int32_t confirmed_to)
{
    bool counted = (r->flags & CLOCK_FIRST_COUNTS) != 0 && count != 0;
    int32_t from = !counted ? day : count > 0 ? day - 1 : day + 1;
    int32_t moved = CALENDAR_NONE;

    if (day > confirmed_to || count > confirmed_to - day ||
        calendar_add_open_days(from, count, &moved) != 0 || moved > confirmed_to) {
        return CALENDAR_NONE;
    }
    return moved;
}

/* One amount from one day. */
static void move_by(const struct clock_rule *r, int32_t day, int16_t minute, int32_t amount,
                    int32_t confirmed_to, struct clock_moved *ret)
{
    int32_t first = (r->flags & CLOCK_FIRST_COUNTS) == 0 || amount == 0 ? 0 : amount > 0 ? 1 : -1;
    int32_t to = day;

    *ret = (struct clock_moved){.minute = -1};
    switch (r->unit) {
    case UNIT_MINUTE:
        move_minutes(day, minute, amount, ret);
        return;
    case UNIT_HOUR:
        move_minutes(day, minute, (int64_t)amount * 60, ret);
        return;
    case UNIT_DAY:
        to = day + amount - first;
        break;
    case UNIT_WEEK:
        to = day + amount * 7 - first;
        break;
    case UNIT_OPEN_DAY:
        to = move_open_days(r, day, amount, confirmed_to);
        break;
    case UNIT_MONTH:
        to = move_months(r, day, amount, &ret->month_end);
        break;
    case UNIT_YEAR:
        to = move_months(r, day, amount * 12, &ret->month_end);
        break;
    }
    ret->from = ret->to = to;
}

static int32_t end_of_month(int32_t day)
{
    struct ymd d = calendar_ymd(day);

    return calendar_day(d.year, d.month, calendar_month_days(d.year, d.month));
}

void clock_offset_move(const struct clock_rule *r, int32_t day, int16_t minute,
                       int32_t confirmed_to, struct clock_moved *ret)
{
    struct clock_moved m;

    if ((r->flags & CLOCK_BEFORE) != 0 && r->amount == 0) {
        /* before it: at its hour when that is known, else the day before */
        m = minute >= 0 ? (struct clock_moved){.from = day, .to = day, .minute = minute}
                        : (struct clock_moved){.from = day - 1, .to = day - 1, .minute = -1};
    } else if ((r->flags & CLOCK_MONTH_END) != 0 &&
               (r->unit == UNIT_MONTH || r->unit == UNIT_YEAR)) {
        /* 翌月末 is the end of the month after, whatever the day */
        m.from = m.to = end_of_month(
            calendar_add_months(day, r->unit == UNIT_YEAR ? r->amount * 12 : r->amount));
        m.minute = -1;
        m.month_end = false;
    } else {
        move_by(r, day, minute, r->amount, confirmed_to, &m);
        if ((r->flags & CLOCK_MONTH_END) != 0 && m.to != CALENDAR_NONE) {
            m.from = m.to = end_of_month(m.to);
        }
    }
    m.beyond = m.to == CALENDAR_NONE || m.to > confirmed_to;
    if (r->amount_to != 0 && !m.beyond) {
        struct clock_moved other;

        move_by(r, day, minute, r->amount_to, confirmed_to, &other);
        m.beyond = other.to == CALENDAR_NONE || other.to > confirmed_to;
        m.to = m.beyond ? other.to : MAX(m.to, other.to);
        m.from = m.beyond ? m.from : MIN(m.from, other.from);
    }
    if ((r->flags & CLOCK_SPAN) != 0 && !m.beyond) {
        m.from = r->amount < 0 ? m.from : day;
        m.to = r->amount < 0 ? day : m.to;
    }
    *ret = m;
}

/* ---- why ---- */

/* 翌日から起算して10日目（初日不算入） */
static struct str counted_days(struct arena *a, const struct clock_rule *r, struct str length,
                               bool is_days)
{
    bool first = (r->flags & CLOCK_FIRST_COUNTS) != 0;

    return arena_printf(a, "%sから起算して%.*s%s（%s）", first ? " " : " の翌日", STR_ARG(length),
                        is_days ? "目" : "の末日", first ? "初日を数える" : "初日不算入");
}

static struct str closed_note(struct arena *a, int32_t after, int32_t last)
{
    struct str closed = clock_text_closed(a, after, last);

    return closed.n > 0 ? arena_printf(a, "（%.*sを除く）", STR_ARG(closed)) : (struct str){};
}

static struct str why_open_days(struct arena *a, const struct clock_rule *r, int32_t day,
                                const struct clock_moved *m)
{
    int32_t n = r->amount < 0 ? -r->amount : r->amount;

    if (m->beyond) {
        return arena_printf(a, " から%" PRId32 "開庁日%s", n, r->amount < 0 ? "前" : "後");
    }
    if (r->amount < 0) {
        struct str note = closed_note(a, m->to, day);

        return arena_printf(a, " の%" PRId32 "開庁日前%.*s", n, STR_ARG(note));
    }
    struct str note = closed_note(a, day - 1, m->to);

    if ((r->flags & CLOCK_FIRST_COUNTS) != 0) {
        return arena_printf(a, " から起算して%" PRId32 "開庁日目%.*s", n, STR_ARG(note));
    }
    return arena_printf(a, " から%" PRId32 "開庁日後%.*s", n, STR_ARG(note));
}

/* What follows the name and day of the occasion. */
static struct str why_tail(struct arena *a, const struct clock_rule *r, const struct occasion *o,
                           const struct clock_moved *m)
{
    int32_t n = r->amount < 0 ? -r->amount : r->amount;
    struct str length = clock_text_length(a, n, r->unit);
    const char *month_end = m->month_end ? "（応当日がないため月末）" : "";

    if (r->amount == 0) {
        return (r->flags & CLOCK_BEFORE) != 0 ? STR(" より前（時刻が分からないときは前日まで）")
               : (r->flags & CLOCK_AFTER) != 0 ? STR(" から。終わりの日は書かれていない")
                                               : STR(" の日");
    }
    if ((r->flags & CLOCK_MONTH_END) != 0 && r->unit == UNIT_MONTH) {
        return n == 1 ? STR(" の翌月の末日") : arena_printf(a, " の%" PRId32 "か月後の月の末日", n);
    }
    switch (r->unit) {
    case UNIT_MINUTE:
    case UNIT_HOUR:
        return arena_printf(a, " %s%.*s%s", r->amount < 0 ? "の" : "から", STR_ARG(length),
                            o->minute >= 0 ? (r->amount < 0 ? "前" : "")
                            : r->amount < 0 ? "前（時刻が入力されていないため日で示す）"
                                            : "（時刻が入力されていないため日で示す）");
    case UNIT_OPEN_DAY:
        return why_open_days(a, r, o->day, m);
    case UNIT_DAY:
    case UNIT_WEEK:
        if (r->amount > 0) {
            return counted_days(a, r, length, r->unit == UNIT_DAY);
        }
        return arena_printf(a, " の%.*s前（当日は数えない）", STR_ARG(length));
    case UNIT_MONTH:
    case UNIT_YEAR:
        break;
    }
    if (r->amount < 0) {
        return arena_printf(a, " の%.*s前%s", STR_ARG(length), month_end);
    }
    if ((r->flags & CLOCK_EXACT) != 0) {
        return arena_printf(a, " の%.*s後%s", STR_ARG(length), month_end);
    }
    struct str counted = counted_days(a, r, length, false);

    return arena_printf(a, "%.*s%s", STR_ARG(counted), month_end);
}

static struct str why_of(struct arena *a, const struct clock_rule *r, const struct occasion *o,
                         const struct clock_moved *m)
{
    struct str day = clock_text_day(a, o->day);
    struct str at = clock_text_minute(a, o->minute);
    struct str tail = why_tail(a, r, o, m);

    return arena_printf(a, "%.*s %.*s%s%.*s%.*s", STR_ARG(o->name), STR_ARG(day),
                        at.n > 0 ? " " : "", STR_ARG(at), STR_ARG(tail));
}

/* ---- instances ---- */

static int add_of_occasion(struct clock_job *j, const struct occasion *o, struct str key)
{
    const struct clock_rule *r = j->rule;
    struct clock_moved m;

    if (o->day == CALENDAR_NONE) {
        return clock_job_add(
            j, &(struct clock){.key = key,
                               .occasion = o->id,
                               .day_from = CALENDAR_NONE,
                               .day_to = CALENDAR_NONE,
                               .minute = -1,
                               .flags = CLOCK_WAITS,
                               .why = arena_printf(j->a, "「%.*s」の日がまだ入力されていない",
                                                   STR_ARG(o->name))});
    }
    struct occasion base = *o;

    if ((r->flags & CLOCK_FISCAL_END) != 0) {
        base.day = calendar_fiscal_last(calendar_fiscal_year(o->day));
        base.minute = -1;
        base.name = arena_printf(j->a, "%.*sの属する年度の末日", STR_ARG(o->name));
    }
    clock_offset_move(r, base.day, base.minute, j->confirmed_to, &m);
    struct str why = why_of(j->a, r, &base, &m);

    if (m.beyond) {
        return clock_job_add_beyond(j, key, o->id, m.to, why);
    }
    struct clock c = {.key = key,
                      .occasion = o->id,
                      .day_from = m.from,
                      .day_to = m.to,
                      .minute = m.minute,
                      .why = why};

    if ((r->flags & CLOCK_AFTER) != 0) {
        c.day_to = CALENDAR_NONE;
        c.minute = -1;
        c.flags |= CLOCK_NEEDS_READING;
    }
    return clock_job_add(j, &c);
}

/* The term of the contract stands for 契約期間 and its ends when nobody typed a day. */
static int add_of_term(struct clock_job *j, enum clock_term term)
{
    const struct clock_world *w = j->world;
    bool last = term == CLOCK_TERM_LAST;
    int rc;

    if (!clock_job_has_term(j, &rc)) {
        return rc;
    }
    if (term == CLOCK_TERM_WHOLE && j->rule->amount == 0 && (j->rule->flags & CLOCK_BEFORE) == 0) {
        bool open = (j->rule->flags & CLOCK_AFTER) != 0;

        return clock_job_add(j, &(struct clock){
                                    .key = STR("once"),
                                    .day_from = w->term_first,
                                    .day_to = open ? CALENDAR_NONE : w->term_last,
                                    .minute = -1,
                                    .why = open ? STR("契約期間の初日から。契約が終わった後も続く")
                                                : STR("契約期間中"),
                                });
    }
    struct occasion o = {
        .name = last ? STR("契約期間の末日") : STR("契約期間の初日"),
        .day = last ? w->term_last : w->term_first,
        .minute = -1,
    };
    return add_of_occasion(j, &o, STR("once"));
}

int clock_offset_compute(struct clock_job *j)
{
    const struct clock_world *w = j->world;
    size_t found = 0;
    size_t first = 0;

    for (size_t i = 0; i < w->occasion_count; i++) {
        if (occasion_matches(j->rule->occasion, w->occasions[i].name)) {
            first = found == 0 ? i : first;
            found++;
        }
    }
    enum clock_term term = clock_occasion_term(j->rule->occasion);

    if (found == 0 && term != CLOCK_TERM_NONE) {
        return add_of_term(j, term);
    }
    if (found == 0) {
        return clock_job_add_none(
            j, STR("once"), CLOCK_WAITS,
            arena_printf(j->a, "「%.*s」の日がまだ入力されていない", STR_ARG(j->rule->occasion)));
    }
    for (size_t i = first; i < w->occasion_count; i++) {
        const struct occasion *o = &w->occasions[i];
        struct str key = found == 1 ? STR("once") : arena_printf(j->a, "%" PRId64, o->id);

        if ((i == first || occasion_matches(j->rule->occasion, o->name)) &&
            add_of_occasion(j, o, key) < 0) {
            return -1;
        }
    }
    return 0;
}
