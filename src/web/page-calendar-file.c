/* What is due as a calendar file (.ics), of one contract or of all. */
#include "core/clock.h"
#include "text/calendar.h"
#include "web/download.h"
#include "web/say.h"
#include "write/ics.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static struct str compact_day(struct arena *a, int32_t day)
{
    struct ymd d = calendar_ymd(day);

    return arena_printf(a, "%04d%02d%02d", d.year, d.month, d.day);
}

static void write_event(const struct page_call *c, FILE *file, const struct due_row *row)
{
    struct arena *a = c->q->arena;
    int32_t from = row->clock.day_from == CALENDAR_NONE ? row->clock.day_to : row->clock.day_from;
    /* A span that began long ago would fill the calendar: its end is what matters. */
    enum { LONGEST_SPAN = 31 };

    if (row->clock.day_to - from > LONGEST_SPAN) {
        from = row->clock.day_to;
    }
    ics_line(file, "BEGIN", STR("VEVENT"));
    ics_line(file, "UID",
             arena_printf(a, "duty-%" PRId64 "-%.*s@itaku", row->duty, STR_ARG(row->clock.key)));
    ics_line(file, "DTSTAMP",
             arena_printf(a, "%.*sT000000Z", STR_ARG(compact_day(a, act_today(c->act)))));
    ics_line(file, "DTSTART;VALUE=DATE", compact_day(a, from));
    ics_line(file, "DTEND;VALUE=DATE", compact_day(a, row->clock.day_to + 1));
    ics_text(file, "SUMMARY", row->summary);
    ics_text(file, "DESCRIPTION",
             arena_printf(a, "%.*s\n%.*s%s%.*s", STR_ARG(row->contract_title),
                          STR_ARG(row->clock.why), row->owner.n > 0 ? "\n" : "",
                          STR_ARG(row->owner)));
    ics_line(file, "TRANSP", STR("TRANSPARENT"));
    ics_line(file, "END", STR("VEVENT"));
}

static int write_calendar(const struct page_call *c, int64_t contract, struct str name,
                          struct http_response *r, struct err *err)
{
    struct due_filter filter = {.contract = contract, .from = CALENDAR_NONE, .to = CALENDAR_NONE};
    struct due_rows due;
    char *text = NULL;
    size_t n = 0;

    if (act_due(c->act, &filter, &due, err) < 0) {
        return -1;
    }
    FILE *file = open_memstream(&text, &n);

    if (file == NULL) {
        die_out_of_memory(0);
    }
    ics_begin(file, name);
    for (uint32_t i = 0; i < due.n; i++) {
        if (due.v[i].clock.day_to != CALENDAR_NONE) {
            write_event(c, file, &due.v[i]);
        }
    }
    int status = ics_end(file, err);

    if (fclose(file) != 0 && status == 0) {
        status = err_set(err, ERR_INTERNAL, "the answer could not be written");
    }
    if (status == 0) {
        http_header(r, "Content-Type", STR("text/calendar; charset=utf-8"));
        download_name(r, STR("itaku.ics"));
        buf_add(&r->body, (struct str){text, n});
    }
    free(text);
    return status;
}

static int show_one(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct contract one;

    return act_contract(c->act, c->ids[0], &one, err) < 0
               ? -1
               : write_calendar(c, one.id, one.title, r, err);
}

static int show_all(const struct page_call *c, struct http_response *r, struct err *err)
{
    return write_calendar(c, 0, str_of(SAY(c, TR_ID("Deadlines"))), r, err);
}

const struct page page_contract_calendar = {
    .path = "/contracts/{id}/calendar.ics",
    .may = MAY_READ,
    .show = show_one,
    .help = "The deadlines of a contract as a calendar file.",
};

const struct page page_calendar_file = {
    .path = "/calendar.ics",
    .may = MAY_READ,
    .show = show_all,
    .help = "The deadlines of all contracts as a calendar file.",
};
