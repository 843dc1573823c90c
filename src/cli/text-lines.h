/* Lines of a stream, folded, for the `itaku text` commands. */
#ifndef CLI_TEXT_LINES_H
#define CLI_TEXT_LINES_H

#include "base/err.h"
#include "text/fold.h"

#include <stdio.h>

struct text_line {
    uint32_t number;   /* from 1 */
    struct str source; /* as read, without its line break */
    struct ftext folded;
};

enum { TEXT_LINE_MAX_BYTES = 64 * 1024 * 1024 };

/*
 * Calls `each` for every line. The arena is emptied after each line. ERR_IO, and ERR_LIMIT for a
 * line of more than TEXT_LINE_MAX_BYTES.
 */
int text_lines_each(FILE *in,
                    void (*each)(struct arena *a, const struct text_line *line, void *user),
                    void *user, struct err *err);

#endif
