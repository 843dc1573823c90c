/* Columns of a sheet as people call them. */
#ifndef INSPECT_COLUMN_NAME_H
#define INSPECT_COLUMN_NAME_H

#include "base/arena.h"
#include "base/str.h"

/* "AB" of column 28; arena memory. */
struct str column_name(struct arena *a, uint32_t column);

#endif
