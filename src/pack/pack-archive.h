/*
 * A zip archive of files (PKWARE APPNOTE 6.3), written as they are read: neither a file nor the
 * archive is ever in memory. Nothing but names and contents gets in; times are those of 1980, so
 * that the same files give the same bytes.
 *
 *     struct pack_archive zip CLEANUP(pack_archive_drop) = {};
 *     if (pack_archive_open(&zip, "out.zip", err) < 0) ...
 *     ... pack_archive_add(&zip, STR("a/b.csv"), "/path/b.csv", err) ...
 *     return pack_archive_end(&zip, err);
 */
#ifndef PACK_PACK_ARCHIVE_H
#define PACK_PACK_ARCHIVE_H

#include "base/buf.h"
#include "base/err.h"

struct pack_archive {
    char *path; /* owned; NULL = none */
    int fd;
    uint64_t at;          /* bytes so far */
    struct buf directory; /* grows with the number of files, not with their bytes */
    uint32_t count;
};

/* A new file, which must not be there. ERR_IO, ERR_CONFLICT. */
int pack_archive_open(struct pack_archive *z, const char *path, struct err *err) MUST_USE;

/* The file at `path` under `name`. ERR_IO; ERR_LIMIT: over what a zip without extensions holds. */
int pack_archive_add(struct pack_archive *z, struct str name, const char *path,
                     struct err *err) MUST_USE;

/* The directory, and everything to the disk; *ret_bytes (may be NULL) is its size. */
int pack_archive_end(struct pack_archive *z, uint64_t *ret_bytes, struct err *err) MUST_USE;

/* Removes what was not ended. */
void pack_archive_drop(struct pack_archive *z);

#endif
