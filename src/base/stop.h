/*
 * Ctrl-C and the signals that end a program, held back while something is half made: what was begun
 * is taken away first, and then they act as ever.
 *
 *     struct stop stop = {};
 *     stop_hold(&stop);
 *     ... make; between steps, stop_is_asked(&stop) says to give up ...
 *     ... take away what is half made ...
 *     stop_release(&stop);          here the program ends, when it was asked to
 *
 * For the calling thread; children that unblock their signals end by themselves.
 */
#ifndef BASE_STOP_H
#define BASE_STOP_H

#include <signal.h>
#include <stdbool.h>

struct stop {
    sigset_t before; /* signals that were held back already */
    bool is_held;
};

/* From now on they wait; once is enough. */
void stop_hold(struct stop *s);

/* Whether one of them waits; false when they are not held. */
bool stop_is_asked(const struct stop *s);

/* Waits so many seconds, or until one comes, which is forgotten: true then. They must be held. */
bool stop_wait(struct stop *s, long seconds);

/* Lets them act. Does nothing when they are not held. */
void stop_release(struct stop *s);

#endif
