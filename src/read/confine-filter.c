/*
 * What the child gives up: Landlock (where the kernel has it) takes the file system and, on new
 * kernels, TCP away; a seccomp filter leaves the system calls of memory, clocks and of writing to
 * one descriptor (tools/confine-filter.c has the list).
 *
 * Under the address and other sanitizers the run-time library itself opens files and reads
 * /proc to report: there the filter forbids the network and new programs only, and Landlock is
 * left out. Such builds are for testing.
 */
#include "read/confine-filter.h"

#include "read/confine.h"

#include <errno.h>
#include <linux/seccomp.h>
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

/* Puts what it stands for in place of a stand-in; how many places there were. */
static int put(struct confine_filter *filter, uint32_t stand_in, uint32_t value)
{
    int places = 0;

    for (size_t i = 0; i < filter->count; i++) {
        if (filter->steps[i].k == stand_in) {
            filter->steps[i].k = value;
            places++;
        }
    }
    return places;
}

static int enter_filter(int output_fd, struct err *err)
{
    struct confine_filter filter = READ_IS_SANITIZED ? confine_filter_sanitized : confine_filter;
    struct sock_fprog program = {.len = filter.count, .filter = filter.steps};
    int wanted = READ_IS_SANITIZED ? 0 : 1;

    if (put(&filter, CONFINE_OUTPUT_STAND_IN, (uint32_t)output_fd) != wanted ||
        put(&filter, CONFINE_PROCESS_STAND_IN, (uint32_t)getpid()) != wanted) {
        return err_set(err, ERR_INTERNAL, "the reader could not be confined (seccomp): %s", "BPF");
    }
    if (syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) < 0) {
        return err_set(err, ERR_INTERNAL, "the reader could not be confined (seccomp): %s",
                       strerror(errno));
    }
    return 0;
}

int confine_enter(int output_fd, struct err *err)
{
    if (syscall(SYS_prctl, PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0) {
        return err_set(err, ERR_INTERNAL, "the reader could not be confined: %s", strerror(errno));
    }
    syscall(SYS_prctl, PR_SET_DUMPABLE, 0, 0, 0, 0);
    if (!READ_IS_SANITIZED && enter_landlock(err) < 0) {
        return -1;
    }
    return enter_filter(output_fd, err);
}
