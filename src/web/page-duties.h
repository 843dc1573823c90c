/* The register page, which forms of other files come back to. */
#ifndef WEB_PAGE_DUTIES_H
#define WEB_PAGE_DUTIES_H

#include "web/page.h"

/* Shows the register of c->ids[0], filtered by its query. */
int page_duties_show(const struct page_call *c, struct http_response *r, struct err *err) MUST_USE;

#endif
