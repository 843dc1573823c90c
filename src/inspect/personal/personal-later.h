/*
 * Family names that nothing speaks for where they stand: they are told at the end of the table,
 * page or text when the file has told by then that they are names, or that people sit where they
 * do. Between the files personal*.c only.
 */
#ifndef INSPECT_PERSONAL_LATER_H
#define INSPECT_PERSONAL_LATER_H

#include "inspect/personal/personal-look.h"

/*
 * A hit of the text as what may be kept of it; the seat may be NULL, and must last until it is
 * settled or left.
 */
struct personal_kept personal_later_of(const struct found *f, const struct personal_scan *s,
                                       const struct personal_hit *hit, struct str text,
                                       struct str place, const struct personal_seat *seat);

/* Keeps a copy, unless so many of the word or of all are kept that it is let go. */
void personal_later_put(struct found *f, const struct personal_kept *x);

/* Tells it now, and remembers the name. */
void personal_later_tell_one(struct found *f, const struct personal_kept *x);

/* People sit in the seat: tells who sat there so far, and remembers them. */
void personal_later_settle(struct found *f, const struct personal_seat *seat);

/* The seat is no more: who was kept for it stays for what else the file says. */
void personal_later_leave(struct found *f, const struct personal_seat *seat);

/* Tells those that are known as names now; the others stay. */
void personal_later_tell(struct found *f);

#endif
