/* Opens a file and has it read by a confined child. */
#include "read/read.h"

#include "read/confine.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

/* What can be said before anything is read. */
static int look_at(int fd, struct err *err)
{
    struct stat st;

    if (fstat(fd, &st) < 0) {
        return err_set(err, ERR_IO, "it could not be looked at: %s", err_reason(errno));
    }
    if (S_ISDIR(st.st_mode)) {
        err_set(err, ERR_UNSUPPORTED, "it is a folder");
        return err_hint(err, "name the files in it");
    }
    if (S_ISREG(st.st_mode) && st.st_size > READ_MAX_TEXT_BYTES) {
        err_set(err, ERR_LIMIT, "the file is too large: %lld MB, at most %d MB",
                (long long)st.st_size / 1024 / 1024, READ_MAX_TEXT_BYTES / 1024 / 1024);
        return err_hint(err, "cut it in parts");
    }
    return 0;
}

int read_file(struct arena *a, const char *path, const struct read_options *options,
              struct doc *ret_doc, struct err *err)
{
    const char *name = options->name == NULL ? path : options->name;
    int fd = strcmp(path, "-") == 0 ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC);

    if (fd < 0) {
        return err_set(err, errno == ENOENT ? ERR_NOT_FOUND : ERR_DENIED,
                       "'%s' could not be opened: %s", name, err_reason(errno));
    }
    struct doc doc = {.name = arena_str(a, str_of(name))};
    int r = look_at(fd, err);

    if (r == 0) {
        r = confine_read(a, fd, options, &doc, err);
    }
    close(fd);
    if (r < 0) {
        return err_in(err, "'%s'", name);
    }
    *ret_doc = doc;
    return 0;
}
