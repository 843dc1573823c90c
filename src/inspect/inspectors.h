/* The kinds of files that are inspected: one entry each, in inspectors.c. */
#ifndef INSPECT_INSPECTORS_H
#define INSPECT_INSPECTORS_H

#include "inspect/found.h"

struct inspector {
    const char *kind;
    /* By the bytes, never by the name of the file. */
    bool (*recognise)(struct str bytes);
    /* Adds what is found; what it could not look at it tells with found_less(). */
    void (*inspect)(struct found *f, struct str bytes);
    const char *endings; /* of such files: "docx|docm"; NULL = told by the inspector */
};

/*
 * Before the child is confined: what the inspectors may need of the system for these bytes
 * (tables of encodings, the PDF library), and that files in files are looked through.
 */
int inspectors_prepare(struct found *f, struct str bytes, struct err *err) MUST_USE;

/* Drops what was prepared. */
void inspectors_done(struct found *f);

/* Finds the inspector of the bytes and runs it; `name` is that of the file. */
void inspectors_run(struct found *f, struct str bytes, struct str name);

#endif
