/*
 * nfkc: a bare NFKC pass over a text, the yardstick for the pipeline's speed.
 *
 *     nfkc FILE
 *
 * Normalises the file with one call of utf8proc, as a program would that did nothing else, and
 * prints the number of bytes it gave, so that nothing can be left out.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <utf8proc.h>

int main(int argc, char **argv)
{
    struct stat st;
    int file = argc == 2 ? open(argv[1], O_RDONLY | O_CLOEXEC) : -1;

    if (file < 0 || fstat(file, &st) < 0) {
        fprintf(stderr, "usage: nfkc FILE\n");
        return 2;
    }
    const void *text = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, file, 0);
    utf8proc_uint8_t *normal = NULL;

    if (text == MAP_FAILED) {
        perror(argv[1]);
        return 2;
    }
    utf8proc_ssize_t written = utf8proc_map(text, (utf8proc_ssize_t)st.st_size, &normal,
                                            UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT);

    free(normal);
    printf("%zd\n", written);
    return written < 0;
}
