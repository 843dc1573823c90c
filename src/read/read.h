/*
 * Files in, documents out. Each file is read in a child process without network and without any
 * file but the open descriptor, under limits of time, memory and output (see confine.h);
 * the parent takes a length-checked message only.
 */
#ifndef READ_READ_H
#define READ_READ_H

#include "base/err.h"
#include "read/doc.h"
#include "read/bounds.h"

/*
 * Reads one file. `path` may be a pipe or "-" for standard input. Memory of *ret_doc is of `a`
 * (large texts may be a mapping that the process keeps).
 * Errors: ERR_NOT_FOUND, ERR_DENIED, ERR_UNSUPPORTED (a folder, a kind we do not read, a password),
 * ERR_LIMIT, ERR_INVALID (nothing could be read: empty, not text, damaged), each with a hint.
 * A document that could be read in part is returned with a note (DOC_NOTE_CUT, DOC_NOTE_DAMAGE).
 */
int read_file(struct arena *a, const char *path, const struct read_options *options,
              struct doc *ret_doc, struct err *err) MUST_USE;

#endif
