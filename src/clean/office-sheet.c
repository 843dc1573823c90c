/* Workbooks; see office.h. */
#include "clean/office.h"

int office_sheet_plan(struct office *o, struct err *err)
{
    return 0;
}

bool office_sheet_concerns(const struct office *o, const struct office_part *part)
{
    return false;
}

void office_sheet_edit(struct office_edit *e)
{
}
