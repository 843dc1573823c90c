/* How a file is to be read, and what it may cost. */
#ifndef READ_BOUNDS_H
#define READ_BOUNDS_H

#include <stdbool.h>
#include <stddef.h>

/* Whether this build reports errors by a run-time library that itself opens files and takes
 * address space without measure: a part of the confinement is then left out (confine-filter.c). */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define READ_IS_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer)
#define READ_IS_SANITIZED 1
#endif
#endif
#ifndef READ_IS_SANITIZED
#define READ_IS_SANITIZED 0
#endif

/* Named limits on what comes from outside. */
enum {
    READ_MAX_TEXT_BYTES = 256 * 1024 * 1024, /* text layer of one document */
    READ_MAX_SECONDS = 60,                   /* by the clock on the wall, whatever the size */
    READ_MAX_PAGES = 20000,
};

/* Seconds of processor time that a file of so many bytes may take to be read. */
int read_seconds(size_t bytes);

struct read_options {
    const char *name;     /* what messages call the file; NULL = its path */
    const char *encoding; /* of text files; NULL = detect */
    bool takes_scans;     /* a PDF without text is a document of pages without lines, no error */
};

#endif
