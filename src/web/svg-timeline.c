/*
 * A contract over time. One row for the term with marks of what is due, then a row a step: the plan
 * as a bar, the baseline as a line below it, what happened as a dark bar inside; today as a line
 * through all. The scale runs over whole months.
 */
#include "web/svg-timeline.h"

#include "text/calendar.h"
#include "web/svg.h"

enum {
    LEFT = 190,
    WIDTH = 900,
    HEAD = 34,
    ROW = 30,
    BAR = 14,
    MOST_STEPS = 60,
    LABEL_CHARS = 13,
    MOST_MONTH_LABELS = 14,
};

struct scale {
    int32_t first, last; /* days shown */
};

static int x_of(const struct scale *s, int32_t day)
{
    int64_t span = MAX(s->last - s->first, 1);
    int32_t clamped = MIN(MAX(day, s->first), s->last);

    return LEFT + (int)((clamped - s->first) * (int64_t)(WIDTH - LEFT - 10) / span);
}

static void widen(struct scale *s, int32_t day)
{
    if (day == CALENDAR_NONE) {
        return;
    }
    s->first = s->first == CALENDAR_NONE ? day : MIN(s->first, day);
    s->last = s->last == CALENDAR_NONE ? day : MAX(s->last, day);
}

static int32_t day_of(const struct item *i, const char *field)
{
    return calendar_parse(item_text(i, field));
}

/* From the first of a month to the end of one, around the term, the steps and today. */
static bool find_scale(const struct contract *contract, const struct item_list *steps,
                       const struct due_rows *due, int32_t today, struct scale *s)
{
    static const char *const fields[] = {"plan_first", "plan_last", "actual_first", "actual_last"};
    enum { FAR = 366 * 2 };

    *s = (struct scale){CALENDAR_NONE, CALENDAR_NONE};
    widen(s, contract->term_first);
    widen(s, contract->term_last);
    for (uint32_t i = 0; i < steps->n; i++) {
        for (size_t k = 0; k < COUNT(fields); k++) {
            widen(s, day_of(&steps->v[i], fields[k]));
        }
    }
    for (uint32_t i = 0; i < due->n; i++) {
        int32_t day = due->v[i].clock.day_to;

        if (s->last == CALENDAR_NONE || (day > s->first - FAR && day < s->last + FAR / 4)) {
            widen(s, day);
        }
    }
    if (s->first == CALENDAR_NONE) {
        return false;
    }
    if (today > s->first - FAR && today < s->last + FAR) {
        widen(s, today);
    }
    struct ymd f = calendar_ymd(s->first);
    struct ymd l = calendar_ymd(s->last);

    s->first = calendar_day(f.year, f.month, 1);
    s->last = calendar_day(l.year, l.month, calendar_month_days(l.year, l.month)) + 1;
    return true;
}

static void draw_months(const struct page_call *c, struct svg *s, const struct scale *scale,
                        int height)
{
    int32_t months = (scale->last - scale->first) / 30 + 1;
    int step = months / MOST_MONTH_LABELS + 1;
    int at = 0;

    for (int32_t day = scale->first; day < scale->last; day = calendar_add_months(day, 1), at++) {
        struct ymd d = calendar_ymd(day);
        int x = x_of(scale, day);

        svg_line(s, d.month == 1 ? "tl-year" : "tl-month", x, HEAD - 6, x, height);
        if (at % step == 0) {
            svg_text(s, "tl-label", x + 2, HEAD - 10, "start",
                     arena_printf(c->q->arena, SAY(c, TR_ID("%d/%d")), d.year % 100, d.month));
        }
    }
}

/* The first characters of a label, with a mark when there are more. */
static struct str cut(struct arena *a, struct str text)
{
    size_t at = 0;
    int chars = 0;

    while (at < text.n && chars < LABEL_CHARS) {
        at++;
        while (at < text.n && ((unsigned char)text.p[at] & 0xC0) == 0x80) {
            at++;
        }
        chars++;
    }
    return at >= text.n ? text : arena_printf(a, "%.*s…", (int)at, text.p);
}

static void draw_span(struct svg *s, const struct scale *scale, const char *class, int32_t from,
                      int32_t to, int y, int height)
{
    if (from == CALENDAR_NONE && to == CALENDAR_NONE) {
        return;
    }
    int x1 = x_of(scale, from == CALENDAR_NONE ? to : from);
    int x2 = x_of(scale, (to == CALENDAR_NONE ? from : to) + 1);

    svg_rect(s, class, x1, y, MAX(x2 - x1, 4), height);
}

static void draw_step(const struct page_call *c, struct svg *s, const struct scale *scale,
                      const struct item *step, int y)
{
    svg_text(s, "tl-name", 4, y + 19, "start", cut(c->q->arena, item_text(step, "title")));
    draw_span(s, scale, "tl-plan", day_of(step, "plan_first"), day_of(step, "plan_last"), y + 6,
              BAR);
    draw_span(s, scale, "tl-base", day_of(step, "base_first"), day_of(step, "base_last"),
              y + 6 + BAR + 2, 3);
    draw_span(s, scale, "tl-actual", day_of(step, "actual_first"), day_of(step, "actual_last"),
              y + 10, BAR - 8);
}

static void draw_term(const struct page_call *c, struct svg *s, const struct scale *scale,
                      const struct contract *contract, const struct due_rows *due)
{
    svg_text(s, "tl-name", 4, HEAD + 19, "start", str_of(SAY(c, TR_ID("Term and deadlines"))));
    if (contract->term_last != CALENDAR_NONE) {
        draw_span(s, scale, "tl-term",
                  contract->term_first == CALENDAR_NONE ? scale->first : contract->term_first,
                  contract->term_last, HEAD + 9, 8);
    }
    for (uint32_t i = 0; i < due->n; i++) {
        const struct due_row *d = &due->v[i];
        const char *class = d->state == DUE_LATE   ? "tl-due tl-late"
                            : d->state == DUE_DONE ? "tl-due tl-done"
                                                   : "tl-due";

        if (d->clock.day_to != CALENDAR_NONE && d->clock.day_to >= scale->first &&
            d->clock.day_to < scale->last) {
            svg_diamond(s, class, x_of(scale, d->clock.day_to), HEAD + 13,
                        d->state == DUE_LATE ? 7 : 5);
        }
    }
}

struct str svg_timeline(const struct page_call *c, const struct contract *contract,
                        const struct item_list *milestones, const struct due_rows *due)
{
    int32_t today = act_today(c->act);
    uint32_t steps = MIN(milestones->n, MOST_STEPS);
    int height = HEAD + ROW * ((int)steps + 1) + 6;
    struct scale scale;
    struct svg s;

    if (!find_scale(contract, milestones, due, today, &scale)) {
        return (struct str){};
    }
    svg_begin(&s, "timeline", WIDTH, height, str_of(SAY(c, TR_ID("Course of the contract"))),
              arena_printf(c->q->arena,
                           SAY(c, TR_ID("From %s to %s: %u steps. The table of steps and the list "
                                        "of deadlines say the same in words.")),
                           arena_str(c->q->arena, say_day(c, scale.first)).p,
                           arena_str(c->q->arena, say_day(c, scale.last - 1)).p,
                           (unsigned)milestones->n));
    draw_months(c, &s, &scale, height);
    draw_term(c, &s, &scale, contract, due);
    for (uint32_t i = 0; i < steps; i++) {
        draw_step(c, &s, &scale, &milestones->v[i], HEAD + ROW * ((int)i + 1));
    }
    if (today >= scale.first && today < scale.last) {
        svg_line(&s, "tl-today", x_of(&scale, today), HEAD - 6, x_of(&scale, today), height);
        svg_text(&s, "tl-today-label", MIN(x_of(&scale, today) + 3, WIDTH - 30), height - 2,
                 "start", str_of(SAY(c, TR_ID("today"))));
    }
    return svg_end(&s, c->q->arena);
}
