/* Bytes written in the encodings of a transfer: base64 and quoted-printable (RFC 2045 6.7, 6.8). */
#ifndef CLEAN_TRANSFER_H
#define CLEAN_TRANSFER_H

#include "base/arena.h"
#include "base/buf.h"

/* Without line breaks, in arena memory. */
struct str transfer_base64(struct arena *a, struct str bytes);

/* In lines of 76 characters, each with `line_end` behind it. */
void transfer_base64_lines(struct buf *out, struct arena *scratch, struct str bytes,
                           struct str line_end);

/* Line breaks of the text stay line breaks; soft ones are written as `line_end`. */
void transfer_quoted(struct buf *out, struct str text, struct str line_end);

#endif
