/* Shapes of slides and of sheets being cleaned. */
#ifndef CLEAN_OFFICE_DRAWING_H
#define CLEAN_OFFICE_DRAWING_H

#include "clean/office/office-edit.h"

/* Which words in shapes of slides and sheets go. */
void office_drawing_plan(struct office *o);
bool office_drawing_concerns(const struct office *o, const struct office_part *part);
void office_drawing_edit(struct office_edit *e);

#endif
