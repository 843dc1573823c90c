/*
 * Turns: lines that begin with who speaks, and lines that are a name alone. Between the files
 * personal*.c only.
 */
#ifndef INSPECT_PERSONAL_TURN_H
#define INSPECT_PERSONAL_TURN_H

#include "inspect/personal/personal-look.h"

/* The next line, looked through and not told yet: who sits in one of its seats is told with it, or
 * kept for later. */
void personal_turn_line(struct found *f, struct personal_scan *s, struct str line,
                        struct str place);

/* The text or page is over. */
void personal_turn_end(struct found *f);

#endif
