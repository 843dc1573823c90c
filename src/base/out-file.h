/*
 * A file being produced: written under a temporary name beside its place and renamed when it is
 * complete, so that nobody ever sees half of it and a failed run leaves the old one alone.
 *
 *     struct out_file out CLEANUP(out_file_done) = {};
 *     if (out_file_open(&out, path, err) < 0) ...
 *     ... write to out.file ...
 *     if (out_file_commit(&out, &bytes, err) < 0) ...
 *
 * What is no plain file (a pipe, /dev/stdout) is written to directly.
 */
#ifndef BASE_OUT_FILE_H
#define BASE_OUT_FILE_H

#include "base/err.h"

#include <stdio.h>

struct out_file {
    FILE *file;
    char *path;      /* where it goes; owned */
    char *temporary; /* where it is written; NULL = directly; owned */
};

/* ERR_IO, ERR_DENIED, ERR_NOT_FOUND when the folder is missing. */
int out_file_open(struct out_file *o, const char *path, struct err *err) MUST_USE;

/*
 * The name to hand to a library that insists on opening the file itself. Its content counts in
 * place of what was written to `file`.
 */
const char *out_file_name(const struct out_file *o);

/* Closes and renames; *ret_bytes (may be NULL) is the size. Errors: ERR_IO. */
int out_file_commit(struct out_file *o, uint64_t *ret_bytes, struct err *err) MUST_USE;

/* Throws away what was not committed. */
void out_file_done(struct out_file *o);

#endif
