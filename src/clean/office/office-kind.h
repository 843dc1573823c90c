/* What kind an office file is. */
#ifndef CLEAN_OFFICE_KIND_H
#define CLEAN_OFFICE_KIND_H

#include "clean/office/office-part.h"

/* The kind by the list of content types, and what it becomes without macros. */
int office_kind_find(struct office *o, struct err *err) MUST_USE;

/* It stays of the kind that it is: some of its macros cannot go. */
void office_kind_keep(struct office *o);

#endif
