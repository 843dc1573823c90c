/* Inspector of compound files (OLE): old office files, embedded objects, encrypted files, mails. */
#ifndef INSPECT_OLE_H
#define INSPECT_OLE_H

#include "inspect/found.h"

/* A compound file by its first bytes. */
bool ole_recognise(struct str bytes);

/*
 * What can be told of it: who made it, that it is encrypted, has macros, what is embedded. Old
 * office files are refused with what to do, since their text is not read.
 */
void ole_inspect(struct found *f, struct str bytes);

#endif
