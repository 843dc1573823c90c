/*
 * A package being made: what its parts share. In their order (pack-make.c): pack-choose.h says
 * which file goes where, pack-check.h what a person must have decided, pack-report.h and
 * pack-form.h make files, pack-seal.h the signed lists; pack-place.h is how all of it comes to be
 * there. Private to the folder.
 */
#ifndef PACK_PACK_MAKING_H
#define PACK_PACK_MAKING_H

#include "pack/pack-gate.h"
#include "pack/pack-place.h"
#include "pack/pack-set.h"
#include "pack/pack.h"

struct making {
    struct arena *arena;
    const struct pack_call *call;
    const struct profile *profile;
    struct pack_facts facts;
    struct pack_rights rights;
    struct pack_decisions decisions;
    struct inspect_report report; /* of the folder */
    struct deliver deliver;
    struct pack_gate gate;
    struct pack_set sets[PACK_SIDES];
    struct pack_place place;
    struct pack_result *result;
};

/* The name in the package of what is called `name` in a set. */
struct str pack_making_name(struct making *m, enum pack_side side, struct str name);

/* Notes a file that was made, by its name in the set. ERR_IO. */
int pack_making_add(struct making *m, enum pack_side side, struct pack_item item,
                    struct err *err) MUST_USE;

/* A file as it is; what is copied must be what was inspected. ERR_CONFLICT, ERR_IO. */
int pack_making_copy(struct making *m, const struct deliver_file *file, enum pack_side side,
                     struct str name, struct err *err) MUST_USE;

#endif
