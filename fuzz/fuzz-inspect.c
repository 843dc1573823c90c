/*
 * The inspector: any file. Bytes go to the inspector that recognises them, as in the child but not
 * confined; what comes out is UTF-8 of one line, and the answer can be written and taken back.
 */
#include "fuzz/fuzz.h"

#include "base/utf8.h"
#include "inspect/found.h"
#include "inspect/inspectors.h"

#include <assert.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct arena arena CLEANUP(arena_done) = {};
    struct str file = {.p = (const char *)bytes, .n = n};
    struct found f;
    struct inspect_file back = {};
    struct err err = {};
    int fd = memfd_create("answer", MFD_CLOEXEC);

    found_init(&f, &arena, true);
    if (fd >= 0 && inspectors_prepare(&f, file, &err) == 0) {
        inspectors_run(&f, file, STR("input"));
        for (uint32_t i = 0; i < f.findings.n; i++) {
            assert(utf8_find_bad(f.findings.v[i].place) < 0);
            assert(utf8_find_bad(f.findings.v[i].reads) < 0);
            assert(memchr(f.findings.v[i].reads.p, '\n', f.findings.v[i].reads.n) == NULL);
        }
        assert(found_write(fd, &f, file, &err) == 0);
        assert(found_read(&arena, fd, &back, &err) == 0);
        assert(back.findings.n == f.findings.n && back.state == f.state);
        inspectors_done(&f);
    }
    close(fd);
    return 0;
}
