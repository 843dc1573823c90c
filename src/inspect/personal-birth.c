/*
 * Dates of birth: a date behind the word for it or before 生 / 生まれ, in the years of Japan or of
 * the West, in figures or with the names of English months; and the age that stands behind it.
 */
#include "inspect/personal-scan.h"

static const char *const birth_words =
    "生年月日|誕生日|date of birth|birthday|birthdate|birth date|dob|生まれた日|出生日|出生年月日";

/* A date that begins at `at`; its end, or 0. Years of eras may have one or two digits. */
static size_t date_end(struct str s, size_t at)
{
    static const struct str units[3][5] = {{STR("年"), STR("/"), STR("."), STR("-"), STR(" 年")},
                                           {STR("月"), STR("/"), STR("."), STR("-"), STR(" 月")},
                                           {}};

    for (int part = 0; part < 3; part++) {
        size_t digits = 0;

        while (at < s.n && s.p[at] == ' ') {
            at++;
        }
        while (at < s.n && personal_is_digit(s.p[at]) && digits < 4) {
            at++;
            digits++;
        }
        if (digits == 0 || (part > 0 && digits > 2) || (at < s.n && personal_is_digit(s.p[at]))) {
            return 0;
        }
        bool goes_on = part == 2;

        for (size_t i = 0; i < COUNT(units[0]) && !goes_on; i++) {
            if (str_at(s, at, units[part][i])) {
                at += units[part][i].n;
                goes_on = true;
            }
        }
        if (!goes_on) {
            return 0;
        }
    }
    at = skip_spaces(s, at) < s.n && str_at(s, skip_spaces(s, at), STR("日")) ? skip_spaces(s, at)
                                                                              : at;
    return str_at(s, at, STR("日")) ? at + STR("日").n : at;
}

/* An English month at `at`: its bytes, or 0. */
static size_t month_at(struct str s, size_t at)
{
    static const struct str months[] = {
        STR_IN_TABLE("january"), STR_IN_TABLE("february"), STR_IN_TABLE("march"),
        STR_IN_TABLE("april"),   STR_IN_TABLE("may"),      STR_IN_TABLE("june"),
        STR_IN_TABLE("july"),    STR_IN_TABLE("august"),   STR_IN_TABLE("september"),
        STR_IN_TABLE("october"), STR_IN_TABLE("november"), STR_IN_TABLE("december")};
    size_t n = 0;

    while (at + n < s.n && personal_is_latin(s.p[at + n])) {
        n++;
    }
    for (size_t i = 0; i < COUNT(months) && n >= 3; i++) {
        size_t k = 0;

        while (k < n && k < months[i].n && (s.p[at + k] | 0x20) == months[i].p[k]) {
            k++;
        }
        if (k == n) {
            return n;
        }
    }
    return 0;
}

static size_t skip_in_date(struct str s, size_t at)
{
    while (at < s.n && (s.p[at] == ' ' || s.p[at] == ',' || s.p[at] == '.' || s.p[at] == '-')) {
        at++;
    }
    return at;
}

/* 12 March 1979 at its day, March 12, 1979 at its day too: where it begins and ends; 0 = none. */
static size_t english_date(struct str s, size_t at, size_t *ret_beg)
{
    size_t end = at;
    size_t before = at;

    while (end < s.n && end - at < 2 && personal_is_digit(s.p[end])) {
        end++;
    }
    size_t ordinal = end + 1 < s.n && personal_is_latin(s.p[end]) &&
                             personal_is_latin(s.p[end + 1]) &&
                             !(end + 2 < s.n && personal_is_latin(s.p[end + 2]))
                         ? 2
                         : 0;
    size_t month = month_at(s, skip_in_date(s, end + ordinal));
    size_t year = skip_in_date(s, end + ordinal);

    *ret_beg = at;
    if (month > 0) {
        year = skip_in_date(s, year + month);
    } else {
        while (before > 0 && s.p[before - 1] == ' ') {
            before--;
        }
        while (before > 0 && personal_is_latin(s.p[before - 1])) {
            before--;
        }
        *ret_beg = before;
        if (month_at(s, before) == 0) {
            return 0;
        }
    }
    size_t past = year;

    while (past < s.n && past - year < 5 && personal_is_digit(s.p[past])) {
        past++;
    }
    return past == year + 4 && (str_at(s, year, STR("19")) || str_at(s, year, STR("20"))) ? past
                                                                                          : 0;
}

/*
 * A date without separators in a column for them: 19680405, or the number of the day that a sheet
 * keeps (1 = 1 January 1900); past it, or 0.
 */
static size_t bare_date_end(struct str s, size_t at)
{
    enum { FIRST_DAY = 5000, LAST_DAY = 50000 };
    size_t end = at;
    unsigned number = 0;

    while (end < s.n && personal_is_digit(s.p[end]) && end - at <= 8) {
        number = number * 10 + (unsigned)(s.p[end++] - '0');
    }
    bool is_date = end - at == 8 && number / 10000 >= 1880 && number / 10000 <= 2100 &&
                   number / 100 % 100 >= 1 && number / 100 % 100 <= 12 && number % 100 >= 1 &&
                   number % 100 <= 31;
    bool is_day =
        end - at <= 5 && at == 0 && end == s.n && number >= FIRST_DAY && number <= LAST_DAY;

    return is_date || is_day ? end : 0;
}

/* The era before the year: 昭和, 平成, S, H. */
static size_t era_beg(struct str s, size_t at)
{
    static const struct str eras[] = {
        STR_IN_TABLE("昭和"), STR_IN_TABLE("平成"), STR_IN_TABLE("大正"), STR_IN_TABLE("令和"),
        STR_IN_TABLE("明治"), STR_IN_TABLE("西暦"), STR_IN_TABLE("S."),   STR_IN_TABLE("H."),
        STR_IN_TABLE("S"),    STR_IN_TABLE("H"),    STR_IN_TABLE("T"),    STR_IN_TABLE("R")};
    size_t end = at;

    while (end > 0 && s.p[end - 1] == ' ') {
        end--;
    }
    for (size_t i = 0; i < COUNT(eras); i++) {
        if (str_ends(str_sub(s, 0, end), eras[i])) {
            return end - eras[i].n;
        }
    }
    return at;
}

/* The age in brackets behind a date of birth: (62歳); past it, or `at`. */
static size_t age_end(struct str s, size_t at)
{
    size_t end = skip_spaces(s, at);
    size_t digits = 0;

    if (end >= s.n || (end == at && s.p[end] != '(' && !str_at(s, end, STR("満")) &&
                       !str_at(s, end, STR("・")) && !str_at(s, end, STR("、")))) {
        return at;
    }
    end += s.p[end] == '(' ? 1 : str_at(s, end, STR("・")) || str_at(s, end, STR("、")) ? 3 : 0;
    end += str_at(s, end, STR("満")) ? STR("満").n : 0;
    while (digits < 3 && end < s.n && personal_is_digit(s.p[end])) {
        end++;
        digits++;
    }
    return digits > 0 && (str_at(s, end, STR("歳")) || str_at(s, end, STR("才"))) ? end + 3 : at;
}

/* A date after the word for it, or before 生 / 生まれ; past it, or 0. */
size_t personal_take_birth(struct personal_scan *s, size_t at)
{
    struct str t = s->text.folded.s;
    size_t end = date_end(t, at);

    if (end == 0) {
        size_t from;

        end = english_date(t, at, &from);
        if (end == 0) {
            from = at;
            end = bare_date_end(t, at);
        }
        if (end == 0 || !personal_is_labelled(s, from, birth_words)) {
            return 0;
        }
        personal_hit(s, "PII-306", from, end);
        return end;
    }
    struct str rest = str_sub(t, skip_spaces(t, end), t.n);
    bool born = str_starts(rest, STR("生まれ")) || str_starts(rest, STR("生)")) ||
                str_starts(rest, STR("生、")) || str_starts(rest, STR("生 ")) ||
                str_eq(str_trim(rest), STR("生")) || str_starts(rest, STR("生・"));
    bool is_bound = str_starts(rest, STR("以")) || str_starts(rest, STR("から")) ||
                    str_starts(rest, STR("まで")) || str_starts(rest, STR("より")) ||
                    str_starts(rest, STR("現在"));
    size_t beg = era_beg(t, at);

    if (born || (!is_bound && personal_is_labelled(s, beg, birth_words))) {
        born = true;
    }
    if (!born) {
        return 0;
    }
    size_t behind = end;

    for (size_t i = 0; i < 3 && behind < t.n; i++) { /* 生 生まれ */
        behind += str_at(t, behind, STR("生")) || str_at(t, behind, STR("ま")) ||
                          str_at(t, behind, STR("れ"))
                      ? 3
                      : 0;
    }
    size_t past = age_end(t, behind);

    personal_hit(s, "PII-306", beg, past > behind ? past : end);
    return past > behind ? past : end;
}
