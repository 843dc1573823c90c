/* See pdf-named.h. Names are read backwards from their operator. */
#include "inspect/pdf/pdf-named.h"

#include "base/hex.h"

#include <string.h>

enum { MAX_NAME = 128 };

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

/* The name before the operator at `end`, with what it escapes; "" when there is none. */
static void name_before(struct str s, size_t end, char ret_name[static MAX_NAME])
{
    size_t beg, n = 0;

    while (end > 0 && is_space(s.p[end - 1])) {
        end--;
    }
    for (beg = end;
         beg > 0 && end - beg < MAX_NAME && s.p[beg - 1] != '/' && !is_space(s.p[beg - 1]); beg--) {
    }
    if (beg > 0 && s.p[beg - 1] == '/') {
        for (; beg < end && n + 1 < MAX_NAME; beg++) {
            if (s.p[beg] == '#' && beg + 2 < end && hex_digit(s.p[beg + 1]) >= 0 &&
                hex_digit(s.p[beg + 2]) >= 0) {
                ret_name[n++] = (char)(hex_digit(s.p[beg + 1]) * 16 + hex_digit(s.p[beg + 2]));
                beg += 2;
            } else {
                ret_name[n++] = s.p[beg];
            }
        }
    }
    ret_name[n] = '\0';
}

void pdf_named_find(struct str content, struct str word, void (*take)(void *user, const char *name),
                    void *user)
{
    char name[MAX_NAME];

    for (size_t i = 0; i < content.n;) {
        const char *at = memmem(content.p + i, content.n - i, word.p, word.n);

        if (at == NULL) {
            return;
        }
        i = (size_t)(at - content.p);
        name_before(content, i, name);
        if (name[0] != '\0') {
            take(user, name);
        }
        i += word.n;
    }
}
