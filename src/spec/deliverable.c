/* The deliverables of the register: what lists name stands first, sentences add what none has. */
#include "spec/deliverable.h"

void deliverable_build(struct reading *r)
{
    struct deliverable_maker m = {
        .r = r,
        .first = r->reg->deliverables.n,
        .listed = r->reg->deliverables.n,
    };

    deliverable_find_lists(&m);
    deliverable_find_acts(&m);
}
