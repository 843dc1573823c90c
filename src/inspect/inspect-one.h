/* One file in a confined child, for whoever has it open already: its start and its end. */
#ifndef INSPECT_INSPECT_ONE_H
#define INSPECT_INSPECT_ONE_H

#include "inspect/finding.h"
#include "read/confine.h"

/* How a file is inspected. */
struct inspect_one {
    struct str name;                    /* of the file, without folder */
    bool reveal, thorough;              /* see struct inspect_options (inspect.h) */
    const struct machine *machine;      /* checks of its tables; NULL = none */
    const struct personal_lists *lists; /* of the office; NULL = none */
    uint64_t memory_bytes;              /* see struct confine_job */
};

/*
 * Starts a child on the open descriptor, from where it stands. confine_close() ends it.
 * ERR_INTERNAL.
 */
int inspect_one_start(int fd, const struct inspect_one *how, struct confine_child *ret_child,
                      struct err *err) MUST_USE;

/* Waits and takes the findings in; what went wrong becomes the state of the file. */
void inspect_one_end(struct arena *a, struct confine_child *child, struct inspect_file *file);

/* Makes what went wrong the state of the file. */
void inspect_one_fail(struct arena *a, struct inspect_file *file, const struct err *err);

#endif
