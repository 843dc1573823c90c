/* The page of one duty, which forms of other files come back to. */
#ifndef WEB_PAGE_DUTY_H
#define WEB_PAGE_DUTY_H

#include "web/say.h"

/* The duty of c->ids[0] with everything people do to it. */
int page_duty_show(const struct page_call *c, struct http_response *r, struct err *err) MUST_USE;

/*
 * Loads the duty and fills its head for the pages that change it: say_duty's names, quote in its
 * text (before, quote, after), the contract's crumbs and menu, `version`, `is_moved`.
 */
int page_duty_head(const struct page_call *c, struct view *v, int64_t id, struct duty *ret,
                   struct err *err) MUST_USE;

#endif
