/*
 * The expressions of time that rules look at: the document's own text is scanned once, and of each
 * expression is kept what rules ask for. A date without a year takes it from the date before it in
 * its paragraph or table, else from the reference day (its basis tells).
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

static bool is_kept(const struct when *w)
{
    return w->kind == WHEN_DATE || w->kind == WHEN_TIME || w->kind == WHEN_RANGE ||
           w->kind == WHEN_NONE;
}

/* Whether the block may hold a date: 年, 月, a clock time or numbers joined by / or a point. */
static bool may_hold_date(struct str s)
{
    return str_has(s, STR("月")) || str_has(s, STR("年")) || str_has(s, STR("時")) ||
           memchr(s.p, ':', s.n) != NULL || memchr(s.p, '/', s.n) != NULL ||
           memchr(s.p, '.', s.n) != NULL;
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

        if (!lint_is_own_text(l, b) || !may_hold_date(b->t.s)) {
            continue;
        }
        context.carry = b->table != 0;
        if (!same_table) {
            context.antecedent = (struct when_point){};
        }
        scan_block(l, i, &context, &whens);
    }
}

struct str lint_day_words(const struct lint *l, int32_t day)
{
    struct ymd d = calendar_ymd(day);

    return arena_printf(l->r->arena, "%d年%d月%d日", d.year, d.month, d.day);
}
