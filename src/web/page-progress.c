/* Steps with plan, baseline and what happened. */
#include "text/calendar.h"
#include "web/items.h"
#include "web/svg-timeline.h"

/* ---- all of a contract ---- */

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

static int show_list(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct view *v = view_new(c->q->arena);
    struct contract one;
    struct item_list list;

    if (say_contract(c, v, c->ids[0], "progress", &one, err) < 0 ||
        act_items(c->act, c->ids[0], &type_milestone, &list, err) < 0) {
        return -1;
    }
    view_str(v, "title", str_of(SAY(c, TR_ID("Progress table"))));
    for (uint32_t i = 0; i < list.n; i++) {
        struct view *row = view_add(v, "rows");

        items_row(c, row, &list.v[i]);
        fill_moved(c, row, &list.v[i]);
    }
    struct due_rows due = {};

    view_svg(v, "timeline", svg_timeline(c, &one, &list, &due));
    return page_render(c, "progress", v, r, err);
}

static int add(const struct page_call *c, struct http_response *r, struct err *err)
{
    if (items_add(c, c->ids[0], &type_milestone, err) < 0) {
        return -1;
    }
    return page_go(r, TR_ID("The step was added."),
                   "/contracts/%lld/progress", (long long)c->ids[0]);
}

static const struct page_input add_input[] = {
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
    .input = add_input,
    .show = show_list,
    .save = add,
    .save_methods = HTTP_POST,
    .help = "Steps with plan, baseline and what happened.",
};

/* ---- one ---- */

static int show_one(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct view *v = view_new(c->q->arena);
    struct contract one;
    struct item item;

    if (say_contract(c, v, c->ids[0], "progress", &one, err) < 0 ||
        items_load(c, c->ids[0], c->ids[1], &item, err) < 0) {
        return -1;
    }
    say_crumb(c, v, str_of(SAY(c, TR_ID("Progress table"))), "/contracts/%lld/progress",
              (long long)c->ids[0]);
    view_str(v, "title", str_of(SAY(c, TR_ID("Change a step"))));
    items_row(c, v, &item);
    items_form(c, v, &item);
    return page_render(c, "milestone", v, r, err);
}

static int change(const struct page_call *c, struct http_response *r, struct err *err)
{
    if (items_change(c, c->ids[1], &type_milestone, err) < 0) {
        return -1;
    }
    return page_go(r, TR_ID("The step was changed."), "/contracts/%lld/progress",
                   (long long)c->ids[0]);
}

static const struct page_input change_input[] = {
    {"version", INPUT_INT, .max = INT32_MAX, .help = TR_ID("Version. As it was shown")},
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

const struct page page_milestone = {
    .path = "/contracts/{id}/progress/{id}",
    .may = MAY_WORK,
    .input = change_input,
    .show = show_one,
    .save = change,
    .save_methods = HTTP_POST,
    .help = "Change a step.",
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
