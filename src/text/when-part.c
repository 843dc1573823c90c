/* The parts of a year or a month: 第2四半期, 上期, 夏, 上旬, 末, 第2金曜日; see when-parts.h. */
#include "text/numeral.h"
#include "text/when-parts.h"

static const char *const season_names[] = {"春日", "春闘", "夏目", "秋田", "秋葉", NULL};

static int season_at(struct str s, size_t at)
{
    static const char *const seasons[] = {"春", "夏", "秋", "冬"};

    if (cursor_eat_any(s, at, season_names) != 0) {
        return 0;
    }
    for (int i = 0; i < (int)COUNT(seasons); i++) {
        if (cursor_eat(s, at, seasons[i]) != 0) {
            return i + 1;
        }
    }
    return 0;
}

size_t when_part_quarter(struct str s, size_t at, int *ret_quarter)
{
    size_t number = cursor_eat(s, at, "第");
    size_t end;
    int quarter = number == 0 ? -1 : numeral_small(s, cursor_spaces(s, number), &end);

    if (quarter < 1 || quarter > 4) {
        return 0;
    }
    *ret_quarter = quarter;
    return cursor_eat(s, cursor_spaces(s, end), "四半期");
}

static size_t half_at(struct str s, size_t at, int *ret_half)
{
    static const char *const first[] = {"上半期", "上期", "前期", "前半", NULL};
    static const char *const second[] = {"下半期", "下期", "後期", "後半", NULL};
    size_t end = cursor_eat_any(s, at, first);

    *ret_half = 1;
    if (end == 0) {
        end = cursor_eat_any(s, at, second);
        *ret_half = 2;
    }
    return end;
}

uint16_t when_part_words(struct str s, size_t *at, bool of_month)
{
    static const struct {
        const char *word;
        uint16_t mod;
        bool month_only;
    } parts[] = {
        {"末日", WHEN_END, true},
        {"末", WHEN_END, false},
        {"当初", WHEN_START, false},
        {"初頭", WHEN_START, false},
        {"初め", WHEN_START, false},
        {"はじめ", WHEN_START, false},
        {"始め", WHEN_START, false},
        {"頭", WHEN_START, false},
        {"半ば", WHEN_MID, false},
        {"なかば", WHEN_MID, false},
        {"中ごろ", WHEN_MID, false},
        {"中頃", WHEN_MID, false},
        {"前半", WHEN_START, true},
        {"後半", WHEN_END, true},
        {"中", 0, false},
        {"内", 0, false},
    };
    static const char *const not_parts[] = {"当初予算", "初頭", "内閣", "内示", "内訳",
                                            "内容",     "内部", "中央", "中間", "中小",
                                            "中期",     "中学", "中国", "頭取", NULL};

    if (cursor_eat_any(s, *at, not_parts) != 0) {
        return 0;
    }
    for (size_t i = 0; i < COUNT(parts); i++) {
        size_t end = parts[i].month_only && !of_month ? 0 : cursor_eat(s, *at, parts[i].word);

        if (end != 0) {
            *at = end;
            return parts[i].mod;
        }
    }
    return 0;
}

void when_part_of_year(struct str s, size_t *at, struct moment *m)
{
    size_t part = cursor_spaces(s, *at);
    size_t of = cursor_eat(s, part, "の");
    int number;
    size_t end = when_part_quarter(s, part, &number);

    if (end == 0 && of != 0) {
        end = when_part_quarter(s, of, &number);
    }
    if (end != 0) {
        m->p.unit = WHEN_U_QUARTER;
        m->p.sub = (int8_t)number;
    } else if ((end = half_at(s, part, &number)) != 0) {
        m->p.unit = WHEN_U_HALF;
        m->p.sub = (int8_t)number;
    } else if (!m->p.fiscal && (number = season_at(s, *at)) != 0) {
        m->p.unit = WHEN_U_SEASON;
        m->p.sub = (int8_t)number;
        end = cursor_next(s, *at);
        end = MAX(end, cursor_eat(s, end, "季"));
    }
    *at = end != 0 ? end : *at;
    m->mods |= when_part_words(s, at, false);
}

void when_part_of_month(struct str s, size_t *at, struct moment *m)
{
    static const struct {
        const char *word;
        int8_t part;
    } parts[] = {{"上旬", 1}, {"初旬", 1}, {"中旬", 2}, {"下旬", 3}};
    size_t beg = cursor_spaces(s, *at);
    int nth, weekday;
    size_t of = cursor_eat(s, beg, "の");
    size_t end = when_weekday_nth(s, of != 0 ? of : beg, &nth, &weekday);

    if (end != 0) {
        m->p.unit = WHEN_U_WEEKDAY;
        m->p.weekday = (int8_t)weekday;
        m->p.sub = (int8_t)nth;
        *at = end;
        return;
    }
    for (size_t i = 0; i < COUNT(parts); i++) {
        end = cursor_eat(s, beg, parts[i].word);
        if (end != 0) {
            m->p.unit = WHEN_U_JUN;
            m->p.sub = parts[i].part;
            *at = end;
            return;
        }
    }
    m->mods |= when_part_words(s, at, true);
}
