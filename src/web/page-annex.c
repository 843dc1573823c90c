/*
 * The security annex: its items with the duties that come of them, and what differs from the known
 * edition where the desk knows it.
 */
#include "text/calendar.h"
#include "web/items.h"

/* What was read of an item beside its duties: difference, timing, evidence. */
static void fill_item(const struct item_list *items, struct str number, struct view *row)
{
    static const char *const fields[] = {"difference", "timing", "trigger", "evidence"};

    for (uint32_t i = 0; i < items->n; i++) {
        if (!str_eq(item_text(&items->v[i], "number"), number)) {
            continue;
        }
        for (size_t k = 0; k < COUNT(fields); k++) {
            view_str(row, fields[k], item_text(&items->v[i], fields[k]));
        }
        return;
    }
}

/* The first open deadline of the duty. */
static void fill_due(const struct page_call *c, const struct due_rows *due, int64_t duty,
                     struct view *row)
{
    for (uint32_t i = 0; i < due->n; i++) {
        if (due->v[i].duty == duty) {
            say_due(c, view_add(row, "next"), &due->v[i]);
            return;
        }
    }
}

static int fill_editions(const struct page_call *c, struct view *v, struct err *err)
{
    struct document_list documents;

    if (act_documents(c->act, c->ids[0], &documents, err) < 0) {
        return -1;
    }
    for (uint32_t i = 0; i < documents.n; i++) {
        if (documents.v[i].edition.n > 0 && str_eq(documents.v[i].state, STR("current"))) {
            view_str(v, "edition", documents.v[i].edition);
            view_str(v, "edition_of", documents.v[i].name);
        }
    }
    return 0;
}

static int show(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct view *v = view_new(c->q->arena);
    struct contract one;
    struct item_list items;
    struct duty_list duties;
    struct due_rows due;
    struct duty_filter filter = {.contract = c->ids[0], .annex_only = true};
    struct due_filter clocks = {
        .contract = c->ids[0], .from = CALENDAR_NONE, .to = CALENDAR_NONE, .waiting_too = true};
    int64_t done = 0;

    if (say_contract(c, v, c->ids[0], "annex", &one, err) < 0 ||
        act_items(c->act, c->ids[0], &type_item, &items, err) < 0 ||
        act_duties(c->act, &filter, &duties, NULL, err) < 0 ||
        act_due(c->act, &clocks, &due, err) < 0 || fill_editions(c, v, err) < 0) {
        return -1;
    }
    view_str(v, "title", str_of(SAY(c, TR_ID("Security annex"))));
    for (uint32_t i = 0; i < duties.n; i++) {
        struct view *row = view_add(v, "duties");
        bool is_first = i == 0 || !str_eq(duties.v[i].item, duties.v[i - 1].item);

        say_duty(c, row, &duties.v[i]);
        view_flag(row, "is_first", is_first);
        fill_item(&items, duties.v[i].item, row);
        fill_due(c, &due, duties.v[i].id, row);
        done += str_eq(duties.v[i].state, STR("done"));
    }
    view_int(v, "total", duties.n);
    view_int(v, "done_count", done);
    return page_render(c, "annex", v, r, err);
}

const struct page page_annex = {
    .path = "/contracts/{id}/annex",
    .may = MAY_READ,
    .show = show,
    .help =
        "Items of the security annex with their duties and what differs from the known edition.",
};
