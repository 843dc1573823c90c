/* Errors as values; see err.h. */
#include "base/err.h"

#include "base/tr.h"
#include "base/utf8.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Names of files and parts of them are anybody's bytes; a message is text. */
static void make_text(char *s)
{
    struct str text = str_of(s);

    for (ptrdiff_t bad = utf8_find_bad(text); bad >= 0; bad = utf8_find_bad(text)) {
        s[bad] = '?';
    }
    for (size_t at = utf8_find_control(text, 0); at < text.n;
         at = utf8_find_control(text, at + 1)) {
        s[at] = '?';
    }
}

/* vsnprintf that never leaves half a character at the cut, nor what is no text. */
static void format_whole(char *out, size_t room, const char *format, va_list args)
{
    int n = vsnprintf(out, room, format, args);

    if (n >= 0 && (size_t)n >= room) {
        size_t end = room - 1;

        while (end > 0 && ((unsigned char)out[end - 1] & 0xC0) == 0x80) {
            end--;
        }
        if (end > 0 && (unsigned char)out[end - 1] >= 0xC0) {
            end--;
        }
        out[end] = '\0';
    }
    make_text(out);
}

int err_fill(struct err *err, enum err_kind kind, const char *file, int line, const char *format,
             ...)
{
    if (err == NULL) {
        return -1;
    }
    va_list args;

    *err = (struct err){.kind = kind, .file = file, .line = line};
    va_start(args, format);
    format_whole(err->message, sizeof(err->message), tr(format), args);
    va_end(args);
    return -1;
}

int err_hint(struct err *err, const char *format, ...)
{
    if (err == NULL) {
        return -1;
    }
    va_list args;

    va_start(args, format);
    format_whole(err->hint, sizeof(err->hint), tr(format), args);
    va_end(args);
    return -1;
}

int err_in(struct err *err, const char *format, ...)
{
    if (err == NULL) {
        return -1;
    }
    char rest[ERR_MESSAGE_BYTES];
    char context[ERR_MESSAGE_BYTES / 2];
    va_list args;

    memcpy(rest, err->message, sizeof(rest));
    va_start(args, format);
    format_whole(context, sizeof(context), tr(format), args);
    va_end(args);
    int n = snprintf(err->message, sizeof(err->message), "%s: %s", context, rest);

    if (n >= (int)sizeof(err->message)) {
        struct str cut = {.p = err->message, .n = sizeof(err->message) - 1};

        err->message[utf8_floor(cut, cut.n - UTF8_MAX)] = '\0';
    }
    return -1;
}

const char *err_reason(int number)
{
    /* what files answer most; the rest stays in the words of the C library */
    static const char *const known[] = {
        TR_ID("No such file or directory"),
        TR_ID("Permission denied"),
        TR_ID("Is a directory"),
        TR_ID("Not a directory"),
        TR_ID("No space left on device"),
        TR_ID("Disk quota exceeded"),
        TR_ID("Read-only file system"),
        TR_ID("File name too long"),
        TR_ID("File too large"),
        TR_ID("Input/output error"),
        TR_ID("File exists"),
        TR_ID("Too many levels of symbolic links"),
    };
    const char *reason = strerror(number);

    for (size_t i = 0; i < COUNT(known); i++) {
        if (strcmp(reason, known[i]) == 0) {
            return tr(known[i]);
        }
    }
    return reason;
}

enum err_kind err_kind_of(int number)
{
    switch (number) {
    case ENOENT:
    case ENOTDIR:
        return ERR_NOT_FOUND;
    case EACCES:
    case EPERM:
    case EROFS:
        return ERR_DENIED;
    default:
        return ERR_IO;
    }
}

int err_exit_status(enum err_kind kind)
{
    switch (kind) {
    case ERR_NONE:
        return 0;
    case ERR_INTERNAL:
        return 3;
    default:
        return 2;
    }
}
