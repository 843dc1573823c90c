/* Slides being cleaned. */
#ifndef CLEAN_OFFICE_SLIDE_H
#define CLEAN_OFFICE_SLIDE_H

#include "clean/office/office-edit.h"

/* What goes in such a file; as clean(): 0, UNDECIDED, or <0. */
int office_slide_plan(struct office *o, struct err *err) MUST_USE;
/* Whether a part is of PowerPoint's own and may need an edit. */
bool office_slide_concerns(const struct office *o, const struct office_part *part);
/* Makes the edits of such a part. */
void office_slide_edit(struct office_edit *e);
/* A shape goes, unless an animation uses it, which is told. */
void office_slide_remove_shape(struct office_edit *e, uint32_t shape, const char *rule);

#endif
