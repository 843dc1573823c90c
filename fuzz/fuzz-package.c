/*
 * Zip packages: the directory of any bytes, and every entry of it. Asked is that names end in a
 * zero, that contents are as long as the directory says, and that every refusal says why.
 */
#include "fuzz/fuzz.h"

#include "read/package.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    struct arena arena CLEANUP(arena_done) = {};
    struct package p;
    struct err err = {};

    if (package_open(&p, (struct str){.p = (const char *)data, .n = n}, &err) < 0) {
        assert(err.kind != ERR_NONE);
        return 0;
    }
    for (uint32_t i = 0; i < package_count(&p); i++) {
        struct package_entry entry;
        struct str bytes;

        assert(package_entry(&p, i, &entry, &err) == 0);
        assert(entry.name.p[entry.name.n] == '\0');
        err = (struct err){};
        if (package_entry_bytes(&p, &arena, i, &bytes, &err) == 0) {
            assert(bytes.n == entry.bytes && bytes.p[bytes.n] == '\0');
        } else {
            assert(err.kind != ERR_NONE);
        }
    }
    package_close(&p);
    return 0;
}
