/* fold: any bytes fold, every folded byte leads back into the text, offsets never go back. */
#include "fuzz/fuzz.h"

#include "text/fold.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct arena arena CLEANUP(arena_done) = {};
    struct str text = {.p = (const char *)bytes, .n = n};
    struct ftext folded = fold(&arena, text);

    for (size_t i = 0; i < folded.s.n; i++) {
        assert(folded.src[i] < n);
        assert(i == 0 || folded.src[i] >= folded.src[i - 1]);
        assert(ftext_end(&folded, i + 1, text) <= n);
    }
    assert(folded.src[folded.s.n] <= n);
    return 0;
}
