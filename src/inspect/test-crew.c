/*
 * What the processes of a crew must do: each task once, a file beside words, and no harm to the
 * others when one breaks down.
 */
#include "inspect/crew.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cmocka.h>

enum { TASKS = 200, PROCESSES = 3 };

struct heard {
    uint32_t times[TASKS];
    char first_byte[TASKS];
    pid_t self;
    bool breaks; /* the foreman of task 7 */
};

/* Tells the number of the task in words, and its last digit in a file. */
static void work(struct crew *crew, void *user)
{
    const struct heard *h = user;

    for (int64_t task = crew_take(crew); task >= 0; task = crew_take(crew)) {
        char words[16];
        int n = snprintf(words, sizeof(words), "%d", (int)task);
        int fd = memfd_create("task", MFD_CLOEXEC);

        if (h->breaks && task == 7) {
            _exit(3);
        }
        if (pwrite(fd, words + n - 1, 1, 0) != 1 || getpid() == h->self) {
            _exit(4);
        }
        crew_tell(crew, (uint32_t)task, (struct str){.p = words, .n = (size_t)n}, fd);
        close(fd);
    }
}

static void hear(void *user, uint32_t task, struct str words, int fd)
{
    struct heard *h = user;
    char expected[16];

    snprintf(expected, sizeof(expected), "%u", task);
    assert_true(str_eq(words, str_of(expected)));
    assert_int_equal(pread(fd, &h->first_byte[task], 1, 0), 1);
    h->times[task]++;
}

static void each_task_is_done_once(void **state)
{
    struct heard h = {.self = getpid()};

    crew_run(TASKS, PROCESSES, work, hear, &h);
    for (uint32_t i = 0; i < TASKS; i++) {
        assert_int_equal(h.times[i], 1);
        assert_int_equal(h.first_byte[i], '0' + (int)i % 10);
    }
}

static void one_that_breaks_down_takes_only_its_task_along(void **state)
{
    struct heard h = {.self = getpid(), .breaks = true};

    crew_run(TASKS, PROCESSES, work, hear, &h);
    for (uint32_t i = 0; i < TASKS; i++) {
        assert_int_equal(h.times[i], i == 7 ? 0 : 1);
    }
}

static void all_may_break_down(void **state)
{
    struct heard h = {.self = -1, .breaks = true};

    crew_run(1, PROCESSES, work, hear, &h);
    assert_int_equal(h.times[0], 1);
    crew_run(0, PROCESSES, work, hear, &h);
    assert_int_equal(h.times[0], 1);
    assert_true(crew_processors() >= 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_task_is_done_once),
        cmocka_unit_test(one_that_breaks_down_takes_only_its_task_along),
        cmocka_unit_test(all_may_break_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
