/* For the opening files: which times belong to which words of a register. */
#ifndef ACT_OPENING_TIME_H
#define ACT_OPENING_TIME_H

#include "base/vec.h"
#include "spec/reg.h"

struct time_of {
    struct str value; /* notation */
    struct str words; /* of the document */
};
struct time_list {
    struct time_of *v;
    uint32_t n, room;
};

/*
 * The rules and dates whose words lie in `src`, in their order. Dates that narrate, whole years and
 * fiscal years are no deadlines and left out.
 */
void opening_times_in(struct arena *a, const struct reg *r, const struct reg_src *src,
                      struct time_list *ret);

/* Whether some obligation or annex item holds this place. */
bool opening_is_held(const struct reg *r, const struct reg_src *src);

#endif
