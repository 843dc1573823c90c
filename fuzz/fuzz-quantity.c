/*
 * quantity: any sentence is scanned; what is found stands inside it, in order and apart, on whole
 * characters, and every value and unit can be written.
 */
#include "fuzz/fuzz.h"

#include "base/utf8.h"
#include "text/fold.h"
#include "text/quantity.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct arena arena CLEANUP(arena_done) = {};
    struct ftext folded = fold(&arena, (struct str){.p = (const char *)bytes, .n = n});
    struct quantity_list list = {};
    uint32_t last = 0;

    quantity_scan(&arena, folded.s, &list);
    for (uint32_t i = 0; i < list.n; i++) {
        const struct quantity *q = &list.v[i];

        assert(q->beg >= last && q->beg < q->end && q->end <= folded.s.n);
        assert(utf8_floor(folded.s, q->beg) == q->beg && utf8_floor(folded.s, q->end) == q->end);
        assert(quantity_value(&arena, q).n > 0);
        assert(utf8_find_bad(quantity_unit(&arena, q)) < 0);
        assert(quantity_tax_name(q->tax) != NULL);
        last = q->end;
    }
    return 0;
}
