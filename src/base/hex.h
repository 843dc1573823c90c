/* Bytes as hexadecimal digits, lower case: hashes as people and files name them. */
#ifndef BASE_HEX_H
#define BASE_HEX_H

#include "base/arena.h"

/* The value of a digit of either case, or -1. */
static inline int hex_digit(char c)
{
    return c >= '0' && c <= '9'                     ? c - '0'
           : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10
                                                    : -1;
}

/* Two digits a byte. Arena memory, NUL-terminated. */
struct str hex_of(struct arena *a, const uint8_t *bytes, size_t n);

/* Exactly 2 n digits into n bytes; false when the text is something else. */
bool hex_parse(struct str digits, uint8_t *ret, size_t n);

#endif
