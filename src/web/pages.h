/* The table of pages. */
#ifndef WEB_PAGES_H
#define WEB_PAGES_H

#include "web/page.h"

/* All pages and operations, NULL at the end. */
extern const struct page *const pages[];

#endif
