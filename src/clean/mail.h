/* Mails being cleaned. */
#ifndef CLEAN_MAIL_H
#define CLEAN_MAIL_H

#include "clean/cleaning.h"

/*
 * Texts and attachments are cleaned as files in the file and written in the encoding they had;
 * words beside the parts go when told so (TXT-291). Fields, boundaries and all other parts keep
 * their bytes. A signed mail waits when something in it would go (--yes OOX-217).
 */
int mail_clean(struct cleaning *c, struct str bytes, struct buf *out, struct err *err);

#endif
