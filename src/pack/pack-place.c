/*
 * How a package comes to be in its place; see pack-place.h. The folder beside is closed to others;
 * what is made in it has the modes that the umask gives. Files and folders are synchronised before
 * the rename, and the folder that holds the name after it: a machine that stops then has all of the
 * package or none of it.
 */
#include "pack/pack-place.h"

#include "base/folder.h"
#include "base/heap.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    CHUNK_BYTES = 256 * 1024,
    NEW_FOLDER_MODE = 0777,
    NEW_FILE_MODE = 0666,
    MAX_DEPTH = 32,
    OPEN_FOLDERS = 16,
};

static int fail_to_make(struct err *err, const char *path)
{
    int number = errno;

    err_set(err, ERR_IO, "'%s' could not be made: %s", path, err_reason(number));
    return number == ENOSPC || number == EDQUOT
               ? err_hint(err,
                          "nothing was left behind; make room, or name a folder on another disk")
               : -1;
}

int pack_place_open(struct pack_place *p, struct arena *a, const char *out, struct err *err)
{
    struct pack_place place = {.arena = a, .out = out};
    struct str name = str_of(out);
    size_t end = name.n - (name.n > 1 && str_ends(name, STR("/")));
    char *hull = (char *)(uintptr_t)arena_printf(a, "%.*s.XXXXXX", (int)end, out).p;

    stop_hold(&place.stop);
    if (mkdtemp(hull) == NULL) {
        int status = fail_to_make(err, out);

        stop_release(&place.stop);
        return status;
    }
    place.hull = hull;
    place.folder = arena_printf(a, "%s/package", hull).p;
    *p = place;
    return mkdir(place.folder, NEW_FOLDER_MODE) < 0 ? fail_to_make(err, place.folder) : 0;
}

const char *pack_place_path(const struct pack_place *p, struct str name)
{
    return arena_printf(p->arena, "%s/%.*s", p->folder, STR_ARG(name)).p;
}

int pack_place_check(const struct pack_place *p, struct err *err)
{
    return stop_is_asked(&p->stop) ? err_set(err, ERR_INTERNAL, "the program was told to end") : 0;
}

/* ---- files ---- */

int pack_place_way(const struct pack_place *p, struct str name, struct err *err)
{
    char *path = (char *)(uintptr_t)pack_place_path(p, name);

    for (char *at = path + strlen(p->folder) + 1; *at != '\0'; at++) {
        if (*at == '/') {
            *at = '\0';
            if (mkdir(path, NEW_FOLDER_MODE) < 0 && errno != EEXIST) {
                return fail_to_make(err, path);
            }
            *at = '/';
        }
    }
    return 0;
}

int pack_place_file(const struct pack_place *p, struct str name, int *ret_fd, struct err *err)
{
    const char *path = pack_place_path(p, name);

    if (pack_place_check(p, err) < 0 || pack_place_way(p, name, err) < 0) {
        return -1;
    }
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, NEW_FILE_MODE);

    if (fd < 0 && errno == EEXIST) {
        err_set(err, ERR_CONFLICT, "two files of a set would be called '%.*s'", STR_ARG(name));
        return err_hint(err, "rename one of them in the folder");
    }
    if (fd < 0) {
        return fail_to_make(err, path);
    }
    *ret_fd = fd;
    return 0;
}

static int write_all(int fd, const char *bytes, size_t n)
{
    while (n > 0) {
        ssize_t wrote = write(fd, bytes, n);

        if (wrote < 0 && errno != EINTR) {
            return -1;
        }
        bytes += MAX(wrote, (ssize_t)0);
        n -= (size_t)MAX(wrote, (ssize_t)0);
    }
    return 0;
}

static int copy_bytes(const struct pack_place *p, const char *path, int from, struct str name,
                      int to, struct err *err)
{
    char *chunk AUTO_FREE = heap_room(CHUNK_BYTES);
    ssize_t n;

    while ((n = read(from, chunk, CHUNK_BYTES)) != 0) {
        if (n < 0 && errno != EINTR) {
            return err_set(err, ERR_IO, "'%s' could not be read: %s", path, err_reason(errno));
        }
        if (pack_place_check(p, err) < 0) {
            return -1;
        }
        if (n > 0 && write_all(to, chunk, (size_t)n) < 0) {
            return fail_to_make(err, pack_place_path(p, name));
        }
    }
    return 0;
}

int pack_place_copy(const struct pack_place *p, const char *from, struct str name, struct err *err)
{
    int source = open(from, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    int fd = -1;

    if (source < 0) {
        return err_set(err, ERR_IO, "'%s' could not be opened: %s", from, err_reason(errno));
    }
    int status = pack_place_file(p, name, &fd, err);

    if (status == 0) {
        status = copy_bytes(p, from, source, name, fd, err);
    }
    close(source);
    if (fd >= 0 && close(fd) < 0 && status == 0) {
        status = fail_to_make(err, pack_place_path(p, name));
    }
    return status;
}

/* ---- all of it ---- */

static int sync_one(const char *path, int flags, struct err *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | flags);
    int status = fd < 0 || fsync(fd) < 0 ? fail_to_make(err, path) : 0;

    if (fd >= 0) {
        close(fd);
    }
    return status;
}

/* The files of a folder, the folders in it, then itself. */
static int sync_folder(const struct pack_place *p, const char *path, int depth, struct err *err)
{
    struct folder folder = {};
    int status = depth > MAX_DEPTH ? err_set(err, ERR_LIMIT, "'%s' lies too deep", path)
                                   : folder_read(p->arena, path, &folder, err);

    for (uint32_t i = 0; status == 0 && i < folder.names.n; i++) {
        const char *inner = folder_path(p->arena, str_of(path), folder.names.v[i]).p;
        struct stat st;

        if (lstat(inner, &st) < 0) {
            status = fail_to_make(err, inner);
        } else {
            status = S_ISDIR(st.st_mode) ? sync_folder(p, inner, depth + 1, err)
                                         : sync_one(inner, 0, err);
        }
    }
    return status < 0 ? -1 : sync_one(path, O_DIRECTORY, err);
}

/* The folder that holds the name; a system that cannot synchronise it has done so anyway. */
static void sync_above(const struct pack_place *p)
{
    char *copy AUTO_FREE = heap_copy(p->out);
    size_t end = strlen(copy);

    while (end > 1 && copy[end - 1] == '/') {
        end--;
    }
    while (end > 0 && copy[end - 1] != '/') {
        end--;
    }
    copy[end] = '\0';
    int fd = open(end == 0 ? "." : copy, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (fd >= 0) {
        (void)fsync(fd);
        close(fd);
    }
}

int pack_place_put(struct pack_place *p, struct err *err)
{
    if (pack_place_check(p, err) < 0 || sync_folder(p, p->folder, 0, err) < 0) {
        return -1;
    }
    /* Not over a folder that came to be meanwhile. */
    if (renameat2(AT_FDCWD, p->folder, AT_FDCWD, p->out, RENAME_NOREPLACE) < 0) {
        return err_set(err, errno == EEXIST ? ERR_CONFLICT : ERR_IO,
                       "'%s' could not be put in place: %s", p->out, err_reason(errno));
    }
    rmdir(p->hull);
    p->hull = NULL;
    sync_above(p);
    return 0;
}

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *at)
{
    return remove(path);
}

void pack_place_drop(struct pack_place *p)
{
    if (p->hull != NULL) {
        nftw(p->hull, remove_one, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS);
        p->hull = NULL;
    }
    stop_release(&p->stop);
}
