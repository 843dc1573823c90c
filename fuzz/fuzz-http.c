/*
 * http: a request head, lines separated by LF, through the guard; and its bytes as a form and as
 * JSON. What is let through keeps the promises of http.h.
 */
#include "fuzz/fuzz.h"

#include "base/utf8.h"
#include "web/http-guard.h"
#include "web/input.h"

#include <assert.h>

static struct str next(struct str *rest, struct str stop)
{
    ptrdiff_t end = str_find(*rest, stop, 0);
    struct str part = str_sub(*rest, 0, end < 0 ? rest->n : (size_t)end);

    *rest = str_sub(*rest, part.n + stop.n, rest->n);
    return part;
}

static void check(const struct http_request *q)
{
    assert(str_starts(q->path, STR("/")) && utf8_find_bad(q->path) < 0);
    assert(memchr(q->path.p, '\0', q->path.n) == NULL);
    assert(!str_has(q->path, STR("/../")) && !str_has(q->path, STR("//")));
    assert(!str_ends(q->path, STR("/..")) && !str_ends(q->path, STR("/.")));
    assert(q->method != 0 && http_find(&q->headers, "host").n > 0);
    for (uint32_t i = 0; i < q->query.n; i++) {
        assert(utf8_find_bad(q->query.v[i].value) < 0);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct arena a = {};
    struct str rest = {.p = (const char *)bytes, .n = n};
    struct http_limits limits = {.header_bytes = 1 << 20, .uri_bytes = 4096};
    struct http_request q = {.arena = &a};
    struct http_head head = {};
    struct http_pairs pairs = {};
    struct err err;
    const char *why;
    struct str line = next(&rest, STR("\n"));

    if (http_read_urlencoded(&a, rest, 100, &pairs)) {
        assert(pairs.n <= 100);
    }
    if (input_json(&a, rest, &pairs, &err) == 0) {
        struct page_faults faults = {};

        input_check(&a, NULL, &pairs, NULL, true, TR_EN, &faults);
    }
    head.method = next(&line, STR(" "));
    head.uri = next(&line, STR(" "));
    head.version = line;
    while (rest.n > 0) {
        struct str value = next(&rest, STR("\n"));
        struct str name = next(&value, STR(": "));

        http_add(&a, &head.headers, name, value);
    }
    if (http_guard(&head, &limits, &q, &why) == 0) {
        check(&q);
    }
    arena_done(&a);
    return 0;
}
