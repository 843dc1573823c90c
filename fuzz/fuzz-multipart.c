/* multipart: a body read whole and read in pieces gives the same parts and the same verdict. */
#include "fuzz/fuzz.h"

#include "web/multipart.h"

#include <assert.h>

struct seen {
    uint64_t hash;
    size_t bytes;
    int parts;
};

static void mix(struct seen *seen, const char *bytes, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        seen->hash = (seen->hash ^ (unsigned char)bytes[i]) * 0x100000001b3;
    }
    seen->bytes += n;
}

static int begin(void *arg, const struct multipart_part *part)
{
    struct seen *seen = arg;

    seen->parts++;
    mix(seen, part->name.p, part->name.n);
    mix(seen, part->file_name.p, part->file_name.n);
    return 0;
}

static int add(void *arg, const char *bytes, size_t n)
{
    assert(n > 0);
    mix(arg, bytes, n);
    return 0;
}

static int end(void *arg)
{
    mix(arg, "|", 1);
    return 0;
}

static int run(const char *bytes, size_t n, size_t piece, struct seen *seen)
{
    struct arena a = {};
    struct multipart m;
    struct multipart_sink sink = {.arg = seen, .begin = begin, .add = add, .end = end};
    int status = 0;

    *seen = (struct seen){.hash = 0xcbf29ce484222325};
    multipart_init(&m, &a, STR("b"), &sink);
    for (size_t at = 0; at < n && status == 0; at += piece) {
        status = multipart_add(&m, bytes + at, MIN(piece, n - at));
    }
    status = status == 0 ? multipart_end(&m) : status;
    multipart_done(&m);
    arena_done(&a);
    return status;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct str text = {.p = (const char *)bytes, .n = n};
    struct arena a = {};
    struct str boundary;
    struct seen whole, pieces;
    size_t piece = n > 0 ? bytes[n - 1] % 7 + 1 : 1;
    int status = run(text.p, n, n + 1, &whole);

    assert(run(text.p, n, piece, &pieces) == status);
    if (status == 0) {
        assert(whole.hash == pieces.hash && whole.parts == pieces.parts);
        assert(whole.bytes <= n + (size_t)whole.parts);
    }
    if (multipart_boundary(&a, text, &boundary)) {
        assert(boundary.n > 0 && boundary.n <= MULTIPART_BOUNDARY_MAX);
    }
    arena_done(&a);
    return 0;
}
