/*
 * Text being built. It gets its maximum when it is born; what would go past it is not added and
 * the buffer is marked full, which its owner asks once at the end (buf_is_full).
 *
 *     struct buf out CLEANUP(buf_done);
 *     buf_init(&out, 64 * 1024);
 *     buf_add(&out, STR("..."));
 *
 * The text stays NUL-terminated, so buf.p can be handed to C functions.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/str.h"

struct buf {
    char *p;          /* n bytes and a NUL; NULL while nothing was added */
    size_t n;         /* bytes of text */
    size_t room;      /* bytes allocated */
    size_t max_bytes; /* bound set at birth */
    bool full;        /* something did not fit */
};

/* An empty text that may grow to max_bytes; no memory is taken yet. */
void buf_init(struct buf *b, size_t max_bytes);
/* Frees the memory; a zeroed buffer is fine. */
void buf_done(struct buf *b);
/* Empties the text, keeps the memory. */
void buf_clear(struct buf *b);

/* Each adds the whole of its text, or nothing when that does not fit any more. */
void buf_add(struct buf *b, struct str s);
void buf_add_char(struct buf *b, char c);
void buf_printf(struct buf *b, const char *format, ...) PRINTF_LIKE(2, 3);
/* One code point as UTF-8; what is no code point becomes U+FFFD. */
void buf_add_code_point(struct buf *b, uint32_t code_point);
/* Grows so that `bytes` more fit without another allocation; false when over the maximum. */
bool buf_reserve(struct buf *b, size_t bytes);

static inline struct str buf_str(const struct buf *b)
{
    return (struct str){.p = b->p, .n = b->n};
}

static inline bool buf_is_full(const struct buf *b)
{
    return b->full;
}

#endif
