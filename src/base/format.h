/*
 * vsnprintf() for what is nearly always wanted of it: texts and whole numbers. It is asked for
 * everything else, and takes several times as long to set one text behind another.
 */
#ifndef BASE_FORMAT_H
#define BASE_FORMAT_H

#include "base/common.h"

#include <stdarg.h>

/*
 * As vsnprintf(): what fits is in `room`, ended by a NUL unless `room_bytes` is 0; the bytes of all
 * of it, or <0.
 */
int format_text(char *room, size_t room_bytes, const char *format, va_list args) PRINTF_LIKE(3, 0);

#endif
