/* The ground everything stands on: arena, buf, str, utf8, vec, err, json. */
#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/folder.h"
#include "base/format.h"
#include "base/json.h"
#include "base/library.h"
#include "base/utf8.h"
#include "base/vec.h"

#include <fcntl.h>
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static void arena_gives_zeroed_aligned_memory(void **state)
{
    struct arena a CLEANUP(arena_done) = {};

    for (size_t bytes = 1; bytes < 100000; bytes = bytes * 3 + 1) {
        char *p = arena_alloc(&a, bytes);

        assert_int_equal((uintptr_t)p % 16, 0);
        for (size_t i = 0; i < bytes; i++) {
            assert_int_equal(p[i], 0);
        }
        memset(p, 'x', bytes);
    }
    assert_string_equal(arena_printf(&a, "%s-%d", "様式", 4).p, "様式-4");
}

PRINTF_LIKE(1, 2) static void assert_formatted_alike(const char *format, ...)
{
    for (size_t room = 0; room <= 40; room++) {
        char ours[40] = "", theirs[40] = "";
        va_list args;

        va_start(args, format);
        int n = format_text(ours, room, format, args);
        va_end(args);
        va_start(args, format);
        assert_int_equal(n, vsnprintf(theirs, room, format, args));
        va_end(args);
        assert_string_equal(ours, theirs);
    }
}

static void formats_agree_with_those_of_the_library(void **state)
{
    static const char cut[3] = {'a', 'b', 'c'}; /* without a NUL */

    assert_formatted_alike("%s", "");
    assert_formatted_alike("plain");
    assert_formatted_alike("100%%, %s!", "様式");
    assert_formatted_alike("%.*s|%.*s", 2, cut, 9, "short");
    assert_formatted_alike("[%.*s]", 0, cut);
    assert_formatted_alike("%d %d %d", INT_MIN, 0, INT_MAX);
    assert_formatted_alike("%u", UINT_MAX);
    assert_formatted_alike("%zu %ld", SIZE_MAX, LONG_MIN);
    assert_formatted_alike("%s %5u %.*s %02d", "then", 7, 3, "others", 4); /* not ours */
    assert_formatted_alike("%d%%%x", 5, 255u);
}

static void buf_stops_at_its_maximum(void **state)
{
    struct buf b CLEANUP(buf_done);

    buf_init(&b, 5);
    buf_add(&b, STR("abc"));
    assert_false(buf_is_full(&b));
    buf_add(&b, STR("def"));
    assert_true(buf_is_full(&b));
    assert_string_equal(b.p, "abc");
    buf_printf(&b, "%d", 12);
    assert_string_equal(b.p, "abc12");
}

static void str_finds_and_trims(void **state)
{
    assert_int_equal(str_find(STR("第1条第2条"), STR("条"), 0), 4);
    assert_int_equal(str_rfind(STR("第1条第2条"), STR("条")), 11);
    assert_int_equal(str_find(STR("abc"), STR("d"), 0), -1);
    assert_int_equal(str_rfind(STR("ab"), STR("abc")), -1);
    assert_true(str_eq(str_file_name(STR("a/b/c.d")), STR("c.d")));
    assert_true(str_eq(str_file_name(STR("c.d")), STR("c.d")));
    assert_true(str_eq(str_file_name(STR("a/")), STR("")));
    assert_true(str_eq(str_trim(STR(" \t　納期　\r\n")), STR("納期")));
    assert_true(str_cmp(STR("a"), STR("ab")) < 0);
}

/* The place a plain search finds. */
static ptrdiff_t find_slowly(struct str s, struct str what, size_t from)
{
    for (size_t at = from; at + what.n <= s.n; at++) {
        if (memcmp(s.p + at, what.p, what.n) == 0) {
            return (ptrdiff_t)at;
        }
    }
    return -1;
}

static void str_find_agrees_with_a_plain_search(void **state)
{
    static const char letters[] = "あいうaい\xE3";
    char text[200];
    uint32_t seed = 1;

    for (int round = 0; round < 20000; round++) {
        size_t n = 0;

        for (size_t want = round % 100; n < want;) {
            seed = seed * 1664525u + 1013904223u;
            text[n++] = letters[seed >> 16 & 7];
        }
        struct str s = {.p = text, .n = n};
        struct str what = str_sub(s, n / 3 + (seed >> 24 & 3), n / 3 + 1 + (seed >> 20 & 15));
        char copy[32];

        memcpy(copy, what.p, what.n);
        if (round % 3 == 0 && what.n > 0) {
            copy[what.n - 1] ^= 1;
        }
        what.p = copy;
        assert_int_equal(str_find(s, what, round % 5), find_slowly(s, what, round % 5));
    }
}

static void utf8_is_strict(void **state)
{
    static const struct {
        const char *bytes;
        ptrdiff_t bad_at;
    } cases[] = {
        {"日本語 text", -1},
        {"\xF0\x9F\x98\x80", -1},
        {"a\x80", 1},
        {"\xC0\xAF", 0},
        {"\xE3\x81", 0},
        {"\xED\xA0\x80", 0},
        {"\xF4\x90\x80\x80", 0},
        {"ok\xFF", 2},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_int_equal(utf8_find_bad(str_of(cases[i].bytes)), cases[i].bad_at);
    }
    assert_int_equal(utf8_floor(STR("あい"), 4), 3);
}

/* Each function that takes sixteen bytes at a time beside the same, character by character. */
static void utf8_by_sixteen_agrees_with_one_by_one(void **state)
{
    static const char *const pieces[] = {
        "a",           "日", "ｱ",        "é",    "\xF0\x9F\x98\x80", "\n",
        "ー",          "～", "\xE3\x81", "\xFF", "\xED\xA0\x80",     "\x80",
        "\xE0\xA0\x80"};
    uint32_t seed = 1;

    for (int round = 0; round < 20000; round++) {
        char text[160];
        size_t n = 0;
        size_t kinds = round % 3 == 0 ? COUNT(pieces) : 8; /* the first eight are all good */

        for (int i = 0; i < round % 40; i++) {
            seed = seed * 1664525 + 1013904223;
            const char *piece = pieces[(seed >> 16) % kinds];

            memcpy(text + n, piece, strlen(piece));
            n += strlen(piece);
        }
        struct str s = {.p = text, .n = n};
        ptrdiff_t bad = -1;
        size_t columns = 0;
        size_t control = 0;

        for (size_t at = 0, length; at < n && bad < 0; at += length) {
            uint32_t cp;

            length = utf8_decode(s, at, &cp);
            bad = length == 1 && cp == UTF8_REPLACEMENT ? (ptrdiff_t)at : -1;
        }
        for (size_t i = 0; i < n; i++) {
            unsigned char c = (unsigned char)text[i];

            columns += (c & 0xC0) == 0x80 ? 0 : c >= 0xE0 ? 2 : 1;
        }
        while (control < n && (unsigned char)text[control] >= 0x20) {
            control++;
        }
        assert_int_equal(utf8_find_bad(s), bad);
        assert_int_equal(utf8_columns(s), columns);
        assert_int_equal(utf8_find_control(s, 0), control);
    }
}

static void vec_grows(void **state)
{
    struct arena a CLEANUP(arena_done) = {};
    VEC(int) v = {};

    for (int i = 0; i < 1000; i++) {
        *VEC_ADD(&a, &v) = i;
    }
    assert_int_equal(v.n, 1000);
    assert_int_equal(v.v[999], 999);
}

static void vec_grows_in_place_at_the_end_of_an_arena(void **state)
{
    struct arena a CLEANUP(arena_done) = {};
    VEC(int) v = {};

    *VEC_ADD(&a, &v) = 7;
    const int *first = v.v;

    for (int i = 0; i < 100; i++) {
        *VEC_ADD(&a, &v) = i;
    }
    assert_ptr_equal(v.v, first);
    assert_int_equal(v.v[0], 7);
    assert_int_equal(v.v[100], 99);
    assert_false(arena_extend(&a, NULL, 0, 16));
}

static void err_tells_the_story(void **state)
{
    struct err err = {};

    assert_int_equal(err_set(&err, ERR_NOT_FOUND, "no file '%s'", "仕様書.txt"), -1);
    err_in(&err, "reading");
    err_hint(&err, "check the name");
    assert_string_equal(err.message, "reading: no file '仕様書.txt'");
    assert_int_equal(err_exit_status(err.kind), 2);
    char longer[2000];

    memset(longer, 0, sizeof(longer));
    for (size_t i = 0; i + 3 < sizeof(longer); i += 3) {
        memcpy(longer + i, "あ", 3);
    }
    err_set(&err, ERR_INVALID, "x%s", longer);
    assert_int_equal(utf8_find_bad(str_of(err.message)), -1);
}

static void json_is_well_formed(void **state)
{
    char *text = NULL;
    size_t n = 0;
    FILE *file = open_memstream(&text, &n);
    struct json j;
    struct err err;

    json_init(&j, file, JSON_TIGHT);
    json_begin_object(&j);
    json_member(&j, "a\"b", STR("行1\n\t\\ \x01 \xFF"));
    json_key(&j, "list");
    json_begin_array(&j);
    json_int(&j, -5);
    json_double(&j, 1.5);
    json_double(&j, 210000000);
    json_bool(&j, true);
    json_none(&j);
    json_begin_array(&j);
    json_end(&j);
    json_end(&j);
    json_member(&j, "none", STR(""));
    json_end(&j);
    assert_int_equal(json_finish(&j, &err), 0);
    fclose(file);
    assert_string_equal(text, "{\"a\\\"b\":\"行1\\n\\u0009\\\\ \\u0001 \\ufffd\","
                              "\"list\":[-5,1.5,210000000,true,null,[]],\"none\":null}\n");
    free(text);
}

static void libraries_are_opened_by_name(void **state)
{
    struct mathematics {
        __typeof__(&labs) labs;
    } table = {};
    static const struct library_function one[] = {LIBRARY_FUNCTION(struct mathematics, labs)};
    static const struct library_function none[] = {{"no_such_function", 0}};
    struct err err = {};

    assert_int_equal(library_load("libc.so.6", one, COUNT(one), &table, &err), 0);
    assert_int_equal(table.labs(-5), 5);
    assert_int_equal(library_load("libc.so.6", none, COUNT(none), &table, &err), -1);
    assert_non_null(strstr(err.message, "no_such_function"));
    assert_int_equal(library_load("no-such-library.so", one, COUNT(one), &table, &err), -1);
    assert_int_equal(err.kind, ERR_INTERNAL);
}

static void folders_are_read_in_order(void **state)
{
    struct arena a CLEANUP(arena_done) = {};
    char path[] = "/tmp/itaku-folder-XXXXXX";
    struct folder folder = {};
    struct err err = {};

    assert_non_null(mkdtemp(path));
    struct str inner = folder_path(&a, str_of(path), STR("b"));
    struct str file = folder_path(&a, str_of(path), STR("a.txt"));

    assert_int_equal(mkdir(inner.p, 0700), 0);
    assert_int_equal(close(open(file.p, O_CREAT | O_WRONLY, 0600)), 0);
    assert_int_equal(folder_read(&a, path, &folder, &err), 0);
    assert_int_equal(folder.names.n, 2);
    assert_string_equal(folder.names.v[0].p, "a.txt");
    assert_string_equal(folder.names.v[1].p, "b");
    assert_int_equal(folder_read(&a, inner.p, &folder, &err), 0);
    assert_int_equal(folder.names.n, 0);
    assert_int_equal(folder_read(&a, file.p, &folder, &err), -1);
    assert_int_equal(err.kind, ERR_IO);
    unlink(file.p);
    rmdir(inner.p);
    rmdir(path);
    assert_int_equal(folder_read(&a, path, &folder, &err), -1);
    assert_int_equal(err.kind, ERR_NOT_FOUND);
    assert_string_equal(folder_path(&a, STR("x/"), STR("y")).p, "x/y");
    assert_string_equal(folder_path(&a, STR(""), STR("y")).p, "y");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(arena_gives_zeroed_aligned_memory),
        cmocka_unit_test(formats_agree_with_those_of_the_library),
        cmocka_unit_test(buf_stops_at_its_maximum),
        cmocka_unit_test(str_finds_and_trims),
        cmocka_unit_test(str_find_agrees_with_a_plain_search),
        cmocka_unit_test(utf8_is_strict),
        cmocka_unit_test(utf8_by_sixteen_agrees_with_one_by_one),
        cmocka_unit_test(vec_grows),
        cmocka_unit_test(vec_grows_in_place_at_the_end_of_an_arena),
        cmocka_unit_test(err_tells_the_story),
        cmocka_unit_test(json_is_well_formed),
        cmocka_unit_test(libraries_are_opened_by_name),
        cmocka_unit_test(folders_are_read_in_order),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
