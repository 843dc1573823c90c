/* Files that come in: kept in the desk as they are, named by their bytes. */
#ifndef ACT_UPLOAD_H
#define ACT_UPLOAD_H

#include "act/act.h"

/*
 * Copies the file at `path` into the desk; `name` is the one it came under, borrowed by *ret. No
 * contract holds it yet (blob_keep). ERR_IO, ERR_LIMIT.
 */
int upload_keep(struct act *act, struct str path, struct str name, struct blob *ret,
                struct err *err) MUST_USE;

#endif
