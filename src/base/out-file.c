/* Files that appear whole or not at all; see out-file.h. */
#include "base/out-file.h"

#include "base/heap.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A plain file made by mkstemp is private; give it what any new file would get. */
static void open_to_others(int fd)
{
    mode_t mask = umask(0);

    umask(mask);
    (void)fchmod(fd, 0666 & ~mask);
}

int out_file_open(struct out_file *o, const char *path, struct err *err)
{
    struct stat st;
    bool direct = stat(path, &st) == 0 && !S_ISREG(st.st_mode);
    char *temporary = NULL;
    int fd;

    if (direct && S_ISDIR(st.st_mode)) {
        return err_set(err, ERR_INVALID, "'%s' is a folder", path);
    }
    if (direct) {
        fd = open(path, O_WRONLY | O_CLOEXEC);
    } else {
        temporary = heap_printf("%s.XXXXXX", path);
        fd = mkostemp(temporary, O_CLOEXEC);
    }
    if (fd < 0) {
        int number = errno;

        free(temporary);
        return err_set(err, err_kind_of(number), "'%s' could not be written: %s", path,
                       err_reason(number));
    }
    if (!direct) {
        open_to_others(fd);
    }
    *o = (struct out_file){
        .file = fdopen(fd, "wb"), .path = heap_copy(path), .temporary = temporary};
    if (o->file == NULL) {
        die_out_of_memory(0);
    }
    return 0;
}

const char *out_file_name(const struct out_file *o)
{
    return o->temporary == NULL ? o->path : o->temporary;
}

int out_file_commit(struct out_file *o, uint64_t *ret_bytes, struct err *err)
{
    struct stat st;
    bool bad = ferror(o->file) != 0;

    errno = 0;
    bad |= fflush(o->file) != 0; /* tries again what failed, and says why it did */
    int number = errno;

    bad |= fclose(o->file) != 0;
    o->file = NULL;
    if (bad) {
        number = number == 0 ? errno : number;
        return number == 0 ? err_set(err, ERR_IO, "'%s' could not be written completely", o->path)
                           : err_set(err, ERR_IO, "'%s' could not be written: %s", o->path,
                                     err_reason(number));
    }
    if (ret_bytes != NULL) {
        *ret_bytes = stat(out_file_name(o), &st) == 0 ? (uint64_t)st.st_size : 0;
    }
    if (o->temporary != NULL && rename(o->temporary, o->path) != 0) {
        return err_set(err, err_kind_of(errno), "'%s' could not be put in place: %s", o->path,
                       err_reason(errno));
    }
    free(o->temporary);
    o->temporary = NULL;
    return 0;
}

void out_file_done(struct out_file *o)
{
    if (o->file != NULL) {
        fclose(o->file);
    }
    if (o->temporary != NULL) {
        unlink(o->temporary);
    }
    free(o->temporary);
    free(o->path);
    *o = (struct out_file){};
}
