/* Inspector of zip archives: names, packing, and every file in them. */
#ifndef INSPECT_ARCHIVE_H
#define INSPECT_ARCHIVE_H

#include "inspect/found.h"

bool archive_recognise(struct str bytes);
void archive_inspect(struct found *f, struct str bytes);

/* Whether a file of this name is one that systems and programs leave behind. */
bool archive_is_junk(struct str name);

#endif
