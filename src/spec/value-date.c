/*
 * Dates: every calendar expression in the words of the register, with its role and whether it only
 * narrates.
 *
 *     2026-03-18   2026-03-18T12:00:00   2026-07-上旬   2026-07   2026   T13:30
 *     A/B   A/ (以降, ～)   /B (～まで)   a fiscal year as the interval of its days
 *
 * Events at one end (契約締結日から令和９年３月31日まで) leave the other end. Hours of a day from …
 * to … recur and are no date.
 */
#include "spec/value.h"

#include "text/chars.h"

enum {
    ROLE_CHARACTERS = 24,
    ROLE_REACH = 1024,  /* bytes on each side of a date */
    LONGEST_LABEL = 20, /* characters of a heading that serves as role */
};

static const char *const jun_words[] = {"", "上旬", "中旬", "下旬"};

static struct str day_words(struct arena *a, int32_t day)
{
    struct ymd d = calendar_ymd(day);

    return arena_printf(a, "%04d-%02d-%02d", d.year, d.month, d.day);
}

static struct str clock_words(struct arena *a, const struct when_point *p)
{
    return arena_printf(a, "T%02d:%02d", p->hour, MAX(p->minute, 0));
}

static struct str interval_words(struct arena *a, const struct when_point *p)
{
    int32_t from;
    int32_t to;

    if (!when_point_days(p, &from, &to)) {
        return (struct str){};
    }
    struct str first = day_words(a, from);
    struct str last = day_words(a, to);

    return arena_printf(a, "%.*s/%.*s", STR_ARG(first), STR_ARG(last));
}

static struct str month_words(struct arena *a, const struct when_point *p, uint16_t mods)
{
    if (mods & WHEN_END) {
        return arena_printf(a, "%04d-%02d-%02d", p->year, p->month,
                            calendar_month_days(p->year, p->month));
    }
    const char *part = mods & WHEN_START ? "-上旬" : mods & WHEN_MID ? "-中旬" : "";

    return arena_printf(a, "%04d-%02d%s", p->year, p->month, part);
}

/* One end of an expression; empty when it is no calendar point or has no year. */
static struct str point_words(struct arena *a, const struct when_point *p, uint16_t mods)
{
    if (p->kind != WHEN_P_CALENDAR) {
        return (struct str){};
    }
    if (p->year == WHEN_UNSET) {
        bool is_clock = p->hour != WHEN_UNSET && p->month == WHEN_UNSET && p->day == WHEN_UNSET &&
                        p->weekday == WHEN_UNSET;

        return is_clock ? clock_words(a, p) : (struct str){};
    }
    if (p->day != WHEN_UNSET && p->month != WHEN_UNSET) {
        if (p->hour != WHEN_UNSET) {
            return arena_printf(a, "%04d-%02d-%02dT%02d:%02d:%02d", p->year, p->month, p->day,
                                p->hour, MAX(p->minute, 0), MAX(p->second, 0));
        }
        return arena_printf(a, "%04d-%02d-%02d", p->year, p->month, p->day);
    }
    switch (p->unit) {
    case WHEN_U_JUN:
        return arena_printf(a, "%04d-%02d-%s", p->year, p->month,
                            jun_words[p->sub >= 1 && p->sub <= 3 ? p->sub : 0]);
    case WHEN_U_MONTH:
        return month_words(a, p, mods);
    case WHEN_U_YEAR:
        return p->fiscal ? interval_words(a, p) : arena_printf(a, "%04d", p->year);
    case WHEN_U_DECADE:
        return arena_printf(a, "%04d/%04d", p->year / 10 * 10, p->year / 10 * 10 + 9);
    case WHEN_U_HALF:
    case WHEN_U_QUARTER:
    case WHEN_U_SEASON:
        return interval_words(a, p);
    default:
        return p->month != WHEN_UNSET ? month_words(a, p, mods) : arena_printf(a, "%04d", p->year);
    }
}

struct str value_date_words(struct arena *a, const struct when *w)
{
    if (w->kind == WHEN_DATE || w->kind == WHEN_TIME) {
        return point_words(a, &w->a, w->mods);
    }
    if (w->kind != WHEN_RANGE) {
        return (struct str){};
    }
    bool clock_only =
        w->a.kind == WHEN_P_CALENDAR && w->a.year == WHEN_UNSET && w->a.month == WHEN_UNSET;
    struct str from = point_words(a, &w->a, 0);
    struct str to = point_words(a, &w->b, w->mods);

    if (clock_only) {
        return w->b.kind == WHEN_P_NONE ? from : (struct str){};
    }
    if (w->a.kind == WHEN_P_EVENT || w->a.kind == WHEN_P_REF) {
        return to;
    }
    if (w->b.kind == WHEN_P_EVENT || w->b.kind == WHEN_P_REF) {
        return from;
    }
    if (from.n == 0 && to.n == 0) {
        return (struct str){};
    }
    /* The days of fiscal years: from the first of the first to the last of the last. */
    ptrdiff_t inner = str_find(from, STR("/"), 0);
    ptrdiff_t outer = str_find(to, STR("/"), 0);

    if (inner > 0) {
        from = str_sub(from, 0, (size_t)inner);
    }
    if (outer > 0) {
        to = str_sub(to, (size_t)outer + 1, to.n);
    }
    return arena_printf(a, "%.*s/%.*s", STR_ARG(from), STR_ARG(to));
}

/* ---- role ---- */

static struct str cut(struct str s, size_t characters)
{
    size_t at = 0;

    for (size_t n = 0; at < s.n && n < characters; n++) {
        uint32_t cp;

        at += utf8_decode(s, at, &cp);
    }
    return str_sub(s, 0, at);
}

/* The cell that says what the date of this row is for. */
static struct str role_of_row(const struct value_reader *v)
{
    const struct reading *r = v->r;
    const struct block *b = &r->blocks.v[v->block];
    struct str role = {};

    for (uint32_t i = v->block + 1; i < r->blocks.n; i++) {
        const struct block *next = &r->blocks.v[i];

        if (next->table != b->table || next->row != b->row) {
            break;
        }
        role = next->t.s;
    }
    for (uint32_t i = v->block; role.n == 0 && i > 0; i--) {
        const struct block *before = &r->blocks.v[i - 1];

        if (before->table != b->table || before->row != b->row) {
            break;
        }
        role = before->t.s;
    }
    return role;
}

/* A few words that tell what happens then: the row, what follows, what stands before, the heading.
 */
static struct str role_of(const struct value_reader *v, const struct when *w)
{
    static const char *const joints[] = {"までに", "まで", "から", "より",   "以降", "には",
                                         "に",     "は",   "を",   "、",     "の",   "で",
                                         "と",     ")",    "付け", "とする", "頃"};
    /* A sentence without an end must not be read again for each of its dates. */
    size_t far = utf8_floor(v->s, MIN(v->s.n, w->end + ROLE_REACH));
    size_t near = w->beg > ROLE_REACH ? utf8_floor(v->s, w->beg - ROLE_REACH) : 0;
    struct str after = str_trim(str_sub(v->s, w->end, far));
    struct str before = str_trim(str_sub(v->s, near, w->beg));

    for (size_t i = 0; i < COUNT(joints); i++) {
        if (str_starts(after, str_of(joints[i]))) {
            after = str_trim(str_sub(after, str_of(joints[i]).n, after.n));
            i = (size_t)-1;
        }
    }
    ptrdiff_t comma = str_find(after, STR("、"), 0);

    after = comma > 0 ? str_sub(after, 0, (size_t)comma) : after;
    if (v->in_table && char_count(after) < 4) {
        struct str role = role_of_row(v);

        if (role.n > 0) {
            return cut(role, ROLE_CHARACTERS);
        }
    }
    const struct node *n = &v->r->nodes.v[v->r->blocks.v[v->block].node];

    if (char_count(after) < 4 && n->heading.n > 0 && char_count(n->heading) <= LONGEST_LABEL &&
        before.n < 30) {
        return n->heading;
    }
    if (char_count(after) >= 4) {
        return cut(after, ROLE_CHARACTERS);
    }
    ptrdiff_t topic = str_rfind(before, STR("は、"));

    before = topic > 0 ? str_sub(before, 0, (size_t)topic) : before;
    while (char_count(before) > ROLE_CHARACTERS) {
        uint32_t cp;

        before = str_sub(before, utf8_decode(before, 0, &cp), before.n);
    }
    return before.n > 0 ? before : n->heading;
}

/* ---- the sentence ---- */

/* …した。 …している。: tells what was or is. */
static bool narrates(const struct value_reader *v)
{
    static const char *const ends[] = {"した", "ました", "ている", "ています", "った",
                                       "れた", "なった", "いる",   "おり"};

    for (size_t i = 0; i < COUNT(ends); i++) {
        if (str_ends(v->s, str_of(ends[i]))) {
            return true;
        }
    }
    return false;
}

/* 2026年 alone in a cell whose neighbour goes on with 7月: it only carries the year. */
static bool only_carries_year(const struct value_reader *v, const struct when *w)
{
    const struct reading *r = v->r;

    if (!v->in_table || w->kind != WHEN_DATE || w->a.unit != WHEN_U_YEAR ||
        w->end - w->beg + 3 < v->s.n || v->block + 1 == r->blocks.n) {
        return false;
    }
    const struct block *b = &r->blocks.v[v->block];
    const struct block *next = &r->blocks.v[v->block + 1];

    return next->table == b->table && str_has(str_sub(next->t.s, 0, 20), STR("月"));
}

/* 令和8年1月現在の会員は…: the state of things on a day. 現在において binds an applicant. */
static bool tells_state(const struct value_reader *v, const struct when *w)
{
    return (str_at(v->s, w->end, STR("現在")) && !str_at(v->s, w->end, STR("現在に"))) ||
           str_at(v->s, w->end, STR("時点で約")) || str_at(v->s, w->end, STR("時点の実績"));
}

static bool is_fiscal_point(const struct when *w)
{
    return w->kind == WHEN_DATE && w->a.kind == WHEN_P_CALENDAR && w->a.fiscal &&
           w->a.unit == WHEN_U_YEAR && w->a.year != WHEN_UNSET;
}

/* 令和7・8・9年度: the years from i on that follow each other; returns the last. */
static uint32_t last_of_years(const struct value_reader *v, uint32_t i)
{
    while (i + 1 < v->whens.n && is_fiscal_point(&v->whens.v[i]) &&
           is_fiscal_point(&v->whens.v[i + 1]) &&
           v->whens.v[i + 1].a.year == v->whens.v[i].a.year + 1 &&
           v->whens.v[i + 1].beg <= v->whens.v[i].end + 3) {
        i++;
    }
    return i;
}

/* 以降, ～ after a date: open to the end. */
static bool is_open_to_end(const struct value_reader *v, const struct when *w)
{
    struct str after = str_sub(v->s, w->end, w->end + 12);
    struct str own = str_sub(v->s, w->beg, w->end);

    return (w->mods & WHEN_ON_OR_AFTER) &&
           (str_ends(own, STR("以降")) || str_ends(own, STR("以後")) || str_ends(own, STR("~")) ||
            str_starts(after, STR("以降")) || str_starts(after, STR("以後")) ||
            str_starts(after, STR("~")));
}

/* 一 … 九, 十, 二十: three bytes each. */
static bool kanji_digit_at(struct str s, size_t at)
{
    static const char digits[] = "〇一二三四五六七八九十";

    for (size_t i = 0; i + 3 < sizeof(digits); i += 3) {
        if (str_at(s, at, (struct str){.p = digits + i, .n = 3})) {
            return true;
        }
    }
    return false;
}

/* 翌月10日, 翌日, 翌年度: counts from what stands before it and names no day of the calendar. */
static bool is_relative(const struct value_reader *v, uint32_t index)
{
    static const char *const words[] = {"翌月",     "翌々月",   "翌日", "翌営業日", "翌開庁日",
                                        "翌業務日", "翌稼働日", "翌週", "翌々週",   "翌年度",
                                        "翌々日",   "翌四半期", "前月", "前日",     "前週",
                                        "前営業日", "前年度の", "次月", "当月",     "当日"};
    const struct when *w = &v->whens.v[index];
    struct str own = str_sub(v->s, w->beg, w->end);
    size_t digits = 0;

    static const char *const passed[] = {"を過ぎ", "を経過", "を超え", "を越え", "以内", "につき"};
    struct str after = str_sub(v->s, w->end, w->end + 12);

    for (size_t i = 0; i < COUNT(words); i++) {
        if (str_starts(own, str_of(words[i]))) {
            return true;
        }
    }
    while (digits < own.n && own.p[digits] >= '0' && own.p[digits] <= '9') {
        digits++;
    }
    while (kanji_digit_at(own, digits)) {
        digits += 3;
    }
    if (digits == 0 || !str_at(own, digits, STR("日")) || w->a.basis == WHEN_STATED) {
        return false;
    }
    for (size_t i = 0; i < COUNT(passed); i++) {
        if (str_starts(after, str_of(passed[i]))) {
            return true;
        }
    }
    /* 1日 with no date before it in the sentence: a length, or any day. */
    return index == 0;
}

static void add_date(struct value_reader *v, const struct when *first, const struct when *last)
{
    struct reading *r = v->r;
    struct str value = value_date_words(r->arena, first);

    if (value.n == 0 || (first->flags & WHEN_BLANK) || only_carries_year(v, first)) {
        return;
    }
    if (first != last) {
        struct str end = value_date_words(r->arena, last);
        ptrdiff_t from = str_find(value, STR("/"), 0);
        ptrdiff_t to = str_find(end, STR("/"), 0);

        value = arena_printf(r->arena, "%.*s%.*s", (int)from, value.p, (int)(end.n - (size_t)to),
                             end.p + to);
    } else if (is_open_to_end(v, first) && str_find(value, STR("/"), 0) < 0 && value.p[0] != 'T') {
        value = arena_printf(r->arena, "%.*s/", STR_ARG(value));
    }
    const struct block *b = &r->blocks.v[v->block];

    *VEC_ADD(r->arena, &r->time_places) = (struct time_place){
        .block = v->block,
        .beg = v->in_block + first->beg,
        .end = v->in_block + last->end,
        .entry = r->reg->dates.n,
        .is_date = true,
        .binds = (last->mods & WHEN_ON_OR_BEFORE) != 0,
    };
    *VEC_ADD(r->arena, &r->reg->dates) = (struct reg_date){
        .src = block_src(r, b, v->in_block + first->beg, v->in_block + last->end),
        .value = value,
        .role = role_of(v, last),
        .day_from = first->day_from,
        .day_to = last->day_to,
        .background = (first->flags & WHEN_DOCNO) != 0 || (v->is_background && !v->in_table) ||
                      narrates(v) || tells_state(v, last),
        .annex_item = v->annex_item,
    };
}

void value_find_dates(struct value_reader *v)
{
    for (uint32_t i = 0; i < v->whens.n; i++) {
        uint32_t last = last_of_years(v, i);

        if (!is_relative(v, i)) {
            add_date(v, &v->whens.v[i], &v->whens.v[last]);
        }
        i = last;
    }
}
