/* Text for reading; see str.h. */
#include "base/str.h"

int str_cmp(struct str a, struct str b)
{
    size_t n = MIN(a.n, b.n);
    int order = n == 0 ? 0 : memcmp(a.p, b.p, n);

    if (order != 0) {
        return order;
    }
    return (a.n > b.n) - (a.n < b.n);
}

ptrdiff_t str_find(struct str s, struct str what, size_t from)
{
    if (from > s.n) {
        return -1;
    }
    if (what.n == 0) {
        return (ptrdiff_t)from;
    }
    const char *hit = s.n == from ? NULL : memmem(s.p + from, s.n - from, what.p, what.n);

    return hit == NULL ? -1 : hit - s.p;
}

ptrdiff_t str_rfind(struct str s, struct str what)
{
    for (size_t at = s.n - MIN(what.n, s.n) + 1; what.n <= s.n && at-- > 0;) {
        if (memcmp(s.p + at, what.p, what.n) == 0) {
            return (ptrdiff_t)at;
        }
    }
    return -1;
}

static const struct str wide_space = {.p = "\xE3\x80\x80", .n = 3};

struct str str_trim(struct str s)
{
    for (;;) {
        if (s.n > 0 && (s.p[0] == ' ' || (s.p[0] >= '\t' && s.p[0] <= '\r'))) {
            s = str_sub(s, 1, s.n);
        } else if (str_starts(s, wide_space)) {
            s = str_sub(s, wide_space.n, s.n);
        } else {
            break;
        }
    }
    for (;;) {
        if (s.n > 0 && (s.p[s.n - 1] == ' ' || (s.p[s.n - 1] >= '\t' && s.p[s.n - 1] <= '\r'))) {
            s.n--;
        } else if (str_ends(s, wide_space)) {
            s.n -= wide_space.n;
        } else {
            break;
        }
    }
    return s;
}

uint64_t str_hash(struct str s)
{
    uint64_t h = 0xcbf29ce484222325u;

    for (size_t i = 0; i < s.n; i++) {
        h = (h ^ (unsigned char)s.p[i]) * 0x100000001b3u;
    }
    return h;
}
