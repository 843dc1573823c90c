/*
 * Why something did not work.
 *
 *     0    done
 *     <0   failed, and struct err tells the story
 *     >0   an outcome of the function's own enum; its caller deals with it
 *
 * A message says what could not be done and why, names in quotes, no function names; the hint
 * says what to do. A kind becomes an exit status (and later an HTTP status) in one table.
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include "base/common.h"

enum err_kind {
    ERR_NONE,
    ERR_INVALID,     /* the input is wrong; exit 2 */
    ERR_UNSUPPORTED, /* a kind of input we do not read; exit 2 */
    ERR_LIMIT,       /* the input is over a named limit; exit 2 */
    ERR_NOT_FOUND,   /* exit 2 */
    ERR_DENIED,      /* exit 2 */
    ERR_CONFLICT,    /* exit 2 */
    ERR_IO,          /* reading or writing failed; exit 2 */
    ERR_INTERNAL,    /* our own mistake; exit 3 */
};

enum {
    ERR_MESSAGE_BYTES = 512,
    ERR_HINT_BYTES = 256,
};

struct err {
    enum err_kind kind;
    char message[ERR_MESSAGE_BYTES]; /* one line for the person, UTF-8, cut at a whole character */
    char hint[ERR_HINT_BYTES];       /* what to do; may be empty */
    const char *file;                /* where in our source, for the log */
    int line;
};

/* Fills `err` (which may be NULL) and returns -1, so that `return err_set(err, ...)` reads well. */
#define err_set(err, kind, ...) err_fill((err), (kind), __FILE__, __LINE__, __VA_ARGS__)
int err_fill(struct err *err, enum err_kind kind, const char *file, int line, const char *format,
             ...) PRINTF_LIKE(5, 6);

/* Adds what to do about it; returns -1. */
int err_hint(struct err *err, const char *format, ...) PRINTF_LIKE(2, 3);

/* Puts "context: " before the message; returns -1. */
int err_in(struct err *err, const char *format, ...) PRINTF_LIKE(2, 3);

/* What an errno says, in the reader's language. */
const char *err_reason(int number);

/* The kind of an errno that came from opening or writing a file. */
enum err_kind err_kind_of(int number);

/* The exit status of a program that ends with this kind. */
int err_exit_status(enum err_kind kind);

#endif
