/*
 * The cleaner: any file, cleaned of all there is. The result of an office file or an archive opens,
 * cleaning it again finds it in order or says why not, and the answer can be written and taken
 * back.
 */
#include "fuzz/fuzz.h"

#include "clean/cleaning.h"
#include "inspect/inspectors.h"
#include "read/package.h"

#include <assert.h>
#include <sys/mman.h>
#include <unistd.h>

static void check_answer(struct cleaning *c, int outcome, struct str file, struct str result)
{
    struct answer answer;
    struct clean_file back = {};
    struct err err = {};
    int fd = memfd_create("answer", MFD_CLOEXEC);

    if (fd >= 0) {
        assert(answer_write(fd, c, outcome, file, result, &err) == 0);
        assert(answer_read(c->arena, fd, &answer, &back, &err) == 0);
        assert(answer.outcome == outcome && back.removed.n == c->removed.n);
        close(fd);
    }
}

static void clean(const struct clean_options *options, struct str file)
{
    struct arena arena CLEANUP(arena_done) = {};
    struct buf out CLEANUP(buf_done) = {};
    struct cleaning c = {.arena = &arena, .options = options, .name = STR("input")};
    struct package package;
    struct err err = {};

    buf_init(&out, CLEANING_MAX_BYTES);
    if (cleaners_prepare(&c, file, &err) == 0) {
        int outcome = cleaners_run(&c, file, &out, &err);

        if (outcome == CLEANING_DONE && str_starts(buf_str(&out), STR("PK"))) {
            assert(package_open(&package, buf_str(&out), &err) == 0);
            package_close(&package);
        }
        if (outcome >= 0) {
            check_answer(&c, outcome, file, buf_str(&out));
        }
        inspectors_done(&c.found);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct arena arena CLEANUP(arena_done) = {};
    struct str file = {.p = (const char *)bytes, .n = n};
    struct clean_options all = {.tracked = CLEAN_TRACKED_ACCEPT, .hidden = CLEAN_HIDDEN_REMOVE};
    struct clean_options other = {.tracked = CLEAN_TRACKED_REJECT, .hidden = CLEAN_HIDDEN_SHOW};
    struct err err;

    assert(clean_take_yes(&arena, "all", &all.yes, &err) == 0);
    clean(&all, file);
    clean(&other, file);
    return 0;
}
