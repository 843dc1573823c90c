/* Text being built; see buf.h. Memory doubles until the maximum. */
#include "base/buf.h"

#include "base/format.h"
#include "base/heap.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdlib.h>

enum { FIRST_ROOM_BYTES = 256 };

void buf_init(struct buf *b, size_t max_bytes)
{
    *b = (struct buf){.max_bytes = max_bytes};
}

void buf_done(struct buf *b)
{
    free(b->p);
    *b = (struct buf){};
}

void buf_clear(struct buf *b)
{
    b->n = 0;
    b->full = false;
    if (b->p != NULL) {
        b->p[0] = '\0';
    }
}

bool buf_reserve(struct buf *b, size_t bytes)
{
    if (bytes > b->max_bytes || b->n > b->max_bytes - bytes) {
        b->full = true;
        return false;
    }
    size_t wanted = b->n + bytes + 1;

    if (wanted <= b->room) {
        return true;
    }
    size_t room = MAX(b->room * 2, (size_t)FIRST_ROOM_BYTES);

    room = MIN(MAX(room, wanted), b->max_bytes + 1);
    char *p = heap_resize(b->p, room);

    b->p = p;
    b->room = room;
    return true;
}

void buf_add(struct buf *b, struct str s)
{
    if (s.n == 0 || !buf_reserve(b, s.n)) {
        return;
    }
    memcpy(b->p + b->n, s.p, s.n);
    b->n += s.n;
    b->p[b->n] = '\0';
}

void buf_add_char(struct buf *b, char c)
{
    buf_add(b, (struct str){.p = &c, .n = 1});
}

void buf_add_code_point(struct buf *b, uint32_t code_point)
{
    char bytes[UTF8_MAX];

    buf_add(b, (struct str){.p = bytes, .n = utf8_write(code_point, bytes)});
}

void buf_printf(struct buf *b, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    int n = format_text(NULL, 0, format, args);
    va_end(args);
    if (n < 0 || !buf_reserve(b, (size_t)n)) {
        return;
    }
    va_start(args, format);
    format_text(b->p + b->n, (size_t)n + 1, format, args);
    va_end(args);
    b->n += (size_t)n;
}
