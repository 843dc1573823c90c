/*
 * The Japanese calendar: day numbers, eras, fiscal years, holidays, business days.
 *
 * A day is an int32_t: days since 1970-01-01 in the proleptic Gregorian calendar. Weekdays are
 * 1 (Monday) to 7 (Sunday). The holidays are a table made at build time from npm
 * @holiday-jp/holiday_jp; it ends, and nothing is computed past its end.
 */
#ifndef TEXT_CALENDAR_H
#define TEXT_CALENDAR_H

#include "base/str.h"

enum { CALENDAR_NONE = INT32_MIN }; /* no day */

/* Outcomes (> 0) of functions that need the holiday table. */
enum calendar_outcome { CALENDAR_BEYOND_TABLE = 1 };

struct ymd {
    int16_t year;
    int8_t month, day;
};

/* The day of a date; month 1-12, day may be any number and counts on from the first. */
int32_t calendar_day(int year, int month, int day);
struct ymd calendar_ymd(int32_t day);
/* 1 Monday … 7 Sunday. */
int calendar_weekday(int32_t day);
bool calendar_is_leap(int year);
/* Days of a month, 0 when month is not 1-12. */
int calendar_month_days(int year, int month);
/* Whether there is such a day. */
bool calendar_is_date(int year, int month, int day);
/* "YYYY-MM-DD" to a day; CALENDAR_NONE when it is none. */
int32_t calendar_parse(struct str text);

/*
 * Eras (元号), newest first. A year counts from first_year: 令和8年 = first_year + 8 - 1.
 * A day named in the era after last_day is converted all the same; the caller flags it.
 */
struct calendar_era {
    const char *name;      /* 令和 */
    const char *initial;   /* R */
    const char *one_kanji; /* 令 */
    const char *sign;      /* ㋿; NULL when there is none */
    int16_t first_year;
    int32_t first_day, last_day; /* both inclusive; the present era ends at INT32_MAX */
};

enum { CALENDAR_ERA_COUNT = 5 };
/* By index, newest first: 0 to CALENDAR_ERA_COUNT - 1. */
const struct calendar_era *calendar_era(int index);

/* The fiscal year (会計年度, 1 April to 31 March) a day lies in, and its first and last day. */
int calendar_fiscal_year(int32_t day);
int32_t calendar_fiscal_first(int fiscal_year);
int32_t calendar_fiscal_last(int fiscal_year);

/*
 * The same day `months` later (or earlier), the end of the month when there is none (Civil Code
 * 143(2) without its "day before", which calendar_period_last applies).
 */
int32_t calendar_add_months(int32_t day, int months);

/*
 * Last day of a period of `months` that begins on `first` and counts it (Civil Code 143): the day
 * before the corresponding day; when the last month has no such day, its end.
 */
int32_t calendar_period_last(int32_t first, int months);

/* Last year of the holiday table. */
int calendar_holiday_last_year(void);
/*
 * Last day up to which the table is official (data/holidays/confirmed.tsv): the days of 春分の日 and
 * 秋分の日 are announced for the year after only; later days of the table are forecasts.
 */
int32_t calendar_confirmed_to(void);
/* A national holiday (祝日, 振替休日, 国民の休日) of the table. */
bool calendar_is_holiday(int32_t day);
/* Its name, NULL when it is none. */
const char *calendar_holiday_name(int32_t day);

/*
 * 行政機関の休日: Saturday, Sunday, national holiday, 29 December to 3 January.
 * Returns 0 or CALENDAR_BEYOND_TABLE.
 */
int calendar_is_open(int32_t day, bool *ret_open) MUST_USE;
/* The day itself when offices are open, else the next open day. 0 or CALENDAR_BEYOND_TABLE. */
int calendar_next_open(int32_t day, int32_t *ret_day) MUST_USE;
/*
 * `count` business days after `day`, which is not counted (Civil Code 140); negative counts go
 * back. 0 or CALENDAR_BEYOND_TABLE.
 */
int calendar_add_open_days(int32_t day, int count, int32_t *ret_day) MUST_USE;

#endif
