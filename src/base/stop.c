/* Signals that wait; see stop.h. */
#include "base/stop.h"

#include "base/common.h"

#include <time.h>

static const int ends[] = {SIGINT, SIGTERM, SIGHUP};

void stop_hold(struct stop *s)
{
    sigset_t held;

    if (s->is_held) {
        return;
    }
    sigemptyset(&held);
    for (size_t i = 0; i < COUNT(ends); i++) {
        sigaddset(&held, ends[i]);
    }
    s->is_held = pthread_sigmask(SIG_BLOCK, &held, &s->before) == 0;
}

bool stop_wait(struct stop *s, long seconds)
{
    const struct timespec pause = {.tv_sec = seconds};
    sigset_t wanted;

    sigemptyset(&wanted);
    for (size_t i = 0; i < COUNT(ends); i++) {
        sigaddset(&wanted, ends[i]);
    }
    return sigtimedwait(&wanted, NULL, &pause) > 0;
}

bool stop_is_asked(const struct stop *s)
{
    sigset_t waiting;

    if (!s->is_held || sigpending(&waiting) < 0) {
        return false;
    }
    for (size_t i = 0; i < COUNT(ends); i++) {
        if (sigismember(&waiting, ends[i]) == 1 && sigismember(&s->before, ends[i]) == 0) {
            return true;
        }
    }
    return false;
}

void stop_release(struct stop *s)
{
    if (s->is_held) {
        s->is_held = false;
        pthread_sigmask(SIG_SETMASK, &s->before, NULL);
    }
}
