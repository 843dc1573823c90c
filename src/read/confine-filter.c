/*
 * What the child gives up: Landlock (where the kernel has it) takes the file system and, on new
 * kernels, TCP away; a seccomp filter allows the system calls of memory, clocks and of writing to
 * one descriptor, and nothing else. A call to open a file is refused with an error, since C
 * libraries try that in passing; any other call ends the process.
 *
 * Under the address and other sanitizers the run-time library itself opens files and reads
 * /proc to report: there the filter forbids the network and new programs only, and Landlock is
 * left out. Such builds are for testing.
 */
#include "read/confine.h"

#include <errno.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* By number: the headers of Debian 12 are older than the kernels it may run on. */
enum {
    LANDLOCK_CREATE_RULESET = 444,
    LANDLOCK_RESTRICT_SELF = 446,
    LANDLOCK_VERSION_FLAG = 1,
};

struct landlock_attributes {
    uint64_t handled_access_fs;
    uint64_t handled_access_net; /* from version 4 */
    uint64_t scoped;             /* from version 6 */
};

/* No rule is added: all that is handled is forbidden. Absence of Landlock is no error. */
static int enter_landlock(struct err *err)
{
    long version =
        syscall(LANDLOCK_CREATE_RULESET, NULL, (size_t)0, (uint32_t)LANDLOCK_VERSION_FLAG);
    struct landlock_attributes attributes = {};

    if (version < 1) {
        return 0;
    }
    attributes.handled_access_fs = version >= 5   ? 0xFFFF
                                   : version >= 3 ? 0x7FFF
                                   : version >= 2 ? 0x3FFF
                                                  : 0x1FFF;
    attributes.handled_access_net = version >= 4 ? 3 : 0; /* bind and connect TCP */
    attributes.scoped = version >= 6 ? 3 : 0;             /* abstract sockets, signals */
    size_t bytes = version >= 6 ? 24 : version >= 4 ? 16 : 8;
    long fd = syscall(LANDLOCK_CREATE_RULESET, &attributes, bytes, (uint32_t)0);

    if (fd < 0 || syscall(LANDLOCK_RESTRICT_SELF, (int)fd, (uint32_t)0) < 0) {
        return err_set(err, ERR_INTERNAL, "the reader could not be confined (landlock): %s",
                       strerror(errno));
    }
    close((int)fd);
    return 0;
}

static const int memory_calls[] = {
    SCMP_SYS(brk),           SCMP_SYS(munmap),        SCMP_SYS(mremap),
    SCMP_SYS(madvise),       SCMP_SYS(exit),          SCMP_SYS(exit_group),
    SCMP_SYS(rt_sigreturn),  SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigaction),
    SCMP_SYS(clock_gettime), SCMP_SYS(clock_getres),  SCMP_SYS(gettimeofday),
    SCMP_SYS(time),          SCMP_SYS(getpid),        SCMP_SYS(gettid),
    SCMP_SYS(futex),         SCMP_SYS(getrandom),     SCMP_SYS(sched_yield),
    SCMP_SYS(close),         SCMP_SYS(sigaltstack),   SCMP_SYS(restart_syscall),
    SCMP_SYS(timer_delete),
};

/* Refused with an error: what libraries try and can do without. */
static const int refused_calls[] = {
    SCMP_SYS(open),       SCMP_SYS(openat),   SCMP_SYS(stat),      SCMP_SYS(lstat),
    SCMP_SYS(newfstatat), SCMP_SYS(statx),    SCMP_SYS(access),    SCMP_SYS(faccessat),
    SCMP_SYS(readlink),   SCMP_SYS(readlinkat), SCMP_SYS(fstat),   SCMP_SYS(fcntl),
    SCMP_SYS(ioctl),      SCMP_SYS(read),     SCMP_SYS(lseek),     SCMP_SYS(sysinfo),
    SCMP_SYS(prlimit64),  SCMP_SYS(getcwd),   SCMP_SYS(uname),
};

/* Forbidden under sanitizers, where the rest is allowed. */
static const int outside_calls[] = {
    SCMP_SYS(socket), SCMP_SYS(connect), SCMP_SYS(bind),   SCMP_SYS(sendto),
    SCMP_SYS(execve), SCMP_SYS(execveat), SCMP_SYS(ptrace), SCMP_SYS(kill),
};

static int add_rules(scmp_filter_ctx filter, int output_fd)
{
    const uint32_t allow = SCMP_ACT_ALLOW;
    int r = 0;

    for (size_t i = 0; i < COUNT(memory_calls) && r == 0; i++) {
        r = seccomp_rule_add(filter, allow, memory_calls[i], 0);
    }
    for (size_t i = 0; i < COUNT(refused_calls) && r == 0; i++) {
        r = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), refused_calls[i], 0);
    }
    if (r < 0) {
        return r;
    }
    const uint64_t fd = (uint64_t)output_fd;
    const uint64_t self = (uint64_t)getpid();

    r = seccomp_rule_add(filter, allow, SCMP_SYS(mmap), 1,
                         SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
    r = r < 0 ? r
              : seccomp_rule_add(filter, allow, SCMP_SYS(mprotect), 1,
                                 SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
    r = r < 0 ? r : seccomp_rule_add(filter, allow, SCMP_SYS(pwrite64), 1,
                                     SCMP_A0(SCMP_CMP_EQ, fd));
    r = r < 0 ? r : seccomp_rule_add(filter, SCMP_ACT_ERRNO(EBADF), SCMP_SYS(write), 0);
    r = r < 0 ? r : seccomp_rule_add(filter, SCMP_ACT_ERRNO(EBADF), SCMP_SYS(writev), 0);
    /* abort() sends itself a signal. */
    return r < 0 ? r : seccomp_rule_add(filter, allow, SCMP_SYS(tgkill), 1,
                                        SCMP_A0(SCMP_CMP_EQ, self));
}

static int enter_filter(int output_fd, struct err *err)
{
    scmp_filter_ctx filter =
        seccomp_init(READ_IS_SANITIZED ? SCMP_ACT_ALLOW : SCMP_ACT_KILL_PROCESS);
    int r = filter == NULL ? -ENOMEM : 0;

    if (r == 0 && READ_IS_SANITIZED) {
        for (size_t i = 0; i < COUNT(outside_calls) && r == 0; i++) {
            r = seccomp_rule_add(filter, SCMP_ACT_KILL_PROCESS, outside_calls[i], 0);
        }
    } else if (r == 0) {
        r = add_rules(filter, output_fd);
    }
    if (r == 0) {
        r = seccomp_load(filter);
    }
    seccomp_release(filter);
    return r == 0 ? 0
                  : err_set(err, ERR_INTERNAL, "the reader could not be confined (seccomp): %s",
                            strerror(-r));
}

int confine_enter(int output_fd, struct err *err)
{
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0) {
        return err_set(err, ERR_INTERNAL, "the reader could not be confined: %s",
                       strerror(errno));
    }
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    if (!READ_IS_SANITIZED && enter_landlock(err) < 0) {
        return -1;
    }
    return enter_filter(output_fd, err);
}
