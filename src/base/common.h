/*
 * What every file may use: attributes, clean-up on scope exit, array length.
 *
 * The words for lifetimes (STYLE: three lifetimes) are
 *     _init/_done   a thing in place
 *     _new/_free    a thing on the heap
 *     _open/_close  the outside world
 * and every _done, _free and _close accepts a zeroed thing or NULL.
 */
#ifndef BASE_COMMON_H
#define BASE_COMMON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* The function is called with the address of the variable when its scope ends. */
#define CLEANUP(fn) __attribute__((cleanup(fn)))

#define PRINTF_LIKE(text, first) __attribute__((format(printf, text, first)))
#define MUST_USE                 __attribute__((warn_unused_result))
#define NORETURN                 __attribute__((noreturn))
#define UNUSED                   __attribute__((unused))

#define MIN(a, b) ((a) < (b) ? (a) : (b))
#define MAX(a, b) ((a) > (b) ? (a) : (b))

/* Hands over what a CLEANUP variable holds: `return TAKE(p);` */
#define TAKE(p)                                                                                    \
    ({                                                                                             \
        typeof(p) taken_ = (p);                                                                    \
        (p) = (typeof(p)){};                                                                       \
        taken_;                                                                                    \
    })

/* For AUTO_FREE: frees what the pointer at this address points to. */
void cleanup_free(void *address_of_pointer);
#define AUTO_FREE CLEANUP(cleanup_free)

/* Stops the program: memory is used up. Small allocations do not fail otherwise. */
NORETURN void die_out_of_memory(size_t wanted_bytes);

#endif
