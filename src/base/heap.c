/* Heap memory that is there; see heap.h. */
#include "base/heap.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void *heap_new(size_t bytes)
{
    void *p = calloc(1, bytes);

    if (p == NULL) {
        die_out_of_memory(bytes);
    }
    return p;
}

void *heap_room(size_t bytes)
{
    void *p = malloc(bytes);

    if (p == NULL) {
        die_out_of_memory(bytes);
    }
    return p;
}

void *heap_resize(void *p, size_t bytes)
{
    void *moved = realloc(p, bytes);

    if (moved == NULL) {
        die_out_of_memory(bytes);
    }
    return moved;
}

char *heap_copy(const char *text)
{
    char *copy = strdup(text);

    if (copy == NULL) {
        die_out_of_memory(strlen(text) + 1);
    }
    return copy;
}

char *heap_vprintf(const char *format, va_list args)
{
    char *text = NULL;

    if (vasprintf(&text, format, args) < 0) {
        die_out_of_memory(0);
    }
    return text;
}

char *heap_printf(const char *format, ...)
{
    va_list args;

    va_start(args, format);
    char *text = heap_vprintf(format, args);

    va_end(args);
    return text;
}
