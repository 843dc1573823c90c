/* What a person must have decided, and what must hold between the sets that were made. */
#ifndef PACK_PACK_CHECK_H
#define PACK_PACK_CHECK_H

#include "pack/pack-making.h"

/* Asks about each finding of C or H in the folder that nobody decided. */
void pack_check_folder(struct making *m);

/* What we made is inspected too: a finding passes when it was decided for a source. */
int pack_check_made(struct making *m, struct err *err) MUST_USE;

/* No file of the one set is in the other, by its bytes or by its name. ERR_CONFLICT. */
int pack_check_apart(struct making *m, struct err *err) MUST_USE;

#endif
