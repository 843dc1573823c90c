/* A month as a drawing: days, holidays, and how much is due on each. */
#ifndef WEB_SVG_CALENDAR_H
#define WEB_SVG_CALENDAR_H

#include "web/say.h"

/* The month of `first` (its first day); rows in any order. The text lives in the call's arena. */
struct str svg_calendar(const struct page_call *c, int32_t first, int32_t today,
                        const struct due_rows *due);

#endif
