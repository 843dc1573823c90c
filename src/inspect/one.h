/* One file in a confined child, for whoever has it open already: its start and its end. */
#ifndef INSPECT_ONE_H
#define INSPECT_ONE_H

#include "inspect/inspect.h"
#include "read/confine.h"

/*
 * Starts a child on the open descriptor, from where it stands; `name` is the file's, without
 * folder, `lists` those of the office (NULL = none). confine_close() ends it. ERR_INTERNAL.
 */
int inspect_one_start(int fd, struct str name, const struct personal_lists *lists,
                      struct confine_child *ret_child, struct err *err) MUST_USE;

/* Waits and takes the findings in; what went wrong becomes the state of the file. */
void inspect_one_end(struct arena *a, struct confine_child *child, struct inspect_file *file);

/* SHA-256 of the file in hexadecimal, in arena memory. ERR_IO. */
int inspect_one_fingerprint(struct arena *a, int fd, struct str *ret_sha256,
                            struct err *err) MUST_USE;

#endif
