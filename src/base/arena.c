/*
 * The arena: blocks that double in size up to a bound, a bump pointer in the newest. A fresh page
 * costs nothing until it is touched: large blocks come zeroed from the system, and of small ones,
 * which malloc() gives as they were left, only what is handed out is zeroed.
 */
#include "base/arena.h"

#include "base/format.h"

#include <stdarg.h>
#include <stdlib.h>

enum {
    FIRST_BLOCK_BYTES = 4 * 1024,
    ZEROED_BLOCK_BYTES = 128 * 1024, /* from here on calloc() has nothing to do */
    LARGEST_BLOCK_BYTES = 4 * 1024 * 1024,
    ALIGNMENT = 16,
};

struct arena_block {
    struct arena_block *older;
    size_t bytes;
    _Alignas(ALIGNMENT) char memory[];
};

static void add_block(struct arena *a, size_t wanted)
{
    size_t bytes = a->blocks == NULL ? FIRST_BLOCK_BYTES
                                     : MIN(a->blocks->bytes * 2, (size_t)LARGEST_BLOCK_BYTES);

    bytes = MAX(bytes, wanted);
    a->is_zeroed = bytes >= ZEROED_BLOCK_BYTES;
    struct arena_block *block =
        a->is_zeroed ? calloc(1, sizeof(*block) + bytes) : malloc(sizeof(*block) + bytes);

    if (block == NULL) {
        die_out_of_memory(bytes);
    }
    block->bytes = bytes;
    block->older = a->blocks;
    a->blocks = block;
    a->next = block->memory;
    a->left = bytes;
    a->total_bytes += bytes;
}

static size_t round_up(size_t bytes)
{
    if (bytes > SIZE_MAX / 2) {
        die_out_of_memory(bytes);
    }
    return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

bool arena_extend(struct arena *a, void *p, size_t old_bytes, size_t new_bytes)
{
    size_t more = round_up(new_bytes) - round_up(old_bytes);

    if (p == NULL || (char *)p + round_up(old_bytes) != a->next || more > a->left) {
        return false;
    }
    if (!a->is_zeroed) {
        memset(a->next, 0, more);
    }
    a->next += more;
    a->left -= more;
    return true;
}

/* Rounded bytes as they are. */
static char *take(struct arena *a, size_t rounded)
{
    if (rounded > a->left) {
        add_block(a, rounded);
    }
    char *p = a->next;

    a->next += rounded;
    a->left -= rounded;
    return p;
}

void *arena_alloc(struct arena *a, size_t bytes)
{
    size_t rounded = round_up(bytes);
    char *p = take(a, rounded);

    return a->is_zeroed ? p : memset(p, 0, rounded);
}

/* Room for a text and the zeroes behind it. */
static char *take_text(struct arena *a, size_t n)
{
    size_t rounded = round_up(n + 1);
    char *text = take(a, rounded);

    if (!a->is_zeroed) {
        memset(text + n, 0, rounded - n);
    }
    return text;
}

void *arena_array(struct arena *a, size_t count, size_t element_bytes)
{
    size_t bytes;

    if (__builtin_mul_overflow(count, element_bytes, &bytes)) {
        die_out_of_memory(SIZE_MAX);
    }
    return arena_alloc(a, bytes);
}

void arena_done(struct arena *a)
{
    while (a->blocks != NULL) {
        struct arena_block *older = a->blocks->older;

        free(a->blocks);
        a->blocks = older;
    }
    *a = (struct arena){};
}

struct str arena_str(struct arena *a, struct str s)
{
    char *copy = take_text(a, s.n);

    if (s.n > 0) {
        memcpy(copy, s.p, s.n);
    }
    return (struct str){.p = copy, .n = s.n};
}

struct str arena_printf(struct arena *a, const char *format, ...)
{
    va_list args;

    /* Nearly always it fits where the next allocation will stand; what is cut is told again. */
    char nothing[1]; /* an arena without a block has no place to try */
    char *room = a->left > 0 ? a->next : nothing;
    size_t room_bytes = MAX(a->left, sizeof(nothing));

    va_start(args, format);
    int n = format_text(room, room_bytes, format, args);
    va_end(args);
    if (a->is_zeroed && (n < 0 || (size_t)n >= room_bytes)) {
        memset(room, 0, room_bytes);
    }
    if (n < 0) {
        return (struct str){};
    }
    char *text = take_text(a, (size_t)n);

    if (text != room) {
        va_start(args, format);
        format_text(text, (size_t)n + 1, format, args);
        va_end(args);
    }
    return (struct str){.p = text, .n = (size_t)n};
}
