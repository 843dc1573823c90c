/*
 * A contract over time as a drawing: term, steps with plan, baseline and actual days, today, dues.
 */
#ifndef WEB_SVG_TIMELINE_H
#define WEB_SVG_TIMELINE_H

#include "act/items.h"
#include "web/say.h"

/* Empty when nothing has a day. The text lives in the call's arena. */
struct str svg_timeline(const struct page_call *c, const struct contract *contract,
                        const struct item_list *milestones, const struct due_rows *due);

#endif
