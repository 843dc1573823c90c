/* Charts of office files: values that their filters take away. */
#ifndef INSPECT_OOXML_CHART_H
#define INSPECT_OOXML_CHART_H

#include "inspect/office/ooxml-part.h"

/* Whether an element holds what a chart filters away: c15:filteredBarSeries and its like. */
static inline bool ooxml_chart_is_filter(const char *name)
{
    return name[0] == 'f' && strncmp(name, "filtered", strlen("filtered")) == 0;
}

/* XLS-244: such values that neither the chart nor a cell of the workbook shows. (ooxml-chart.c) */
void ooxml_chart_judge(struct ooxml *o, struct str chart, const struct str *values, uint32_t count);

#endif
