/* A 7z archive being cleaned. */
#ifndef CLEAN_SEVEN_ZIP_H
#define CLEAN_SEVEN_ZIP_H

#include "clean/cleaning.h"

/*
 * A zip archive of its members, cleaned, when there is something to take out of one: libraries that
 * read 7z are many, those that write it few, and a zip opens everywhere. An archive in another file
 * keeps its name and therefore its kind: there it is ERR_UNSUPPORTED.
 */
int seven_zip_clean(struct cleaning *c, struct str bytes, struct buf *out, struct err *err);

#endif
