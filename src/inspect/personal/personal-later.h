/*
 * Family names that nothing speaks for where they stand: they are told at the end of the table, page
 * or text when the file has told by then that they are names. Between the files personal*.c only.
 */
#ifndef INSPECT_PERSONAL_LATER_H
#define INSPECT_PERSONAL_LATER_H

#include "inspect/personal/personal-look.h"

/* Keeps a hit of the text for later, unless so many of it or of all are kept that it is let go. */
void personal_later_keep(struct found *f, const struct personal_scan *s,
                         const struct personal_hit *hit, struct str text, struct str place);

/* Tells those that are known as names now; the others stay. */
void personal_later_tell(struct found *f);

#endif
