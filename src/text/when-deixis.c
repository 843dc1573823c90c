/*
 * Words that point: 昨年, 来月, 本日 lean on the reference date; 同年, 翌月, 前日 lean on the date
 * named before them. What they lean on is looked up by when-fill.c; here they are only read,
 * with the parts that may follow (昨年12月, 翌月10日, 今年度末).
 */
#include "text/when-parts.h"

struct pointer {
    const char *word;
    int8_t shift;
    bool of_reference;
};

/* Longer words first. */
static const struct pointer year_words[] = {
    {"一昨年", -2, true}, {"昨年", -1, true},    {"再来年", 2, true}, {"来年", 1, true},
    {"本年", 0, true},    {"今年", 0, true},     {"次年", 1, true},   {"翌々年", 2, false},
    {"翌年", 1, false},   {"前々年", -2, false}, {"前年", -1, false}, {"同年", 0, false},
    {"当年", 0, true},
};

static const struct pointer month_words[] = {
    {"先々月", -2, true}, {"先月", -1, true},    {"再来月", 2, true}, {"来月", 1, true},
    {"今月", 0, true},    {"本月", 0, true},     {"次月", 1, true},   {"翌々月", 2, false},
    {"翌月", 1, false},   {"前々月", -2, false}, {"前月", -1, false}, {"同月", 0, false},
};

static const struct pointer day_words[] = {
    {"一昨日", -2, true}, {"昨日", -1, true},   {"明後日", 2, true}, {"明日", 1, true},
    {"本日", 0, true},    {"翌々日", 2, false}, {"翌日", 1, false},  {"前々日", -2, false},
    {"前日", -1, false},  {"同日", 0, false},
};

static const struct pointer week_words[] = {
    {"先週", -1, true}, {"来週", 1, true},   {"今週", 0, true},
    {"翌週", 1, false}, {"前週", -1, false},
};

static const struct pointer open_day_words[] = {
    {"翌々営業日", 2, false}, {"翌営業日", 1, false},    {"前営業日", -1, false},
    {"翌々開庁日", 2, false}, {"翌開庁日", 1, false},    {"前開庁日", -1, false},
    {"次の営業日", 1, false}, {"前々営業日", -2, false},
};

static size_t find(struct str s, size_t at, const struct pointer *words, size_t count,
                   const struct pointer **ret)
{
    for (size_t i = 0; i < count; i++) {
        size_t end = cursor_eat(s, at, words[i].word);

        if (end != 0) {
            *ret = &words[i];
            return end;
        }
    }
    return 0;
}

/* 前年比, 同年代, 同月額: words that only begin like these. */
static bool is_other_word(struct str s, size_t end, bool year)
{
    static const char *const behind[] = {"比",   "同期", "同月", "同日", "齢", "代", "額",
                                         "程",   "配",   "金",   "輩",   "報", "生", "的",
                                         "度比", "対比", "度同", "度対", NULL};
    static const char *const behind_year[] = {"間", NULL};

    return cursor_eat_any(s, end, behind) != 0 ||
           (year && cursor_eat_any(s, end, behind_year) != 0);
}

static void read_rest_of_year(const struct scan *c, struct moment *m)
{
    size_t fiscal = cursor_eat(c->s, m->end, "度");

    m->p.unit = WHEN_U_YEAR;
    if (fiscal != 0) {
        m->p.fiscal = true;
        m->end = fiscal;
    }
    when_part_of_year(c->s, &m->end, m);
    when_date_month_of_year(c->s, &m->end, m);
}

static void read_rest_of_month(const struct scan *c, struct moment *m)
{
    size_t of = cursor_eat(c->s, m->end, "の");
    size_t day = of != 0 ? of : m->end;

    m->p.unit = WHEN_U_MONTH;
    if (when_date_day(c->s, &day, m)) {
        m->end = day;
    } else {
        when_part_of_month(c->s, &m->end, m);
    }
}

static void read_rest_of_day(const struct scan *c, struct moment *m)
{
    size_t during = cursor_eat(c->s, m->end, "中");
    int weekday;
    size_t end = when_weekday_after(c->s, m->end, &weekday);

    m->p.unit = WHEN_U_DAY;
    if (weekday != WHEN_UNSET) {
        m->p.weekday = (int8_t)weekday;
        m->end = end;
    } else if (during != 0) {
        m->end = during;
    }
}

/* Whether a word of the tables goes on with the character: 昨年, 翌々, 再来, 明後, 営業日, 次の. */
static bool may_go_on(uint32_t cp)
{
    switch (cp) {
    case U'年':
    case U'月':
    case U'日':
    case U'週':
    case U'々':
    case U'来':
    case U'後':
    case U'昨':
    case U'営':
    case U'開':
    case U'の':
        return true;
    default:
        return false;
    }
}

/* Whether one of the words can start with the character: nearly no other needs a look. */
static bool may_start(uint32_t cp)
{
    switch (cp) {
    case U'一':
    case U'昨':
    case U'再':
    case U'来':
    case U'本':
    case U'今':
    case U'次':
    case U'翌':
    case U'前':
    case U'同':
    case U'当':
    case U'先':
    case U'明':
        return true;
    default:
        return false;
    }
}

bool when_deixis_at(const struct scan *c, size_t at, struct moment *ret)
{
    static const struct {
        const struct pointer *words;
        size_t count;
        enum when_length_unit unit;
    } tables[] = {
        {year_words, COUNT(year_words), WHEN_L_YEAR},
        {month_words, COUNT(month_words), WHEN_L_MONTH},
        {day_words, COUNT(day_words), WHEN_L_DAY},
        {open_day_words, COUNT(open_day_words), WHEN_L_OPEN_DAY},
        {week_words, COUNT(week_words), WHEN_L_WEEK},
    };
    const struct pointer *word = NULL;
    struct moment m;

    if (!may_start(cursor_code_point(c->s, at)) ||
        !may_go_on(cursor_code_point(c->s, cursor_next(c->s, at)))) {
        return false;
    }
    when_moment_init(&m, at);
    for (size_t i = 0; i < COUNT(tables) && word == NULL; i++) {
        m.end = find(c->s, at, tables[i].words, tables[i].count, &word);
        m.shift_unit = (int8_t)tables[i].unit;
    }
    if (word == NULL || is_other_word(c->s, m.end, m.shift_unit == WHEN_L_YEAR)) {
        return false;
    }
    m.shift = word->shift;
    m.of_reference = word->of_reference;
    m.fill_year = !word->of_reference;
    switch (m.shift_unit) {
    case WHEN_L_YEAR:
        read_rest_of_year(c, &m);
        break;
    case WHEN_L_MONTH:
        read_rest_of_month(c, &m);
        break;
    case WHEN_L_DAY:
        read_rest_of_day(c, &m);
        break;
    default:
        m.p.unit = WHEN_U_DAY;
        break;
    }
    when_date_check(&m);
    *ret = m;
    return true;
}
