/* Archives of a set for mails. */
#ifndef PACK_PACK_MAIL_H
#define PACK_PACK_MAIL_H

#include "base/arena.h"
#include "base/err.h"
#include "pack/pack-set.h"

/* Zip archives of the set below `max_bytes` as they are sent, into the folder. ERR_LIMIT: a file is
 * too large for a mail. *ret_count is how many. */
int pack_mail_write(struct arena *a, const char *root, const char *folder, enum pack_side side,
                    const struct pack_set *set, uint64_t max_bytes, uint32_t *ret_count,
                    struct err *err) MUST_USE;

#endif
