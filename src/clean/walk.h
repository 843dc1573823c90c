/* Which files are cleaned, and where beneath the output folder each goes. */
#ifndef CLEAN_WALK_H
#define CLEAN_WALK_H

#include "base/arena.h"
#include "base/err.h"
#include "base/vec.h"

#include <sys/types.h>

struct walk_file {
    struct str path;
    struct str relative; /* to the output folder: "report.docx", "annex/data.xlsx" */
    const char *why;     /* it is no file that can be cleaned (translated); NULL = it is */
};

struct walk {
    VEC(struct walk_file) files;
    /* A folder that is left out wherever it is met: the output folder. */
    bool has_left_out;
    dev_t device;
    ino_t inode;
};

/*
 * Adds a path that a person named: a file, or all files of a folder in the order of their names.
 * Links inside folders are entries with a reason. ERR_NOT_FOUND, ERR_LIMIT.
 */
int walk_add(struct arena *a, struct walk *w, const char *path, struct err *err) MUST_USE;

#endif
