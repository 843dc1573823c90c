/* Files that come in; see upload.h. */
#include "act/upload.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static void close_fd(int *fd)
{
    if (*fd >= 0) {
        close(*fd);
    }
}

static int fail_read(struct err *err)
{
    return err_set(err, ERR_IO, "the uploaded file could not be read: %s", err_reason(errno));
}

int upload_keep(struct act *act, struct str path, struct str name, struct blob *ret,
                struct err *err)
{
    enum { PIECE = 64 * 1024 };
    struct blob_writer *w;
    struct stat st;
    int fd CLEANUP(close_fd) = open(arena_str(act->arena, path).p, O_RDONLY | O_CLOEXEC);
    char *piece = arena_alloc(act->arena, PIECE);
    ssize_t n;

    if (fd < 0 || fstat(fd, &st) < 0) {
        return fail_read(err);
    }
    if (blob_begin(desk_store(act->desk), st.st_size, &w, err) < 0) {
        return -1;
    }
    while ((n = read(fd, piece, PIECE)) != 0) {
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n < 0 || blob_add(w, piece, (size_t)n, err) < 0) {
            blob_drop(w);
            return n < 0 ? fail_read(err) : -1;
        }
    }
    if (blob_finish(w, ret, err) < 0) {
        return -1;
    }
    ret->name = name;
    return 0;
}
