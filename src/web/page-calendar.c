/* A month of all contracts, drawn. */
#include "text/calendar.h"
#include "web/month.h"

static int show(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct view *v = view_new(c->q->arena);
    int32_t first = month_first(c);
    struct due_filter filter = {
        .from = first, .to = calendar_add_months(first, 1) - 1, .done_too = true};
    struct due_rows due;

    if (act_due(c->act, &filter, &due, err) < 0) {
        return -1;
    }
    month_fill(c, v, first, &due);
    view_str(v, "title", str_of(SAY(c, TR_ID("Calendar"))));
    view_flag(v, "nav_due", true);
    return page_render(c, "calendar", v, r, err);
}

static const struct page_input query[] = {
    MONTH_INPUT,
    {},
};

const struct page page_calendar = {
    .path = "/calendar",
    .may = MAY_READ,
    .query = query,
    .show = show,
    .help = "A month of all contracts.",
};
