/*
 * The child: a fork with the input and one shared file in memory (memfd). It reads the input into
 * the file, lets the job fetch what it needs of the system, gives up everything
 * (confine-filter.c), works, writes the message behind the input and ends. The parent waits for
 * the end of the pipe that the child holds open, at most READ_MAX_SECONDS after the input is there,
 * and only then looks at the file: nobody changes it any more.
 */
#include "read/confine.h"

#include "base/now.h"
#include "read/docmsg.h"
#include "read/large-pages.h"
#include "read/readers.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MAX_MEMORY_BYTES ((rlim_t)3 * 1024 * 1024 * 1024)
#define MAX_OUTPUT_BYTES ((rlim_t)2 * 1024 * 1024 * 1024)

enum {
    CHUNK_BYTES = 1024 * 1024,       /* a pipe is read so much at a time */
    SMALL_PACKAGE_BYTES = 32 * 1024, /* of a zip */
    AT_ONCE_BYTES = 1024 * 1024,     /* no disk takes noticeable time for them */
    EXIT_TOLD = 0,                   /* the message is complete */
    EXIT_SILENT = 1,
};

/* ---- the child ---- */

struct child {
    int input, output, alive; /* descriptors; `alive` closes when the child ends */
    bool is_plain;            /* the input is a plain file of `bytes_there` … */
    bool is_at_once;          /* … that is so short that it is there at once */
    off_t bytes_there;
    rlim_t memory_bytes; /* address space it begins with: the limit counts what comes on top */
    struct str bytes;    /* the input, in the mapping of the output file */
};

static void limit(int resource, rlim_t value)
{
    struct rlimit both = {.rlim_cur = value, .rlim_max = value};

    setrlimit(resource, &both);
}

static void set_limits(const struct child *c)
{
    if (!READ_IS_SANITIZED) {
        limit(RLIMIT_AS, c->memory_bytes + MAX_MEMORY_BYTES);
    }
    limit(RLIMIT_FSIZE, MAX_OUTPUT_BYTES);
    limit(RLIMIT_CORE, 0);
}

/* Closes every descriptor but the three. */
static void close_others(const struct child *c)
{
    unsigned int kept[] = {(unsigned)c->input, (unsigned)c->output, (unsigned)c->alive};
    unsigned int from = 0;

    for (;;) {
        unsigned int next = UINT_MAX;

        for (size_t i = 0; i < COUNT(kept); i++) {
            if (kept[i] >= from) {
                next = MIN(next, kept[i]);
            }
        }
        if (next == UINT_MAX) {
            close_range(from, UINT_MAX, 0);
            return;
        }
        if (next > from) {
            close_range(from, next - 1, 0);
        }
        from = next + 1;
    }
}

static int refuse_size(struct err *err)
{
    err_set(err, ERR_LIMIT, "the file is larger than %d MB", READ_MAX_TEXT_BYTES / 1024 / 1024);
    return err_hint(err, "cut it in parts");
}

/*
 * As much of a plain file as the kernel copies by itself into the output: so the pages do not
 * become this process's before they are read.
 */
static size_t send_input(const struct child *c, size_t room)
{
    size_t n = 0;

    if (lseek(c->output, DOCMSG_INPUT_AT, SEEK_SET) < 0) {
        return 0;
    }
    while (n < room) {
        ssize_t sent = sendfile(c->output, c->input, NULL, room - n);

        if (sent <= 0) {
            break;
        }
        n += (size_t)sent;
    }
    return n;
}

/* The whole input behind the header of the output file, mapped. */
static int take_input(struct child *c, struct err *err)
{
    size_t n = 0;
    size_t room = CHUNK_BYTES;
    char *map;

    if (c->is_plain) {
        room = (size_t)MIN(c->bytes_there, (off_t)READ_MAX_TEXT_BYTES) + 1;
    }
    if (ftruncate(c->output, (off_t)(DOCMSG_INPUT_AT + room)) < 0) {
        return err_set(err, ERR_IO, "no memory for the file: %s", strerror(errno));
    }
    n = c->is_plain ? send_input(c, room - 1) : 0;
    map = mmap(NULL, DOCMSG_INPUT_AT + room, PROT_READ | PROT_WRITE, MAP_SHARED, c->output, 0);
    while (map != MAP_FAILED) {
        ssize_t got = read(c->input, map + DOCMSG_INPUT_AT + n, room - n);

        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return err_set(err, ERR_IO, "the file could not be read: %s", strerror(errno));
        }
        n += (size_t)got;
        if (n > READ_MAX_TEXT_BYTES) {
            return refuse_size(err);
        }
        if (got == 0) {
            c->bytes = (struct str){.p = map + DOCMSG_INPUT_AT, .n = n};
            return 0;
        }
        if (n == room) {
            size_t more = MIN(room * 2, (size_t)READ_MAX_TEXT_BYTES + 1);

            map = ftruncate(c->output, (off_t)(DOCMSG_INPUT_AT + more)) < 0
                      ? MAP_FAILED
                      : mremap(map, DOCMSG_INPUT_AT + room, DOCMSG_INPUT_AT + more, MREMAP_MAYMOVE);
            room = more;
        }
    }
    return err_set(err, ERR_LIMIT, "no memory for the file");
}

/* What a small package holds takes less time in small pages than clearing one large page takes. */
static bool is_small_package(struct str bytes)
{
    return bytes.n < SMALL_PACKAGE_BYTES && str_starts(bytes, STR("PK"));
}

static int work_confined(struct child *c, const struct confine_job *job, struct err *err)
{
    if (take_input(c, err) < 0) {
        return -1;
    }
    if (!is_small_package(c->bytes)) {
        large_pages_use();
    }
    limit(RLIMIT_CPU, (rlim_t)read_seconds(c->bytes.n));
    /* The parent's clock starts now, unless it runs already. */
    if (!c->is_at_once && write(c->alive, "i", 1) != 1) {
        return err_set(err, ERR_INTERNAL, "the parent of the reader is gone");
    }
    if ((job->prepare != NULL && job->prepare(job->user, c->bytes, err) < 0) ||
        confine_enter(c->output, err) < 0) {
        return -1;
    }
    return job->work(job->user, c->bytes, c->output, err);
}

/*
 * Dies with the parent, and of signals that the parent may hold back (base/stop.h): what a child
 * does is lost without harm. Handlers there are none. By the numbers of the calls: their functions
 * stand far apart in the C library, and each would be some more pages for this process.
 */
static bool obey_signals(pid_t parent)
{
    const uint64_t none = 0;

    syscall(SYS_prctl, PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    syscall(SYS_rt_sigprocmask, SIG_SETMASK, &none, NULL, sizeof(none));
    return getppid() == parent;
}

NORETURN static void be_child(struct child *c, const struct confine_job *job, pid_t parent)
{
    struct err err = {};
    int status = EXIT_TOLD;

    if (!obey_signals(parent)) {
        _exit(EXIT_SILENT);
    }
    close_others(c);
    set_limits(c);
    if (work_confined(c, job, &err) < 0 && job->fail(c->output, &err) < 0) {
        status = EXIT_SILENT;
    }
    _exit(status);
}

/* ---- the parent ---- */

static int64_t deadline_from_now(void)
{
    return now_steady_ms() + (int64_t)READ_MAX_SECONDS * 1000;
}

/* Takes what the child tells: its input is there, and its time runs; or its end. */
static void hear(struct confine_child *child)
{
    char byte;

    if (read(child->alive, &byte, 1) > 0) {
        child->deadline_ms = deadline_from_now();
    } else {
        child->has_ended = true;
    }
}

/* Stops the child when its time is over. */
static void watch_clock(struct confine_child *child, int64_t now)
{
    if (child->deadline_ms > 0 && now >= child->deadline_ms) {
        kill(child->pid, SIGKILL);
        child->has_ended = child->is_stopped = true;
    }
}

/* Milliseconds until the first child's time is over; -1: no child's time runs. */
static int time_left(struct confine_child *const *children, size_t count, int64_t now)
{
    int64_t least = -1;

    for (size_t i = 0; i < count; i++) {
        int64_t left = MAX(children[i]->deadline_ms - now, (int64_t)0);

        if (children[i]->deadline_ms > 0 && (least < 0 || left < least)) {
            least = left;
        }
    }
    return (int)least;
}

size_t confine_wait_any(struct confine_child *const *children, size_t count)
{
    struct pollfd polled[CONFINE_MAX_WAITED_FOR];

    assert(count > 0 && count <= COUNT(polled));
    for (;;) {
        for (size_t i = 0; i < count; i++) {
            if (children[i]->has_ended) {
                return i;
            }
            polled[i] = (struct pollfd){.fd = children[i]->alive, .events = POLLIN};
        }
        int ready = poll(polled, count, time_left(children, count, now_steady_ms()));

        for (size_t i = 0; i < count; i++) {
            if (ready > 0 && polled[i].revents != 0) {
                hear(children[i]);
            } else if (ready == 0) {
                watch_clock(children[i], now_steady_ms());
            } else if (ready < 0 && errno != EINTR) {
                children[i]->has_ended = true; /* waitpid() tells of what */
            }
        }
    }
}

static int tell_death(int status, bool stopped, struct err *err)
{
    int signal_number = WIFSIGNALED(status) ? WTERMSIG(status) : 0;

    if (stopped || signal_number == SIGXCPU) {
        err_set(err, ERR_LIMIT, "reading took too long for a file of this size and was stopped");
        return err_hint(err, "the file may be damaged or made to do harm; if it shows well, save "
                             "it anew from the program that shows it");
    }
    if (signal_number == SIGXFSZ) {
        err_set(err, ERR_LIMIT, "the text of the file is too large");
    } else if (signal_number == SIGABRT) {
        err_set(err, ERR_LIMIT, "reading needs more memory than is allowed");
    } else if (signal_number == SIGSYS) {
        err_set(err, ERR_INVALID,
                "the reader tried what it may not do (files, network) and was stopped");
    } else {
        err_set(err, ERR_INVALID, "the reader broke down on the file (%s %d)",
                signal_number > 0 ? "signal" : "status",
                signal_number > 0 ? signal_number : WEXITSTATUS(status));
    }
    return err_hint(err, "the file may be damaged or made to do harm");
}

uint64_t confine_memory_in_use(void)
{
    char words[32] = ""; /* the first: pages in all */
    int fd = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
    ssize_t n = fd < 0 ? 0 : read(fd, words, sizeof(words) - 1);

    if (fd >= 0) {
        close(fd);
    }
    return n <= 0 ? 0 : strtoul(words, NULL, 10) * (uint64_t)sysconf(_SC_PAGESIZE);
}

static void look_at_input(struct child *c)
{
    struct stat st;

    c->is_plain = fstat(c->input, &st) == 0 && S_ISREG(st.st_mode);
    c->bytes_there = c->is_plain ? st.st_size : 0;
    c->is_at_once = c->is_plain && st.st_size <= AT_ONCE_BYTES;
}

int confine_start(int fd, const struct confine_job *job, struct confine_child *ret_child,
                  struct err *err)
{
    int pipe_fds[2];
    struct child c = {.input = fd,
                      .output = memfd_create("document", MFD_CLOEXEC),
                      .memory_bytes =
                          job->memory_bytes > 0 ? job->memory_bytes : confine_memory_in_use()};
    pid_t parent = getpid();

    if (c.output < 0) {
        return err_set(err, ERR_INTERNAL, "no memory for the reader: %s", strerror(errno));
    }
    if (pipe2(pipe_fds, O_CLOEXEC) < 0) {
        close(c.output);
        return err_set(err, ERR_INTERNAL, "no pipe for the reader: %s", strerror(errno));
    }
    c.alive = pipe_fds[1];
    look_at_input(&c);
    pid_t pid =
        fork(); /* what the parent has to print the child, which ends by _exit(), does not */

    if (pid == 0) {
        be_child(&c, job, parent);
    }
    close(pipe_fds[1]);
    if (pid < 0) {
        close(pipe_fds[0]);
        close(c.output);
        return err_set(err, ERR_INTERNAL, "no process for the reader: %s", strerror(errno));
    }
    *ret_child = (struct confine_child){.pid = pid,
                                        .output = c.output,
                                        .alive = pipe_fds[0],
                                        .deadline_ms = c.is_at_once ? deadline_from_now() : 0};
    return 0;
}

int confine_wait(struct confine_child *child, struct err *err)
{
    struct confine_child *const only[] = {child};
    int status;

    confine_wait_any(only, COUNT(only));

    while (waitpid(child->pid, &status, 0) < 0) {
        if (errno != EINTR) {
            child->pid = 0;
            return err_set(err, ERR_INTERNAL, "the reader is lost: %s", strerror(errno));
        }
    }
    child->pid = 0;
    if (child->is_stopped || !WIFEXITED(status) || WEXITSTATUS(status) != EXIT_TOLD) {
        return tell_death(status, child->is_stopped, err);
    }
    return 0;
}

void confine_close(struct confine_child *child)
{
    if (child->pid > 0) {
        kill(child->pid, SIGKILL);
        while (waitpid(child->pid, NULL, 0) < 0 && errno == EINTR) {
        }
    }
    if (child->alive > 0) {
        close(child->alive);
        close(child->output);
    }
    *child = (struct confine_child){};
}

/* ---- the job of the readers ---- */

struct reading {
    const struct read_options *options;
    struct doc doc;
    struct arena arena; /* ends with the process */
    const struct reader *reader;
    void *state;
};

static int prepare_reading(void *user, struct str bytes, struct err *err)
{
    struct reading *r = user;

    if (readers_find(bytes, &r->reader, err) < 0) {
        return -1;
    }
    return r->reader->prepare == NULL
               ? 0
               : r->reader->prepare(&r->arena, bytes, r->options, &r->state, err);
}

static int do_reading(void *user, struct str bytes, int output, struct err *err)
{
    struct reading *r = user;

    if (r->reader->read(&r->arena, bytes, r->options, r->state, &r->doc, err) < 0) {
        return -1;
    }
    return docmsg_write(output, &r->doc, bytes, err);
}

int confine_read(struct arena *a, int fd, const struct read_options *options, struct doc *ret_doc,
                 struct err *err)
{
    struct reading reading = {.options = options, .doc = {.name = ret_doc->name}};
    const struct confine_job job = {.prepare = prepare_reading,
                                    .work = do_reading,
                                    .fail = docmsg_write_error,
                                    .user = &reading};
    struct confine_child child = {};

    if (confine_start(fd, &job, &child, err) < 0) {
        return -1;
    }
    int r = confine_wait(&child, err);

    if (r == 0) {
        r = docmsg_read(a, child.output, ret_doc, err);
    }
    confine_close(&child);
    return r;
}
