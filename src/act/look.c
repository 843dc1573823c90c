/* Files that come in are looked through; see look.h. */
#include "act/look.h"

#include "act/names.h"
#include "inspect/inspect-one.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

/* Looks through what is open, and closes it. */
static int look_and_close(struct act *act, int64_t contract, int fd, struct str name,
                          struct inspect_file *ret, struct err *err)
{
    struct confine_child child = {};
    const struct personal_lists *lists;
    int status = act_names_lists(act, contract, &lists, err);

    if (status == 0) {
        const struct inspect_one how = {.name = name, .lists = lists};

        status = inspect_one_start(fd, &how, &child, err);
    }
    close(fd);
    if (status < 0) {
        return -1;
    }
    *ret = (struct inspect_file){.path = name};
    inspect_one_end(act->arena, &child, ret);
    return 0;
}

int look_at_path(struct act *act, int64_t contract, struct str path, struct str name,
                 struct inspect_file *ret, struct err *err)
{
    int fd = open(arena_str(act->arena, path).p, O_RDONLY | O_CLOEXEC);

    if (fd < 0) {
        return err_set(err, ERR_IO, "the uploaded file could not be read: %s", err_reason(errno));
    }
    return look_and_close(act, contract, fd, name, ret, err);
}

int look_at_blob(struct act *act, int64_t contract, const struct blob *blob,
                 struct inspect_file *ret, struct err *err)
{
    int64_t bytes;
    int fd;

    if (blob_open(desk_store(act->desk), blob->sha256, &fd, &bytes, err) < 0) {
        return -1;
    }
    return look_and_close(act, contract, fd, blob->name, ret, err);
}

uint32_t look_grave(const struct inspect_file *file)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < file->findings.n; i++) {
        n += file->findings.v[i].rule->severity <= INSPECT_HIGH;
    }
    return n;
}
