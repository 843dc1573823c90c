/*
 * Family names in brackets behind what is to be done. Between the files personal*.c only.
 */
#ifndef INSPECT_PERSONAL_TAIL_H
#define INSPECT_PERSONAL_TAIL_H

#include "inspect/personal/personal-look.h"

/* The line, looked through and not told yet: adds hits for those that stand there. */
void personal_tail_line(struct personal_scan *s);

#endif
