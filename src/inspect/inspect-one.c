/* A file and its child; see inspect-one.h. Here is what the child does. */
#include "inspect/inspect-one.h"

#include "inspect/archive.h"
#include "inspect/found.h"
#include "inspect/inspectors.h"

struct job {
    const struct inspect_one *how;
    struct found found; /* used in the child only, as the arena */
    struct arena arena;
};

static int prepare(void *user, struct str bytes, struct err *err)
{
    struct job *job = user;

    found_init(&job->found, &job->arena, job->how->reveal);
    job->found.thorough = job->how->thorough;
    job->found.machine = job->how->machine;
    job->found.lists = job->how->lists;
    return inspectors_prepare(&job->found, bytes, err);
}

static int work(void *user, struct str bytes, int output, struct err *err)
{
    struct job *job = user;
    struct str name = job->how->name;

    job->found.mapped = bytes; /* of a shared file in memory (read/confine.c) */
    inspectors_run(&job->found, bytes, name);
    if (archive_is_junk(name)) {
        found_add(&job->found, "ZIP-295", INSPECT_STRUCTURAL, name, (struct str){});
    }
    return found_write(output, &job->found, bytes, err);
}

int inspect_one_start(int fd, const struct inspect_one *how, struct confine_child *ret_child,
                      struct err *err)
{
    struct job job = {.how = how};
    const struct confine_job confined = {
        .prepare = prepare,
        .work = work,
        .fail = found_write_error,
        .user = &job,
        .memory_bytes = how->memory_bytes,
    };

    return confine_start(fd, &confined, ret_child, err);
}

void inspect_one_fail(struct arena *a, struct inspect_file *file, const struct err *err)
{
    file->state = err->kind == ERR_UNSUPPORTED ? INSPECT_REFUSED : INSPECT_UNREADABLE;
    file->why = arena_str(a, str_of(err->message));
}

void inspect_one_end(struct arena *a, struct confine_child *child, struct inspect_file *file)
{
    struct err err = {};

    if (confine_wait(child, &err) < 0 || found_read(a, child->output, file, &err) < 0) {
        inspect_one_fail(a, file, &err);
    }
    confine_close(child);
}
