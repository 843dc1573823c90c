/*
 * Lengths against what they are the lengths of: a period and the days, months or minutes stated
 * beside it; a time of day that ends before it starts; meetings whose dates run against their
 * numbers.
 *
 * A length belongs to the period right before it: nothing but a bracket, a comma or の stands
 * between them, or it fills the next cell of the row.
 */
#include "spec/lint.h"

#include "text/calendar.h"
#include "text/chars.h"

enum {
    GAP_BYTES = 15,     /* between a period and its length */
    DAYTIME_HOUR = 17,  /* a time that starts later may run over midnight */
    ORDINAL_REACH = 45, /* bytes from 第２回 to its date */
    NEAR_BLOCKS = 8,    /* between two meetings of one list */
};

/* A part of the period, or a length per head: these lengths are not that of the period. */
static const char *const partial_words[] = {
    "営業日", "平日", "うち", "除く", "除き", "実働", "延べ", "休憩", "各",   "当たり",
    "開庁日", "ごと", "約",   "程度", "休み", "休館", "昼",   "毎",   "連続",
};

static bool may_stand_between(struct str gap)
{
    static const char *const words[] = {"(", ")", "、", ",",    "の", "まで", "計", "合計", "全",
                                        ":", " ", "は", "期間", "間", "/",    "[",  "]"};
    size_t at = 0;

    while (at < gap.n) {
        size_t before = at;

        for (size_t i = 0; i < COUNT(words) && at == before; i++) {
            if (str_at(gap, at, str_of(words[i]))) {
                at += strlen(words[i]);
            }
        }
        if (at == before) {
            return false;
        }
    }
    return true;
}

/* Open days from a to b, both counted; a range past the table of holidays has none. */
static int32_t open_days(int32_t a, int32_t b)
{
    int32_t count = 0;

    for (int32_t day = a; day <= b && day - a < 400; day++) {
        bool open = false;

        if (calendar_is_open(day, &open) != 0) {
            return -1;
        }
        count += open;
    }
    return count;
}

/* Days from Monday to Friday, holidays or not: 10日間 over two weeks. */
static int32_t week_days(int32_t a, int32_t b)
{
    int32_t count = 0;

    for (int32_t day = a; day <= b && day - a < 400; day++) {
        count += calendar_weekday(day) <= 5;
    }
    return count;
}

/* Whether the days from..to are so many months: a part of a month may count as one or as none. */
static bool months_fit(int32_t from, int32_t to, int32_t months)
{
    return to + 1 >= calendar_add_months(from, months - 1) + 1 &&
           to + 1 <= calendar_add_months(from, months + 1) - 1;
}

/* The same for periods that begin on a first and end on a last day of a month: exactly. */
static bool whole_months_fit(int32_t from, int32_t to, int32_t months)
{
    struct ymd a = calendar_ymd(from);
    struct ymd b = calendar_ymd(to + 1);

    if (a.day != b.day) {
        return months_fit(from, to, months);
    }
    return (b.year - a.year) * 12 + b.month - a.month == months;
}

/* Whether the length fits the period; `ret` says what the period comes to. */
static bool length_fits(struct lint *l, const struct lint_date *d, const struct lint_length *n,
                        struct str *ret)
{
    int32_t from = d->a.day_from;
    int32_t to = d->b.day_to;

    if (d->a.hour != WHEN_UNSET && d->b.hour != WHEN_UNSET) {
        int minutes =
            (d->b.hour * 60 + MAX(d->b.minute, 0)) - (d->a.hour * 60 + MAX(d->a.minute, 0));

        if (n->minutes == 0 || n->days != 0 || n->months != 0 || minutes <= 0 ||
            (from != CALENDAR_NONE && to != from)) {
            return true;
        }
        *ret = arena_printf(l->r->arena, "%d分", minutes);
        return n->minutes == minutes * 1000;
    }
    if (from == CALENDAR_NONE || to == CALENDAR_NONE || to < from || n->minutes != 0) {
        return true;
    }
    if (n->days != 0 && n->months == 0 && d->a.unit == WHEN_U_DAY && d->b.unit == WHEN_U_DAY) {
        *ret = arena_printf(l->r->arena, "%d日", (int)(to - from + 1));
        return n->days == (to - from + 1) * 1000 || n->days == open_days(from, to) * 1000 ||
               n->days == week_days(from, to) * 1000;
    }
    if (n->months != 0 && n->days == 0 && n->months % 1000 == 0) {
        int32_t months = n->months / 1000;
        bool years = d->a.unit == WHEN_U_YEAR && !d->a.fiscal;
        struct ymd a = calendar_ymd(from);
        struct ymd b = calendar_ymd(to + 1);
        int32_t whole = (b.year - a.year) * 12 + b.month - a.month;

        *ret = whole % 12 == 0 ? arena_printf(l->r->arena, "%d年", (int)whole / 12)
                               : arena_printf(l->r->arena, "%dか月", (int)whole);
        return whole_months_fit(from, to, months) || (years && months == whole - 12);
    }
    return true;
}

/* The length in the next cell of the row, when it fills it. */
static const struct lint_date *length_in_next_cell(const struct lint *l, uint32_t at)
{
    const struct lint_date *d = &l->dates.v[at];
    const struct lint_date *next = &l->dates.v[at + 1];
    const struct block *b = &l->r->blocks.v[d->block];
    const struct block *c = &l->r->blocks.v[next->block];

    return b->table != 0 && next->block == d->block + 1 && c->table == b->table &&
                   c->row == b->row && next->beg <= c->body && next->end == c->t.s.n
               ? next
               : NULL;
}

static const struct lint_date *length_beside(const struct lint *l, uint32_t at)
{
    const struct lint_date *d = &l->dates.v[at];
    const struct lint_date *next = at + 1 < l->dates.n ? &l->dates.v[at + 1] : NULL;

    if (next == NULL || next->kind != WHEN_DURATION || !next->length.is_plain) {
        return NULL;
    }
    if (next->block != d->block) {
        return length_in_next_cell(l, at);
    }
    const struct block *b = &l->r->blocks.v[d->block];
    struct str gap = lint_words(b, d->end, next->beg);
    struct str after = lint_words(b, next->end, next->end + 9);

    return gap.n > 0 && gap.n <= GAP_BYTES && may_stand_between(gap) &&
                   !lint_has_any(lint_words(b, d->beg, next->end), partial_words,
                                 COUNT(partial_words)) &&
                   !str_starts(after, STR("以")) && !str_starts(after, STR("前")) &&
                   !str_starts(after, STR("後")) &&
                   !lint_has_any(after, partial_words, COUNT(partial_words))
               ? next
               : NULL;
}

void lint_length_differs(struct lint *l)
{
    for (uint32_t i = 0; i < l->dates.n; i++) {
        const struct lint_date *d = &l->dates.v[i];
        const struct lint_date *n =
            d->kind == WHEN_RANGE && !(d->flags & WHEN_INVALID_DATE) ? length_beside(l, i) : NULL;
        struct str comes_to = {};

        if (n == NULL || length_fits(l, d, &n->length, &comes_to)) {
            continue;
        }
        const struct block *b = &l->r->blocks.v[d->block];
        const struct block *c = &l->r->blocks.v[n->block];
        struct reg_src other = block_src(l->r, b, d->beg, d->end);
        struct reg_src src =
            b == c ? block_src(l->r, b, d->beg, n->end) : block_src(l->r, c, n->beg, n->end);

        lint_report(
            l,
            &(struct lint_say){
                .src = src,
                .other = b == c ? NULL : &other,
                .confidence = DEFINITE,
                .why = arena_printf(l->r->arena, "「%.*s」は%.*sであり、記載の「%.*s」と合わない",
                                    STR_ARG(other.quote), STR_ARG(comes_to),
                                    STR_ARG(lint_words(c, n->beg, n->end))),
                .question = arena_printf(
                    l->r->arena, "%.*sについて、期間と長さのどちらが正しいかご教示ください。",
                    STR_ARG(lint_named(l, b, other.quote))),
            });
    }
}

/* ---- times of day ---- */

void lint_length_clock(struct lint *l)
{
    for (uint32_t i = 0; i < l->dates.n; i++) {
        const struct lint_date *d = &l->dates.v[i];
        const struct block *b = &l->r->blocks.v[d->block];
        struct str words = lint_words(b, d->beg, d->end);

        if (d->kind != WHEN_RANGE || d->a.hour == WHEN_UNSET || d->b.hour == WHEN_UNSET ||
            d->a.unit < WHEN_U_HOUR || d->b.unit < WHEN_U_HOUR || d->a.hour >= DAYTIME_HOUR ||
            str_has(words, STR("翌")) ||
            (d->b.day_from != CALENDAR_NONE && d->b.day_from != d->a.day_from)) {
            continue;
        }
        int from = d->a.hour * 60 + MAX(d->a.minute, 0);
        int to = d->b.hour * 60 + MAX(d->b.minute, 0);

        /* 午後1時から3時: the afternoon may hold for both. */
        if (to > from || to + 12 * 60 > from + (str_has(words, STR("午後")) ? 0 : 24 * 60)) {
            continue;
        }
        struct reg_src src = lint_around(l, b, d->beg, d->end, 10, 6);

        lint_report(l, &(struct lint_say){
                           .src = src,
                           .confidence = DEFINITE,
                           .why = STR("終わりの時刻が始まりの時刻より前にある"),
                           .question = arena_printf(l->r->arena,
                                                    "%.*sについて、正しい時刻をご教示ください。",
                                                    STR_ARG(lint_named(l, b, src.quote))),
                       });
    }
}

/* ---- the third meeting before the second ---- */

struct meeting {
    const struct lint_date *date;
    uint32_t ordinal, block;
    size_t beg, end; /* of 第２回 */
};

/* 第２回 before byte `at`, near enough. */
static bool meeting_before(struct str s, size_t at, struct meeting *ret)
{
    size_t low = at > ORDINAL_REACH ? utf8_floor(s, at - ORDINAL_REACH) : 0;
    ptrdiff_t found = str_rfind(str_sub(s, low, at), STR("第"));

    if (found < 0) {
        return false;
    }
    size_t p = skip_spaces(s, low + (size_t)found + strlen("第"));
    uint32_t ordinal = 0;

    ret->beg = low + (size_t)found;
    while (p < at && s.p[p] >= '0' && s.p[p] <= '9' && ordinal < 100) {
        ordinal = ordinal * 10 + (uint32_t)(s.p[p++] - '0');
    }
    if (ordinal == 0 || (!str_at(s, p, STR("回")) && !str_at(s, p, STR("期")))) {
        return false;
    }
    ret->end = p + 3;
    ret->ordinal = ordinal;
    return !str_has(str_sub(s, ret->end, at), STR("。"));
}

/* Months in the order of the fiscal year when a year is missing. */
static int32_t month_place(const struct lint_point *p)
{
    return (p->month + 8) % 12;
}

static bool is_before(const struct lint_date *a, const struct lint_date *b)
{
    if (a->a.month == WHEN_UNSET || b->a.month == WHEN_UNSET) {
        return false;
    }
    if (a->a.year != WHEN_UNSET && b->a.year != WHEN_UNSET && a->a.basis == WHEN_STATED &&
        b->a.basis == WHEN_STATED) {
        return a->day_to != CALENDAR_NONE && b->a.day_from != CALENDAR_NONE &&
               a->day_to < b->a.day_from;
    }
    /* From March on to April is next year, not back. */
    return month_place(&a->a) < month_place(&b->a) && !(b->a.month <= 3 && a->a.month >= 4);
}

/* 第１回検討会, 第２回作業部会: meetings of two kinds. */
static bool same_kind(struct lint *l, const struct meeting *a, const struct meeting *b)
{
    struct str x = l->r->blocks.v[a->block].t.s;
    struct str y = l->r->blocks.v[b->block].t.s;
    bool named =
        char_class_at(x, a->end) == CHAR_KANJI || char_class_at(x, a->end) == CHAR_KATAKANA;
    bool other =
        char_class_at(y, b->end) == CHAR_KANJI || char_class_at(y, b->end) == CHAR_KATAKANA;

    return named == other &&
           (!named || str_eq(str_sub(x, a->end, a->end + 6), str_sub(y, b->end, b->end + 6)));
}

static void check_meetings(struct lint *l, const struct meeting *before, const struct meeting *m)
{
    const struct block *b = &l->r->blocks.v[m->block];

    if (m->ordinal != before->ordinal + 1 || m->block - before->block > NEAR_BLOCKS ||
        !same_kind(l, before, m) || !is_before(m->date, before->date)) {
        return;
    }
    const struct block *x = &l->r->blocks.v[before->block];
    struct reg_src src = block_src(l->r, b, m->beg, m->date->end);
    struct reg_src other = block_src(l->r, x, before->beg, before->date->end);

    lint_report(
        l, &(struct lint_say){
               .src = src,
               .other = &other,
               .confidence = LIKELY,
               .why = arena_printf(l->r->arena, "「%.*s」が「%.*s」より前になっている",
                                   STR_ARG(src.quote), STR_ARG(other.quote)),
               .question = arena_printf(
                   l->r->arena,
                   "%.*sは、その前の回（「%.*s」）より前の日付です。正しい日付をご教示ください。",
                   STR_ARG(lint_named(l, b, src.quote)), STR_ARG(other.quote)),
           });
}

void lint_length_ordinal(struct lint *l)
{
    struct meeting before = {};

    for (uint32_t i = 0; i < l->dates.n; i++) {
        const struct lint_date *d = &l->dates.v[i];
        struct meeting m = {.date = d, .block = d->block};

        if ((d->kind != WHEN_DATE && d->kind != WHEN_RANGE && d->kind != WHEN_TIME) ||
            !meeting_before(l->r->blocks.v[d->block].t.s, d->beg, &m)) {
            continue;
        }
        if (before.date != NULL && before.block == m.block && before.beg == m.beg) {
            continue; /* a second date of the same meeting */
        }
        if (before.date != NULL) {
            check_meetings(l, &before, &m);
        }
        before = m;
    }
}
