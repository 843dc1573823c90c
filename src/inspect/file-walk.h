/* Which files a person means who names files and folders. */
#ifndef INSPECT_FILE_WALK_H
#define INSPECT_FILE_WALK_H

#include "base/arena.h"
#include "base/err.h"
#include "base/vec.h"

#include <sys/types.h>

enum { FILE_WALK_MAX_FILES = 100000 };

enum file_walk_kind {
    FILE_WALK_FILE,
    FILE_WALK_CLOSED, /* what could not be opened: a folder, or a name that is gone again */
    FILE_WALK_NO_FILE /* a link in a folder, a device, a pipe: it is not followed */
};

struct file_walk_entry {
    enum file_walk_kind kind;
    const char *why;     /* it is no file (translated); NULL = it is */
    struct str path;     /* ends in a NUL */
    struct str relative; /* to the folder that was named: "report.docx", "annex/data.xlsx" */
    int64_t bytes;       /* of a file */
};

struct file_walk {
    VEC(struct file_walk_entry) entries;
    /* A folder that is left out wherever it is met in another. */
    bool has_left_out;
    dev_t device;
    ino_t inode;
};

/*
 * Adds a path that a person named, a link to something too: a file, or all that is in a folder, in
 * the order of names. ERR_NOT_FOUND: there is no such path. ERR_LIMIT: more than
 * FILE_WALK_MAX_FILES.
 */
int file_walk_add(struct arena *a, struct file_walk *w, const char *path, struct err *err) MUST_USE;

#endif
