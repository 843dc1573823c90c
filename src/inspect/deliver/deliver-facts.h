/*
 * What an office file says of itself in few words: pages, pictures, names of its sheets. Read in a
 * confined child.
 */
#ifndef INSPECT_DELIVER_FACTS_H
#define INSPECT_DELIVER_FACTS_H

#include "base/err.h"
#include "base/vec.h"

enum { DELIVER_MAX_SHEETS = 500 };

struct deliver_facts {
    uint32_t pages;    /* as its program counted them, and at least the breaks say; 0 = unknown */
    uint32_t pictures; /* drawings, pictures, charts, objects in the text */
    VEC(struct str) sheets;
};

/* Reads the file at `path`. Arena memory. Errors of the readers. */
int deliver_facts_read(struct arena *a, const char *path, struct deliver_facts *ret_facts,
                       struct err *err) MUST_USE;

#endif
