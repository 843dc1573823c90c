/*
 * A month as a drawing. Weeks begin on Monday. What is due is written as a number with a word, not
 * told by colour alone; days on which ministries are closed are grey.
 */
#include "web/svg-calendar.h"

#include "text/calendar.h"
#include "web/svg.h"

enum { CELL_W = 60, CELL_H = 52, HEAD = 22, DAYS = 31 };

struct month_day {
    int due, late, done;
};

static void draw_day(const struct page_call *c, struct svg *s, int32_t day, int32_t today,
                     struct month_day n, int x, int y)
{
    struct arena *a = c->q->arena;
    bool is_open = true;
    bool known = calendar_is_open(day, &is_open) == 0;

    svg_rect(s, known && !is_open ? "cal-day cal-closed" : "cal-day", x, y, CELL_W, CELL_H);
    if (day == today) {
        svg_rect(s, "cal-today", x + 1, y + 1, CELL_W - 2, CELL_H - 2);
    }
    svg_text(s, "cal-number", x + 5, y + 15, "start", arena_printf(a, "%d", calendar_ymd(day).day));
    if (calendar_is_holiday(day)) {
        svg_text(s, "cal-holiday", x + CELL_W - 4, y + 14, "end", str_of(SAY(c, TR_ID("holiday"))));
    }
    if (n.late > 0) {
        svg_text(s, "cal-late", x + CELL_W / 2, y + 31, "middle",
                 arena_printf(a, SAY(c, TR_ID("%d late")), n.late));
    }
    if (n.due > 0) {
        svg_text(s, "cal-due", x + CELL_W / 2, y + (n.late > 0 ? 46 : 36), "middle",
                 arena_printf(a, SAY(c, TR_ID("%d due")), n.due));
    }
    if (n.done > 0 && n.due == 0 && n.late == 0) {
        svg_text(s, "cal-done", x + CELL_W / 2, y + 36, "middle",
                 arena_printf(a, SAY(c, TR_ID("%d done")), n.done));
    }
}

static void count_days(const struct due_rows *due, int32_t first, int count,
                       struct month_day days[DAYS])
{
    for (uint32_t i = 0; i < due->n; i++) {
        int32_t day = due->v[i].clock.day_to;

        if (day == CALENDAR_NONE || day < first || day >= first + count) {
            continue;
        }
        struct month_day *n = &days[day - first];

        n->late += due->v[i].state == DUE_LATE;
        n->done += due->v[i].state == DUE_DONE;
        n->due += due->v[i].state != DUE_LATE && due->v[i].state != DUE_DONE;
    }
}

struct str svg_calendar(const struct page_call *c, int32_t first, int32_t today,
                        const struct due_rows *due)
{
    static const char *const heads[] = {"月", "火", "水", "木", "金", "土", "日"};
    static const char *const heads_en[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    struct ymd m = calendar_ymd(first);
    int count = calendar_month_days(m.year, m.month);
    int offset = calendar_weekday(first) - 1;
    int weeks = (offset + count + 6) / 7;
    struct month_day days[DAYS] = {};
    int all = 0;
    struct svg s;

    count_days(due, first, count, days);
    for (int i = 0; i < count; i++) {
        all += days[i].due + days[i].late;
    }
    svg_begin(&s, "calendar", 7 * CELL_W + 2, HEAD + weeks * CELL_H + 2,
              arena_printf(c->q->arena, SAY(c, TR_ID("Calendar of %d-%02d")), m.year, m.month),
              arena_printf(c->q->arena,
                           SAY(c, TR_ID("%d things are due in this month; the list gives each.")),
                           all));
    for (int i = 0; i < 7; i++) {
        svg_text(&s, "cal-head", 1 + i * CELL_W + CELL_W / 2, 15, "middle",
                 str_of(page_language(c) == TR_EN ? heads_en[i] : heads[i]));
    }
    for (int i = 0; i < count; i++) {
        int at = offset + i;

        draw_day(c, &s, first + i, today, days[i], 1 + at % 7 * CELL_W, HEAD + at / 7 * CELL_H);
    }
    return svg_end(&s, c->q->arena);
}
