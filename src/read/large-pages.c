/*
 * A child touches a few hundred to some thousand pages of memory that nobody had before, and each
 * of 4 KB is a fault in the kernel: a quarter of the time of a small PDF. The heap is grown once,
 * by addresses alone, and the kernel is asked for large pages there (madvise(2), MADV_HUGEPAGE).
 *
 * The kernel gives a large page only where nothing of it was touched. malloc() writes a few bytes
 * behind each block that it cuts from the end of the heap: an unused block reaches to where the
 * first large page may begin.
 */
#include "read/large-pages.h"

#include "read/bounds.h"

#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>

enum {
    LARGE_PAGE_BYTES = 2 * 1024 * 1024,
    HEAP_BYTES = 64 * 1024 * 1024,   /* by which the heap grows at a time */
    MAX_BLOCK_BYTES = 1024 * 1024,   /* larger ones get a mapping of their own */
    HEAD_BYTES = 2 * sizeof(size_t), /* what malloc() keeps in front of a block */
};

void large_pages_use(void)
{
    if (READ_IS_SANITIZED) {
        return; /* another malloc() */
    }
    mallopt(M_MMAP_THRESHOLD, 2 * LARGE_PAGE_BYTES);
    mallopt(M_TRIM_THRESHOLD, 2 * HEAP_BYTES); /* what is free is used again, not handed back */
    mallopt(M_TOP_PAD, HEAP_BYTES);

    char *unused = malloc(LARGE_PAGE_BYTES);
    size_t size = LARGE_PAGE_BYTES + -(uintptr_t)unused % LARGE_PAGE_BYTES;

    if (unused != NULL && (unused = realloc(unused, size - HEAD_BYTES)) != NULL) {
        madvise(unused + size, HEAP_BYTES - size, MADV_HUGEPAGE);
    }
    mallopt(M_MMAP_THRESHOLD, MAX_BLOCK_BYTES);
}
