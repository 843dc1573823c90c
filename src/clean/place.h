/*
 * The output folder. A file is written without a name (or under a hidden one where the file system
 * knows no such files), synchronised, and only then gets its name, which must be free: whatever
 * happens before leaves nothing behind, and nothing is ever overwritten.
 */
#ifndef CLEAN_PLACE_H
#define CLEAN_PLACE_H

#include "base/arena.h"
#include "base/err.h"

/* A folder that is open; zeroed = none. */
struct place_folder {
    const char *path;
    int fd;
};

/* Makes the folder when it is missing. ERR_DENIED, ERR_NOT_FOUND, ERR_INVALID (no folder). */
int place_folder_open(const char *path, struct place_folder *ret_folder, struct err *err) MUST_USE;
void place_folder_close(struct place_folder *f);

/* A file that has no name yet. */
struct place_file {
    const struct place_folder *folder; /* NULL: in memory only */
    int fd;
    char hidden[32]; /* its name until then, when it needs one; "" = it has none */
};

/* `folder` NULL: a file in memory, for a trial. ERR_IO, ERR_DENIED. */
int place_file_open(const struct place_folder *folder, struct place_file *ret_file,
                    struct err *err) MUST_USE;

/* Copies so many bytes of another descriptor from `at` on, to the end of the file. ERR_IO. */
int place_file_copy(struct place_file *f, int from, uint64_t at, uint64_t bytes,
                    struct err *err) MUST_USE;

enum place_outcome { PLACE_DONE = 0, PLACE_SAME = 1 };

/*
 * Gives the file its name, "annex/data.xlsx", making the folders on the way; links there are not
 * followed. PLACE_SAME: a file of that name with the same bytes was there. ERR_CONFLICT: another
 * one was; ERR_IO, ERR_DENIED.
 */
int place_file_name(struct place_file *f, struct arena *a, struct str relative,
                    struct err *err) MUST_USE;

/* Drops a file that got no name; ends one that did. */
void place_file_close(struct place_file *f);

#endif
