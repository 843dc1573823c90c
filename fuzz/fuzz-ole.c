/*
 * Compound files: tables, directory and streams of any bytes, and what is told of them. Every
 * stream that the directory names can be asked for.
 */
#include "fuzz/fuzz.h"

#include "inspect/inspectors.h"
#include "inspect/office/ole-cfb.h"
#include "inspect/office/ole.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct arena arena CLEANUP(arena_done) = {};
    struct str file = {.p = (const char *)bytes, .n = n};
    struct found f;
    struct cfb cfb;
    struct err err = {};

    found_init(&f, &arena, true);
    f.inspect = inspectors_run;
    if (cfb_open(&cfb, &arena, file, &err) == 0) {
        for (uint32_t i = 0; i < cfb.entries.n; i++) {
            struct str stream;

            if (cfb_stream(&cfb, &arena, &cfb.entries.v[i], &stream, &err) == 0) {
                assert(stream.n <= n);
            }
        }
    }
    if (ole_recognise(file)) {
        ole_inspect(&f, file);
        assert(f.state <= INSPECT_REFUSED);
    }
    return 0;
}
