/*
 * A zip archive being written (PKWARE APPNOTE 6.3): entries copied as they are packed, and new
 * ones. Nothing but names, contents and what is told here gets in: no comments, no extra fields.
 */
#ifndef CLEAN_ZIP_WRITE_H
#define CLEAN_ZIP_WRITE_H

#include "base/buf.h"
#include "read/package.h"

/* Among the flags of an entry: its name is UTF-8. */
enum { ZIP_WRITE_UTF_8 = 0x0800 };

struct zip_write {
    struct buf *out;
    struct buf directory;
    uint32_t count;
    bool keeps_times; /* false: all entries get the first day that zip knows, 1980-01-01 */
};

/* Writes behind what is in `out`, which must be empty and stays the caller's. */
void zip_write_init(struct zip_write *z, struct buf *out, bool keeps_times);
void zip_write_done(struct zip_write *z);

/* An entry as it is packed elsewhere. */
void zip_write_copy(struct zip_write *z, struct str name, const struct package_packed *packed);

/*
 * An entry with new bytes, for `old`, whose attributes and time it takes. Packs as small as needed
 * to be no larger than the old one, if it can. ERR_INTERNAL.
 */
int zip_write_new(struct zip_write *z, struct str name, const struct package_packed *old,
                  struct str bytes, struct err *err) MUST_USE;

/*
 * Entry number `index` of a package, under this name: as it is packed there, or with other bytes
 * when `changed` is not NULL. Errors of the package, ERR_INTERNAL.
 */
int zip_write_entry(struct zip_write *z, struct package *from, uint32_t index, struct str name,
                    const struct str *changed, struct err *err) MUST_USE;

/* The directory and the end. ERR_LIMIT: too large for a zip without extensions. */
int zip_write_end(struct zip_write *z, struct err *err) MUST_USE;

#endif
