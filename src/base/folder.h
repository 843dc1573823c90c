/* What lies in a folder. */
#ifndef BASE_FOLDER_H
#define BASE_FOLDER_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "base/vec.h"

struct folder {
    VEC(struct str) names; /* in their order by bytes, without "." and ".."; each ends in a NUL */
};

/*
 * Reads the names of all that is in a folder: all of them or none, for what is not read to its end
 * is not known. ERR_NOT_FOUND, or ERR_IO with what the system says of it.
 */
int folder_read(struct arena *a, const char *path, struct folder *ret, struct err *err) MUST_USE;

/* The path of a name in a folder, which may be "" or end in a slash; ends in a NUL. */
struct str folder_path(struct arena *a, struct str folder, struct str name);

#endif
