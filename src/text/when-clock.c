/*
 * Clock times: 12時30分, 10時半, 17:55:23, 午後3時, 正午, 午後. Hours up to 29 are kept as written
 * (25時30分). 午後12時 is 24:00 by the old ordinance on hours, 午後12時30分 is 12:30 as people mean
 * it.
 */
#include "text/numeral.h"
#include "text/when-parts.h"

enum daypart { NO_PART, MORNING, AFTERNOON };

static size_t daypart_at(struct str s, size_t at, enum daypart *ret)
{
    static const char *const morning[] = {"午前", "AM", NULL};
    static const char *const afternoon[] = {"午後", "PM", NULL};
    size_t end = cursor_eat_any(s, at, morning);

    *ret = MORNING;
    if (end == 0) {
        end = cursor_eat_any(s, at, afternoon);
        *ret = AFTERNOON;
    }
    if (end == 0) {
        *ret = NO_PART;
    }
    return end;
}

/* Words that begin with 時 and are no hour of the clock. */
static bool is_hour_word(struct str s, size_t after)
{
    static const char *const words[] = {
        "時間", "時期", "時点", "時代", "時刻", "時限", "時価", "時差", "時系", "時短",
        "時事", "時速", "時給", "時計", "時宜", "時流", "時空", "時制", "時評", "時効",
        "時節", "時候", "時局", "時的", "時金", "時滞", "時保", "時帰", "時預", "時停",
        "時避", "時休", "時使", "時借", "時中", "時所", "時払", "時立", NULL};

    return cursor_eat_any(s, after - strlen("時"), words) != 0;
}

/* 分 behind 5分野, 2分冊 … is no minute. */
static bool is_minute_word(struct str s, size_t after)
{
    return cursor_one_of(s, after, "野担析科冊類割散配解離譲団");
}

static size_t minutes_at(struct str s, size_t at, struct when_point *p)
{
    size_t half = cursor_eat(s, at, "半");
    size_t end;

    p->minute = 0;
    if (half != 0) {
        p->minute = 30;
        return half;
    }
    int minute = numeral_small(s, cursor_spaces(s, at), &end);

    if (minute < 0 || minute > 59) {
        return at;
    }
    end = cursor_eat(s, cursor_spaces(s, end), "分");
    if (end == 0 || cursor_eat(s, end, "間") != 0 || is_minute_word(s, end)) {
        return at;
    }
    p->minute = (int8_t)minute;

    size_t second_end;
    int second = numeral_small(s, cursor_spaces(s, end), &second_end);

    if (second >= 0 && second < 60 &&
        (second_end = cursor_eat(s, cursor_spaces(s, second_end), "秒")) != 0) {
        p->second = (int8_t)second;
        return second_end;
    }
    return end;
}

/* 12時30分; the end or 0. */
static size_t words_at(struct str s, size_t at, bool has_part, struct when_point *p)
{
    struct numeral number;

    if (!numeral_at(s, at, NUMERAL_PLAIN, &number) || number.n > 29 || number.digits > 2) {
        return 0;
    }
    size_t end = cursor_eat(s, cursor_spaces(s, number.end), "時");

    if (end == 0 || is_hour_word(s, end)) {
        return 0;
    }
    p->hour = (int8_t)number.n;

    size_t with_minutes = minutes_at(s, end, p);

    /* 一時 is mostly "for a while". */
    if (!has_part && number.kanji && number.n == 1 && with_minutes == end) {
        return 0;
    }
    return with_minutes;
}

/* Two digits of minutes or seconds behind a colon; -1 when they are not. */
static int colon_number(struct str s, size_t at)
{
    if (at >= s.n || s.p[at] != ':' || !cursor_is_digit(s, at + 1) || !cursor_is_digit(s, at + 2) ||
        cursor_is_digit(s, at + 3)) {
        return -1;
    }
    int value = (s.p[at + 1] - '0') * 10 + (s.p[at + 2] - '0');

    return value < 60 ? value : -1;
}

/* 17:55:23; the end or 0. */
static size_t colons_at(struct str s, size_t at, size_t floor, bool behind_sign,
                        struct when_point *p)
{
    size_t end = at;
    int hour = 0;

    while (cursor_is_digit(s, end) && end - at < 2) {
        hour = hour * 10 + (s.p[end++] - '0');
    }
    int minute = end == at ? -1 : colon_number(s, end);

    if (minute < 0 || hour > 29 ||
        (at > floor && !behind_sign &&
         (cursor_is_digit(s, at - 1) || strchr(".:/_-", s.p[at - 1]) != NULL ||
          (cursor_is_letter(s, at - 1) && s.p[at - 1] != 'T' && s.p[at - 1] != 'M')))) {
        return 0;
    }
    p->hour = (int8_t)hour;
    p->minute = (int8_t)minute;
    end += 3;

    int second = colon_number(s, end);

    if (second >= 0) {
        p->second = (int8_t)second;
        end += 3;
    }
    return cursor_is_letter(s, end) || (end < s.n && s.p[end] == ':') ? 0 : end;
}

static void apply_part(struct when_point *p, enum daypart part)
{
    if (part == MORNING) {
        return;
    }
    if (p->hour < 12) {
        p->hour = (int8_t)(p->hour + 12);
    } else if (p->hour == 12 && p->minute == 0) {
        p->hour = 24;
    }
}

/* 午後 as a part of the day; not in 午後の部 and the like only when a date stands before it. */
static size_t part_alone(struct str s, size_t end, enum daypart part, struct when_point *p)
{
    if (cursor_is_letter(s, end - 1)) {
        return 0;
    }
    p->unit = WHEN_U_DAYPART;
    p->sub = part == MORNING ? 1 : 2;

    size_t during = cursor_eat(s, end, "中");

    return during != 0 ? during : end;
}

static size_t read(const struct scan *c, size_t at, enum daypart given, bool behind_sign,
                   struct when_point *p)
{
    enum daypart part;
    size_t noon = cursor_eat(c->s, at, "正午");

    if (noon != 0) {
        p->hour = 12;
        p->minute = 0;
        p->unit = WHEN_U_MINUTE;
        return noon;
    }
    size_t after_part = daypart_at(c->s, at, &part);
    size_t number = after_part != 0 ? cursor_spaces(c->s, after_part) : at;
    size_t end = words_at(c->s, number, part != NO_PART, p);

    if (end == 0) {
        end = colons_at(c->s, number, MAX(c->floor, after_part), behind_sign, p);
    }
    if (end == 0) {
        return after_part != 0 ? part_alone(c->s, after_part, part, p) : 0;
    }
    p->unit = p->second != WHEN_UNSET ? WHEN_U_SECOND : WHEN_U_MINUTE;
    if (part != NO_PART) {
        apply_part(p, part);
    } else if (given == AFTERNOON && p->hour < 12) {
        apply_part(p, given);
    }
    return end;
}

bool when_clock_at(const struct scan *c, size_t at, const struct moment *hint, struct moment *ret)
{
    if (!numeral_may_start(c->s, at) && !cursor_one_of(c->s, at, "午正AP")) {
        return false;
    }
    struct moment m;
    /* 午後1時~3時: the end is in the afternoon too, as long as it comes after the start. */
    bool carried = hint != NULL && hint->p.unit >= WHEN_U_HOUR && hint->afternoon;

    when_moment_init(&m, at);
    m.end = read(c, at, carried ? AFTERNOON : NO_PART, hint != NULL, &m.p);
    if (m.end == 0) {
        return false;
    }
    m.afternoon = carried || cursor_eat(c->s, at, "午後") != 0 || cursor_eat(c->s, at, "PM") != 0;
    *ret = m;
    return true;
}

size_t when_clock_join(const struct scan *c, size_t at, struct moment *m)
{
    struct moment clock;

    if (!when_clock_at(c, at, NULL, &clock)) {
        return 0;
    }
    m->p.hour = clock.p.hour;
    m->p.minute = clock.p.minute;
    m->p.second = clock.p.second;
    m->p.unit = clock.p.unit;
    m->p.sub = clock.p.sub;
    m->afternoon = clock.afternoon;
    return clock.end;
}
