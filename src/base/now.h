/* What time it is, for the edges of the program: rules are told the day, and never ask. */
#ifndef BASE_NOW_H
#define BASE_NOW_H

#include <stdint.h>

/* Milliseconds since 1970 (UTC) by the clock of the machine, which may be set. */
int64_t now_ms(void);

/* Milliseconds of a clock that only goes forward: for how long something takes. */
int64_t now_steady_ms(void);

#endif
