/* input.c and route.c: every type of input at its limits; which address is which page. */
#include "web/input.h"

#include "web/route.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static const struct page_input declared[] = {
    {"text", INPUT_TEXT, .max = 3},
    {"lines", INPUT_LINES, .max = 9},
    {"word", INPUT_WORD, .choices = "one|two"},
    {"id", INPUT_ID},
    {"int", INPUT_INT, .max = 12},
    {"day", INPUT_DAY},
    {"flag", INPUT_FLAG},
    {"ids", INPUT_IDS, .max = 2},
    {},
};

static const struct {
    const char *form;
    const char *faulty; /* names, each followed by a space */
} cases[] = {
    {"", ""},
    {"text=abc", ""},
    {"text=++a+", ""},
    {"text=%E3%81%82%E3%81%82%E3%81%82", ""},
    {"text=abcd", "text "},
    {"text=a%0Ab", "text "},
    {"text=a&text=b", "text "},
    {"lines=a%0D%0Ab%09", ""},
    {"lines=a%1Bb", "lines "},
    {"word=two", ""},
    {"word=", ""},
    {"word=on", "word "},
    {"word=one|two", "word "},
    {"id=1", ""},
    {"id=0", "id "},
    {"id=-1", "id "},
    {"id=1x", "id "},
    {"id=9999999999999999999", "id "},
    {"int=12", ""},
    {"int=13", "int "},
    {"int=-1", "int "},
    {"int=1.5", "int "},
    {"day=2028-02-29", ""},
    {"day=2026-02-29", "day "},
    {"day=2026-2-1", "day "},
    {"flag=1", ""},
    {"flag=on", ""},
    {"flag=yes", "flag "},
    {"ids=1&ids=2", ""},
    {"ids=1&ids=2&ids=3", "ids "},
    {"ids=1&ids=x", "ids "},
    {"other=1", "other "},
    {"csrf=1", ""},
    {"text=abcd&int=x&other=1", "text int other "},
};

static void test_inputs(void **state)
{
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena a = {};
        struct http_pairs pairs = {};
        struct page_faults faults = {};
        struct buf names;
        struct str rest = str_of(cases[i].form);

        buf_init(&names, 1000);
        buf_add(&names, STR(""));
        /* Decoding is http-guard.c's; here only what these texts need. */
        while (rest.n > 0) {
            ptrdiff_t end = str_find(rest, STR("&"), 0);
            struct str pair = str_sub(rest, 0, end < 0 ? rest.n : (size_t)end);
            ptrdiff_t equals = str_find(pair, STR("="), 0);
            struct buf value;

            buf_init(&value, 100);
            for (size_t k = (size_t)equals + 1; k < pair.n; k++) {
                if (pair.p[k] == '%') {
                    static const char digits[] = "0123456789ABCDEF";
                    size_t high = (size_t)(strchr(digits, pair.p[k + 1]) - digits);

                    buf_add_char(&value, (char)(high * 16 +
                                                (size_t)(strchr(digits, pair.p[k + 2]) - digits)));
                    k += 2;
                } else {
                    buf_add_char(&value, pair.p[k] == '+' ? ' ' : pair.p[k]);
                }
            }
            http_add(&a, &pairs, str_sub(pair, 0, (size_t)equals), arena_str(&a, buf_str(&value)));
            buf_done(&value);
            rest = str_sub(rest, pair.n + 1, rest.n);
        }
        input_check(&a, declared, &pairs, NULL, true, TR_EN, &faults);
        for (uint32_t k = 0; k < faults.n; k++) {
            buf_printf(&names, "%.*s ", STR_ARG(faults.v[k].name));
        }
        assert_string_equal(names.n == 0 ? "" : names.p, cases[i].faulty);
        buf_done(&names);
        arena_done(&a);
    }
}

static void test_required(void **state)
{
    static const struct page_input needed[] = {
        {"text", INPUT_TEXT, .is_required = true},
        {"file", INPUT_FILE, .is_required = true},
        {},
    };
    struct arena a = {};
    struct http_pairs pairs = {};
    struct http_files files = {};
    struct page_faults faults = {};

    http_add(&a, &pairs, STR("text"), STR(" \xE3\x80\x80 "));
    input_check(&a, needed, &pairs, &files, true, TR_EN, &faults);
    assert_int_equal(faults.n, 2);
    arena_done(&a);
}

static void test_files(void **state)
{
    static const struct page_input one[] = {{"f", INPUT_FILE, .max = 10}, {}};
    static const struct page_input several[] = {{"f", INPUT_FILES, .max = 10}, {}};
    static const struct {
        const struct page_input *declared;
        int64_t bytes; /* of each of two files */
        uint32_t faults;
    } sums[] = {{one, 4, 1}, {several, 4, 0}, {several, 5, 0}, {several, 6, 1}};

    for (size_t i = 0; i < COUNT(sums); i++) {
        struct arena a = {};
        struct http_pairs pairs = {};
        struct http_file two[2] = {{.field = STR("f"), .bytes = sums[i].bytes},
                                   {.field = STR("f"), .bytes = sums[i].bytes}};
        struct http_files files = {.v = two, .n = 2};
        struct page_faults faults = {};

        input_check(&a, sums[i].declared, &pairs, &files, true, TR_EN, &faults);
        assert_int_equal(faults.n, sums[i].faults);
        arena_done(&a);
    }
}

static void test_json(void **state)
{
    struct arena a = {};
    struct http_pairs pairs = {};
    struct err err;

    assert_int_equal(input_json(&a,
                                STR("{\"a\":\"x\",\"b\":-7,\"c\":true,\"d\":false,\"e\":null,"
                                    "\"f\":[1,2]}"),
                                &pairs, &err),
                     0);
    assert_int_equal(pairs.n, 6);
    assert_true(str_eq(http_find(&pairs, "b"), STR("-7")));
    assert_true(str_eq(http_find(&pairs, "c"), STR("1")));
    assert_int_equal(http_find(&pairs, "d").n, 0);
    assert_null(http_pair_of(&pairs, "e"));
    assert_int_equal(input_json(&a, STR("{\"a\":{}}"), &pairs, &err), -1);
    assert_int_equal(input_json(&a, STR("{\"a\":[[1]]}"), &pairs, &err), -1);
    assert_int_equal(input_json(&a, STR("7"), &pairs, &err), -1);
    assert_int_equal(err.kind, ERR_INVALID);
    arena_done(&a);
}

static int show(const struct page_call *c, struct http_response *r, struct err *err)
{
    return 0;
}

static const struct page one = {.path = "/", .show = show};
static const struct page two = {
    .path = "/a/{id}", .show = show, .save = show, .save_methods = HTTP_POST};
static const struct page three = {.path = "/a/new", .save = show, .save_methods = HTTP_POST};
static const struct page four = {.path = "/a/{name:word}", .show = show};
static const struct page five = {.path = "/a/{id}/b/{name:word}/{other}", .show = show};
static const struct page *const table[] = {&four, &one, &two, &three, &five, NULL};

static void test_routes(void **state)
{
    static const struct {
        const char *path;
        const struct page *page;
        int64_t id;
    } paths[] = {
        {"/", &one, 0},
        {"/a/7", &two, 7},
        {"/a/new", &three, 0},
        {"/a/newer", &four, 0},
        {"/a/07", &four, 0},
        {"/a/0", &four, 0},
        {"/a", NULL, 0},
        {"/a/", NULL, 0},
        {"/a/7/", NULL, 0},
        {"/a/7/b", NULL, 0},
        {"/a/7/b/c-d.e/9", &five, 7},
        {"/a/x y", NULL, 0},
        {"/a/9223372036854775808", &four, 0},
    };
    struct arena a = {};

    for (size_t i = 0; i < COUNT(paths); i++) {
        struct route route = route_find(table, str_of(paths[i].path));

        assert_ptr_equal(route.page, paths[i].page);
        assert_int_equal(route.ids[0], paths[i].id);
    }
    assert_int_equal(route_find(table, STR("/a/7/b/c/9")).ids[1], 9);
    assert_true(str_eq(route_find(table, STR("/a/7/b/c/9")).names[0], STR("c")));
    assert_true(str_eq(route_allow(&a, &two), STR("GET, HEAD, POST")));
    assert_true(str_eq(route_allow(&a, &three), STR("POST")));
    assert_false(route_takes(&three, HTTP_HEAD));
    arena_done(&a);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_inputs), cmocka_unit_test(test_required),
        cmocka_unit_test(test_files),  cmocka_unit_test(test_json),
        cmocka_unit_test(test_routes),
    };

    return cmocka_run_group_tests_name("input", tests, NULL, NULL);
}
