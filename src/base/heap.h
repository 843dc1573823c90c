/*
 * Heap memory for what has a life of its own; most things live in an arena. None of this fails:
 * where memory is used up the program stops (die_out_of_memory). The caller frees.
 */
#ifndef BASE_HEAP_H
#define BASE_HEAP_H

#include "base/common.h"

#include <stdarg.h>

/* `bytes` zeroed bytes. */
void *heap_new(size_t bytes) MUST_USE;

/* `bytes` bytes, not zeroed. */
void *heap_room(size_t bytes) MUST_USE;

/* The block with room for `bytes` from now on, moved if need be; NULL is a new one. */
void *heap_resize(void *p, size_t bytes) MUST_USE;

/* A copy of a text, to its NUL. */
char *heap_copy(const char *text) MUST_USE;

/* Text made as by printf, and as by vprintf. */
char *heap_printf(const char *format, ...) PRINTF_LIKE(1, 2) MUST_USE;
char *heap_vprintf(const char *format, va_list args) PRINTF_LIKE(1, 0) MUST_USE;

#endif
