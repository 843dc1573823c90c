/* A package as one file, to be taken away. */
#ifndef PACK_PACK_ZIP_H
#define PACK_PACK_ZIP_H

#include "base/arena.h"
#include "base/err.h"

/*
 * Writes the files of the folder, in the order of their names, into a zip at `out`, which must not
 * be there. The same files give the same bytes. ERR_IO, ERR_CONFLICT, ERR_LIMIT (over 4 GiB).
 */
int pack_zip_write(struct arena *a, const char *folder, const char *out, struct err *err) MUST_USE;

#endif
