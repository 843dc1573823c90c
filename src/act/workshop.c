/* A folder for work; see workshop.h. */
#include "act/workshop.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static int fail(struct err *err, struct str path)
{
    return err_set(err, ERR_IO, "'%s' cannot be made: %s", path.p, err_reason(errno));
}

int workshop_open(struct workshop *w, struct act *act, struct err *err)
{
    struct str uploads = arena_printf(act->arena, "%s/uploads", desk_folder(act->desk));
    struct str folder =
        arena_printf(act->arena, "%.*s/" WORKSHOP_PREFIX "XXXXXX", STR_ARG(uploads));

    *w = (struct workshop){.arena = act->arena};
    if (mkdir(uploads.p, 0700) < 0 && errno != EEXIST) {
        return fail(err, uploads);
    }
    w->folder = mkdtemp((char *)(uintptr_t)folder.p);
    return w->folder == NULL ? fail(err, folder) : 0;
}

struct str workshop_path(const struct workshop *w, const char *name)
{
    return arena_printf(w->arena, "%s/%s", w->folder, name);
}

int workshop_folder(struct workshop *w, const char *name, struct str *ret_path, struct err *err)
{
    *ret_path = workshop_path(w, name);
    return mkdir(ret_path->p, 0700) < 0 ? fail(err, *ret_path) : 0;
}

/* Copies from one descriptor to the other; the number of the error, 0 when all is there. */
static int copy(int from, int to, int64_t bytes)
{
    off_t at = 0;

    while (at < bytes) {
        ssize_t n = copy_file_range(from, &at, to, NULL, (size_t)(bytes - at), 0);

        if (n == 0 || (n < 0 && errno != EINTR)) {
            return n == 0 ? EIO : errno;
        }
    }
    return 0;
}

int workshop_fetch(struct act *act, struct str folder, struct str name, const uint8_t sha256[32],
                   struct str *ret_path, struct err *err)
{
    bool is_plain = name.n > 0 && name.p[0] != '.' && str_find(name, STR("/"), 0) < 0;
    int64_t bytes;
    int from, to, failed;

    *ret_path = arena_printf(act->arena, "%.*s/%.*s", STR_ARG(folder),
                             STR_ARG(is_plain ? name : STR("file")));
    if (blob_open(desk_store(act->desk), sha256, &from, &bytes, err) < 0) {
        return -1;
    }
    to = open(ret_path->p, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    failed = to < 0 ? errno : copy(from, to, bytes);
    close(from);
    if (to >= 0) {
        close(to);
    }
    if (failed == EEXIST) {
        return err_set(err, ERR_CONFLICT, "there are two files of the name '%.*s'", STR_ARG(name));
    }
    return failed == 0
               ? 0
               : err_set(err, ERR_IO, "'%s' cannot be made: %s", ret_path->p, err_reason(failed));
}
