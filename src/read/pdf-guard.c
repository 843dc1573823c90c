/*
 * Memory is counted as the allocator hands it out. Time comes in ticks of processor time: a POSIX
 * timer sends a signal that carries the guard, so nothing is global; the handler counts down and
 * sets one int, nothing else.
 */
#include "read/pdf-guard.h"

#include <errno.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

enum {
    TICK_MS = 50,
    PAGE_SECONDS = 3,
    MAX_BYTES = 768 * 1024 * 1024,
};

static void on_tick(int signal_number, siginfo_t *info, void *context)
{
    struct pdf_guard *guard = info->si_value.sival_ptr;

    if (guard == NULL) {
        return;
    }
    guard->page_ticks -= guard->page_ticks > 0;
    guard->file_ticks -= guard->file_ticks > 0;
    if ((guard->page_ticks == 0 || guard->file_ticks == 0) && guard->stop != NULL) {
        *guard->stop = 1;
    }
}

int pdf_guard_init(struct pdf_guard *guard, int seconds, struct err *err)
{
    struct sigaction action = {.sa_sigaction = on_tick, .sa_flags = SA_SIGINFO | SA_RESTART};
    struct sigevent event = {
        .sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGPROF, .sigev_value.sival_ptr = guard};
    struct itimerspec ticks = {.it_interval.tv_nsec = TICK_MS * 1000000,
                               .it_value.tv_nsec = TICK_MS * 1000000};

    *guard = (struct pdf_guard){.file_ticks = seconds * 1000 / TICK_MS};
    if (sigaction(SIGPROF, &action, NULL) < 0 ||
        timer_create(CLOCK_PROCESS_CPUTIME_ID, &event, &guard->timer) < 0) {
        return err_set(err, ERR_INTERNAL, "no timer for the reader: %s", strerror(errno));
    }
    guard->has_timer = true;
    if (timer_settime(guard->timer, 0, &ticks, NULL) < 0) {
        pdf_guard_done(guard);
        return err_set(err, ERR_INTERNAL, "no timer for the reader: %s", strerror(errno));
    }
    return 0;
}

void pdf_guard_done(struct pdf_guard *guard)
{
    if (guard->has_timer) {
        timer_delete(guard->timer);
        guard->has_timer = false;
    }
}

void pdf_guard_page(struct pdf_guard *guard, volatile int *stop)
{
    guard->stop = NULL;
    guard->page_ticks = PAGE_SECONDS * 1000 / TICK_MS;
    guard->stop = stop;
}

bool pdf_guard_is_late(const struct pdf_guard *guard)
{
    return guard->file_ticks == 0;
}

void *pdf_guard_malloc(void *user, size_t bytes)
{
    struct pdf_guard *guard = user;

    if (bytes > MAX_BYTES - MIN(guard->bytes, (size_t)MAX_BYTES)) {
        return NULL;
    }
    void *p = malloc(bytes);

    guard->bytes += malloc_usable_size(p);
    return p;
}

void *pdf_guard_realloc(void *user, void *p, size_t bytes)
{
    struct pdf_guard *guard = user;
    size_t before = malloc_usable_size(p);

    if (bytes > before && bytes - before > MAX_BYTES - MIN(guard->bytes, (size_t)MAX_BYTES)) {
        return NULL;
    }
    void *moved = realloc(p, bytes);

    if (moved != NULL) {
        guard->bytes += malloc_usable_size(moved);
        guard->bytes -= MIN(before, guard->bytes);
    }
    return moved;
}

void pdf_guard_free(void *user, void *p)
{
    struct pdf_guard *guard = user;

    guard->bytes -= MIN(malloc_usable_size(p), guard->bytes);
    free(p);
}
