/*
 * Day numbers, eras, fiscal years, business days; see calendar.h.
 *
 * Dates are turned into day numbers by counting years from March (the leap day is the last of
 * its year then) in eras of 400 years, which is exact for every Gregorian date.
 */
#include "text/calendar.h"

#include "text/holiday.h"

int32_t calendar_day(int year, int month, int day)
{
    int y = year - (month <= 2);
    int cycle = (y >= 0 ? y : y - 399) / 400;
    int year_of_cycle = y - cycle * 400;
    int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int day_of_cycle = year_of_cycle * 365 + year_of_cycle / 4 - year_of_cycle / 100 + day_of_year;

    return cycle * 146097 + day_of_cycle - 719468;
}

struct ymd calendar_ymd(int32_t day)
{
    int z = day + 719468;
    int cycle = (z >= 0 ? z : z - 146096) / 146097;
    int day_of_cycle = z - cycle * 146097;
    int year_of_cycle =
        (day_of_cycle - day_of_cycle / 1460 + day_of_cycle / 36524 - day_of_cycle / 146096) / 365;
    int day_of_year =
        day_of_cycle - (365 * year_of_cycle + year_of_cycle / 4 - year_of_cycle / 100);
    int month_from_march = (5 * day_of_year + 2) / 153;
    int month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;

    return (struct ymd){
        .year = (int16_t)(year_of_cycle + cycle * 400 + (month <= 2)),
        .month = (int8_t)month,
        .day = (int8_t)(day_of_year - (153 * month_from_march + 2) / 5 + 1),
    };
}

int calendar_weekday(int32_t day)
{
    /* 1970-01-01 was a Thursday. */
    return ((day % 7 + 7) % 7 + 3) % 7 + 1;
}

bool calendar_is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int calendar_month_days(int year, int month)
{
    static const int8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    if (month < 1 || month > 12) {
        return 0;
    }
    return days[month - 1] + (month == 2 && calendar_is_leap(year));
}

bool calendar_is_date(int year, int month, int day)
{
    return day >= 1 && day <= calendar_month_days(year, month);
}

static int parse_digits(struct str text, size_t beg, size_t end)
{
    int value = 0;

    for (size_t i = beg; i < end; i++) {
        if (text.p[i] < '0' || text.p[i] > '9') {
            return -1;
        }
        value = value * 10 + (text.p[i] - '0');
    }
    return value;
}

int32_t calendar_parse(struct str text)
{
    if (text.n != 10 || text.p[4] != '-' || text.p[7] != '-') {
        return CALENDAR_NONE;
    }
    int year = parse_digits(text, 0, 4);
    int month = parse_digits(text, 5, 7);
    int day = parse_digits(text, 8, 10);

    return year > 0 && calendar_is_date(year, month, day) ? calendar_day(year, month, day)
                                                          : CALENDAR_NONE;
}

const struct calendar_era *calendar_era(int index)
{
    /* Days: 2019-05-01, 1989-01-08, 1926-12-25, 1912-07-30, 1868-01-25. */
    static const struct calendar_era eras[CALENDAR_ERA_COUNT] = {
        {"令和", "R", "令", "㋿", 2019, 18017, INT32_MAX},
        {"平成", "H", "平", "㍻", 1989, 6947, 18016},
        {"昭和", "S", "昭", "㍼", 1926, -15713, 6946},
        {"大正", "T", "大", "㍽", 1912, -20974, -15714},
        {"明治", "M", "明", "㍾", 1868, -37231, -20975},
    };

    return index >= 0 && index < CALENDAR_ERA_COUNT ? &eras[index] : NULL;
}

int calendar_fiscal_year(int32_t day)
{
    struct ymd d = calendar_ymd(day);

    return d.year - (d.month < 4);
}

int32_t calendar_fiscal_first(int fiscal_year)
{
    return calendar_day(fiscal_year, 4, 1);
}

int32_t calendar_fiscal_last(int fiscal_year)
{
    return calendar_day(fiscal_year + 1, 3, 31);
}

/* Year and month that lie `months` after those of d. */
static void move_months(struct ymd d, int months, int *ret_year, int *ret_month)
{
    int count = d.year * 12 + d.month - 1 + months;

    *ret_year = count / 12;
    *ret_month = count % 12 + 1;
}

int32_t calendar_add_months(int32_t day, int months)
{
    struct ymd d = calendar_ymd(day);
    int year, month;

    move_months(d, months, &year, &month);
    return calendar_day(year, month, MIN(d.day, calendar_month_days(year, month)));
}

int32_t calendar_period_last(int32_t first, int months)
{
    struct ymd d = calendar_ymd(first);
    int year, month;

    move_months(d, months, &year, &month);
    if (d.day > calendar_month_days(year, month)) {
        return calendar_day(year, month, calendar_month_days(year, month));
    }
    return calendar_day(year, month, d.day) - 1;
}

int calendar_holiday_last_year(void)
{
    return holiday_last_year;
}

int32_t calendar_confirmed_to(void)
{
    return calendar_day(holiday_confirmed_year, 12, 31);
}

const char *calendar_holiday_name(int32_t day)
{
    uint32_t low = 0, high = holiday_count;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;

        if (holiday_table[middle].day == day) {
            return holiday_names + holiday_table[middle].name;
        }
        if (holiday_table[middle].day < day) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return NULL;
}

bool calendar_is_holiday(int32_t day)
{
    return calendar_holiday_name(day) != NULL;
}

int calendar_is_open(int32_t day, bool *ret_open)
{
    struct ymd d = calendar_ymd(day);

    if (d.year < holiday_first_year || d.year > holiday_last_year) {
        return CALENDAR_BEYOND_TABLE;
    }
    bool turn_of_year = (d.month == 12 && d.day >= 29) || (d.month == 1 && d.day <= 3);

    *ret_open = calendar_weekday(day) < 6 && !turn_of_year && !calendar_is_holiday(day);
    return 0;
}

int calendar_next_open(int32_t day, int32_t *ret_day)
{
    bool open = false;

    for (;; day++) {
        if (calendar_is_open(day, &open) != 0) {
            return CALENDAR_BEYOND_TABLE;
        }
        if (open) {
            *ret_day = day;
            return 0;
        }
    }
}

int calendar_add_open_days(int32_t day, int count, int32_t *ret_day)
{
    int step = count < 0 ? -1 : 1;
    bool open = false;

    while (count != 0) {
        day += step;
        if (calendar_is_open(day, &open) != 0) {
            return CALENDAR_BEYOND_TABLE;
        }
        if (open) {
            count -= step;
        }
    }
    *ret_day = day;
    return 0;
}
