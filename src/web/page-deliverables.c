/* What is handed in: form, copies, limits, due and delivered days. */
#include "web/page-deliverables.h"

#include "text/calendar.h"
#include "web/files.h"
#include "web/items.h"
#include "web/packages.h"
#include "write/words.h"

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

/* The files of the contract and what was packed of them. */
static int fill_list(const struct page_call *c, struct view *v, const struct contract *contract,
                     const struct item_list *list, struct err *err)
{
    (void)list;
    return files_fill(c, v, contract->id, err) < 0 ? -1 : packages_fill(c, v, contract->id, err);
}

static const struct items_page deliverables = {
    .type = &type_deliverable,
    .path = "deliverables",
    .title = TR_ID("Deliverables"),
    .change_title = TR_ID("Change a deliverable"),
    .added = TR_ID("The deliverable was added."),
    .changed = TR_ID("The deliverable was changed."),
    .fill_row = fill_left,
    .fill_list = fill_list,
};

static const struct page_input input[] = {
    ITEMS_VERSION,
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
    .input = input + 1,
    .show = items_show,
    .save = items_add,
    .save_methods = HTTP_POST,
    .help = "What is handed in: form, copies, limits, due and delivered days.",
    .items = &deliverables,
};

int page_deliverables_show(const struct page_call *c, struct http_response *r, struct err *err)
{
    return items_show_on(c, &page_deliverables, r, err);
}

const struct page page_deliverable = {
    .path = "/contracts/{id}/deliverables/{id}",
    .may = MAY_WORK,
    .input = input,
    .show = items_show_one,
    .save = items_change,
    .save_methods = HTTP_POST,
    .help = "Change a deliverable.",
    .items = &deliverables,
};
