/*
 * Lengths of time in the notation of the register: P3BD, P2W, PT30M, P1Y6M, P2.5W, PXD.
 *
 * A clock counts in one unit. Years and months come together as months; weeks and days as days,
 * hours and minutes as minutes; what does not come out as a whole number of one unit is `mixed`.
 */
#include "core/clock-parts.h"

enum {
    THOUSAND = 1000, /* numbers are read in thousandths */
    LONGEST_NUMBER = 6,
    LONGEST_YEARS = 300,
};

/* The classes that do not mix; sums in thousandths of the smallest unit. */
struct sums {
    int64_t months, days, open_days, minutes;
    int parts;                  /* how many numbers */
    enum clock_unit last;       /* unit of the last number */
    bool fuzzy, seconds, whole; /* whole: the last number had no fraction */
    int64_t amount;             /* the last number */
};

/* 12, 2.5 in thousandths; moves *at. */
static bool read_number(struct str s, size_t *at, int64_t *ret)
{
    int64_t value = 0;
    size_t from = *at;

    while (*at < s.n && s.p[*at] >= '0' && s.p[*at] <= '9') {
        value = value * 10 + (s.p[*at] - '0');
        if (++*at - from > LONGEST_NUMBER) {
            return false;
        }
    }
    if (*at == from) {
        return false;
    }
    value *= THOUSAND;
    if (*at < s.n && s.p[*at] == '.') {
        int64_t place = THOUSAND / 10;

        for (++*at; *at < s.n && s.p[*at] >= '0' && s.p[*at] <= '9' && place > 0; ++*at) {
            value += (s.p[*at] - '0') * place;
            place /= 10;
        }
    }
    *ret = value;
    return true;
}

static bool add_part(struct sums *sums, int64_t n, const char *unit, bool in_clock)
{
    static const struct {
        const char *name;
        enum clock_unit unit;
        bool in_clock;
    } units[] = {{"Y", UNIT_YEAR, false}, {"M", UNIT_MONTH, false},     {"W", UNIT_WEEK, false},
                 {"D", UNIT_DAY, false},  {"BD", UNIT_OPEN_DAY, false}, {"H", UNIT_HOUR, true},
                 {"M", UNIT_MINUTE, true}};

    for (size_t i = 0; i < COUNT(units); i++) {
        if (units[i].in_clock != in_clock || strcmp(units[i].name, unit) != 0) {
            continue;
        }
        sums->parts++;
        sums->last = units[i].unit;
        sums->amount = n / THOUSAND;
        sums->whole = n % THOUSAND == 0;
        switch (units[i].unit) {
        case UNIT_YEAR:
            sums->months += n * 12;
            break;
        case UNIT_MONTH:
            sums->months += n;
            break;
        case UNIT_WEEK:
            sums->days += n * 7;
            break;
        case UNIT_DAY:
            sums->days += n;
            break;
        case UNIT_OPEN_DAY:
            sums->open_days += n;
            break;
        case UNIT_HOUR:
            sums->minutes += n * 60;
            break;
        case UNIT_MINUTE:
            sums->minutes += n;
            break;
        }
        return true;
    }
    return false;
}

/* The unit at *at as a short string; moves *at. */
static const char *read_unit(struct str s, size_t *at)
{
    static const char *const names[] = {"BD", "Y", "M", "W", "D", "H", "S"};

    for (size_t i = 0; i < COUNT(names); i++) {
        if (str_at(s, *at, str_of(names[i]))) {
            *at += strlen(names[i]);
            return names[i];
        }
    }
    return NULL;
}

/* Sums of one class to one unit. */
static void settle(const struct sums *sums, struct clock_length *ret)
{
    int classes =
        (sums->months != 0) + (sums->days != 0) + (sums->open_days != 0) + (sums->minutes != 0);
    int64_t total = sums->months != 0      ? sums->months
                    : sums->days != 0      ? sums->days
                    : sums->open_days != 0 ? sums->open_days
                                           : sums->minutes;

    *ret = (struct clock_length){.unit = sums->last, .fuzzy = sums->fuzzy};
    if (sums->fuzzy) {
        return;
    }
    if (sums->seconds || classes > 1) {
        ret->mixed = true;
        return;
    }
    if (sums->parts == 1 && sums->whole) {
        ret->amount = (int32_t)sums->amount;
        return;
    }
    ret->unit = sums->months != 0      ? UNIT_MONTH
                : sums->days != 0      ? UNIT_DAY
                : sums->open_days != 0 ? UNIT_OPEN_DAY
                                       : UNIT_MINUTE;
    if (sums->days != 0 && total % THOUSAND != 0 && total * 24 % THOUSAND == 0 &&
        total < THOUSAND) {
        ret->unit = UNIT_HOUR; /* 半日 */
        total *= 24;
    }
    ret->mixed = total % THOUSAND != 0;
    ret->amount = (int32_t)(total / THOUSAND);
}

/* Nothing longer than some hundred years is counted. */
static bool is_too_long(const struct sums *sums)
{
    int64_t days = sums->months * 31 + sums->days + sums->open_days * 2 + sums->minutes / 1440;

    return days > (int64_t)LONGEST_YEARS * 366 * THOUSAND;
}

int clock_length_parse(struct str s, struct clock_length *ret, struct err *err)
{
    struct sums sums = {};
    bool in_clock = false;
    size_t at = 1;

    if (s.n < 2 || s.p[0] != 'P') {
        return err_set(err, ERR_INVALID, "\"%.*s\" is no length of time", STR_ARG(s));
    }
    while (at < s.n) {
        int64_t n = 0;

        if (s.p[at] == 'T' && !in_clock) {
            in_clock = true;
            at++;
            continue;
        }
        if (s.p[at] == 'X') {
            sums.fuzzy = true;
            at++;
        } else if (!read_number(s, &at, &n)) {
            return err_set(err, ERR_INVALID, "\"%.*s\" is no length of time", STR_ARG(s));
        }
        const char *unit = read_unit(s, &at);

        if (unit != NULL && unit[0] == 'S' && in_clock) {
            sums.seconds = true;
            sums.parts++;
            sums.last = UNIT_MINUTE;
        } else if (unit == NULL || !add_part(&sums, n, unit, in_clock)) {
            return err_set(err, ERR_INVALID, "\"%.*s\" is no length of time", STR_ARG(s));
        }
    }
    if (sums.parts == 0) {
        return err_set(err, ERR_INVALID, "\"%.*s\" is no length of time", STR_ARG(s));
    }
    if (is_too_long(&sums)) {
        return err_set(err, ERR_LIMIT, "the length \"%.*s\" is over %d years", STR_ARG(s),
                       LONGEST_YEARS);
    }
    settle(&sums, ret);
    return 0;
}

int32_t clock_length_last(int32_t first, const struct clock_length *length)
{
    switch (length->unit) {
    case UNIT_YEAR:
        return calendar_period_last(first, length->amount * 12);
    case UNIT_MONTH:
        return calendar_period_last(first, length->amount);
    case UNIT_WEEK:
        return first + length->amount * 7 - 1;
    case UNIT_DAY:
        return first + length->amount - 1;
    default:
        return first;
    }
}
