/* One line of a history, as every page shows it (part history-list.html). */
#ifndef WEB_HISTORY_ROW_H
#define WEB_HISTORY_ROW_H

#include "act/act.h"
#include "web/page.h"

/* Adds the entry to the list `history`: what was done by whom and when, what was decided. */
struct view *history_row(const struct page_call *c, struct view *v, const struct history_entry *e);

#endif
