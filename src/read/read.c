/* Opens a file and hands it to the reader that recognises it. */
#include "read/read.h"

#include "read/readers.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

/* All bytes of a descriptor into arena memory. */
static int slurp(struct arena *a, int fd, const char *path, struct str *ret_bytes, struct err *err)
{
    struct stat st;
    size_t room = 64 * 1024;
    size_t n = 0;

    if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode)) {
        if (st.st_size > READ_MAX_TEXT_BYTES) {
            return err_set(err, ERR_LIMIT, "'%s' is too large (%lld bytes)", path,
                           (long long)st.st_size);
        }
        room = (size_t)st.st_size + 1;
    }
    char *bytes = arena_alloc(a, room);

    for (;;) {
        if (n == room) {
            char *more = arena_alloc(a, room * 2);

            memcpy(more, bytes, n);
            bytes = more;
            room *= 2;
        }
        ssize_t got = read(fd, bytes + n, room - n);

        if (got < 0) {
            return err_set(err, errno == EISDIR ? ERR_UNSUPPORTED : ERR_IO,
                           "'%s' could not be read: %s", path, strerror(errno));
        }
        if (got == 0) {
            break;
        }
        n += (size_t)got;
        if (n > READ_MAX_TEXT_BYTES) {
            return err_set(err, ERR_LIMIT, "'%s' is too large", path);
        }
    }
    *ret_bytes = (struct str){.p = bytes, .n = n};
    return 0;
}

int read_file(struct arena *a, const char *path, const struct read_options *options,
              struct doc *ret_doc, struct err *err)
{
    int fd = strcmp(path, "-") == 0 ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC);

    if (fd < 0) {
        return err_set(err, errno == ENOENT ? ERR_NOT_FOUND : ERR_DENIED,
                       "'%s' could not be opened: %s", path, strerror(errno));
    }
    struct str bytes;
    int r = slurp(a, fd, path, &bytes, err);

    close(fd);
    if (r < 0) {
        return r;
    }
    *ret_doc = (struct doc){.name = arena_str(a, str_of(path))};
    const struct reader *reader;
    void *state = NULL;

    if (readers_find(bytes, &reader, err) < 0 ||
        (reader->prepare != NULL && reader->prepare(a, bytes, options, &state, err) < 0) ||
        reader->read(a, bytes, options, state, ret_doc, err) < 0) {
        return err_in(err, "'%s'", path);
    }
    return 0;
}
