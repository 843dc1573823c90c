/* What stands behind common.h: scope clean-up of heap pointers and the end of memory. */
#include "base/common.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void cleanup_free(void *address_of_pointer)
{
    void *p;

    memcpy(&p, address_of_pointer, sizeof(p));
    free(p);
}

void die_out_of_memory(size_t wanted_bytes)
{
    fprintf(stderr, "itaku: out of memory (%zu bytes wanted)\n", wanted_bytes);
    abort();
}
