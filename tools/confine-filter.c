/*
 * Built for the machine that builds: prints the filters of src/read/confine-filter.h as a C source.
 * libseccomp writes them here once, as a tree over the numbers of the calls, so that a child has
 * only to load one: writing it takes as long as inspecting a small file.
 *
 * The filter allows the system calls of memory, clocks and of writing to one descriptor, and
 * nothing else. A call to open a file is refused with an error, since C libraries try that in
 * passing; any other call ends the process.
 */
#include "read/confine-filter.h"

#include <errno.h>
#include <seccomp.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

enum {
    API_KILL_PROCESS = 3, /* of libseccomp: kernels from 4.14 on, whatever the one it is built on */
    TREE = 2,             /* SCMP_FLTATR_CTL_OPTIMIZE */
};

static const int memory_calls[] = {
    SCMP_SYS(brk),           SCMP_SYS(munmap),         SCMP_SYS(mremap),
    SCMP_SYS(madvise),       SCMP_SYS(exit),           SCMP_SYS(exit_group),
    SCMP_SYS(rt_sigreturn),  SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigaction),
    SCMP_SYS(clock_gettime), SCMP_SYS(clock_getres),   SCMP_SYS(gettimeofday),
    SCMP_SYS(time),          SCMP_SYS(getpid),         SCMP_SYS(gettid),
    SCMP_SYS(futex),         SCMP_SYS(getrandom),      SCMP_SYS(sched_yield),
    SCMP_SYS(close),         SCMP_SYS(sigaltstack),    SCMP_SYS(restart_syscall),
    SCMP_SYS(timer_delete),
};

/* Refused with an error: what libraries try and can do without. */
static const int refused_calls[] = {
    SCMP_SYS(open),       SCMP_SYS(openat),     SCMP_SYS(stat),   SCMP_SYS(lstat),
    SCMP_SYS(newfstatat), SCMP_SYS(statx),      SCMP_SYS(access), SCMP_SYS(faccessat),
    SCMP_SYS(readlink),   SCMP_SYS(readlinkat), SCMP_SYS(fstat),  SCMP_SYS(fcntl),
    SCMP_SYS(ioctl),      SCMP_SYS(read),       SCMP_SYS(lseek),  SCMP_SYS(sysinfo),
    SCMP_SYS(prlimit64),  SCMP_SYS(getcwd),     SCMP_SYS(uname),
};

/* Forbidden under sanitizers, where the rest is allowed. */
static const int outside_calls[] = {
    SCMP_SYS(socket), SCMP_SYS(connect),  SCMP_SYS(bind),   SCMP_SYS(sendto),
    SCMP_SYS(execve), SCMP_SYS(execveat), SCMP_SYS(ptrace), SCMP_SYS(kill),
};

static void check(int r)
{
    if (r < 0) {
        fprintf(stderr, "confine-filter: libseccomp: error %d\n", -r);
        exit(EXIT_FAILURE);
    }
}

static void add(scmp_filter_ctx filter, uint32_t action, const int *calls, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        check(seccomp_rule_add(filter, action, calls[i], 0));
    }
}

static void add_reading(scmp_filter_ctx filter)
{
    const uint32_t allow = SCMP_ACT_ALLOW;
    const struct scmp_arg_cmp no_code = SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0);
    const struct scmp_arg_cmp to_output = SCMP_A0(SCMP_CMP_EQ, CONFINE_OUTPUT_STAND_IN);
    const struct scmp_arg_cmp to_self = SCMP_A0(SCMP_CMP_EQ, CONFINE_PROCESS_STAND_IN);

    add(filter, allow, memory_calls, COUNT(memory_calls));
    add(filter, SCMP_ACT_ERRNO(EACCES), refused_calls, COUNT(refused_calls));
    check(seccomp_rule_add(filter, allow, SCMP_SYS(mmap), 1, no_code));
    check(seccomp_rule_add(filter, allow, SCMP_SYS(mprotect), 1, no_code));
    check(seccomp_rule_add(filter, allow, SCMP_SYS(pwrite64), 1, to_output));
    check(seccomp_rule_add(filter, SCMP_ACT_ERRNO(EBADF), SCMP_SYS(write), 0));
    check(seccomp_rule_add(filter, SCMP_ACT_ERRNO(EBADF), SCMP_SYS(writev), 0));
    /* abort() sends itself a signal. */
    check(seccomp_rule_add(filter, allow, SCMP_SYS(tgkill), 1, to_self));
}

static void print(const char *name, scmp_filter_ctx filter)
{
    struct sock_filter steps[CONFINE_MAX_STEPS + 1];
    FILE *file = tmpfile();

    if (file == NULL) {
        perror("confine-filter");
        exit(EXIT_FAILURE);
    }
    check(seccomp_attr_set(filter, SCMP_FLTATR_CTL_OPTIMIZE, TREE));
    check(seccomp_export_bpf(filter, fileno(file)));
    rewind(file);
    size_t count = fread(steps, sizeof(*steps), COUNT(steps), file);

    if (count > CONFINE_MAX_STEPS) {
        fprintf(stderr, "confine-filter: more than %d steps\n", CONFINE_MAX_STEPS);
        exit(EXIT_FAILURE);
    }
    printf("\nconst struct confine_filter %s = {\n    .count = %zu,\n    .steps = {\n", name,
           count);
    for (size_t i = 0; i < count; i++) {
        printf("        {0x%04x, %u, %u, 0x%08x},\n", steps[i].code, steps[i].jt, steps[i].jf,
               steps[i].k);
    }
    printf("    },\n};\n");
    fclose(file);
    seccomp_release(filter);
}

int main(void)
{
    check(seccomp_api_set(API_KILL_PROCESS));
    scmp_filter_ctx reading = seccomp_init(SCMP_ACT_KILL_PROCESS);
    scmp_filter_ctx sanitized = seccomp_init(SCMP_ACT_ALLOW);

    if (reading == NULL || sanitized == NULL) {
        return EXIT_FAILURE;
    }
    add_reading(reading);
    add(sanitized, SCMP_ACT_KILL_PROCESS, outside_calls, COUNT(outside_calls));
    printf("/* Made by tools/confine-filter.c. */\n#include \"read/confine-filter.h\"\n");
    print("confine_filter", reading);
    print("confine_filter_sanitized", sanitized);
    return EXIT_SUCCESS;
}
