/* Which times of a register belong to which words of it. */
#ifndef SPEC_REG_TIME_H
#define SPEC_REG_TIME_H

#include "spec/reg.h"

struct reg_time {
    struct str value;         /* notation: {打合せ終了}+P3BD, 2026-07-10T17:00 */
    struct str words;         /* of the schema: "within P3BD after", 2026-07-10T17:00 */
    struct str trigger;       /* event words of the text; empty = none */
    struct str quote;         /* of the document */
    int32_t day_from, day_to; /* REG_NO_DAY for a rule */
};
struct reg_time_list {
    struct reg_time *v;
    uint32_t n, room;
};

/*
 * The rules and dates whose words lie in `src`, in their order, each once. Dates that narrate,
 * whole years and fiscal years are no deadlines and left out; what another duty holds more of is
 * that duty's.
 */
void reg_times_in(struct arena *a, const struct reg *r, const struct reg_src *src,
                  struct reg_time_list *ret);

/*
 * Whether something may be due on it: a day, a third of a month or a month, not before the notice.
 */
bool reg_is_deadline(const struct reg *r, const struct reg_date *date);

/* Whether some obligation or annex item holds a part of this place. */
bool reg_is_held(const struct reg *r, const struct reg_src *src);

#endif
