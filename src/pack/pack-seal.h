/* The signed lists of a package. */
#ifndef PACK_PACK_SEAL_H
#define PACK_PACK_SEAL_H

#include "pack/pack-making.h"

/* Lists of the sets, mails, the office's list; signed. ERR_LIMIT, ERR_IO. */
int pack_seal_put(struct making *m, struct err *err) MUST_USE;

#endif
