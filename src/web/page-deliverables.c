/* What is handed in: form, copies, limits, due and delivered days. */
#include "text/calendar.h"
#include "web/files.h"
#include "web/items.h"
#include "write/words.h"

/* ---- all of a contract ---- */

/* When it is due, in words, and how long until then, unless it was handed in. */
static void fill_left(const struct page_call *c, struct view *row, const struct item *item)
{
    int32_t due = calendar_parse(item_text(item, "due_day"));
    bool is_open = str_eq(item->state, STR("open"));
    struct str words = item_text(item, "due");

    view_str(row, "due", words_rule(c->q->arena, page_language(c), words, (struct str){}));

    if (due != CALENDAR_NONE && is_open) {
        int32_t left = due - act_today(c->act);

        view_str(row, "left", say_left(c, left));
        view_flag(row, "is_late", left < 0);
    }
}

int files_show(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct view *v = view_new(c->q->arena);
    struct contract one;
    struct item_list list;

    if (say_contract(c, v, c->ids[0], "deliverables", &one, err) < 0 ||
        act_items(c->act, c->ids[0], &type_deliverable, &list, err) < 0 ||
        files_fill(c, v, c->ids[0], err) < 0 || files_fill_packages(c, v, c->ids[0], err) < 0) {
        return -1;
    }
    view_str(v, "title", str_of(SAY(c, TR_ID("Deliverables"))));
    for (uint32_t i = 0; i < list.n; i++) {
        struct view *row = view_add(v, "rows");

        items_row(c, row, &list.v[i]);
        fill_left(c, row, &list.v[i]);
    }
    return page_render(c, "deliverables", v, r, err);
}

static int add(const struct page_call *c, struct http_response *r, struct err *err)
{
    if (items_add(c, c->ids[0], &type_deliverable, err) < 0) {
        return -1;
    }
    return page_go(r, TR_ID("The deliverable was added."),
                   "/contracts/%lld/deliverables", (long long)c->ids[0]);
}

static const struct page_input add_input[] = {
    {"name", INPUT_TEXT, .is_required = true, .help = TR_ID("Name of the deliverable")},
    {"format", INPUT_TEXT, .help = TR_ID("Form. Such as PDF or paper")},
    {"copies", INPUT_TEXT, .help = TR_ID("Copies")},
    {"limit", INPUT_TEXT, .help = TR_ID("Limit. Such as 10 MB or 30 pages")},
    {"due", INPUT_TEXT, .help = TR_ID("Due, as the document says")},
    {"due_day", INPUT_DAY, .help = TR_ID("Day it is due")},
    {"day", INPUT_DAY, .help = TR_ID("Day it was handed in")},
    {"owner", INPUT_TEXT, .max = 40, .help = TR_ID("Owner")},
    {"conditions", INPUT_LINES, .max = 2000, .help = TR_ID("Conditions")},
    {"note", INPUT_LINES, .max = 4000, .help = TR_ID("Note")},
    {"state", INPUT_WORD, .choices = "open|delivered|accepted|dropped", .help = TR_ID("State")},
    {},
};

const struct page page_deliverables = {
    .path = "/contracts/{id}/deliverables",
    .may = MAY_WORK,
    .input = add_input,
    .show = files_show,
    .save = add,
    .save_methods = HTTP_POST,
    .help = "What is handed in: form, copies, limits, due and delivered days.",
};

/* ---- one ---- */

static int show_one(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct view *v = view_new(c->q->arena);
    struct contract one;
    struct item item;

    if (say_contract(c, v, c->ids[0], "deliverables", &one, err) < 0 ||
        items_load(c, c->ids[0], c->ids[1], &item, err) < 0) {
        return -1;
    }
    say_crumb(c, v, str_of(SAY(c, TR_ID("Deliverables"))), "/contracts/%lld/deliverables",
              (long long)c->ids[0]);
    view_str(v, "title", str_of(SAY(c, TR_ID("Change a deliverable"))));
    items_row(c, v, &item);
    items_form(c, v, &item);
    return page_render(c, "deliverable", v, r, err);
}

static int change(const struct page_call *c, struct http_response *r, struct err *err)
{
    if (items_change(c, c->ids[1], &type_deliverable, err) < 0) {
        return -1;
    }
    return page_go(r, TR_ID("The deliverable was changed."), "/contracts/%lld/deliverables",
                   (long long)c->ids[0]);
}

static const struct page_input change_input[] = {
    {"version", INPUT_INT, .max = INT32_MAX, .help = TR_ID("Version. As it was shown")},
    {"name", INPUT_TEXT, .is_required = true, .help = TR_ID("Name of the deliverable")},
    {"format", INPUT_TEXT, .help = TR_ID("Form. Such as PDF or paper")},
    {"copies", INPUT_TEXT, .help = TR_ID("Copies")},
    {"limit", INPUT_TEXT, .help = TR_ID("Limit. Such as 10 MB or 30 pages")},
    {"due", INPUT_TEXT, .help = TR_ID("Due, as the document says")},
    {"due_day", INPUT_DAY, .help = TR_ID("Day it is due")},
    {"day", INPUT_DAY, .help = TR_ID("Day it was handed in")},
    {"owner", INPUT_TEXT, .max = 40, .help = TR_ID("Owner")},
    {"conditions", INPUT_LINES, .max = 2000, .help = TR_ID("Conditions")},
    {"note", INPUT_LINES, .max = 4000, .help = TR_ID("Note")},
    {"state", INPUT_WORD, .choices = "open|delivered|accepted|dropped", .help = TR_ID("State")},
    {},
};

const struct page page_deliverable = {
    .path = "/contracts/{id}/deliverables/{id}",
    .may = MAY_WORK,
    .input = change_input,
    .show = show_one,
    .save = change,
    .save_methods = HTTP_POST,
    .help = "Change a deliverable.",
};
