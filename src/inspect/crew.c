/*
 * Tasks are given out by a counter in memory that all share. What is told goes through a socket a
 * process, whole messages with the file beside them (SCM_RIGHTS); its end is the end of the
 * process.
 */
#include "inspect/crew.h"

#include "base/common.h"

#include <assert.h>
#include <errno.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { BUSY_MS = 1 }; /* to wait when too many files are on their way */

struct crew {
    _Atomic uint32_t *next; /* shared */
    uint32_t tasks;
    int channel;
};

struct process {
    pid_t pid;
    int channel;
};

uint32_t crew_processors(void)
{
    cpu_set_t allowed;

    return sched_getaffinity(0, sizeof(allowed), &allowed) < 0 ? 1 : (uint32_t)CPU_COUNT(&allowed);
}

/* ---- a foreman ---- */

int64_t crew_take(struct crew *crew)
{
    uint32_t task = atomic_fetch_add(crew->next, 1);

    return task < crew->tasks ? (int64_t)task : -1;
}

void crew_tell(struct crew *crew, uint32_t task, struct str words, int fd)
{
    union {
        struct cmsghdr head;
        char bytes[CMSG_SPACE(sizeof(int))];
    } beside = {};
    struct iovec parts[] = {{&task, sizeof(task)}, {(void *)words.p, words.n}};
    struct msghdr message = {.msg_iov = parts, .msg_iovlen = COUNT(parts)};

    assert(words.n <= CREW_MAX_WORDS);
    if (fd >= 0) {
        beside.head = (struct cmsghdr){
            .cmsg_len = CMSG_LEN(sizeof(fd)), .cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS};
        memcpy(CMSG_DATA(&beside.head), &fd, sizeof(fd));
        message.msg_control = beside.bytes;
        message.msg_controllen = sizeof(beside.bytes);
    }
    while (sendmsg(crew->channel, &message, MSG_NOSIGNAL) < 0) {
        if (errno == ETOOMANYREFS) {
            poll(NULL, 0, BUSY_MS);
        } else if (errno != EINTR) {
            _exit(EXIT_FAILURE);
        }
    }
}

/* Binds this process to the processor of this number among those it may use. */
static void bind_to(uint32_t number)
{
    cpu_set_t allowed, own;

    if (sched_getaffinity(0, sizeof(allowed), &allowed) < 0) {
        return;
    }
    for (size_t i = 0; i < CPU_SETSIZE; i++) {
        if (CPU_ISSET(i, &allowed) && number-- == 0) {
            CPU_ZERO(&own);
            CPU_SET(i, &own);
            sched_setaffinity(0, sizeof(own), &own); /* unbound it works as well */
            return;
        }
    }
}

NORETURN static void be_foreman(struct crew *crew, uint32_t number, pid_t parent,
                                crew_foreman *foreman, void *user)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) {
        _exit(EXIT_FAILURE);
    }
    bind_to(number);
    foreman(crew, user);
    _exit(EXIT_SUCCESS);
}

/* ---- the one who listens ---- */

static bool start(struct process *process, struct crew *crew, uint32_t number,
                  crew_foreman *foreman, void *user)
{
    pid_t parent = getpid();
    int ends[2];

    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) < 0) {
        return false;
    }
    pid_t pid = fork();

    if (pid == 0) {
        close(ends[0]);
        crew->channel = ends[1];
        be_foreman(crew, number, parent, foreman, user);
    }
    close(ends[1]);
    if (pid < 0) {
        close(ends[0]);
        return false;
    }
    *process = (struct process){.pid = pid, .channel = ends[0]};
    return true;
}

/* The file that came with a message, or -1. */
static int file_beside(struct msghdr *message)
{
    struct cmsghdr *head = CMSG_FIRSTHDR(message);
    int fd = -1;

    if (head != NULL && head->cmsg_type == SCM_RIGHTS && head->cmsg_len == CMSG_LEN(sizeof(fd))) {
        memcpy(&fd, CMSG_DATA(head), sizeof(fd));
    }
    return fd;
}

/* Takes one message; false: the process has ended. */
static bool listen_to(const struct process *process, crew_hear *hear, void *user)
{
    char words[CREW_MAX_WORDS];
    union {
        struct cmsghdr head;
        char bytes[CMSG_SPACE(sizeof(int))];
    } beside;
    uint32_t task;
    struct iovec parts[] = {{&task, sizeof(task)}, {words, sizeof(words)}};
    struct msghdr message = {.msg_iov = parts,
                             .msg_iovlen = COUNT(parts),
                             .msg_control = beside.bytes,
                             .msg_controllen = sizeof(beside.bytes)};
    ssize_t n = recvmsg(process->channel, &message, MSG_CMSG_CLOEXEC);

    if (n < 0 && errno == EINTR) {
        return true;
    }
    if (n < (ssize_t)sizeof(task)) {
        return false;
    }
    int fd = file_beside(&message);

    hear(user, task, (struct str){.p = words, .n = (size_t)n - sizeof(task)}, fd);
    if (fd >= 0) {
        close(fd);
    }
    return true;
}

static void end(struct process *process)
{
    close(process->channel);
    while (waitpid(process->pid, NULL, 0) < 0 && errno == EINTR) {
    }
}

/* Until all have ended. */
static void listen_to_all(struct process *processes, uint32_t n, crew_hear *hear, void *user)
{
    struct pollfd polled[CREW_MAX_PROCESSES];

    while (n > 0) {
        for (uint32_t i = 0; i < n; i++) {
            polled[i] = (struct pollfd){.fd = processes[i].channel, .events = POLLIN};
        }
        poll(polled, n, -1);
        for (uint32_t i = n; i-- > 0;) {
            if (polled[i].revents != 0 && !listen_to(&processes[i], hear, user)) {
                end(&processes[i]);
                processes[i] = processes[--n];
            }
        }
    }
}

void crew_run(uint32_t tasks, uint32_t processes, crew_foreman *foreman, crew_hear *hear,
              void *user)
{
    struct process started[CREW_MAX_PROCESSES];
    struct crew crew = {.tasks = tasks};
    uint32_t n = 0;

    assert(processes <= CREW_MAX_PROCESSES);
    crew.next =
        mmap(NULL, sizeof(*crew.next), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (crew.next == MAP_FAILED) {
        return;
    }
    while (n < processes && start(&started[n], &crew, n, foreman, user)) {
        n++;
    }
    listen_to_all(started, n, hear, user);
    munmap(crew.next, sizeof(*crew.next));
}
