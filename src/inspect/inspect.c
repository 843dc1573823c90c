/*
 * A confined child for each file. With several files a crew (crew.h) shares them out, a foreman a
 * processor: it starts the children, one ahead so that none is idle while a disk is read, and takes
 * the fingerprint of a file while its child works. The largest files go first: a large one that
 * began last would keep one processor at work and the others waiting.
 */
#include "inspect/inspect.h"

#include "base/now.h"
#include "inspect/crew.h"
#include "inspect/deliver/profile.h"
#include "inspect/file-walk.h"
#include "inspect/fingerprint.h"
#include "inspect/found.h"
#include "inspect/inspect-one.h"
#include "read/confine.h"
#include "read/package.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    MAX_CHILDREN = 2,       /* of a foreman, at a time */
    FILE_BYTES = 32 * 1024, /* a file of no bytes takes as long as so many bytes of one */
};

/* A file that is to be inspected. */
struct task {
    uint32_t file; /* index */
    int64_t work;  /* what it may take: its bytes and FILE_BYTES */
};

struct slot {
    struct confine_child child;
    uint32_t task;      /* index */
    struct stat before; /* as it was when the child began */
};

struct run {
    struct arena *arena;
    const struct inspect_options *options;
    struct inspect_report *report;
    VEC(struct task) tasks;
    struct crew *crew; /* of a foreman; NULL: this process reports itself … */
    bool *is_told;     /* … and these tasks are done */
    uint32_t next;     /* the first that may not be */
    struct slot slots[MAX_CHILDREN];
    uint32_t busy, room; /* slots in use, from the first on; as many as may be */
    size_t done;         /* files */
    int64_t work, work_done, started_ms;
    uint64_t memory_bytes; /* of this process, as it began: the report adds little */
    struct fingerprint fingerprint;
};

/* ---- a file ---- */

/* The checks of tables for a file: all that were asked for, or those of its part of the profile. */
static const struct machine *machine_of(const struct inspect_options *how, struct str path)
{
    struct str name = str_sub(path, how->folder_bytes, path.n);

    if (how->machine != NULL || how->profile == NULL) {
        return how->machine;
    }
    return profile_wants_machine(how->profile, name) ? &how->profile->machine : NULL;
}

/* Starts a child on the file. <0: none was started. */
static int start_file(struct run *r, int fd, struct slot *slot, struct inspect_file *file,
                      struct err *err)
{
    const struct inspect_one how = {.name = str_file_name(file->path),
                                    .reveal = r->options->reveal,
                                    .thorough = r->options->thorough,
                                    .machine = machine_of(r->options, file->path),
                                    .lists = r->options->lists,
                                    .memory_bytes = r->memory_bytes};

    if (fstat(fd, &slot->before) < 0) {
        return err_set(err, ERR_IO, "the file could not be read: %s", err_reason(errno));
    }
    if (inspect_one_start(fd, &how, &slot->child, err) < 0) {
        return -1;
    }
    if (fingerprint_take(&r->fingerprint, r->arena, fd, &file->sha256, err) < 0) {
        confine_close(&slot->child);
        return -1;
    }
    return 0;
}

/* The child read the file, and the fingerprint was made of it beside: both must be of one file. */
static void check_unchanged(struct run *r, const struct slot *slot, struct inspect_file *file)
{
    const struct stat *before = &slot->before;
    struct err err = {};
    struct stat now;

    if (stat(file->path.p, &now) < 0 || now.st_size != before->st_size ||
        now.st_mtim.tv_sec != before->st_mtim.tv_sec ||
        now.st_mtim.tv_nsec != before->st_mtim.tv_nsec) {
        err_set(&err, ERR_CONFLICT, "the file was changed while it was inspected");
        inspect_one_fail(r->arena, file, &err);
    }
}

static void tell_progress(struct run *r, const struct task *task)
{
    int64_t passed_ms = now_steady_ms() - r->started_ms;

    r->done++;
    r->work_done += task->work;
    if (r->options->progress != NULL && passed_ms >= INSPECT_SLOW_MS) {
        int64_t left_ms =
            (int64_t)((double)passed_ms * (double)(r->work - r->work_done) / (double)r->work_done);

        r->options->progress(r->options->user, r->done, r->report->files.n,
                             r->report->files.v[task->file].path, left_ms);
    }
}

static struct inspect_file *file_of(struct run *r, uint32_t task)
{
    return &r->report->files.v[r->tasks.v[task].file];
}

static bool has_failed(const struct inspect_file *file)
{
    return file->state >= INSPECT_UNREADABLE;
}

/* Takes into the report what the child wrote, unless the task has failed. */
static void report(struct run *r, uint32_t task, int output)
{
    struct inspect_file *file = file_of(r, task);
    struct err err = {};

    if (!has_failed(file) && found_read(r->arena, output, file, &err) < 0) {
        inspect_one_fail(r->arena, file, &err);
    }
    r->is_told[task] = true;
    tell_progress(r, &r->tasks.v[task]);
}

/* ---- between a foreman and the process that reports ---- */

/*
 * What became of a file is told in words: the digit of its state, its fingerprint, a line end, why.
 */
static void tell(struct run *r, uint32_t task, int output)
{
    const struct inspect_file *file = file_of(r, task);
    struct str words = arena_printf(r->arena, "%c%.*s\n%.*s", '0' + (int)file->state,
                                    STR_ARG(file->sha256), STR_ARG(file->why));

    crew_tell(r->crew, task, str_sub(words, 0, CREW_MAX_WORDS), has_failed(file) ? -1 : output);
}

static void hear(void *user, uint32_t task, struct str words, int fd)
{
    struct run *r = user;
    struct inspect_file *file = file_of(r, task);
    size_t line = (size_t)str_find(words, STR("\n"), 0);

    file->state = (enum inspect_state)(words.p[0] - '0');
    file->sha256 = arena_str(r->arena, str_sub(words, 1, line));
    file->why = arena_str(r->arena, str_sub(words, line + 1, words.n));
    report(r, task, fd);
}

/* ---- all files ---- */

static void settle(struct run *r, uint32_t task, int output)
{
    if (r->crew != NULL) {
        tell(r, task, output);
    } else {
        report(r, task, output);
    }
}

static void begin(struct run *r, uint32_t task)
{
    struct inspect_file *file = file_of(r, task);
    struct slot *slot = &r->slots[r->busy];
    struct err err = {};
    int fd = open(file->path.p, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

    *slot = (struct slot){.task = task};
    if (fd < 0) {
        err_set(&err, ERR_DENIED, "it could not be opened: %s", err_reason(errno));
    }
    if (fd < 0 || start_file(r, fd, slot, file, &err) < 0) {
        inspect_one_fail(r->arena, file, &err);
        settle(r, task, -1);
    } else {
        r->busy++;
    }
    if (fd >= 0) {
        close(fd);
    }
}

/* Waits for whichever child ends first. */
static void end_one(struct run *r)
{
    struct confine_child *children[MAX_CHILDREN];
    struct err err = {};

    for (uint32_t i = 0; i < r->busy; i++) {
        children[i] = &r->slots[i].child;
    }
    struct slot *slot = &r->slots[confine_wait_any(children, r->busy)];
    struct inspect_file *file = file_of(r, slot->task);

    if (confine_wait(&slot->child, &err) < 0) {
        inspect_one_fail(r->arena, file, &err);
    } else {
        check_unchanged(r, slot, file);
    }
    settle(r, slot->task, slot->child.output);
    confine_close(&slot->child);
    *slot = r->slots[--r->busy];
}

/* The largest first, else in the order of the report. */
static int by_work(const void *a, const void *b)
{
    const struct task *x = a;
    const struct task *y = b;

    return x->work != y->work ? (x->work < y->work) - (x->work > y->work)
                              : (x->file > y->file) - (x->file < y->file);
}

/* The next one to do, or -1. */
static int64_t next_task(struct run *r)
{
    if (r->crew != NULL) {
        return crew_take(r->crew);
    }
    while (r->next < r->tasks.n && r->is_told[r->next]) {
        r->next++;
    }
    return r->next < r->tasks.n ? (int64_t)r->next++ : -1;
}

static void do_tasks(struct run *r)
{
    fingerprint_init(&r->fingerprint);
    for (int64_t task = next_task(r); task >= 0; task = next_task(r)) {
        if (r->busy == r->room) {
            end_one(r);
        }
        begin(r, (uint32_t)task);
    }
    while (r->busy > 0) {
        end_one(r);
    }
    fingerprint_done(&r->fingerprint);
}

static void foreman(struct crew *crew, void *user)
{
    struct run *r = user;

    r->crew = crew;
    do_tasks(r);
}

/* What was found in the folders into the report; what is a file, into the tasks. */
static void list_files(struct run *r, const struct file_walk *walk)
{
    for (uint32_t i = 0; i < walk->entries.n; i++) {
        const struct file_walk_entry *entry = &walk->entries.v[i];
        struct inspect_file *file = VEC_ADD(r->arena, &r->report->files);

        *file = (struct inspect_file){.path = entry->path};
        if (entry->kind == FILE_WALK_FILE) {
            int64_t bytes_of_work = entry->bytes + FILE_BYTES;

            *VEC_ADD(r->arena, &r->tasks) = (struct task){.file = i, .work = bytes_of_work};
            r->work += bytes_of_work;
        } else {
            file->state = entry->kind == FILE_WALK_NO_FILE ? INSPECT_REFUSED : INSPECT_UNREADABLE;
            file->why = str_of(entry->why);
        }
    }
}

static void inspect_files(struct run *r, uint32_t processes)
{
    r->done = r->report->files.n - r->tasks.n;
    r->is_told = ARENA_ARRAY(r->arena, r->tasks.n, bool);
    r->memory_bytes = confine_memory_in_use();
    package_warm_up();
    if (r->tasks.n > 0) {
        qsort(r->tasks.v, r->tasks.n, sizeof(r->tasks.v[0]), by_work);
    }
    processes = MIN(MIN(processes, r->tasks.n), (uint32_t)CREW_MAX_PROCESSES);
    if (processes > 1) {
        crew_run(r->tasks.n, processes, foreman, hear, r);
    }
    do_tasks(r); /* all, or what no foreman told of */
}

/* Whether a finding says that the file was damaged, or not looked through. */
static bool tells_state(const struct inspect_file *file)
{
    for (uint32_t i = 0; i < file->findings.n; i++) {
        const char *id = file->findings.v[i].rule->id;

        if (strcmp(id, "SYS-399") == 0 || strcmp(id, "PDF-171") == 0) {
            return true;
        }
    }
    return false;
}

/* What could not be inspected, in whole or in part, is a finding too: SYS-399. */
static void tell_states(struct run *r)
{
    for (uint32_t i = 0; i < r->report->files.n; i++) {
        struct inspect_file *file = &r->report->files.v[i];

        if (file->state >= INSPECT_UNREADABLE ||
            (file->state == INSPECT_PARTIAL && !tells_state(file))) {
            *VEC_ADD(r->arena, &file->findings) =
                (struct inspect_finding){.rule = inspect_rule_find("SYS-399"),
                                         .basis = INSPECT_STRUCTURAL,
                                         .place = STR("-"),
                                         .count = 1};
        }
    }
}

int inspect_paths(struct arena *a, char *const *paths, int count,
                  const struct inspect_options *options, struct inspect_report *ret_report,
                  struct err *err)
{
    struct inspect_report report = {};
    struct run r = {
        .arena = a, .options = options, .report = &report, .started_ms = now_steady_ms()};
    uint32_t processes = options->workers > 0 ? (uint32_t)options->workers : crew_processors();

    struct file_walk walk = {};

    r.room = options->workers == 1 ? 1 : MAX_CHILDREN;
    for (int i = 0; i < count; i++) {
        if (file_walk_add(a, &walk, paths[i], err) < 0) {
            return -1;
        }
    }
    list_files(&r, &walk);
    inspect_files(&r, processes);
    tell_states(&r);
    *ret_report = report;
    return 0;
}
