/* Answers of confined children; see child-answer.h. */
#include "read/child-answer.h"

#include "base/utf8.h"

#include <errno.h>
#include <unistd.h>

int child_answer_put(int fd, const void *bytes, size_t n, uint64_t at)
{
    const char *p = bytes;

    while (n > 0) {
        ssize_t done = pwrite(fd, p, n, (off_t)at);

        if (done < 0 && errno != EINTR) {
            return -1;
        }
        if (done > 0) {
            p += done;
            at += (uint64_t)done;
            n -= (size_t)done;
        }
    }
    return 0;
}

struct child_text child_answer_keep(struct buf *texts, struct str text)
{
    struct child_text at = {.at = (uint32_t)texts->n};
    size_t n = MIN(text.n, (size_t)CHILD_ANSWER_TEXT_BYTES);

    while (n > 0 && n < text.n && ((unsigned char)text.p[n] & 0xC0) == 0x80) {
        n--;
    }
    buf_add(texts, str_sub(text, 0, n));
    at.n = (uint32_t)(texts->n - at.at);
    return at;
}

bool child_answer_text(struct arena *a, struct str texts, struct child_text at, struct str *ret)
{
    if (at.n > CHILD_ANSWER_TEXT_BYTES || at.at > texts.n || at.n > texts.n - at.at) {
        return false;
    }
    struct str text = str_sub(texts, at.at, (size_t)at.at + at.n);

    if (utf8_find_bad(text) >= 0) {
        return false;
    }
    *ret = arena_str(a, text);
    return true;
}

bool child_answer_error(const struct err *told, struct err *err)
{
    struct err why = *told;

    why.message[sizeof(why.message) - 1] = '\0';
    why.hint[sizeof(why.hint) - 1] = '\0';
    if (why.kind <= ERR_NONE || why.kind > ERR_INTERNAL ||
        utf8_find_bad(str_of(why.message)) >= 0 || utf8_find_bad(str_of(why.hint)) >= 0) {
        return false;
    }
    err_set(err, why.kind, "%s", why.message);
    if (why.hint[0] != '\0') {
        err_hint(err, "%s", why.hint);
    }
    return true;
}
