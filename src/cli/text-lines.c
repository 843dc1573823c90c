/* Reads lines one by one, so that the commands work in a pipe and in bounded memory. */
#include "cli/text-lines.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

int text_lines_each(FILE *in,
                    void (*each)(struct arena *a, const struct text_line *line, void *user),
                    void *user, struct err *err)
{
    char *bytes AUTO_FREE = NULL;
    size_t room = 0;
    struct text_line line = {};
    ssize_t n;

    while ((n = getline(&bytes, &room, in)) >= 0) {
        struct arena arena CLEANUP(arena_done) = {};

        if (n > TEXT_LINE_MAX_BYTES) {
            return err_set(err, ERR_LIMIT, "line %u has %zd bytes, more than %d", line.number + 1,
                           n, TEXT_LINE_MAX_BYTES);
        }
        while (n > 0 && (bytes[n - 1] == '\n' || bytes[n - 1] == '\r')) {
            n--;
        }
        line.number++;
        line.source = (struct str){.p = bytes, .n = (size_t)n};
        line.folded = fold(&arena, line.source);
        each(&arena, &line, user);
    }
    if (ferror(in) || fflush(stdout) != 0 || ferror(stdout)) {
        return err_set(err, ERR_IO, "reading or writing failed: %s", err_reason(errno));
    }
    return 0;
}
