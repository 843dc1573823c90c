/* Charts that show cells of other workbooks, or keep what they do not show. */
#ifndef CLEAN_OFFICE_CHART_H
#define CLEAN_OFFICE_CHART_H

#include "clean/office/office-edit.h"

/* Whether something of charts goes, and the part is one. */
bool office_chart_concerns(const struct office *o, const struct office_part *part);

/*
 * OOX-209: the values a chart shows become its own; XLS-244: what its filter leaves out goes. It
 * looks the same.
 */
void office_chart_edit(struct office_edit *e);

#endif
