/* Inspector of zip archives: names, packing, and every file in them. */
#ifndef INSPECT_ARCHIVE_H
#define INSPECT_ARCHIVE_H

#include "inspect/found.h"

/* A zip archive by its first bytes; office files are too. */
bool archive_recognise(struct str bytes);

/* Its directory, and each member as a file in the file. */
void archive_inspect(struct found *f, struct str bytes);

/* Whether a file of this name is one that systems and programs leave behind. */
bool archive_is_junk(struct str name);

#endif
