/* What is due, as a calendar; see reg-ics.h. */
#include "write/reg-ics.h"

#include "text/calendar.h"
#include "write/due.h"
#include "write/ics.h"
#include "write/width.h"
#include "write/words.h"

#include <inttypes.h>

enum {
    MANY_DAYS = 31,
    JAPAN_AHEAD_MINUTES = 9 * 60, /* of UTC; no summer time */
    DAY_MINUTES = 24 * 60,
};

struct event {
    int32_t first, last;            /* days, inclusive */
    int16_t from_minute, to_minute; /* -1 = all day */
    const char *part;               /* 開始 or 終了 of a long interval; NULL else */
};

static struct str date_of(struct arena *a, int32_t day)
{
    struct ymd d = calendar_ymd(day);

    return arena_printf(a, "%04d%02d%02d", d.year, d.month, d.day);
}

/* An hour of a Japanese day as UTC: 20260612T080000Z. */
static struct str instant_of(struct arena *a, int32_t day, int minute)
{
    int64_t total = (int64_t)day * DAY_MINUTES + minute - JAPAN_AHEAD_MINUTES;
    int64_t of_day = total % DAY_MINUTES;

    if (of_day < 0) {
        of_day += DAY_MINUTES;
    }
    return arena_printf(a, "%.*sT%02d%02d00Z",
                        STR_ARG(date_of(a, (int32_t)((total - of_day) / DAY_MINUTES))),
                        (int)(of_day / 60), (int)(of_day % 60));
}

static struct str fact_value(const struct reg *r, struct str key)
{
    for (uint32_t i = 0; i < r->facts.n; i++) {
        if (str_eq(r->facts.v[i].key, key)) {
            return r->facts.v[i].value;
        }
    }
    return (struct str){};
}

static void put_event(FILE *file, struct arena *a, const struct reg *r, const struct due_entry *e,
                      const struct event *event, struct str stamp)
{
    struct str what = due_said(a, TR_JA, e);
    struct str section = words_section_of(r, e->src);
    struct str identity = arena_printf(a, "%d %d %d %.*s %.*s", event->first, event->last,
                                       event->from_minute, STR_ARG(e->src->quote), STR_ARG(what));

    ics_line(file, "BEGIN", STR("VEVENT"));
    ics_line(file, "UID",
             arena_printf(a, "%016" PRIx64 "-%u-%u@itaku", str_hash(identity), e->src->file,
                          e->src->beg));
    ics_line(file, "DTSTAMP", stamp);
    if (event->from_minute < 0) {
        ics_line(file, "DTSTART;VALUE=DATE", date_of(a, event->first));
        ics_line(file, "DTEND;VALUE=DATE", date_of(a, event->last + 1));
    } else {
        ics_line(file, "DTSTART", instant_of(a, event->first, event->from_minute));
        if (event->to_minute >= 0) {
            ics_line(file, "DTEND", instant_of(a, event->last, event->to_minute));
        }
    }
    ics_text(file, "SUMMARY",
             event->part == NULL ? what
                                 : arena_printf(a, "%.*s（%s）", STR_ARG(what), event->part));
    ics_text(file, "DESCRIPTION",
             arena_printf(a, "%.*s\n%.*s", STR_ARG(width_flow(a, e->src->quote)),
                          STR_ARG(words_place(a, TR_JA, r, e->src, section))));
    ics_line(file, "CATEGORIES", e->kind == DUE_DELIVERABLE ? STR("納入") : STR("期日"));
    ics_line(file, "TRANSP", STR("TRANSPARENT"));
    ics_line(file, "END", STR("VEVENT"));
}

/* The events of one due entry: none, one, or the two ends of a long interval. */
static int events_of(const struct due_span *s, struct event ret[2])
{
    bool from = s->from.first != CALENDAR_NONE && s->from.precision > DUE_YEAR;
    bool to = s->to.last != CALENDAR_NONE && s->to.precision > DUE_YEAR;
    int n = 0;

    /* an interval that ends before it begins (the document is wrong) becomes its two ends */
    if (s->is_interval && from && to && s->to.last >= s->from.first &&
        s->to.last - s->from.first <= MANY_DAYS) {
        bool timed = s->from.minute >= 0 && s->to.minute >= 0 &&
                     (s->to.last > s->from.first || s->to.minute > s->from.minute);

        ret[n++] = (struct event){.first = s->from.first,
                                  .last = s->to.last,
                                  .from_minute = timed ? s->from.minute : -1,
                                  .to_minute = timed ? s->to.minute : -1};
        return n;
    }
    if (from) {
        ret[n++] = (struct event){.first = s->from.first,
                                  .last = s->from.last,
                                  .from_minute = s->from.minute,
                                  .to_minute = -1,
                                  .part = s->is_interval ? "開始" : NULL};
    }
    if (to && s->is_interval) {
        ret[n++] = (struct event){.first = s->to.first,
                                  .last = s->to.last,
                                  .from_minute = s->to.minute,
                                  .to_minute = -1,
                                  .part = from ? "終了" : NULL};
    }
    return n;
}

int reg_ics_write(FILE *file, const struct reg *r, struct err *err)
{
    struct arena arena CLEANUP(arena_done) = {};
    struct due_list due;
    int32_t notice = calendar_parse(fact_value(r, STR("notice_date")));
    struct str stamp = arena_printf(&arena, "%.*sT000000Z",
                                    STR_ARG(date_of(&arena, notice == CALENDAR_NONE ? 0 : notice)));

    due_list_build(&arena, r, &due);
    ics_begin(file, fact_value(r, STR("title")).n > 0 ? fact_value(r, STR("title")) : STR("itaku"));
    for (uint32_t i = 0; i < due.dated.n; i++) {
        struct arena one CLEANUP(arena_done) = {};
        struct event events[2];
        int n = events_of(&due.dated.v[i].span, events);

        for (int k = 0; k < n; k++) {
            put_event(file, &one, r, &due.dated.v[i], &events[k], stamp);
        }
    }
    return ics_end(file, err);
}
