/* A month of deadlines on a page: which month, its drawing, its list. */
#ifndef WEB_MONTH_H
#define WEB_MONTH_H

#include "web/say.h"

/* For the query of a page with a month. */
#define MONTH_INPUT                                                                                \
    {                                                                                              \
        "month", INPUT_TEXT, .max = 7, .help = TR_ID("Month of the calendar. 2026-07")             \
    }

/* First day of the month asked for, otherwise of this one. */
int32_t month_first(const struct page_call *c);

/*
 * Puts month, month_before, month_after, the drawing (calendar) and the rows that are due in it
 * (month_due). Rows in order of time; those of other months are passed over.
 */
void month_fill(const struct page_call *c, struct view *v, int32_t first,
                const struct due_rows *due);

#endif
