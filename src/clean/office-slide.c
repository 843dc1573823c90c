/* Presentations; see office.h. */
#include "clean/office.h"

int office_slide_plan(struct office *o, struct err *err)
{
    return 0;
}

bool office_slide_concerns(const struct office *o, const struct office_part *part)
{
    return false;
}

void office_slide_edit(struct office_edit *e)
{
}
