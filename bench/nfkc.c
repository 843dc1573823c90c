/*
 * nfkc: a bare NFKC pass over a text, the yardstick for the pipeline's speed.
 *
 *     nfkc FILE
 *
 * Maps the file, decomposes and composes each line with utf8proc into a buffer that is used again,
 * and prints the number of bytes written, so that nothing can be left out.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <utf8proc.h>

static const utf8proc_option_t options =
    UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT;

/* Bytes of the normal form of one line. The buffer grows to the longest line. */
static size_t normalise(const char *line, size_t bytes, utf8proc_int32_t **buffer, size_t *room)
{
    utf8proc_ssize_t n;

    for (;;) {
        n = utf8proc_decompose((const utf8proc_uint8_t *)line, (utf8proc_ssize_t)bytes, *buffer,
                               (utf8proc_ssize_t)*room, options);
        if (n < 0) {
            return 0;
        }
        if ((size_t)n < *room) {
            break;
        }
        *room = (size_t)n * 2 + 1024;
        *buffer = realloc(*buffer, *room * sizeof(**buffer));
        if (*buffer == NULL) {
            abort();
        }
    }
    n = utf8proc_reencode(*buffer, n, options);
    return n < 0 ? 0 : (size_t)n;
}

int main(int argc, char **argv)
{
    struct stat st;
    int file = argc == 2 ? open(argv[1], O_RDONLY | O_CLOEXEC) : -1;

    if (file < 0 || fstat(file, &st) < 0) {
        fprintf(stderr, "usage: nfkc FILE\n");
        return 2;
    }
    const char *text = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, file, 0);

    if (text == MAP_FAILED) {
        perror(argv[1]);
        return 2;
    }
    const char *end = text + st.st_size;
    utf8proc_int32_t *buffer = NULL;
    size_t room = 0, written = 0;

    for (const char *line = text; line < end;) {
        const char *stop = memchr(line, '\n', (size_t)(end - line));
        size_t bytes = (size_t)((stop == NULL ? end : stop + 1) - line);

        written += normalise(line, bytes, &buffer, &room);
        line += bytes;
    }
    free(buffer);
    printf("%zu\n", written);
    return 0;
}
