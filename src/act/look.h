/*
 * Looks through files that come in, by the inspector, before the transaction that records them: it
 * takes seconds where the transaction takes microseconds. What cannot be read is a state of the
 * file, never an error. What was found is masked.
 */
#ifndef ACT_LOOK_H
#define ACT_LOOK_H

#include "act/act.h"
#include "inspect/inspect.h"

/*
 * The file at `path`, with the names of the contract (names.h); its kind is told by its bytes and
 * by `name`, without folder. ERR_IO.
 */
int look_at_path(struct act *act, int64_t contract, struct str path, struct str name,
                 struct inspect_file *ret, struct err *err) MUST_USE;

/* The bytes of a blob, under its name. ERR_NOT_FOUND, ERR_INVALID, ERR_IO. */
int look_at_blob(struct act *act, int64_t contract, const struct blob *blob,
                 struct inspect_file *ret, struct err *err) MUST_USE;

/* How many of the findings must not leave undecided (severity C or H). */
uint32_t look_grave(const struct inspect_file *file);

#endif
