/*
 * usage: truncated FOLDER
 *
 * Each file of the folder, cut off at every byte, through the inspectors in this process: a
 * definite state each time, and never "inspected" where what is missing was needed. Text has no end
 * of its own, so a text cut off is a text.
 */
#include "inspect/found.h"
#include "inspect/inspectors.h"
#include "read/pdf-mupdf.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

enum { MAX_BYTES = 256 * 1024, STEP_ABOVE = 4096 };

/* The state of the first `n` bytes, which lie at the end of memory of their own. */
static enum inspect_state state_of(struct str whole, size_t n, struct str name)
{
    struct arena arena CLEANUP(arena_done) = {};
    char *bytes AUTO_FREE = malloc(n + 1);
    struct str cut = {.p = bytes, .n = n};
    struct found f;
    struct err err = {};

    if (bytes == NULL) {
        die_out_of_memory(n);
    }
    memcpy(bytes, whole.p, n);
    found_init(&f, &arena, true);
    if (inspectors_prepare(&f, cut, &err) < 0) {
        return INSPECT_REFUSED;
    }
    inspectors_run(&f, cut, name);
    inspectors_done(&f);
    return f.state;
}

/* Whether the file lacks nothing that matters: a text, or a PDF but for its last mark. */
static bool may_end_here(struct str name, size_t left)
{
    return str_ends(name, STR(".csv")) || str_ends(name, STR(".tif")) ||
           (str_ends(name, STR(".pdf")) && left <= sizeof("%%EOF\r\n"));
}

/* Lengths at which the file is taken for whole although it is not. */
static unsigned int check_file(struct str whole, struct str name)
{
    unsigned int wrong = 0;

    for (size_t n = 1; n < whole.n; n += (n > STEP_ABOVE ? 13 : 1)) {
        enum inspect_state state = state_of(whole, n, name);

        if (state > INSPECT_REFUSED ||
            (state == INSPECT_INSPECTED && n > 8 && !may_end_here(name, whole.n - n))) {
            printf("# %.*s: %s at %zu of %zu bytes\n", STR_ARG(name), inspect_state_word(state), n,
                   whole.n);
            wrong++;
        }
    }
    return wrong;
}

int main(int argc, char **argv)
{
    static char bytes[MAX_BYTES];
    DIR *folder = argc == 2 ? opendir(argv[1]) : NULL;
    unsigned int count = 0;

    if (folder == NULL) {
        fputs("usage: truncated FOLDER\n", stderr);
        return 2;
    }
    for (struct dirent *e = readdir(folder); e != NULL; e = readdir(folder)) {
        char path[4096];
        FILE *file;

        if (e->d_name[0] == '.') {
            continue;
        }
        snprintf(path, sizeof(path), "%s/%s", argv[1], e->d_name);
        file = fopen(path, "rb");
        if (file != NULL) {
            size_t n = fread(bytes, 1, sizeof(bytes), file);
            unsigned int wrong = check_file((struct str){.p = bytes, .n = n}, str_of(e->d_name));

            printf("%sok %u - %s, %zu bytes\n", wrong > 0 ? "not " : "", ++count, e->d_name, n);
            fclose(file);
        }
    }
    closedir(folder);
    printf("1..%u\n", count);
    return 0;
}
