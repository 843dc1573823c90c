/* Charts of workbooks that show cells of other workbooks. */
#ifndef CLEAN_OFFICE_CHART_H
#define CLEAN_OFFICE_CHART_H

#include "clean/office/office-edit.h"

/* Whether links of charts go, and the part is one. */
bool office_chart_concerns(const struct office *o, const struct office_part *part);

/* OOX-209: the values a chart shows become its own; it looks the same. */
void office_chart_edit(struct office_edit *e);

#endif
