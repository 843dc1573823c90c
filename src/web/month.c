/* A month of deadlines on a page; see month.h. */
#include "web/month.h"

#include "text/calendar.h"
#include "web/svg-calendar.h"

enum { MOST_SHOWN = 500 }; /* rows of the list; the drawing counts all */

int32_t month_first(const struct page_call *c)
{
    struct str word = page_text(c, "month");
    int32_t asked = word.n == 7
                        ? calendar_parse(arena_printf(c->q->arena, "%.*s-01", STR_ARG(word)))
                        : CALENDAR_NONE;
    struct ymd d = calendar_ymd(asked == CALENDAR_NONE ? act_today(c->act) : asked);

    return calendar_day(d.year, d.month, 1);
}

void month_fill(const struct page_call *c, struct view *v, int32_t first,
                const struct due_rows *due)
{
    struct ymd now = calendar_ymd(first);
    struct ymd before = calendar_ymd(calendar_add_months(first, -1));
    int32_t after_day = calendar_add_months(first, 1);
    struct ymd after = calendar_ymd(after_day);

    view_printf(v, "month", SAY(c, TR_ID("%d-%02d")), now.year, now.month);
    view_printf(v, "month_before", "%04d-%02d", before.year, before.month);
    view_printf(v, "month_after", "%04d-%02d", after.year, after.month);
    view_svg(v, "calendar", svg_calendar(c, first, act_today(c->act), due));
    for (uint32_t i = 0, shown = 0; i < due->n && shown < MOST_SHOWN; i++) {
        int32_t day = due->v[i].clock.day_to;

        if (day != CALENDAR_NONE && day >= first && day < after_day) {
            say_due(c, view_add(v, "month_due"), &due->v[i]);
            view_flag(v, "month_due_there", true);
            shown++;
        }
    }
}
