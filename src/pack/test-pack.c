/* Decisions found in a sorted list, archives written as they are read, the place of a package. */
#include "pack/pack-archive.h"
#include "pack/pack-gate.h"
#include "pack/pack-place.h"
#include "read/package.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define FILE_A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

static void test_decisions_are_found_by_place_then_for_the_file(void **state)
{
    struct arena a CLEANUP(arena_done) = {};
    struct pack_decisions all = {};
    const struct pack_decision written[] = {
        {.rule = STR("PII-302"), .sha256 = STR(FILE_A), .place = STR("L9"), .who = STR("1")},
        {.rule = STR("PII-302"), .sha256 = STR(FILE_A), .place = STR("*"), .who = STR("2")},
        {.rule = STR("PII-302"), .sha256 = STR(FILE_A), .place = STR("L1"), .who = STR("3")},
        {.rule = STR("PKG-322"), .sha256 = STR("-"), .place = STR("骨子"), .who = STR("4")},
        {.rule = STR("PII-302"), .sha256 = STR(FILE_A), .place = STR("L1"), .who = STR("5")},
        {.rule = STR("PII-301"), .sha256 = STR(FILE_A), .place = STR("L1"), .who = STR("6")},
    };
    const struct {
        const char *rule, *sha256, *place, *who; /* who NULL = nobody decided */
    } cases[] = {
        {"PII-302", FILE_A, "L1", "3"}, {"PII-302", FILE_A, "L9", "1"},
        {"PII-302", FILE_A, "L2", "2"}, {"PII-301", FILE_A, "L2", NULL},
        {"PKG-322", "", "骨子", "4"},   {"PKG-322", FILE_A, "骨子", NULL},
        {"PII-303", FILE_A, "L1", NULL},
    };
    struct pack_gate gate;

    for (size_t i = 0; i < COUNT(written); i++) {
        *VEC_ADD(&a, &all.all) = written[i];
    }
    pack_gate_init(&gate, &a, &all);
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct pack_decision *d = pack_gate_find(&gate, str_of(cases[i].sha256),
                                                 str_of(cases[i].rule), str_of(cases[i].place));

        assert_string_equal(d == NULL ? "nobody" : d->who.p,
                            cases[i].who == NULL ? "nobody" : cases[i].who);
    }
    assert_true(pack_gate_has(&gate, STR(FILE_A), STR("PII-301")));
    assert_false(pack_gate_has(&gate, STR(FILE_A), STR("PII-300")));
    assert_false(pack_gate_has(&gate, STR("-"), STR("PII-301")));
}

static void test_without_decisions_nothing_passes(void **state)
{
    struct arena a CLEANUP(arena_done) = {};
    struct pack_decisions none = {};
    struct pack_gate gate;

    pack_gate_init(&gate, &a, &none);
    assert_null(pack_gate_find(&gate, STR(FILE_A), STR("PII-302"), STR("L1")));
    assert_false(pack_gate_has(&gate, STR(FILE_A), STR("PII-302")));
}

/* ---- archives ---- */

struct folder {
    char path[64];
};

static int set_up(void **state)
{
    struct folder *f = calloc(1, sizeof(*f));

    snprintf(f->path, sizeof(f->path), "/tmp/itaku-test-XXXXXX");
    *state = f;
    return f == NULL || mkdtemp(f->path) == NULL ? -1 : 0;
}

static int tear_down(void **state)
{
    struct folder *f = *state;
    int left = rmdir(f->path); /* each test takes away what it made */

    free(f);
    return left;
}

static void write_file(const char *path, struct str bytes)
{
    FILE *f = fopen(path, "wb");

    assert_non_null(f);
    assert_int_equal(fwrite(bytes.p, 1, bytes.n, f), bytes.n);
    fclose(f);
}

static struct str read_whole(struct arena *a, const char *path)
{
    FILE *f = fopen(path, "rb");
    char *bytes = arena_alloc(a, 4 << 20);
    struct str s = {.p = bytes};

    assert_non_null(f);
    s.n = fread(bytes, 1, 4 << 20, f);
    fclose(f);
    return s;
}

/* Text that deflates, bytes that do not, and nothing at all come out as they went in. */
static void test_an_archive_holds_what_was_put_in(void **state)
{
    struct folder *f = *state;
    struct arena a CLEANUP(arena_done) = {};
    struct pack_archive zip CLEANUP(pack_archive_drop) = {};
    enum { BYTES = 700001 }; /* several chunks and a rest */
    char *even = arena_alloc(&a, BYTES), *noise = arena_alloc(&a, BYTES);
    uint64_t seed = 1;
    struct err err = {};

    for (size_t i = 0; i < BYTES; i++) {
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        even[i] = (char)('a' + (seed >> 60));
        noise[i] = (char)(seed >> 40);
    }
    const struct {
        struct str name, bytes;
    } parts[] = {{STR("資料/表.csv"), {.p = even, .n = BYTES}},
                 {STR("noise.bin"), {.p = noise, .n = BYTES}},
                 {STR("empty"), {}},
                 {STR("last.txt"), STR("end\n")}};
    const char *source = arena_printf(&a, "%s/source", f->path).p;
    const char *path = arena_printf(&a, "%s/a.zip", f->path).p;
    uint64_t bytes = 0;

    assert_int_equal(pack_archive_open(&zip, path, &err), 0);
    for (size_t i = 0; i < COUNT(parts); i++) {
        write_file(source, parts[i].bytes);
        assert_int_equal(pack_archive_add(&zip, parts[i].name, source, &err), 0);
    }
    assert_int_equal(pack_archive_end(&zip, &bytes, &err), 0);
    assert_int_equal(bytes, read_whole(&a, path).n);

    struct package package;

    assert_int_equal(package_open(&package, read_whole(&a, path), &err), 0);
    assert_int_equal(package_count(&package), COUNT(parts));
    for (size_t i = 0; i < COUNT(parts); i++) {
        struct str got = {};

        assert_int_equal(package_part(&package, &a, parts[i].name.p, &got, &err), 0);
        assert_true(str_eq(got, parts[i].bytes));
    }
    package_close(&package);
    unlink(source);
    unlink(path);
}

static void test_an_archive_that_was_not_ended_is_gone(void **state)
{
    struct folder *f = *state;
    struct arena a CLEANUP(arena_done) = {};
    const char *path = arena_printf(&a, "%s/a.zip", f->path).p;
    struct pack_archive zip = {};
    struct err err = {};

    assert_int_equal(pack_archive_open(&zip, path, &err), 0);
    assert_int_equal(pack_archive_add(&zip, STR("x"), "/nowhere", &err), -1);
    assert_int_equal(err.kind, ERR_IO);
    pack_archive_drop(&zip);
    assert_int_equal(access(path, F_OK), -1);
}

/* ---- the place ---- */

static void test_a_place_is_closed_until_it_is_put(void **state)
{
    struct folder *f = *state;
    struct arena a CLEANUP(arena_done) = {};
    const char *out = arena_printf(&a, "%s/out", f->path).p;
    struct pack_place place CLEANUP(pack_place_drop) = {};
    struct err err = {};
    struct stat st;
    int fd = -1;

    assert_int_equal(pack_place_open(&place, &a, out, &err), 0);
    assert_int_equal(stat(place.hull, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0700);
    assert_int_equal(pack_place_file(&place, STR("set/a.txt"), &fd, &err), 0);
    close(fd);
    assert_int_equal(pack_place_file(&place, STR("set/a.txt"), &fd, &err), -1);
    assert_int_equal(err.kind, ERR_CONFLICT);
    assert_int_equal(access(out, F_OK), -1);
    assert_int_equal(pack_place_put(&place, &err), 0);
    assert_int_equal(access(arena_printf(&a, "%s/set/a.txt", out).p, F_OK), 0);
    unlink(arena_printf(&a, "%s/set/a.txt", out).p);
    rmdir(arena_printf(&a, "%s/set", out).p);
    rmdir(out);
}

static void test_a_place_that_is_taken_is_left_alone(void **state)
{
    struct folder *f = *state;
    struct arena a CLEANUP(arena_done) = {};
    const char *out = arena_printf(&a, "%s/out", f->path).p;
    struct pack_place place = {};
    struct err err = {};

    assert_int_equal(pack_place_open(&place, &a, out, &err), 0);
    assert_int_equal(mkdir(out, 0700), 0);
    assert_int_equal(pack_place_put(&place, &err), -1);
    assert_int_equal(err.kind, ERR_CONFLICT);
    pack_place_drop(&place);
    rmdir(out);
}

/* The test itself holds the signal back too: it must not end by it. */
static void test_a_signal_waits_until_all_is_taken_away(void **state)
{
    struct folder *f = *state;
    struct arena a CLEANUP(arena_done) = {};
    struct pack_place place = {};
    struct err err = {};
    int fd = -1;

    signal(SIGTERM, SIG_IGN);
    assert_int_equal(pack_place_open(&place, &a, arena_printf(&a, "%s/out", f->path).p, &err), 0);
    signal(SIGTERM, SIG_DFL);
    assert_int_equal(pack_place_check(&place, &err), 0);
    raise(SIGTERM);
    assert_int_equal(pack_place_check(&place, &err), -1);
    assert_int_equal(pack_place_file(&place, STR("a.txt"), &fd, &err), -1);
    signal(SIGTERM, SIG_IGN); /* it is forgotten by this */
    pack_place_drop(&place);
    signal(SIGTERM, SIG_DFL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_decisions_are_found_by_place_then_for_the_file),
        cmocka_unit_test(test_without_decisions_nothing_passes),
        cmocka_unit_test_setup_teardown(test_an_archive_holds_what_was_put_in, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_an_archive_that_was_not_ended_is_gone, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_place_is_closed_until_it_is_put, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_place_that_is_taken_is_left_alone, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_signal_waits_until_all_is_taken_away, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
