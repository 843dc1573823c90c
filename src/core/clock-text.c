/* The pieces of `why` and of the words of a rule: days, hours, lengths, closed days. */
#include "core/clock-parts.h"

#include <inttypes.h>

enum { MOST_NAMES = 3 }; /* holidays that are named one by one */

struct str clock_text_day(struct arena *a, int32_t day)
{
    if (day == CALENDAR_NONE) {
        return (struct str){};
    }
    struct ymd d = calendar_ymd(day);

    return arena_printf(a, "%04d-%02d-%02d", d.year, d.month, d.day);
}

struct str clock_text_minute(struct arena *a, int16_t minute)
{
    return minute < 0 ? (struct str){} : arena_printf(a, "%d:%02d", minute / 60, minute % 60);
}

struct str clock_text_length(struct arena *a, int32_t amount, enum clock_unit unit)
{
    static const char *const units[] = {
        [UNIT_MINUTE] = "分", [UNIT_HOUR] = "時間",  [UNIT_DAY] = "日",  [UNIT_OPEN_DAY] = "開庁日",
        [UNIT_WEEK] = "週間", [UNIT_MONTH] = "か月", [UNIT_YEAR] = "年",
    };

    return arena_printf(a, "%" PRId32 "%s", amount, units[unit]);
}

const char *clock_text_closed_day(int32_t day)
{
    const char *holiday = calendar_holiday_name(day);
    struct ymd d = calendar_ymd(day);

    return holiday != NULL                                                  ? holiday
           : (d.month == 12 && d.day >= 29) || (d.month == 1 && d.day <= 3) ? "年末年始"
           : calendar_weekday(day) == 6                                     ? "土曜日"
                                                                            : "日曜日";
}

struct str clock_text_closed(struct arena *a, int32_t after, int32_t last)
{
    struct str text = {};
    bool weekend = false;
    bool new_year = false;
    int names = 0;

    for (int32_t day = after + 1; day <= last; day++) {
        bool open = true;

        if (calendar_is_open(day, &open) != 0 || open) {
            continue;
        }
        struct ymd d = calendar_ymd(day);
        const char *holiday = calendar_holiday_name(day);

        if ((d.month == 12 && d.day >= 29) || (d.month == 1 && d.day <= 3)) {
            new_year = true;
        } else if (calendar_weekday(day) > 5) {
            weekend = true;
        } else if (names++ < MOST_NAMES) {
            text = arena_printf(a, "%.*s・%d/%d%s", STR_ARG(text), d.month, d.day, holiday);
        }
    }
    text = names > MOST_NAMES
               ? arena_printf(a, "%.*sほか祝日%d日", STR_ARG(text), names - MOST_NAMES)
               : text;
    text = new_year ? arena_printf(a, "%.*s・年末年始", STR_ARG(text)) : text;
    if (weekend) {
        return arena_printf(a, "土日%.*s", STR_ARG(text));
    }
    return text.n > 0 ? str_sub(text, strlen("・"), text.n) : text;
}
