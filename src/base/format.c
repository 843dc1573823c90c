/*
 * Formats of texts and whole numbers; see format.h. The first specification of another kind ends
 * the attempt, and all is left to vsnprintf().
 */
#include "base/format.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

struct out {
    char *room;
    size_t room_bytes, n;
};

static void put(struct out *o, const char *p, size_t n)
{
    if (o->n < o->room_bytes && n > 0) {
        memcpy(o->room + o->n, p, MIN(n, o->room_bytes - o->n));
    }
    o->n += n;
}

static void put_number(struct out *o, uint64_t value, bool is_negative)
{
    char digits[21]; /* of 64 bits, and a sign */
    char *p = digits + sizeof(digits);

    do {
        *--p = (char)('0' + value % 10);
        value /= 10;
    } while (value > 0);
    if (is_negative) {
        *--p = '-';
    }
    put(o, p, (size_t)(digits + sizeof(digits) - p));
}

static void put_signed(struct out *o, int64_t value)
{
    put_number(o, value < 0 ? -(uint64_t)value : (uint64_t)value, value < 0);
}

/* At most `most` bytes of a text, which may end before; false: not for us. */
static bool put_text(struct out *o, const char *text, int most)
{
    if (most < 0 || (text == NULL && most > 0)) {
        return false;
    }
    put(o, text, most == 0 ? 0 : strnlen(text, (size_t)most));
    return true;
}

/* One specification behind its '%'; NULL: of a kind that is not for us. */
static const char *put_one(struct out *o, const char *p, va_list *args)
{
    if (p[0] == '.' && p[1] == '*' && p[2] == 's') {
        int most = va_arg(*args, int);

        return put_text(o, va_arg(*args, const char *), most) ? p + 3 : NULL;
    }
    if (p[0] == 'l' && p[1] == 'd') {
        put_signed(o, va_arg(*args, long));
        return p + 2;
    }
    if ((p[0] == 'z' || p[0] == 'l') && p[1] == 'u') {
        _Static_assert(sizeof(size_t) == sizeof(unsigned long), "both are read as one of them");
        put_number(o, va_arg(*args, unsigned long), false);
        return p + 2;
    }
    switch (*p) {
    case 's':
        return put_text(o, va_arg(*args, const char *), INT_MAX) ? p + 1 : NULL;
    case 'd':
        put_signed(o, va_arg(*args, int));
        return p + 1;
    case 'u':
        put_number(o, va_arg(*args, unsigned int), false);
        return p + 1;
    case '%':
        put(o, p, 1);
        return p + 1;
    default:
        return NULL;
    }
}

static bool put_all(struct out *o, const char *format, va_list *args)
{
    for (const char *p = format; *p != '\0';) {
        size_t n = 0;

        while (p[n] != '%' && p[n] != '\0') {
            n++;
        }
        put(o, p, n);
        p += n;
        if (*p == '%' && (p = put_one(o, p + 1, args)) == NULL) {
            return false;
        }
    }
    return o->n <= INT_MAX;
}

int format_text(char *room, size_t room_bytes, const char *format, va_list args)
{
    struct out o = {.room = room, .room_bytes = room_bytes};
    va_list copy;

    va_copy(copy, args);
    bool is_done = put_all(&o, format, &copy);

    va_end(copy);
    if (!is_done) {
        return vsnprintf(room, room_bytes, format, args);
    }
    if (room_bytes > 0) {
        room[MIN(o.n, room_bytes - 1)] = '\0';
    }
    return (int)o.n;
}
