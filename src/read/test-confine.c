/* The confined child: what it may do, what ends it, and how several are waited for. */
#include "read/confine.h"

#include "base/str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { PAGE_BYTES = 4096 };

static int answer(void *user, struct str bytes, int output, struct err *err)
{
    return pwrite(output, bytes.p, bytes.n, 0) == (ssize_t)bytes.n
               ? 0
               : err_set(err, ERR_IO, "the answer was not written");
}

static int open_file(void *user, struct str bytes, int output, struct err *err)
{
    return open("/etc/passwd", O_RDONLY) < 0 && errno == EACCES
               ? 0
               : err_set(err, ERR_INTERNAL, "a file was opened");
}

static int open_socket(void *user, struct str bytes, int output, struct err *err)
{
    return socket(AF_INET, SOCK_STREAM, 0) < 0 ? 0 : err_set(err, ERR_INTERNAL, "a socket");
}

static int begin_process(void *user, struct str bytes, int output, struct err *err)
{
    if (fork() == 0) {
        _exit(0);
    }
    return 0;
}

static int write_elsewhere(void *user, struct str bytes, int output, struct err *err)
{
    return pwrite(output + 1, "x", 1, 0) < 0 ? 0 : err_set(err, ERR_INTERNAL, "written");
}

static int map_code(void *user, struct str bytes, int output, struct err *err)
{
    void *p = mmap(NULL, PAGE_BYTES, PROT_READ | PROT_WRITE | PROT_EXEC,
                   MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    return p == MAP_FAILED ? 0 : err_set(err, ERR_INTERNAL, "code was mapped");
}

static int signal_another(void *user, struct str bytes, int output, struct err *err)
{
    const pid_t *parent = user;

    return syscall(SYS_tgkill, *parent, *parent, 0) < 0 ? 0
                                                        : err_set(err, ERR_INTERNAL, "signalled");
}

static int run_out_of_memory(void *user, struct str bytes, int output, struct err *err)
{
    die_out_of_memory(bytes.n);
}

static int no_error(int output, const struct err *why)
{
    return -1;
}

/* Starts the work on an input of a few bytes. */
static struct confine_child start(int (*work)(void *, struct str, int, struct err *), pid_t *parent)
{
    const struct confine_job job = {.work = work, .fail = no_error, .user = parent};
    struct confine_child child = {};
    struct err err = {};
    int fd = memfd_create("input", MFD_CLOEXEC);

    assert_true(fd >= 0);
    assert_int_equal(write(fd, "abc", 3), 3);
    assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
    assert_int_equal(confine_start(fd, &job, &child, &err), 0);
    close(fd);
    return child;
}

static enum err_kind outcome(struct confine_child child)
{
    struct err err = {};
    int r = confine_wait(&child, &err);

    confine_close(&child);
    return r == 0 ? ERR_NONE : err.kind;
}

static void a_child_answers(void **state)
{
    struct confine_child child = start(answer, NULL);
    struct err err = {};
    char back[3];

    assert_int_equal(confine_wait(&child, &err), 0);
    assert_int_equal(pread(child.output, back, sizeof(back), 0), 3);
    assert_memory_equal(back, "abc", 3);
    confine_close(&child);
}

static void what_libraries_try_is_refused(void **state)
{
    if (!READ_IS_SANITIZED) {
        assert_int_equal(outcome(start(open_file, NULL)), ERR_NONE);
    }
}

static void what_reaches_out_ends_the_child(void **state)
{
    pid_t self = getpid();

    assert_int_equal(outcome(start(open_socket, NULL)), ERR_INVALID);
    if (READ_IS_SANITIZED) {
        return;
    }
    assert_int_equal(outcome(start(begin_process, NULL)), ERR_INVALID);
    assert_int_equal(outcome(start(write_elsewhere, NULL)), ERR_INVALID);
    assert_int_equal(outcome(start(map_code, NULL)), ERR_INVALID);
    assert_int_equal(outcome(start(signal_another, &self)), ERR_INVALID);
}

static void memory_that_is_used_up_is_told(void **state)
{
    assert_int_equal(outcome(start(run_out_of_memory, NULL)), ERR_LIMIT);
}

static void the_first_to_end_is_told(void **state)
{
    const struct confine_job job = {.work = answer, .fail = no_error};
    struct confine_child slow = {};
    struct err err = {};
    int pipe_fds[2];

    assert_int_equal(pipe2(pipe_fds, O_CLOEXEC), 0);
    assert_int_equal(confine_start(pipe_fds[0], &job, &slow, &err), 0);
    struct confine_child quick = start(answer, NULL);
    struct confine_child *const both[] = {&slow, &quick};

    assert_int_equal(confine_wait_any(both, 2), 1);
    assert_int_equal(outcome(quick), ERR_NONE);
    close(pipe_fds[0]);
    close(pipe_fds[1]); /* the slow one has all of its input now */
    assert_int_equal(confine_wait_any(both, 1), 0);
    assert_int_equal(outcome(slow), ERR_NONE);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_child_answers),
        cmocka_unit_test(what_libraries_try_is_refused),
        cmocka_unit_test(what_reaches_out_ends_the_child),
        cmocka_unit_test(memory_that_is_used_up_is_told),
        cmocka_unit_test(the_first_to_end_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
