/*
 * The place of a package: all of it is made in a folder beside that nobody else may enter, brought
 * to the disk, and gets its name at once. Whatever happens before leaves nothing behind: an error,
 * a full disk, Ctrl-C, the signal to end.
 *
 *     struct pack_place place CLEANUP(pack_place_drop) = {};
 *     if (pack_place_open(&place, a, "out", err) < 0) ...
 *     ... pack_place_file(&place, "1_非公表一式/a.csv", &fd, err) ...
 *     return pack_place_put(&place, err);
 */
#ifndef PACK_PACK_PLACE_H
#define PACK_PACK_PLACE_H

#include "base/arena.h"
#include "base/err.h"
#include "base/stop.h"

struct pack_place {
    struct arena *arena;
    const char *out;    /* where it goes; borrowed */
    const char *hull;   /* the folder beside, mode 0700; NULL = none, or put in place */
    const char *folder; /* in it: becomes `out`, with the mode that any new folder gets */
    struct stop stop;   /* signals wait from the opening to the end */
};

/* ERR_IO. */
int pack_place_open(struct pack_place *p, struct arena *a, const char *out,
                    struct err *err) MUST_USE;

/* The path of what is called `name` in the package; arena memory. */
const char *pack_place_path(const struct pack_place *p, struct str name);

/* Makes the folders above `name`. ERR_IO. */
int pack_place_way(const struct pack_place *p, struct str name, struct err *err) MUST_USE;

/*
 * A new file, open for writing, with the folders above it; the caller closes. ERR_CONFLICT: the
 * name is taken; ERR_IO.
 */
int pack_place_file(const struct pack_place *p, struct str name, int *ret_fd,
                    struct err *err) MUST_USE;

/* Copies the file at `from` to a new one. ERR_CONFLICT, ERR_IO; asked to end: ERR_INTERNAL. */
int pack_place_copy(const struct pack_place *p, const char *from, struct str name,
                    struct err *err) MUST_USE;

/* -1 when the program was asked to end, with an error that says so. */
int pack_place_check(const struct pack_place *p, struct err *err) MUST_USE;

/* Everything to the disk, then the name. ERR_CONFLICT: it came to be there meanwhile; ERR_IO. */
int pack_place_put(struct pack_place *p, struct err *err) MUST_USE;

/* Takes away what was not put in place; signals that waited act here. */
void pack_place_drop(struct pack_place *p);

#endif
