/* A moment of which nothing is known yet; see when-parts.h. */
#include "text/when-parts.h"

void when_moment_init(struct moment *m, size_t at)
{
    *m = (struct moment){
        .p = {.kind = WHEN_P_CALENDAR,
              .year = WHEN_UNSET,
              .month = WHEN_UNSET,
              .day = WHEN_UNSET,
              .hour = WHEN_UNSET,
              .minute = WHEN_UNSET,
              .second = WHEN_UNSET,
              .weekday = WHEN_UNSET},
        .era = WHEN_UNSET,
        .shift_unit = WHEN_UNSET,
        .beg = at,
        .end = at,
    };
}
