/*
 * Events of a contract: days typed once that deadlines hang on. A typed day is shown with what it
 * moves before it is saved; nothing is remembered between the two, the form carries it.
 */
#include "act/occasion.h"
#include "text/calendar.h"
#include "web/input.h"
#include "web/say.h"

enum { MOST_MOVES_SHOWN = 200 };

static void add_event(const struct page_call *c, struct view *v, const struct occasion_view *e)
{
    struct view *row = view_add(v, e->id != 0 && e->day != CALENDAR_NONE ? "typed" : "waiting");

    view_int(row, "event_id", e->id);
    view_int(row, "event_version", e->version);
    view_str(row, "name", e->name);
    view_str(row, "note", e->note);
    say_view_day(c, row, "day", e->day);
    view_str(row, "minute", say_minute(c, e->minute));
    view_int(row, "clocks", e->clocks);
}

/* The form is about an event of the list when the query says so. */
static void fill_form(const struct page_call *c, struct view *v,
                      const struct occasion_views *events)
{
    int64_t id = page_int(c, "event");
    struct str name = page_text(c, "name");

    view_str(v, "in_name", name);
    for (uint32_t i = 0; i < events->n; i++) {
        const struct occasion_view *e = &events->v[i];

        if (id == 0 || e->id != id) {
            continue;
        }
        view_int(v, "event", id);
        view_int(v, "version", e->version);
        view_str(v, "in_name", e->name);
        view_str(v, "in_day", say_iso(c, e->day));
        view_str(v, "in_time", say_minute(c, e->minute));
        view_str(v, "in_note", e->note);
        view_str(v, "now_name", e->name);
        view_str(v, "now_day", say_day(c, e->day));
        say_moved(c, v, e->version);
    }
}

static int show(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct view *v = view_new(c->q->arena);
    struct contract one;
    struct occasion_views events;

    if (say_contract(c, v, c->ids[0], "occasions", &one, err) < 0 ||
        act_occasions(c->act, c->ids[0], &events, err) < 0) {
        return -1;
    }
    view_str(v, "title", str_of(SAY(c, TR_ID("Events and days"))));
    for (uint32_t i = 0; i < events.n; i++) {
        add_event(c, v, &events.v[i]);
    }
    fill_form(c, v, &events);
    return page_render(c, "occasions", v, r, err);
}

static void add_move(const struct page_call *c, struct view *v, const struct clock_move *m)
{
    struct view *row = view_add(v, "moves");

    view_int(row, "duty", m->duty);
    view_str(row, "summary", m->summary);
    view_str(row, "why", m->why);
    view_str(row, "before", say_span(c, m->before_from, m->before_to));
    view_str(row, "after", say_span(c, m->after_from, m->after_to));
    if (m->after_to != CALENDAR_NONE) {
        int32_t left = m->after_to - act_today(c->act);

        view_str(row, "left", say_left(c, left));
        view_flag(row, "is_late", left < 0);
    }
}

static int preview(const struct page_call *c, const struct occasion_typed *typed,
                   struct http_response *r, struct err *err)
{
    struct view *v = view_new(c->q->arena);
    struct contract one;
    struct clock_moves moves;
    int64_t count = 0;

    if (act_occasion_preview(c->act, c->ids[0], typed, &moves, err) < 0 ||
        say_contract(c, v, c->ids[0], "occasions", &one, err) < 0) {
        return -1;
    }
    view_str(v, "title", str_of(SAY(c, TR_ID("What this day moves"))));
    view_str(v, "name", typed->name);
    say_view_day(c, v, "day", typed->day);
    view_str(v, "time", page_text(c, "time"));
    view_str(v, "note", typed->note);
    view_int(v, "event", typed->id);
    view_int(v, "version", typed->version);
    for (uint32_t i = 0; i < moves.n; i++) {
        /* A deadline that only waited, and is several now, is no move of its own. */
        if (moves.v[i].before_to == CALENDAR_NONE && moves.v[i].after_to == CALENDAR_NONE &&
            moves.v[i].after_from == CALENDAR_NONE) {
            continue;
        }
        if (count++ < MOST_MOVES_SHOWN) {
            add_move(c, v, &moves.v[i]);
        }
    }
    view_int(v, "move_count", count);
    view_int(v, "moves_left", count > MOST_MOVES_SHOWN ? count - MOST_MOVES_SHOWN : 0);
    return page_render(c, "occasion-preview", v, r, err);
}

static int save(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct occasion_typed typed = {
        .id = page_int(c, "event"),
        .version = page_version(c),
        .name = page_text(c, "name"),
        .note = page_text(c, "note"),
        .day = page_day(c, "day"),
        .minute = (int16_t)input_minute(page_text(c, "time")),
    };

    if (str_eq(page_text(c, "step"), STR("preview"))) {
        return preview(c, &typed, r, err);
    }
    if (str_eq(page_text(c, "step"), STR("drop"))) {
        if (act_occasion_drop(c->act, typed.id, typed.version, err) < 0) {
            return -1;
        }
        return page_go(r, TR_ID("The event was removed; its deadlines wait again."),
                       "/contracts/%lld/occasions", (long long)c->ids[0]);
    }
    if (act_occasion_set(c->act, c->ids[0], &typed, NULL, err) < 0) {
        return -1;
    }
    return page_go(r, TR_ID("The day is kept; its deadlines were computed anew."),
                   "/contracts/%lld/occasions", (long long)c->ids[0]);
}

static const struct page_input query[] = {
    {"event", INPUT_ID, .help = TR_ID("Event to change")},
    {"name", INPUT_TEXT, .max = 60, .help = TR_ID("Event to give a day")},
    {},
};

static const struct page_input input[] = {
    {"version", INPUT_INT, .max = INT32_MAX, .help = TR_ID("Version. As it was shown")},
    {"event", INPUT_ID, .help = TR_ID("Event to change")},
    {"step", INPUT_WORD, .choices = "preview|save|drop", .is_required = true,
     .help = TR_ID("Step. First shown, then saved")},
    {"name", INPUT_TEXT, .max = 60, .is_required = true, .help = TR_ID("Name of the event")},
    {"day", INPUT_DAY, .help = TR_ID("Day of the event")},
    {"time", INPUT_TIME, .help = TR_ID("Time of day. Such as 14:00")},
    {"note", INPUT_TEXT, .help = TR_ID("Note")},
    {},
};

const struct page page_occasions = {
    .path = "/contracts/{id}/occasions",
    .may = MAY_WORK,
    .query = query,
    .input = input,
    .show = show,
    .save = save,
    .save_methods = HTTP_POST,
    .help = "Days of events, typed once; what they move is shown before it is saved.",
};
