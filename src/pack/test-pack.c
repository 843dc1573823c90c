/*
 * Decisions found in a sorted list, limits read from sentences and set in profiles, archives
 * written as they are read, the place of a package.
 */
#include "pack/pack-archive.h"
#include "pack/pack-gate.h"
#include "pack/pack-place.h"
#include "pack/pack-profile.h"
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
        {"PII-302", FILE_A, "L1", "3"},  {"PII-302", FILE_A, "L9", "1"},
        {"PII-302", FILE_A, "L2", "2"},  {"PII-301", FILE_A, "L2", NULL},
        {"PKG-322", "", "骨子", "4"},    {"PKG-322", FILE_A, "骨子", NULL},
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

/* ---- a contract's own profile ---- */

static struct pack_settings propose(struct arena *a, const char *quote)
{
    struct pack_sources *sources = ARENA_NEW(a, struct pack_sources);
    struct pack_settings found;

    *VEC_ADD(a, &sources->v) = (struct pack_source){.section = STR("4(2)"), .quote = str_of(quote)};
    pack_profile_propose(a, sources, &found);
    return found;
}

static void test_limits_are_read_from_sentences(void **state)
{
    struct arena a CLEANUP(arena_done) = {};
    const struct {
        const char *quote;
        enum pack_setting setting;
        const char *value; /* NULL = nothing is said of it */
    } cases[] = {
        {"成果物のPDFが９０ＭＢを超えるときは、章ごとに分割してください。", PACK_SET_BYTES, "90MB"},
        {"納品物は８００頁を超過する場合は分けて納めること。", PACK_SET_PAGES, "800"},
        {"報告書が300万字を超える場合は分割する。", PACK_SET_CHARACTERS, "3000000"},
        {"骨子は５ページ以内とし、図や表は使わないものとします。", PACK_SET_OUTLINE, "5"},
        {"骨子は５ページ以内とし、図や表は使わないものとします。", PACK_SET_FIGURES, "なし"},
        {"電子メールで送る場合、一通の大きさは7MB以下とする。", PACK_SET_MAIL, "7MB"},
        {"会場の写真を１２枚以上貼り付けること。", PACK_SET_PICTURES, "12"},
        {"報告書はＰＤＦ（テキスト情報を検索できるもの）で納める。", PACK_SET_TEXT, "あり"},
        {"報告書には、調査の目的、調査の方法及び結果の考察を記載する。", PACK_SET_HEADINGS,
         "調査の目的 | 調査の方法 | 結果の考察"},
        {"提案書は20ページ以内とする。", PACK_SET_PAGES, NULL},
        {"提案書は20ページ以内とする。", PACK_SET_OUTLINE, NULL},
        {"報告書は50ページ程度とする。", PACK_SET_PAGES, NULL},
        {"添付ファイルは5MB未満とすること。", PACK_SET_BYTES, NULL},
        {"写真は10枚程度とする。", PACK_SET_PICTURES, NULL},
        {"報告書には、実施した場合の費用、効果を含める。", PACK_SET_HEADINGS, NULL},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct pack_settings found = propose(&a, cases[i].quote);
        struct str value = found.values[cases[i].setting];

        assert_string_equal(value.n == 0 ? cases[i].quote : value.p,
                            cases[i].value == NULL ? cases[i].quote : cases[i].value);
        assert_int_equal(found.sources[cases[i].setting] != NULL, cases[i].value != NULL);
    }
}

static struct str set(struct arena *a, struct str text, enum pack_setting setting,
                      const char *value)
{
    struct err err = {};

    assert_int_equal(pack_profile_set(a, text, setting, str_of(value), &text, &err), 0);
    return text;
}

/* Each value is read again as it was set; other lines stay, and what is taken away is gone. */
static void test_a_value_of_a_profile_is_set(void **state)
{
    struct arena a CLEANUP(arena_done) = {};
    static const char *const values[PACK_SETTINGS] = {
        [PACK_SET_BYTES] = "90MB",         [PACK_SET_PAGES] = "800",
        [PACK_SET_CHARACTERS] = "3000000", [PACK_SET_TEXT] = "問わない",
        [PACK_SET_OUTLINE] = "5",          [PACK_SET_FIGURES] = "問わない",
        [PACK_SET_HEADINGS] = "甲 | 乙",   [PACK_SET_PICTURES] = "12",
        [PACK_SET_MAIL] = "7500KB"};

    for (size_t t = 0; t < profile_text_count; t++) {
        struct str text = profile_texts[t];
        struct pack_settings now;
        struct profile before, p;
        struct err err = {};

        assert_int_equal(profile_parse(&a, text, "shipped", &before, &err), 0);
        for (int i = 0; i < PACK_SETTINGS; i++) {
            text = set(&a, text, (enum pack_setting)i, values[i]);
        }
        assert_int_equal(profile_parse(&a, text, "set", &p, &err), 0);
        assert_int_equal(p.parts.n, before.parts.n);
        assert_true(str_eq(p.name, before.name));
        pack_profile_settings(&a, &p, &now);
        for (int i = 0; i < PACK_SETTINGS; i++) {
            if (pack_profile_has(&p, (enum pack_setting)i)) {
                assert_string_equal(now.values[i].p, values[i]);
            }
        }
        text = set(&a, text, PACK_SET_BYTES, "");
        text = set(&a, text, PACK_SET_MAIL, "");
        assert_int_equal(profile_parse(&a, text, "set", &p, &err), 0);
        pack_profile_settings(&a, &p, &now);
        assert_int_equal(now.values[PACK_SET_BYTES].n, 0);
        assert_int_equal(p.max_mail_bytes, 0);
    }
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
    assert_true(bytes.n == 0 || fwrite(bytes.p, 1, bytes.n, f) == bytes.n);
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
        cmocka_unit_test(test_limits_are_read_from_sentences),
        cmocka_unit_test(test_a_value_of_a_profile_is_set),
        cmocka_unit_test_setup_teardown(test_an_archive_holds_what_was_put_in, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_an_archive_that_was_not_ended_is_gone, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_a_place_is_closed_until_it_is_put, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_place_that_is_taken_is_left_alone, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_a_signal_waits_until_all_is_taken_away, set_up,
                                        tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
