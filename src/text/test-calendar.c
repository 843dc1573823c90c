/*
 * Day numbers, Civil Code periods and business days. The vectors were worked out by hand and from
 * the published holiday tables, not with this program.
 */
#include "text/calendar.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static int32_t day_of(const char *text)
{
    int32_t day = calendar_parse(str_of(text));

    assert_int_not_equal(day, CALENDAR_NONE);
    return day;
}

static void counts_days(void **state)
{
    static const struct {
        const char *text;
        int32_t day;
        int weekday;
    } cases[] = {
        {"1970-01-01", 0, 4},     {"1969-12-31", -1, 3},    {"2000-02-29", 11016, 2},
        {"2026-03-18", 20530, 3}, {"2019-05-01", 18017, 3}, {"1868-01-25", -37231, 6},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_int_equal(day_of(cases[i].text), cases[i].day);
        assert_int_equal(calendar_weekday(cases[i].day), cases[i].weekday);
    }
    for (int32_t day = -200000; day < 200000; day += 37) {
        struct ymd d = calendar_ymd(day);

        assert_true(calendar_is_date(d.year, d.month, d.day));
        assert_int_equal(calendar_day(d.year, d.month, d.day), day);
    }
}

static void refuses_what_is_no_date(void **state)
{
    static const char *const bad[] = {"2026-02-29", "2026-13-01", "2026-00-01", "2026-1-1",
                                      "2026-04-31", "20260401",   "",           "2026-0x-01"};

    for (size_t i = 0; i < COUNT(bad); i++) {
        assert_int_equal(calendar_parse(str_of(bad[i])), CALENDAR_NONE);
    }
    assert_int_not_equal(day_of("2028-02-29"), CALENDAR_NONE);
    assert_int_equal(calendar_month_days(2100, 2), 28);
    assert_int_equal(calendar_month_days(2026, 13), 0);
}

static void knows_eras(void **state)
{
    static const struct {
        const char *name, *first;
    } cases[] = {{"令和", "2019-05-01"},
                 {"平成", "1989-01-08"},
                 {"昭和", "1926-12-25"},
                 {"大正", "1912-07-30"},
                 {"明治", "1868-01-25"}};

    for (int i = 0; i < CALENDAR_ERA_COUNT; i++) {
        assert_string_equal(calendar_era(i)->name, cases[i].name);
        assert_int_equal(calendar_era(i)->first_day, day_of(cases[i].first));
        assert_int_equal(calendar_ymd(calendar_era(i)->first_day).year,
                         calendar_era(i)->first_year);
        if (i > 0) {
            assert_int_equal(calendar_era(i)->last_day + 1, calendar_era(i - 1)->first_day);
        }
    }
    assert_null(calendar_era(CALENDAR_ERA_COUNT));
}

static void bounds_fiscal_years(void **state)
{
    assert_int_equal(calendar_fiscal_year(day_of("2026-03-31")), 2025);
    assert_int_equal(calendar_fiscal_year(day_of("2026-04-01")), 2026);
    assert_int_equal(calendar_fiscal_first(2026), day_of("2026-04-01"));
    assert_int_equal(calendar_fiscal_last(2026), day_of("2027-03-31"));
}

static void ends_periods_as_the_civil_code_says(void **state)
{
    static const struct {
        const char *first;
        int months;
        const char *last;
    } cases[] = {
        {"2026-01-01", 2, "2026-02-28"},  {"2028-01-01", 2, "2028-02-29"},
        {"2026-01-20", 2, "2026-03-19"},  {"2026-01-31", 2, "2026-03-30"},
        {"2026-01-31", 1, "2026-02-28"},  {"2028-01-31", 1, "2028-02-29"},
        {"2026-04-01", 12, "2027-03-31"},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_int_equal(calendar_period_last(day_of(cases[i].first), cases[i].months),
                         day_of(cases[i].last));
    }
    assert_int_equal(calendar_add_months(day_of("2026-03-31"), -1), day_of("2026-02-28"));
    assert_int_equal(calendar_add_months(day_of("2026-01-15"), -1), day_of("2025-12-15"));
}

static void counts_business_days(void **state)
{
    static const struct {
        const char *from;
        int count;
        const char *to;
    } cases[] = {
        {"2026-12-28", 3, "2027-01-06"},  {"2026-12-25", 3, "2027-01-05"},
        {"2026-09-18", 3, "2026-09-28"},  {"2026-05-01", 3, "2026-05-11"},
        {"2026-07-17", 3, "2026-07-23"},  {"2027-03-18", 3, "2027-03-24"},
        {"2027-01-06", -3, "2026-12-28"}, {"2026-05-04", 0, "2026-05-04"},
    };
    int32_t day;

    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_int_equal(calendar_add_open_days(day_of(cases[i].from), cases[i].count, &day), 0);
        assert_int_equal(day, day_of(cases[i].to));
    }
    static const struct {
        const char *from, *to;
    } next[] = {{"2027-01-01", "2027-01-04"},
                {"2026-05-04", "2026-05-07"},
                {"2026-10-10", "2026-10-13"},
                {"2026-03-18", "2026-03-18"}};

    for (size_t i = 0; i < COUNT(next); i++) {
        assert_int_equal(calendar_next_open(day_of(next[i].from), &day), 0);
        assert_int_equal(day, day_of(next[i].to));
    }
}

static void knows_holidays_and_where_the_table_ends(void **state)
{
    int32_t day = 0;
    bool open;

    assert_string_equal(calendar_holiday_name(day_of("2026-05-05")), "こどもの日");
    assert_true(calendar_is_holiday(day_of("2026-09-22"))); /* between two holidays */
    assert_false(calendar_is_holiday(day_of("2026-09-24")));
    assert_int_equal(calendar_is_open(day_of("2026-12-29"), &open), 0);
    assert_false(open);
    assert_true(calendar_holiday_last_year() >= 2030);
    assert_int_equal(calendar_is_open(calendar_day(calendar_holiday_last_year() + 1, 6, 1), &open),
                     CALENDAR_BEYOND_TABLE);
    assert_int_equal(
        calendar_add_open_days(calendar_day(calendar_holiday_last_year(), 12, 27), 10, &day),
        CALENDAR_BEYOND_TABLE);
    assert_int_equal(day, 0);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_days),
        cmocka_unit_test(refuses_what_is_no_date),
        cmocka_unit_test(knows_eras),
        cmocka_unit_test(bounds_fiscal_years),
        cmocka_unit_test(ends_periods_as_the_civil_code_says),
        cmocka_unit_test(counts_business_days),
        cmocka_unit_test(knows_holidays_and_where_the_table_ends),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
