/*
 * Fields of a form from the inputs a page declares (page.h): the template {{>field}} shows one. A
 * page whose form says no more than its inputs do needs no fields of its own.
 */
#ifndef WEB_FORM_H
#define WEB_FORM_H

#include "web/page.h"

/*
 * Adds to the list `fields` of the view each input of `page` that a person fills in (records and
 * `version` are hidden inputs, which the form holds itself): with what was typed and its fault when
 * it is the page of the call, else with in_NAME of the view as filled so far.
 */
void form_fields(const struct page_call *c, const struct page *page, struct view *v);

/*
 * The general form: what comes back when a form that has no page of its own (an action posted from
 * somewhere) needs mending. Every declared input, hidden ones too, with what is wrong with it.
 */
int form_show(const struct page_call *c, struct http_response *r, struct err *err) MUST_USE;

#endif
