/*
 * The sets that are handed in, on the page of deliverables: those that were made, the form for
 * more, and what was let pass.
 */
#ifndef WEB_PACKAGES_H
#define WEB_PACKAGES_H

#include "web/page.h"

/* Fills `packages`, `profiles` and what the form had, `allowed`. */
int packages_fill(const struct page_call *c, struct view *v, int64_t contract,
                  struct err *err) MUST_USE;

#endif
