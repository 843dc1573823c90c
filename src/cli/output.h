/* Where a command's product goes: standard output, or a file that appears when it is complete. */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include "base/err.h"

#include <stdio.h>

/* How a product is made; exactly one of the two functions is there. */
struct output {
    int (*write)(FILE *file, const void *what, struct err *err);
    /* For a library that opens the file itself; `path` is a temporary name. */
    int (*write_path)(const char *path, const void *what, struct err *err);
    const void *what;
    char *const *inputs; /* files the product is made from, which it must not replace */
    int input_count;
};

/*
 * Makes the product. `path` NULL is standard output, which must not be a terminal for a binary
 * product. A file is replaced when it is there already; its path and size are told on stderr.
 */
int output_to(const char *path, const struct output *output, struct err *err) MUST_USE;

/* Whether `path` names a folder: it is one, or ends in a slash. */
bool output_is_folder(const char *path);

/* Makes the folder when it is missing. */
int output_make_folder(const char *path, struct err *err) MUST_USE;

/* Whether standard output takes colours: a terminal, and NO_COLOR is not set. */
bool output_takes_colour(void);

#endif
