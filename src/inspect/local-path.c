/* Local paths; see local-path.h. One pass: a path is met at its first backslash or at "file:". */
#include "inspect/local-path.h"

#include <strings.h>

enum { MAX_PATH_BYTES = 400 };

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Whether a path stands at `at`: its drive, share or scheme. */
static bool begins(struct str s, size_t at)
{
    struct str rest = str_sub(s, at, s.n);
    char before = at == 0 ? ' ' : s.p[at - 1];

    if (rest.n >= 8 && strncasecmp(rest.p, "file:", 5) == 0 && !is_letter(before) &&
        (rest.p[5] == '/' || rest.p[5] == '\\')) {
        return true;
    }
    if (rest.n >= 4 && is_letter(rest.p[0]) && rest.p[1] == ':' && rest.p[2] == '\\' &&
        !is_letter(before)) {
        /* Field codes write each backslash twice. */
        char c = rest.p[3] == '\\' && rest.n >= 5 ? rest.p[4] : rest.p[3];

        return is_letter(c) || (c & 0x80) != 0;
    }
    return rest.n >= 5 && rest.p[0] == '\\' && rest.p[1] == '\\' && is_letter(rest.p[2]) &&
           before != '\\' && memchr(rest.p + 2, '\\', MIN(rest.n - 2, (size_t)64)) != NULL;
}

bool local_path_is(struct str target)
{
    return begins(target, 0) || str_starts(target, STR("/Users/")) ||
           str_starts(target, STR("/home/"));
}

bool local_path_next(struct str bytes, size_t *at, struct str *ret_path)
{
    for (size_t i = *at; i < bytes.n; i++) {
        size_t beg = i;

        if (bytes.p[i] == '\\') {
            beg = i >= 2 && bytes.p[i - 1] == ':' ? i - 2 : i;
        } else if (!(bytes.p[i] == ':' && i >= 4)) {
            continue;
        } else {
            beg = i - 4;
        }
        if (!begins(bytes, beg)) {
            continue;
        }
        size_t end = beg;

        while (end < bytes.n && end - beg < MAX_PATH_BYTES &&
               memchr("\"<>|*\r\n\t;,", bytes.p[end], 11) == NULL) {
            end++;
        }
        *ret_path = str_sub(bytes, beg, end);
        *at = MAX(end, i + 1);
        return true;
    }
    return false;
}

void local_path_scan(struct found *f, struct str bytes, struct str place)
{
    struct str path;

    for (size_t at = 0; local_path_next(bytes, &at, &path);) {
        found_add(f, "OOX-203", INSPECT_STRUCTURAL, place, path);
    }
}
