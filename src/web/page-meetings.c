/* Meetings: planned and held, with the day their minutes are due. */
#include "text/calendar.h"
#include "web/items.h"

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

static const struct items_page meetings = {
    .type = &type_meeting,
    .path = "meetings",
    .title = TR_ID("Meetings"),
    .change_title = TR_ID("Change a meeting"),
    .added = TR_ID("The meeting is kept; deadlines that hang on it were computed anew."),
    .changed = TR_ID("The meeting was changed."),
    .fill_row = fill_minutes,
};

static const struct page_input input[] = {
    ITEMS_VERSION,
    {"title", INPUT_TEXT, .max = 120, .is_required = true, .help = TR_ID("Name of the meeting")},
    {"day", INPUT_DAY, .is_required = true, .help = TR_ID("Day of the meeting")},
    {"time", INPUT_TIME, .help = TR_ID("Time of day. Such as 14:00")},
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
    .input = input + 1,
    .show = items_show,
    .save = items_add,
    .save_methods = HTTP_POST,
    .help = "Meetings: planned and held, with the day their minutes are due.",
    .items = &meetings,
};

const struct page page_meeting = {
    .path = "/contracts/{id}/meetings/{id}",
    .may = MAY_WORK,
    .input = input,
    .show = items_show_one,
    .save = items_change,
    .save_methods = HTTP_POST,
    .help = "Change a meeting.",
    .items = &meetings,
};
