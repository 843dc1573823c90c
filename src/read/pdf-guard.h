/*
 * What keeps the PDF library within bounds: memory that it may have, and a timer of processor time
 * that tells it to leave a page, or the file. A library call that does not listen is ended with the
 * process, later (confine.h).
 */
#ifndef READ_PDF_GUARD_H
#define READ_PDF_GUARD_H

#include "base/err.h"

#include <signal.h>
#include <time.h>

struct pdf_guard {
    size_t bytes; /* in use */
    timer_t timer;
    bool has_timer;
    volatile sig_atomic_t page_ticks, file_ticks; /* left */
    volatile int *volatile stop;                  /* set when none is left; may be NULL */
};

/*
 * Starts the timer: the file may take `seconds` of processor time. Before the process is confined,
 * and the guard must not move until pdf_guard_done(). ERR_INTERNAL.
 */
int pdf_guard_init(struct pdf_guard *guard, int seconds, struct err *err) MUST_USE;
void pdf_guard_done(struct pdf_guard *guard);

/* A page begins: *stop becomes 1 when it, or the file, has had its time. NULL: the page ended. */
void pdf_guard_page(struct pdf_guard *guard, volatile int *stop);

/* Whether the time of the file is over. */
bool pdf_guard_is_late(const struct pdf_guard *guard);

/*
 * Memory for the library, `user` being the guard: NULL above the limit, which it takes as an
 * exhausted machine.
 */
void *pdf_guard_malloc(void *user, size_t bytes);
void *pdf_guard_realloc(void *user, void *p, size_t bytes);
void pdf_guard_free(void *user, void *p);

#endif
