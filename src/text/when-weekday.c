/* Weekdays: (水), (水・祝), ㈬, 水曜日, 第2金曜日. Monday is 1. */
#include "text/when-parts.h"

#include "text/numeral.h"

static int weekday_of(uint32_t cp)
{
    static const uint32_t days[] = {0x6708, 0x706B, 0x6C34, 0x6728, 0x91D1, 0x571F, 0x65E5};

    for (size_t i = 0; i < COUNT(days); i++) {
        if (days[i] == cp) {
            return (int)i + 1;
        }
    }
    return 0;
}

size_t when_weekday_word(struct str s, size_t at, int *ret_weekday)
{
    static const char *const names[] = {"大工", "版", "学校", NULL};
    int weekday = weekday_of(cursor_code_point(s, at));

    if (weekday == 0) {
        return 0;
    }
    size_t end = cursor_eat(s, cursor_next(s, at), "曜");

    if (end == 0 || cursor_eat_any(s, end, names) != 0) {
        return 0;
    }
    size_t with_day = cursor_eat(s, end, "日");

    *ret_weekday = weekday;
    return with_day != 0 ? with_day : end;
}

size_t when_weekday_nth(struct str s, size_t at, int *ret_nth, int *ret_weekday)
{
    size_t number = cursor_eat(s, at, "第");
    size_t end;

    if (number == 0) {
        return 0;
    }
    int nth = numeral_small(s, number, &end);

    if (nth < 1 || nth > 5) {
        return 0;
    }
    *ret_nth = nth;
    return when_weekday_word(s, cursor_spaces(s, end), ret_weekday);
}

/* What may stand behind the weekday inside the bracket: 水曜日, 水・祝, 月・祝日, 金)必着. */
static size_t in_bracket(struct str s, size_t at, int *ret_weekday)
{
    size_t end = when_weekday_word(s, at, ret_weekday);

    if (end == 0) {
        *ret_weekday = weekday_of(cursor_code_point(s, at));
        end = *ret_weekday == 0 ? 0 : cursor_next(s, at);
    }
    if (end == 0) {
        return 0;
    }
    static const char *const holidays[] = {"・祝日", "・休日", "・祝", "・休", ",祝", "祝", NULL};
    size_t holiday = cursor_eat_any(s, cursor_spaces(s, end), holidays);

    return cursor_spaces(s, holiday != 0 ? holiday : end);
}

size_t when_weekday_after(struct str s, size_t at, int *ret_weekday)
{
    size_t beg = cursor_spaces(s, at);
    uint32_t cp = cursor_code_point(s, beg);
    int weekday = 0;

    *ret_weekday = WHEN_UNSET;
    if (cp >= 0x322A && cp <= 0x3230) { /* ㈪ … ㈰ */
        *ret_weekday = (int)(cp - 0x322A) + 1;
        return beg + 3;
    }
    if (cp == '(' || cp == '[' || cp == 0x3014) {
        size_t end = in_bracket(s, cursor_spaces(s, cursor_next(s, beg)), &weekday);
        uint32_t close = cursor_code_point(s, end);

        if (end != 0 && (close == ')' || close == ']' || close == 0x3015)) {
            *ret_weekday = weekday;
            return cursor_next(s, end);
        }
        return at;
    }
    size_t end = when_weekday_word(s, beg, &weekday);

    if (end != 0) {
        *ret_weekday = weekday;
        return end;
    }
    return at;
}
