/*
 * Which files there are, and a confined child for each. With several files a crew (crew.h) shares
 * them out, a foreman a processor: it starts the children, one ahead so that none is idle while a
 * disk is read, and takes the fingerprint of a file while its child works. The largest files go
 * first: a large one that began last would keep one processor at work and the others waiting.
 */
#include "inspect/inspect.h"

#include "base/hex.h"
#include "base/tr.h"
#include "inspect/archive.h"
#include "inspect/crew.h"
#include "inspect/found.h"
#include "inspect/inspectors.h"
#include "inspect/deliver/profile.h"
#include "inspect/one.h"
#include "read/confine.h"
#include "read/package.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <nettle/sha2.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum {
    MAX_CHILDREN = 2, /* of a foreman, at a time */
    MAX_FOLDER_DEPTH = 32,
    CHUNK_BYTES = 64 * 1024,
    FILE_BYTES = 32 * 1024, /* a file of no bytes takes as long as so many bytes of one */
};

struct job {
    struct found found; /* used in the child only */
    struct str name;
    bool reveal, thorough;
    const struct machine *machine;
    const struct personal_lists *lists;
    struct arena arena;
    uint64_t memory_bytes; /* see struct confine_job */
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
    unsigned char *chunk;  /* of CHUNK_BYTES, for fingerprints */
};

static int64_t now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* ---- which files ---- */

static int by_name(const void *a, const void *b)
{
    return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

static int add_path(struct run *r, struct str path, int depth, struct err *err);

static int add_folder(struct run *r, struct str path, int depth, struct err *err)
{
    VEC(struct str) names = {};
    DIR *folder = opendir(path.p);
    int status = 0;

    if (folder == NULL || depth > MAX_FOLDER_DEPTH) {
        if (folder != NULL) {
            closedir(folder);
        }
        *VEC_ADD(r->arena, &r->report->files) = (struct inspect_file){
            .path = path,
            .state = INSPECT_UNREADABLE,
            .why = arena_str(r->arena, str_of(tr("the folder could not be opened")))};
        return 0;
    }
    for (struct dirent *e = readdir(folder); e != NULL; e = readdir(folder)) {
        if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0) {
            *VEC_ADD(r->arena, &names) = arena_str(r->arena, str_of(e->d_name));
        }
    }
    closedir(folder);
    if (names.n > 0) {
        qsort(names.v, names.n, sizeof(names.v[0]), by_name);
    }
    for (uint32_t i = 0; i < names.n && status == 0; i++) {
        const char *slash = str_ends(path, STR("/")) ? "" : "/";

        status = add_path(
            r, arena_printf(r->arena, "%.*s%s%.*s", STR_ARG(path), slash, STR_ARG(names.v[i])),
            depth + 1, err);
    }
    return status;
}

static int add_path(struct run *r, struct str path, int depth, struct err *err)
{
    struct stat st;

    if (r->report->files.n >= INSPECT_MAX_FILES) {
        return err_set(err, ERR_LIMIT, "more than %d files", INSPECT_MAX_FILES);
    }
    /* A link that a person names is followed; one in a folder is not. */
    if ((depth == 0 ? stat(path.p, &st) : lstat(path.p, &st)) < 0) {
        return err_set(err, ERR_NOT_FOUND, "'%s' could not be opened: %s", path.p,
                       err_reason(errno));
    }
    if (S_ISDIR(st.st_mode)) {
        return add_folder(r, path, depth, err);
    }
    struct inspect_file *file = VEC_ADD(r->arena, &r->report->files);

    *file = (struct inspect_file){.path = path};
    if (!S_ISREG(st.st_mode)) {
        file->state = INSPECT_REFUSED;
        file->why = str_of(tr("a link or no plain file; it is not followed"));
        return 0;
    }
    struct task *task = VEC_ADD(r->arena, &r->tasks);

    *task = (struct task){.file = r->report->files.n - 1, .work = st.st_size + FILE_BYTES};
    r->work += task->work;
    return 0;
}

/* ---- a file ---- */

static int prepare(void *user, struct str bytes, struct err *err)
{
    struct job *job = user;

    found_init(&job->found, &job->arena, job->reveal);
    job->found.thorough = job->thorough;
    job->found.machine = job->machine;
    job->found.lists = job->lists;
    return inspectors_prepare(&job->found, bytes, err);
}

static int work(void *user, struct str bytes, int output, struct err *err)
{
    struct job *job = user;

    job->found.mapped = bytes; /* of a shared file in memory (read/confine.c) */
    inspectors_run(&job->found, bytes, job->name);
    if (archive_is_junk(job->name)) {
        found_add(&job->found, "ZIP-295", INSPECT_STRUCTURAL, job->name, (struct str){});
    }
    return found_write(output, &job->found, bytes, err);
}

static void fail(struct inspect_file *file, struct arena *a, const struct err *err)
{
    bool refused = err->kind == ERR_UNSUPPORTED;

    file->state = refused ? INSPECT_REFUSED : INSPECT_UNREADABLE;
    file->why = arena_str(a, str_of(err->message));
}

/*
 * Room for pieces of files. Children do not get it: what it holds of one file is no business of the
 * child that reads the next.
 */
static unsigned char *open_chunk(void)
{
    void *chunk =
        mmap(NULL, CHUNK_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    if (chunk == MAP_FAILED || madvise(chunk, CHUNK_BYTES, MADV_DONTFORK) < 0) {
        die_out_of_memory(CHUNK_BYTES);
    }
    return chunk;
}

static int take_fingerprint(struct arena *a, int fd, unsigned char *chunk, struct str *ret_sha256,
                            struct err *err)
{
    struct sha256_ctx state;
    unsigned char hash[SHA256_DIGEST_SIZE];
    off_t at = 0;

    sha256_init(&state);
    for (;;) {
        ssize_t n = pread(fd, chunk, CHUNK_BYTES, at);

        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n < 0) {
            return err_set(err, ERR_IO, "the file could not be read: %s", err_reason(errno));
        }
        if (n == 0) {
            sha256_digest(&state, sizeof(hash), hash);
            *ret_sha256 = hex_of(a, hash, sizeof(hash));
            return 0;
        }
        sha256_update(&state, (size_t)n, chunk);
        at += n;
    }
}

int inspect_one_fingerprint(struct arena *a, int fd, struct str *ret_sha256, struct err *err)
{
    unsigned char *chunk = open_chunk();
    int r = take_fingerprint(a, fd, chunk, ret_sha256, err);

    munmap(chunk, CHUNK_BYTES);
    return r;
}

static int start_job(int fd, struct job *job, struct confine_child *ret_child, struct err *err)
{
    const struct confine_job confined = {
        .prepare = prepare,
        .work = work,
        .fail = found_write_error,
        .user = job,
        .memory_bytes = job->memory_bytes,
    };

    return confine_start(fd, &confined, ret_child, err);
}

int inspect_one_start(int fd, struct str name, const struct personal_lists *lists,
                      struct confine_child *ret_child, struct err *err)
{
    struct job job = {.name = name, .lists = lists};

    return start_job(fd, &job, ret_child, err);
}

void inspect_one_end(struct arena *a, struct confine_child *child, struct inspect_file *file)
{
    struct err err = {};

    if (confine_wait(child, &err) < 0 || found_read(a, child->output, file, &err) < 0) {
        fail(file, a, &err);
    }
    confine_close(child);
}

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
    ptrdiff_t slash = str_rfind(file->path, STR("/"));
    struct job job = {.reveal = r->options->reveal,
                      .thorough = r->options->thorough,
                      .machine = machine_of(r->options, file->path),
                      .lists = r->options->lists,
                      .memory_bytes = r->memory_bytes,
                      .name = str_sub(file->path, slash < 0 ? 0 : (size_t)slash + 1, file->path.n)};

    if (fstat(fd, &slot->before) < 0) {
        return err_set(err, ERR_IO, "the file could not be read: %s", err_reason(errno));
    }
    if (start_job(fd, &job, &slot->child, err) < 0) {
        return -1;
    }
    if (take_fingerprint(r->arena, fd, r->chunk, &file->sha256, err) < 0) {
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
        fail(file, r->arena, &err);
    }
}

static void tell_progress(struct run *r, const struct task *task)
{
    int64_t passed_ms = now_ms() - r->started_ms;

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
        fail(file, r->arena, &err);
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
        fail(file, r->arena, &err);
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
        fail(file, r->arena, &err);
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
    r->chunk = open_chunk();
    for (int64_t task = next_task(r); task >= 0; task = next_task(r)) {
        if (r->busy == r->room) {
            end_one(r);
        }
        begin(r, (uint32_t)task);
    }
    while (r->busy > 0) {
        end_one(r);
    }
    munmap(r->chunk, CHUNK_BYTES);
}

static void foreman(struct crew *crew, void *user)
{
    struct run *r = user;

    r->crew = crew;
    do_tasks(r);
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
    struct run r = {.arena = a, .options = options, .report = &report, .started_ms = now_ms()};
    uint32_t processes = options->workers > 0 ? (uint32_t)options->workers : crew_processors();

    r.room = options->workers == 1 ? 1 : MAX_CHILDREN;
    for (int i = 0; i < count; i++) {
        if (add_path(&r, arena_str(a, str_of(paths[i])), 0, err) < 0) {
            return -1;
        }
    }
    inspect_files(&r, processes);
    tell_states(&r);
    *ret_report = report;
    return 0;
}
