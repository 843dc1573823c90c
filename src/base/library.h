/*
 * Libraries that few commands need are opened by those, not when the program starts: each library
 * the loader has to bind, with all that it needs in turn, is paid for by every call of the program.
 *
 * The functions stand in a struct of pointers, typed by the library's own header:
 *
 *     struct sound {
 *         __typeof__(&sound_play) sound_play;
 *     };
 *     static const struct library_function functions[] = {
 *         LIBRARY_FUNCTION(struct sound, sound_play),
 *     };
 *
 *     library_load(SOUND_FILE, functions, COUNT(functions), &sound, err)
 */
#ifndef BASE_LIBRARY_H
#define BASE_LIBRARY_H

#include "base/err.h"

#include <stddef.h>

struct library_function {
    const char *name;
    size_t offset; /* of its pointer in the struct */
};

#define LIBRARY_FUNCTION(table, function)                                                          \
    {                                                                                              \
#function, offsetof(table, function)                                                       \
    }

/*
 * Opens the library (its name as the system's loader knows it) and fills the pointers; it stays
 * open until the program ends. Opening it again costs little. ERR_INTERNAL: not installed, or
 * without one of the functions.
 */
int library_load(const char *file, const struct library_function *functions, size_t count,
                 void *ret_table, struct err *err) MUST_USE;

#endif
