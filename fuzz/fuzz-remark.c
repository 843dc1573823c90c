/*
 * What the content of a PDF says aside, by its bytes: comments lie inside of it, one behind the
 * other, and each says something; marks are asked for without resources.
 */
#include "fuzz/fuzz.h"

#include "inspect/pdf/pdf-remark.h"

#include <assert.h>

struct seen {
    struct str bytes;
    size_t end; /* of the last comment */
};

static void take(void *user, struct str comment)
{
    struct seen *seen = user;
    size_t at = (size_t)(comment.p - seen->bytes.p);

    assert(comment.n > 0 && comment.p[0] == '%' && pdf_remark_is_worth(comment));
    assert(at >= seen->end && at + comment.n <= seen->bytes.n);
    seen->end = at + comment.n;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct seen seen = {.bytes = {.p = (const char *)bytes, .n = n}};
    fz_context *ctx = fz_new_context(NULL, NULL, FZ_STORE_DEFAULT);

    pdf_remark_comments(seen.bytes, true, take, &seen);
    seen.end = 0;
    pdf_remark_comments(seen.bytes, false, take, &seen);
    (void)pdf_remark_may_have_marks(ctx, seen.bytes, NULL);
    fz_drop_context(ctx);
    return 0;
}
