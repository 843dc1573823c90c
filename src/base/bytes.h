/* Numbers as files write them. Bytes behind the end count as 0. */
#ifndef BASE_BYTES_H
#define BASE_BYTES_H

#include "base/str.h"

/* The number in `n` bytes (at most 8) from `at` on, the greatest first. */
static inline uint64_t bytes_big(struct str s, size_t at, size_t n)
{
    uint64_t value = 0;

    for (size_t i = 0; i < n; i++) {
        value = value << 8 | (unsigned char)(at < s.n && i < s.n - at ? s.p[at + i] : 0);
    }
    return value;
}

/* The same, the smallest first. */
static inline uint64_t bytes_little(struct str s, size_t at, size_t n)
{
    uint64_t value = 0;

    for (size_t i = n; i-- > 0;) {
        value = value << 8 | (unsigned char)(at < s.n && i < s.n - at ? s.p[at + i] : 0);
    }
    return value;
}

static inline uint8_t bytes_u8(struct str s, size_t at)
{
    return (uint8_t)bytes_little(s, at, 1);
}

static inline uint16_t bytes_le16(struct str s, size_t at)
{
    return (uint16_t)bytes_little(s, at, 2);
}

static inline uint32_t bytes_le32(struct str s, size_t at)
{
    return (uint32_t)bytes_little(s, at, 4);
}

static inline uint16_t bytes_be16(struct str s, size_t at)
{
    return (uint16_t)bytes_big(s, at, 2);
}

static inline uint32_t bytes_be32(struct str s, size_t at)
{
    return (uint32_t)bytes_big(s, at, 4);
}

#endif
