/*
 * The expressions of time and the quantities that rules look at: the document's own text is scanned
 * once, and of each expression is kept what rules ask for. A date without a year takes it from the
 * date before it in its paragraph or table, else from the reference day (its basis tells).
 */
#include "spec/lint.h"

#include "text/calendar.h"

static struct lint_point point_of(const struct when_point *p)
{
    struct lint_point out = {.year = p->year,
                             .month = p->month,
                             .day = p->day,
                             .hour = p->hour,
                             .minute = p->minute,
                             .weekday = p->weekday,
                             .unit = WHEN_U_NONE,
                             .basis = (uint8_t)p->basis,
                             .fiscal = p->fiscal,
                             .day_from = CALENDAR_NONE,
                             .day_to = CALENDAR_NONE};

    if (p->kind == WHEN_P_CALENDAR) {
        out.unit = (uint8_t)p->unit;
        if (!when_point_days(p, &out.day_from, &out.day_to)) {
            out.day_from = out.day_to = CALENDAR_NONE;
        }
    }
    return out;
}

/* So many of the larger unit and so many of the smaller; 999999時間 is more than anybody means. */
static int32_t together(int32_t larger, int32_t times, int32_t smaller)
{
    return (int32_t)MIN((int64_t)larger * times + smaller, (int64_t)INT32_MAX);
}

static struct lint_length length_of(const struct when *w)
{
    const struct when_length *n = &w->lo;
    const struct when_point *event = w->a.kind == WHEN_P_EVENT ? &w->a : &w->b;

    /* 受けた日から10日以内: the length counts from an event. */
    if (w->kind != WHEN_DURATION && event->kind == WHEN_P_EVENT && event->offset.is_set &&
        event->offset.fuzzy == 0 &&
        (!event->offset_hi.is_set ||
         memcmp(event->offset_hi.n, event->offset.n, sizeof(event->offset.n)) == 0)) {
        n = &event->offset;
        return (struct lint_length){
            .months = together(n->n[WHEN_L_YEAR], 12, n->n[WHEN_L_MONTH]),
            .days = together(n->n[WHEN_L_WEEK], 7, n->n[WHEN_L_DAY]),
            .minutes = together(n->n[WHEN_L_HOUR], 60, n->n[WHEN_L_MINUTE]),
            .open_days = n->n[WHEN_L_OPEN_DAY],
            .is_single = true,
        };
    }
    /* 完了の日から3年間. */
    if (w->kind != WHEN_DURATION &&
        !(w->kind == WHEN_RANGE && w->a.kind == WHEN_P_EVENT && w->lo.is_set)) {
        return (struct lint_length){};
    }
    return (struct lint_length){
        .open_days = n->n[WHEN_L_OPEN_DAY],
        .is_single = n->is_set && n->fuzzy == 0 &&
                     (!w->hi.is_set || memcmp(w->hi.n, n->n, sizeof(n->n)) == 0),
        .months = together(n->n[WHEN_L_YEAR], 12, n->n[WHEN_L_MONTH]),
        .days = together(n->n[WHEN_L_WEEK], 7, n->n[WHEN_L_DAY]),
        .minutes = together(n->n[WHEN_L_HOUR], 60, n->n[WHEN_L_MINUTE]),
        .is_plain = n->is_set && n->fuzzy == 0 && n->n[WHEN_L_OPEN_DAY] == 0 && w->mods == 0 &&
                    (!w->hi.is_set || memcmp(w->hi.n, n->n, sizeof(n->n)) == 0),
    };
}

static bool is_kept(const struct when *w)
{
    return w->kind == WHEN_DATE || w->kind == WHEN_TIME || w->kind == WHEN_RANGE ||
           w->kind == WHEN_NONE || w->kind == WHEN_DURATION || w->kind == WHEN_REL;
}

/* Whether the block may hold a date: 年, 月, a clock time or numbers joined by / or a point. */
static bool may_hold_date(const struct ftext *t)
{
    static const struct str signs[] = {
        STR_IN_TABLE("月"), STR_IN_TABLE("年"), STR_IN_TABLE("時"),
        STR_IN_TABLE("間"), STR_IN_TABLE("分"), STR_IN_TABLE("日"),
        STR_IN_TABLE(":"),  STR_IN_TABLE("/"),  STR_IN_TABLE("."),
    };

    for (size_t i = 0; i < COUNT(signs); i++) {
        if (ftext_has(t, signs[i])) {
            return true;
        }
    }
    return false;
}

static void scan_block(struct lint *l, uint32_t index, struct when_context *context,
                       struct when_list *whens)
{
    const struct block *b = &l->r->blocks.v[index];

    whens->n = 0;
    when_scan(l->r->arena, b->t.s, context, whens);
    for (uint32_t k = 0; k < whens->n; k++) {
        const struct when *w = &whens->v[k];

        if (is_kept(w)) {
            *VEC_ADD(l->r->arena, &l->dates) = (struct lint_date){
                .block = index,
                .beg = w->beg,
                .end = w->end,
                .kind = (uint8_t)w->kind,
                .flags = w->flags,
                .mods = w->mods,
                .has_event_end = w->kind == WHEN_RANGE && w->b.kind == WHEN_P_EVENT,
                .day_from = w->day_from,
                .day_to = w->day_to,
                .a = point_of(&w->a),
                .b = point_of(&w->b),
                .length = length_of(w),
            };
        }
    }
}

void lint_find_dates(struct lint *l)
{
    struct when_context context;
    struct when_list whens = {};

    when_context_init(&context);
    context.ref_day = l->r->reference_day;
    for (uint32_t i = 0; i < l->r->blocks.n; i++) {
        const struct block *b = &l->r->blocks.v[i];
        bool same_table = i > 0 && b->table != 0 && l->r->blocks.v[i - 1].table == b->table;

        if (!lint_is_own_text(l, b) || !may_hold_date(&b->t)) {
            continue;
        }
        context.carry = b->table != 0;
        if (!same_table) {
            context.antecedent = (struct when_point){};
        }
        scan_block(l, i, &context, &whens);
    }
}

static int64_t thousandths(struct quantity_number n)
{
    int64_t value = n.n;

    for (int i = n.scale; i < 3; i++) {
        if (__builtin_mul_overflow(value, (int64_t)10, &value)) {
            return INT64_MAX;
        }
    }
    for (int i = n.scale; i > 3; i--) {
        value /= 10;
    }
    return value;
}

void lint_find_quantities(struct lint *l)
{
    struct quantity_list list = {};

    for (uint32_t i = 0; i < l->r->blocks.n; i++) {
        const struct block *b = &l->r->blocks.v[i];

        if (!lint_is_own_text(l, b) || !ftext_may_have_digit(&b->t)) {
            continue;
        }
        list.n = 0;
        quantity_scan(l->r->arena, b->t.s, &list);
        for (uint32_t k = 0; k < list.n; k++) {
            const struct quantity *q = &list.v[k];

            if (q->fuzzy || q->lo.over != 0 || q->hi.over != 0) {
                continue;
            }
            *VEC_ADD(l->r->arena, &l->quantities) = (struct lint_quantity){
                .block = i,
                .beg = q->beg,
                .end = q->end,
                .lo = q->has_lo ? thousandths(q->lo) : 0,
                .hi = q->has_hi ? thousandths(q->hi) : 0,
                .has_lo = q->has_lo,
                .has_hi = q->has_hi,
                .open_lo = q->open_lo,
                .open_hi = q->open_hi,
                .approx = q->approx,
                .tax = (uint8_t)q->tax,
                .unit = q->unit,
            };
        }
    }
}

uint32_t lint_first_date(const struct lint *l, uint32_t block, size_t at)
{
    uint32_t lo = 0;
    uint32_t hi = l->dates.n;

    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;

        const struct lint_date *d = &l->dates.v[mid];

        if (d->block < block || (d->block == block && d->end <= at)) {
            lo = mid + 1;
        } else {
            hi = mid;
        }
    }
    return lo;
}

uint32_t lint_first_quantity(const struct lint *l, uint32_t block, size_t at)
{
    uint32_t lo = 0;
    uint32_t hi = l->quantities.n;

    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;

        const struct lint_quantity *q = &l->quantities.v[mid];

        if (q->block < block || (q->block == block && q->end <= at)) {
            lo = mid + 1;
        } else {
            hi = mid;
        }
    }
    return lo;
}

struct str lint_day_words(const struct lint *l, int32_t day)
{
    struct ymd d = calendar_ymd(day);

    return arena_printf(l->r->arena, "%d年%d月%d日", d.year, d.month, d.day);
}
