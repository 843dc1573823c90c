/* SHA-256 of files. */
#ifndef INSPECT_FINGERPRINT_H
#define INSPECT_FINGERPRINT_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

#include <sys/types.h>

/* Room for pieces of one file after another. */
struct fingerprint {
    unsigned char *room;
};

/*
 * Children that are forked do not get the room: what it holds of one file is no business of the
 * child that reads the next.
 */
void fingerprint_init(struct fingerprint *f);

/* Gives the room back; a zeroed one has none. */
void fingerprint_done(struct fingerprint *f);

/* A file above this is not inspected by far; of one with holes nobody waits for its end. */
#define FINGERPRINT_MAX_BYTES ((off_t)4 << 30)

/*
 * Of what the open descriptor gives from its start, which stays where it stands: in hexadecimal, in
 * arena memory; empty for a file that is larger than the maximum. ERR_IO.
 */
int fingerprint_take(struct fingerprint *f, struct arena *a, int fd, struct str *ret_sha256,
                     struct err *err) MUST_USE;

#endif
