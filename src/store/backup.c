/*
 * A copy of the desk while it is in use: first the database, as one consistent file (SQLite's
 * VACUUM INTO), then every file of blobs/. Files are never changed and never removed, so those of
 * the moment of the copy are all there. What is copied is synced before it is called done.
 */
#include "store/inner.h"

#include "base/folder.h"
#include "base/heap.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { COPY_BYTES = 1024 * 1024 };

static int fail_copy(struct err *err, const char *path)
{
    return err_set(err, ERR_IO, "\"%s\" cannot be copied: %s", path, err_reason(errno));
}

static char *join(const char *folder, const char *name)
{
    return heap_printf("%s/%s", folder, name);
}

static int sync_path(const char *path, struct err *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    int result = fd < 0 || fsync(fd) < 0 ? fail_copy(err, path) : 0;

    if (fd >= 0) {
        close(fd);
    }
    return result;
}

static int copy_bytes(int from, int to)
{
    ssize_t n;

    while ((n = copy_file_range(from, NULL, to, NULL, COPY_BYTES, 0)) > 0) {
    }
    return n < 0 || fsync(to) < 0 ? -1 : 0;
}

static int copy_file(const char *from, const char *to, struct err *err)
{
    int source = open(from, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    int target = source < 0 ? -1 : open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0400);
    int result = target < 0 || copy_bytes(source, target) < 0 ? fail_copy(err, from) : 0;

    if (source >= 0) {
        close(source);
    }
    if (target >= 0) {
        close(target);
    }
    return result;
}

static bool is_blob_folder(const char *name)
{
    return strlen(name) == 2 && strspn(name, "0123456789abcdef") == 2;
}

/* A file that is still being written begins with a dot. */
static bool is_blob(const char *name)
{
    return name[0] != '.';
}

/* Copies what is wanted of a folder, each by `copy`. */
static int copy_each(const char *from, const char *to, bool (*is_wanted)(const char *name),
                     int (*copy)(const char *from, const char *to, struct err *err),
                     struct err *err)
{
    struct arena a CLEANUP(arena_done) = {};
    struct folder folder = {};
    int result = folder_read(&a, from, &folder, err);

    if (result == 0 && mkdir(to, 0700) < 0 && errno != EEXIST) {
        result = fail_copy(err, from);
    }
    for (uint32_t i = 0; i < folder.names.n && result == 0; i++) {
        struct str name = folder.names.v[i];

        if (is_wanted(name.p)) {
            result = copy(folder_path(&a, str_of(from), name).p,
                          folder_path(&a, str_of(to), name).p, err);
        }
    }
    return result < 0 ? -1 : sync_path(to, err);
}

static int copy_folder(const char *from, const char *to, struct err *err)
{
    return copy_each(from, to, is_blob, copy_file, err);
}

static int copy_blobs(const char *from, const char *to, struct err *err)
{
    return copy_each(from, to, is_blob_folder, copy_folder, err);
}

static int make_folder(const char *folder, struct err *err)
{
    if (mkdir(folder, 0700) == 0) {
        return 0;
    }
    if (errno != EEXIST) {
        return err_set(err, ERR_IO, "the folder \"%s\" cannot be made: %s", folder,
                       err_reason(errno));
    }
    struct arena a CLEANUP(arena_done) = {};
    struct folder there;

    if (folder_read(&a, folder, &there, err) < 0) {
        return -1;
    }
    return there.names.n == 0
               ? 0
               : err_set(err, ERR_CONFLICT, "the folder \"%s\" is not empty", folder);
}

int store_backup(struct store *s, const char *folder, struct err *err)
{
    char *file AUTO_FREE = store_path(s, "desk.sqlite");
    char *copy AUTO_FREE = join(folder, "desk.sqlite");
    char *blobs AUTO_FREE = store_path(s, "blobs");
    char *blob_copy AUTO_FREE = join(folder, "blobs");
    struct db_options options = store_db_options(s, true);
    struct db *db = NULL;

    if (make_folder(folder, err) < 0 || db_open(file, &options, &db, err) < 0) {
        return -1;
    }
    int result = db_copy_to(db, copy, err);

    db_close(db);
    if (result == 0 && chmod(copy, 0600) < 0) {
        result = fail_copy(err, copy);
    }
    if (result < 0 || sync_path(copy, err) < 0 || copy_blobs(blobs, blob_copy, err) < 0) {
        return -1;
    }
    return sync_path(folder, err);
}
