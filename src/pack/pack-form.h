/* The forms of a package, filled in. */
#ifndef PACK_PACK_FORM_H
#define PACK_PACK_FORM_H

#include "pack/pack-making.h"

/* The forms that are missing. ERR_INVALID: a fact is missing. */
int pack_form_put(struct making *m, struct err *err) MUST_USE;

#endif
