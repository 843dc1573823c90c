/* Names of entries as they may stand in an archive that leaves. */
#ifndef CLEAN_ARCHIVE_NAME_H
#define CLEAN_ARCHIVE_NAME_H

#include "clean/cleaning.h"

/* The names of one archive that are taken; zeroed at first. */
struct archive_names {
    uint64_t *slots; /* hashes */
    uint32_t n, room;
};

/* An entry keeps this name. */
void archive_names_take(struct archive_names *names, struct arena *a, struct str name);

/*
 * The name as UTF-8 and beneath the folder that it is unpacked to; one that had to be made and is
 * taken gets a number. Memory of the cleaning, or `name` itself when nothing is wrong with it; "":
 * nothing is left of it.
 */
struct str archive_name_mended(struct cleaning *c, struct archive_names *names, struct str name);

#endif
