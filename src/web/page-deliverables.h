/* The page of deliverables, to which forms of files and sets come back. */
#ifndef WEB_PAGE_DELIVERABLES_H
#define WEB_PAGE_DELIVERABLES_H

#include "web/page.h"

/* Shows it, with the files and sets. */
int page_deliverables_show(const struct page_call *c, struct http_response *r,
                           struct err *err) MUST_USE;

#endif
