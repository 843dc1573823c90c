/* Files that get their name last; see place.h. */
#include "clean/place.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    CHUNK_BYTES = 64 * 1024,
    NEW_FOLDER_MODE = 0777,
    NEW_FILE_MODE = 0666,
    TRIES = 16, /* of a hidden name that may be taken */
};

static int fail(struct err *err, const char *name, int number)
{
    return err_set(err, err_kind_of(number), "'%s' could not be written: %s", name,
                   err_reason(number));
}

/* ---- the folder ---- */

int place_folder_open(const char *path, struct place_folder *ret_folder, struct err *err)
{
    if (mkdir(path, NEW_FOLDER_MODE) < 0 && errno != EEXIST) {
        return err_set(err, err_kind_of(errno), "the folder '%s' could not be made: %s", path,
                       err_reason(errno));
    }
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (fd < 0) {
        return err_set(err, errno == ENOTDIR ? ERR_INVALID : err_kind_of(errno),
                       "the folder '%s' could not be opened: %s", path, err_reason(errno));
    }
    *ret_folder = (struct place_folder){.path = path, .fd = fd};
    return 0;
}

void place_folder_close(struct place_folder *f)
{
    if (f->path != NULL) {
        close(f->fd);
    }
    *f = (struct place_folder){};
}

/* ---- a file ---- */

/* For file systems that know no files without a name. */
static int open_hidden(struct place_file *f)
{
    for (int i = 0; i < TRIES; i++) {
        uint64_t number = 0;

        if (getrandom(&number, sizeof(number), 0) != (ssize_t)sizeof(number)) {
            break;
        }
        snprintf(f->hidden, sizeof(f->hidden), ".itaku-%016llx", (unsigned long long)number);
        f->fd = openat(f->folder->fd, f->hidden, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
                       NEW_FILE_MODE);
        if (f->fd >= 0 || errno != EEXIST) {
            break;
        }
    }
    if (f->fd < 0) {
        f->hidden[0] = '\0';
    }
    return f->fd;
}

int place_file_open(const struct place_folder *folder, struct place_file *ret_file, struct err *err)
{
    struct place_file f = {.folder = folder};

    f.fd = folder == NULL ? memfd_create("cleaned", MFD_CLOEXEC)
                          : openat(folder->fd, ".", O_TMPFILE | O_RDWR | O_CLOEXEC, NEW_FILE_MODE);
    if (f.fd < 0 && folder != NULL && (errno == EOPNOTSUPP || errno == EISDIR || errno == ENOENT)) {
        open_hidden(&f);
    }
    if (f.fd < 0) {
        return fail(err, folder == NULL ? "-" : folder->path, errno);
    }
    *ret_file = f;
    return 0;
}

int place_file_copy(struct place_file *f, int from, uint64_t at, uint64_t bytes, struct err *err)
{
    char chunk[CHUNK_BYTES];

    while (bytes > 0) {
        ssize_t got = pread(from, chunk, (size_t)MIN(bytes, (uint64_t)sizeof(chunk)), (off_t)at);

        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            return err_set(err, ERR_IO, "the file could not be read: %s",
                           err_reason(got < 0 ? errno : EIO));
        }
        for (ssize_t done = 0; done < got;) {
            ssize_t n = write(f->fd, chunk + done, (size_t)(got - done));

            if (n < 0 && errno != EINTR) {
                return fail(err, f->folder == NULL ? "-" : f->folder->path, errno);
            }
            done += MAX(n, (ssize_t)0);
        }
        at += (uint64_t)got;
        bytes -= (uint64_t)got;
    }
    return 0;
}

/* The folder of the name, made on the way; a descriptor that the caller closes, or -1. */
static int open_parent(int root, struct arena *a, struct str relative, struct str *ret_name)
{
    int fd = openat(root, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    for (ptrdiff_t slash; fd >= 0 && (slash = str_find(relative, STR("/"), 0)) >= 0;) {
        struct str name = arena_str(a, str_sub(relative, 0, (size_t)slash));
        int next = -1;

        if (mkdirat(fd, name.p, NEW_FOLDER_MODE) == 0 || errno == EEXIST) {
            next = openat(fd, name.p, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        }
        int number = errno;

        close(fd);
        errno = number;
        fd = next;
        relative = str_sub(relative, (size_t)slash + 1, relative.n);
    }
    *ret_name = arena_str(a, relative);
    return fd;
}

/* Whether the file of that name is plain and has the same bytes. */
static bool is_same(int folder, const char *name, int fd)
{
    char mine[CHUNK_BYTES / 4];
    char other[CHUNK_BYTES / 4];
    struct stat a;
    struct stat b;
    int there = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    bool same = there >= 0 && fstat(there, &a) == 0 && fstat(fd, &b) == 0 && S_ISREG(a.st_mode) &&
                a.st_size == b.st_size;

    for (off_t at = 0; same && at < a.st_size;) {
        ssize_t n = pread(fd, mine, sizeof(mine), at);

        same =
            n > 0 && pread(there, other, (size_t)n, at) == n && memcmp(mine, other, (size_t)n) == 0;
        at += n;
    }
    if (there >= 0) {
        close(there);
    }
    return same;
}

/* 0, or an errno; a name that is taken is EEXIST. */
static int give_name(const struct place_file *f, int folder, const char *name)
{
    char self[32];

    if (f->hidden[0] != '\0') {
        return renameat2(f->folder->fd, f->hidden, folder, name, RENAME_NOREPLACE) == 0 ? 0 : errno;
    }
    snprintf(self, sizeof(self), "/proc/self/fd/%d", f->fd);
    return linkat(AT_FDCWD, self, folder, name, AT_SYMLINK_FOLLOW) == 0 ? 0 : errno;
}

int place_file_name(struct place_file *f, struct arena *a, struct str relative, struct err *err)
{
    struct str name;
    struct str shown = arena_printf(a, "%s/%.*s", f->folder->path, STR_ARG(relative));

    if (fsync(f->fd) < 0) {
        return fail(err, shown.p, errno);
    }
    int folder = open_parent(f->folder->fd, a, relative, &name);

    if (folder < 0) {
        return fail(err, shown.p, errno);
    }
    int number = give_name(f, folder, name.p);
    int outcome = PLACE_DONE;

    if (number == 0) {
        f->hidden[0] = '\0';
        (void)fsync(folder);
    } else if (number == EEXIST && is_same(folder, name.p, f->fd)) {
        outcome = PLACE_SAME;
    } else if (number == EEXIST) {
        err_set(err, ERR_CONFLICT, "'%s' is there already; nothing is overwritten", shown.p);
        outcome = err_hint(err, "take it away, or choose another folder with --out");
    } else {
        outcome = fail(err, shown.p, number);
    }
    close(folder);
    return outcome;
}

void place_file_close(struct place_file *f)
{
    if (f->hidden[0] != '\0') {
        unlinkat(f->folder->fd, f->hidden, 0);
    }
    if (f->fd > 0) {
        close(f->fd);
    }
    *f = (struct place_file){};
}
