/* Meetings: planned and held, with the day their minutes are due. */
#include "text/calendar.h"
#include "web/items.h"

/* ---- all of a contract ---- */

/* Whether the minutes are late. */
static void fill_minutes(const struct page_call *c, struct view *row, const struct item *item)
{
    int32_t due = calendar_parse(item_text(item, "minutes_due"));

    if (due != CALENDAR_NONE && item_text(item, "minutes_day").n == 0) {
        int32_t left = due - act_today(c->act);

        view_str(row, "left", say_left(c, left));
        view_flag(row, "is_late", left < 0);
    }
}

static int show_list(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct view *v = view_new(c->q->arena);
    struct contract one;
    struct item_list list;

    if (say_contract(c, v, c->ids[0], "meetings", &one, err) < 0 ||
        act_items(c->act, c->ids[0], &type_meeting, &list, err) < 0) {
        return -1;
    }
    view_str(v, "title", str_of(SAY(c, TR_ID("Meetings"))));
    for (uint32_t i = 0; i < list.n; i++) {
        struct view *row = view_add(v, "rows");

        items_row(c, row, &list.v[i]);
        fill_minutes(c, row, &list.v[i]);
    }
    return page_render(c, "meetings", v, r, err);
}

static int add(const struct page_call *c, struct http_response *r, struct err *err)
{
    if (items_add(c, c->ids[0], &type_meeting, err) < 0) {
        return -1;
    }
    return page_go(r, TR_ID("The meeting is kept; deadlines that hang on it were computed anew."),
                   "/contracts/%lld/meetings", (long long)c->ids[0]);
}

static const struct page_input add_input[] = {
    {"title", INPUT_TEXT, .max = 120, .is_required = true, .help = TR_ID("Name of the meeting")},
    {"day", INPUT_DAY, .is_required = true, .help = TR_ID("Day of the meeting")},
    {"time", INPUT_TEXT, .max = 5, .help = TR_ID("Time of day. Such as 14:00")},
    {"place", INPUT_TEXT, .help = TR_ID("Place")},
    {"people", INPUT_TEXT, .max = 400, .help = TR_ID("People who take part")},
    {"minutes_due", INPUT_DAY, .help = TR_ID("Day the minutes are due")},
    {"minutes_day", INPUT_DAY, .help = TR_ID("Day the minutes were handed in")},
    {"note", INPUT_LINES, .max = 4000, .help = TR_ID("Note")},
    {"state", INPUT_WORD, .choices = "planned|held|cancelled", .help = TR_ID("State")},
    {},
};

const struct page page_meetings = {
    .path = "/contracts/{id}/meetings",
    .may = MAY_WORK,
    .input = add_input,
    .show = show_list,
    .save = add,
    .save_methods = HTTP_POST,
    .help = "Meetings: planned and held, with the day their minutes are due.",
};

/* ---- one ---- */

static int show_one(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct view *v = view_new(c->q->arena);
    struct contract one;
    struct item item;

    if (say_contract(c, v, c->ids[0], "meetings", &one, err) < 0 ||
        items_load(c, c->ids[0], c->ids[1], &item, err) < 0) {
        return -1;
    }
    say_crumb(c, v, str_of(SAY(c, TR_ID("Meetings"))), "/contracts/%lld/meetings",
              (long long)c->ids[0]);
    view_str(v, "title", str_of(SAY(c, TR_ID("Change a meeting"))));
    items_row(c, v, &item);
    items_form(c, v, &item);
    return page_render(c, "meeting", v, r, err);
}

static int change(const struct page_call *c, struct http_response *r, struct err *err)
{
    if (items_change(c, c->ids[1], &type_meeting, err) < 0) {
        return -1;
    }
    return page_go(r, TR_ID("The meeting was changed."), "/contracts/%lld/meetings",
                   (long long)c->ids[0]);
}

static const struct page_input change_input[] = {
    {"version", INPUT_INT, .max = INT32_MAX, .help = TR_ID("Version. As it was shown")},
    {"title", INPUT_TEXT, .max = 120, .is_required = true, .help = TR_ID("Name of the meeting")},
    {"day", INPUT_DAY, .is_required = true, .help = TR_ID("Day of the meeting")},
    {"time", INPUT_TEXT, .max = 5, .help = TR_ID("Time of day. Such as 14:00")},
    {"place", INPUT_TEXT, .help = TR_ID("Place")},
    {"people", INPUT_TEXT, .max = 400, .help = TR_ID("People who take part")},
    {"minutes_due", INPUT_DAY, .help = TR_ID("Day the minutes are due")},
    {"minutes_day", INPUT_DAY, .help = TR_ID("Day the minutes were handed in")},
    {"note", INPUT_LINES, .max = 4000, .help = TR_ID("Note")},
    {"state", INPUT_WORD, .choices = "planned|held|cancelled", .help = TR_ID("State")},
    {},
};

const struct page page_meeting = {
    .path = "/contracts/{id}/meetings/{id}",
    .may = MAY_WORK,
    .input = change_input,
    .show = show_one,
    .save = change,
    .save_methods = HTTP_POST,
    .help = "Change a meeting.",
};
