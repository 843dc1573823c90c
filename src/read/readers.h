/* The kinds of files itaku reads: one entry each, in readers.c. */
#ifndef READ_READERS_H
#define READ_READERS_H

#include "base/err.h"
#include "read/doc.h"
#include "read/bounds.h"

struct reader {
    const char *name; /* "docx" */
    /* By the bytes, never by the name of the file. */
    bool (*recognise)(struct str bytes);
    /*
     * Before the reader is confined: what it needs of the system (tables, fonts, libraries).
     * Handed to read() as `state`. NULL = nothing.
     */
    int (*prepare)(struct arena *a, struct str bytes, const struct read_options *options,
                   void **ret_state, struct err *err);
    int (*read)(struct arena *a, struct str bytes, const struct read_options *options, void *state,
                struct doc *ret_doc, struct err *err);
};

/* The reader of these bytes. ERR_UNSUPPORTED: a kind that is known and not read, with a hint. */
int readers_find(struct str bytes, const struct reader **ret_reader, struct err *err) MUST_USE;

#endif
