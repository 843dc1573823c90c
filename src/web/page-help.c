/* What the desk is and how to get on with it; the model of a page that only shows. */
#include "web/page.h"

#include "base/tr.h"

static int show(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct view *v = view_new(c->q->arena);

    view_str(v, "title", str_of(tr_in(page_language(c), "How to use the desk")));
    return page_render(c, "help", v, r, err);
}

const struct page page_help = {
    .path = "/help",
    .may = MAY_READ,
    .show = show,
    .help = "What the desk is for and where to begin.",
};
