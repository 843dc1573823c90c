/*
 * measure: what a command costs.
 *
 *     measure RUNS COMMAND [ARGUMENT...]
 *
 * Runs the command RUNS times on one core, its output thrown away, and prints one line
 *     WALL_MS USER_MS SYSTEM_MS PEAK_KIB STATUS
 * of the run that took the least wall time. CPU times are those of the command and of every child
 * it waited for; the peak is the largest of these processes (they share what they inherited, so a
 * sum would count pages twice). STATUS is the exit status, 128 and more for a signal.
 */
#include <fcntl.h>
#include <inttypes.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

struct cost {
    double wall_ms, user_ms, system_ms;
    long peak_kib;
    int status;
};

static double now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static double ms_of(struct timeval t)
{
    return (double)t.tv_sec * 1e3 + (double)t.tv_usec / 1e3;
}

static void run_child(char **words)
{
    int null = open("/dev/null", O_WRONLY | O_CLOEXEC);

    if (null < 0 || dup2(null, STDOUT_FILENO) < 0) {
        _exit(126);
    }
    execvp(words[0], words);
    perror(words[0]);
    _exit(127);
}

static struct cost run_once(char **words)
{
    struct cost cost = {};
    struct rusage used;
    int status;
    double begun = now_ms();
    pid_t child = fork();

    if (child == 0) {
        run_child(words);
    }
    if (child < 0 || wait4(child, &status, 0, &used) < 0) {
        perror("measure");
        exit(2);
    }
    cost.wall_ms = now_ms() - begun;
    cost.user_ms = ms_of(used.ru_utime);
    cost.system_ms = ms_of(used.ru_stime);
    cost.peak_kib = used.ru_maxrss;
    cost.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return cost;
}

/* Keeps this process and its children on the core it runs on now. */
static void stay_on_one_core(void)
{
    cpu_set_t set;
    int core = sched_getcpu();

    if (core >= 0) {
        CPU_ZERO(&set);
        CPU_SET((size_t)core, &set);
        sched_setaffinity(0, sizeof(set), &set);
    }
}

int main(int argc, char **argv)
{
    long runs = argc > 2 ? strtol(argv[1], NULL, 10) : 0;

    if (runs < 1) {
        fprintf(stderr, "usage: measure RUNS COMMAND [ARGUMENT...]\n");
        return 2;
    }
    stay_on_one_core();
    struct cost best = run_once(argv + 2);

    for (long i = 1; i < runs; i++) {
        struct cost cost = run_once(argv + 2);

        if (cost.wall_ms < best.wall_ms) {
            best = cost;
        }
    }
    printf("%.2f %.2f %.2f %ld %d\n", best.wall_ms, best.user_ms, best.system_ms, best.peak_kib,
           best.status);
    return 0;
}
