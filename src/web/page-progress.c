/* Steps with plan, baseline and what happened. */
#include "text/calendar.h"
#include "web/items.h"
#include "web/svg-timeline.h"

/* Days the plan has moved away from the baseline; empty when there is none. */
static void fill_moved(const struct page_call *c, struct view *row, const struct item *item)
{
    int32_t plan = calendar_parse(item_text(item, "plan_last"));
    int32_t base = calendar_parse(item_text(item, "base_last"));
    int32_t actual = calendar_parse(item_text(item, "actual_last"));
    int32_t now = actual != CALENDAR_NONE ? actual : plan;
    bool is_over = str_eq(item->state, STR("done")) || actual != CALENDAR_NONE;

    view_str(row, "plan", say_span(c, calendar_parse(item_text(item, "plan_first")), plan));
    view_str(row, "base", say_span(c, calendar_parse(item_text(item, "base_first")), base));
    view_str(row, "actual_begun", say_day(c, calendar_parse(item_text(item, "actual_first"))));
    view_flag(row, "is_behind", !is_over && plan != CALENDAR_NONE && plan < act_today(c->act));
    if (now == CALENDAR_NONE || base == CALENDAR_NONE) {
        return;
    }
    view_flag(row, "is_as_planned", now == base);
    view_int(row, "later_by", now > base ? now - base : 0);
    view_int(row, "earlier_by", now < base ? base - now : 0);
}

static int fill_list(const struct page_call *c, struct view *v, const struct contract *contract,
                     const struct item_list *list, struct err *err)
{
    struct due_rows due = {};

    (void)err;
    view_svg(v, "timeline", svg_timeline(c, contract, list, &due));
    return 0;
}

static const struct items_page progress = {
    .type = &type_milestone,
    .path = "progress",
    .title = TR_ID("Progress table"),
    .change_title = TR_ID("Change a step"),
    .added = TR_ID("The step was added."),
    .changed = TR_ID("The step was changed."),
    .fill_row = fill_moved,
    .fill_list = fill_list,
};

static const struct page_input input[] = {
    ITEMS_VERSION,
    {"title", INPUT_TEXT, .is_required = true, .help = TR_ID("Name of the step")},
    {"plan_first", INPUT_DAY, .help = TR_ID("First day planned")},
    {"plan_last", INPUT_DAY, .help = TR_ID("Last day planned")},
    {"actual_first", INPUT_DAY, .help = TR_ID("Day it began")},
    {"actual_last", INPUT_DAY, .help = TR_ID("Day it was finished")},
    {"percent", INPUT_INT, .max = 100, .help = TR_ID("Per cent done")},
    {"owner", INPUT_TEXT, .max = 40, .help = TR_ID("Owner")},
    {"note", INPUT_LINES, .max = 4000, .help = TR_ID("Note")},
    {"state", INPUT_WORD, .choices = "planned|running|done|dropped", .help = TR_ID("State")},
    {},
};

const struct page page_progress = {
    .path = "/contracts/{id}/progress",
    .may = MAY_WORK,
    .input = input + 1,
    .show = items_show,
    .save = items_add,
    .save_methods = HTTP_POST,
    .help = "Steps with plan, baseline and what happened.",
    .items = &progress,
};

const struct page page_milestone = {
    .path = "/contracts/{id}/progress/{id}",
    .may = MAY_WORK,
    .input = input,
    .show = items_show_one,
    .save = items_change,
    .save_methods = HTTP_POST,
    .help = "Change a step.",
    .items = &progress,
};

/* ---- the baseline ---- */

static int set_baseline(const struct page_call *c, struct http_response *r, struct err *err)
{
    if (act_milestones_baseline(c->act, c->ids[0], err) < 0) {
        return -1;
    }
    return page_go(r, TR_ID("Today's plan is the baseline now."), "/contracts/%lld/progress",
                   (long long)c->ids[0]);
}

const struct page page_baseline = {
    .path = "/contracts/{id}/baseline",
    .may = MAY_WORK,
    .save = set_baseline,
    .save_methods = HTTP_POST,
    .help = "Keeps today's plan of all steps as the baseline.",
};
