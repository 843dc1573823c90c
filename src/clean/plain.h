/* Text and archives being cleaned. */
#ifndef CLEAN_PLAIN_H
#define CLEAN_PLAIN_H

#include "clean/cleaning.h"

/* Text in UTF-8 or UTF-16, by its bytes; last of all cleaners. */
bool plain_text_recognise(struct str bytes);
/* Characters that are not seen go (TXT-291, when asked for); the mark at the start stays. */
int plain_text_clean(struct cleaning *c, struct str bytes, struct buf *out, struct err *err);

/* A zip archive that is no package of a document. */
bool plain_archive_recognise(struct str bytes);
/*
 * A zip archive: its members cleaned, what systems left behind dropped, with comments and what lies
 * outside of all entries; names and times kept.
 */
int plain_archive_clean(struct cleaning *c, struct str bytes, struct buf *out, struct err *err);

/*
 * A zip archive that does not begin the file; after all kinds that may have one behind their end.
 */
bool plain_archive_behind_recognise(struct str bytes);
/* The archive alone, cleaned. */
int plain_archive_behind_clean(struct cleaning *c, struct str bytes, struct buf *out,
                               struct err *err);

#endif
