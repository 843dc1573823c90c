/* Paths of a machine: what is one, what only looks like one, and paths that pieces cut in two. */
#include "inspect/local-path.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void targets(void **state)
{
    static const struct {
        const char *target;
        bool is_path, is_inner;
    } cases[] = {
        {"C:\\Users\\kawada\\a.xlsx", true, false},
        {"\\\\fs01\\keikaku\\a.xlsx", true, false},
        {"file:///C:/a.xlsx", true, false},
        {"FILE:\\\\fs01\\a", true, false},
        {"/home/Kawada/a.ods", true, false},
        {"../../../home/Kawada/a.log", true, false},
        {"..\\..\\Users\\kawada\\a.log", true, false},
        {"../data/home.html", false, false},
        {"https://www.example.jp/home/Kawada/", false, false},
        {"D:/keikaku/a.eps", true, false},
        {"c://a", false, false},
        {"profile:/a", false, false},
        {"a\\b", false, false},
        {"\\\\server", false, false},
        {"https://www.example.jp/a", false, false},
        {"http://fs01/a", false, true},
        {"http://user@fs01:8080/", false, true},
        {"http://192.168.1.9/a", false, true},
        {"http://172.16.0.1/", false, true},
        {"http://172.32.0.1/", false, false},
        {"http://nas.local", false, true},
        {"http://[fe80::1]/", false, false},
        {"mailto:a@fs01", false, false},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct str target = str_of(cases[i].target);

        assert_int_equal(local_path_is(target), cases[i].is_path);
        assert_int_equal(local_path_is_inner_url(target), cases[i].is_inner);
    }
}

static void paths_in_a_text(void **state)
{
    static const char text[] =
        "a\\b D:\\data\\x.csv\" see \\\\fs01\\p\\q; http://x/ file:///etc/y\n"
        "&amp;LC:\\margin\\z.xlsx<";
    static const char *const expected[] = {"D:\\data\\x.csv", "\\\\fs01\\p\\q", "file:///etc/y",
                                           "C:\\margin\\z.xlsx"};
    struct str path;
    size_t at = 0;

    for (size_t i = 0; i < COUNT(expected); i++) {
        assert_true(local_path_next(str_of(text), &at, &path));
        assert_true(str_eq(path, str_of(expected[i])));
    }
    assert_false(local_path_next(str_of(text), &at, &path));
}

/* Feeds the bytes in pieces of `n`; how many paths were reported. */
static uint32_t fed(struct str bytes, size_t n)
{
    struct arena a CLEANUP(arena_done) = {};
    struct found f;
    uint32_t count = 0;

    found_init(&f, &a, true);
    struct local_path_scan scan = {.found = &f, .place = STR("part")};

    for (size_t at = 0; at < bytes.n; at += n) {
        local_path_feed(&scan, str_sub(bytes, at, at + n), at + n >= bytes.n);
    }
    for (uint32_t i = 0; i < f.findings.n; i++) {
        assert_string_equal(f.findings.v[i].rule->id, "OOX-203");
        assert_true(str_eq(f.findings.v[i].reads, STR("C:\\Users\\kawada\\a.xlsx")));
        count += f.findings.v[i].count;
    }
    return count;
}

static void pieces_cut_no_path(void **state)
{
    static const char path[] = "<a href=\"C:\\Users\\kawada\\a.xlsx\"/>";
    struct arena a CLEANUP(arena_done) = {};
    char *narrow = arena_alloc(&a, 3000);
    char *wide = arena_alloc(&a, 6000);

    memset(narrow, 'x', 3000);
    memcpy(narrow, path, sizeof(path) - 1);
    memcpy(narrow + 1190, path, sizeof(path) - 1);
    for (size_t i = 0; i < 3000; i++) {
        wide[2 * i] = narrow[i]; /* UTF-16 */
    }
    for (size_t n = 500; n <= 3000; n += 97) {
        assert_int_equal(fed((struct str){.p = narrow, .n = 3000}, n), 2);
        assert_int_equal(fed((struct str){.p = wide, .n = 6000}, n * 2), 2);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(targets),
        cmocka_unit_test(paths_in_a_text),
        cmocka_unit_test(pieces_cut_no_path),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
