/* "/" leads to the contracts, so that there is one address for them. */
#include "web/page.h"

#include "base/tr.h"

static int show(const struct page_call *c, struct http_response *r, struct err *err)
{
    return page_go(r, NULL, "/contracts");
}

const struct page page_start = {
    .path = "/",
    .may = MAY_READ,
    .show = show,
    .help = "Leads to the contracts.",
};
