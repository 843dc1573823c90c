/* multipart.c: the same parts come out however the body is cut; what is malformed is refused. */
#include "web/multipart.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

struct seen {
    struct buf text; /* "[name|file|type]content" of each part */
    int parts;
    int open;
};

static int begin(void *arg, const struct multipart_part *part)
{
    struct seen *seen = arg;

    assert_int_equal(seen->open++, 0);
    seen->parts++;
    buf_printf(&seen->text, "[%.*s|%.*s%s|%.*s]", STR_ARG(part->name), STR_ARG(part->file_name),
               part->is_file ? "!" : "", STR_ARG(part->type));
    return 0;
}

static int add(void *arg, const char *bytes, size_t n)
{
    struct seen *seen = arg;

    assert_int_equal(seen->open, 1);
    buf_add(&seen->text, (struct str){.p = bytes, .n = n});
    return 0;
}

static int end(void *arg)
{
    struct seen *seen = arg;

    assert_int_equal(seen->open--, 1);
    return 0;
}

/* Reads the body in pieces of `piece` bytes; the status of the first refusal. */
static int read_in(struct str body, size_t piece, struct seen *seen)
{
    struct arena a = {};
    struct multipart m;
    struct multipart_sink sink = {.arg = seen, .begin = begin, .add = add, .end = end};
    int status = 0;

    *seen = (struct seen){};
    buf_init(&seen->text, 1 << 20);
    multipart_init(&m, &a, STR("XyZ"), &sink);
    for (size_t at = 0; at < body.n && status == 0; at += piece) {
        struct str part = str_sub(body, at, at + piece);

        status = multipart_add(&m, part.p, part.n);
    }
    status = status == 0 ? multipart_end(&m) : status;
    multipart_done(&m);
    arena_done(&a);
    return status;
}

#define HEAD(name) "Content-Disposition: form-data; name=\"" name "\"\r\n\r\n"

static const struct {
    const char *body;
    const char *seen; /* NULL = refused */
} cases[] = {
    {"--XyZ\r\n" HEAD("a") "1\r\n--XyZ--\r\n", "[a||]1"},
    {"--XyZ\r\n" HEAD("a") "1\r\n--XyZ--", "[a||]1"},
    {"--XyZ--\r\n", ""},
    {"--XyZ\r\n" HEAD("a") "\r\n--XyZ\r\n" HEAD("b") "\r\n\r\n--XyZ--\r\n", "[a||][b||]\r\n"},
    /* What only looks like the delimiter stays content. */
    {"--XyZ\r\n" HEAD("a") "\r\r\n\r\n-\r\n--\r\n--Xy\r\n--Xy\r\n--XyZ--\r\n",
     "[a||]\r\r\n\r\n-\r\n--\r\n--Xy\r\n--Xy"},
    {"--XyZ\r\n" HEAD("a") "--XyZ\r\n--XyZ--\r\n", "[a||]--XyZ"},
    {"--XyZ\r\nContent-Type: a/b\r\ncontent-disposition:form-data; filename=\"C:\\x\\\"y.txt\"; "
     "name=\"f\"\r\n\r\nz\r\n--XyZ--\r\n",
     "[f|C:\\x\"y.txt!|a/b]z"},
    {"--XyZ\r\nContent-Disposition: form-data; name=\"f%22g\"; "
     "filename=\"\"\r\n\r\n\r\n--XyZ--\r\n",
     "[f\"g|!|]"},
    {"", NULL},
    {"\r\n--XyZ--\r\n", NULL},
    {"--XyZ", NULL},
    {"--XyZ\r\n", NULL},
    {"--XyZ \r\n" HEAD("a") "1\r\n--XyZ--\r\n", NULL},
    {"--XyZ\n" HEAD("a") "1\r\n--XyZ--\r\n", NULL},
    {"--XyZ\r\n" HEAD("a") "1\r\n--XyZ--\r", NULL},
    {"--XyZ\r\n" HEAD("a") "1\r\n--XyZ--\r\n\r\n", NULL},
    {"--XyZ\r\n" HEAD("a") "1\r\n--XyZx\r\n--XyZ--\r\n", NULL},
    {"--XyZ\r\n\r\n1\r\n--XyZ--\r\n", NULL},
    {"--XyZ\r\n" HEAD("") "1\r\n--XyZ--\r\n", NULL},
    {"--XyZ\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--XyZ--\r\n", NULL},
    {"--XyZ\r\nContent-Disposition: form-data; name=\"a\r\n\r\n1\r\n--XyZ--\r\n", NULL},
    {"--XyZ\r\nContent-Disposition: form-data; name=\"a\"; name=\"b\"\r\n\r\n1\r\n--XyZ--\r\n",
     NULL},
    {"--XyZ\r\nContent-Disposition: form-data; name=\"a\"; "
     "filename*=UTF-8''b\r\n\r\n1\r\n--XyZ--\r\n",
     NULL},
    {"--XyZ\r\nContent-Disposition: form-data; name=\"\xff\"\r\n\r\n1\r\n--XyZ--\r\n", NULL},
    {"--XyZ\r\nno colon\r\n\r\n1\r\n--XyZ--\r\n", NULL},
};

static void test_cases(void **state)
{
    for (size_t i = 0; i < COUNT(cases); i++) {
        for (size_t piece = 1; piece < 80; piece++) {
            struct seen seen;
            int status = read_in(str_of(cases[i].body), piece, &seen);

            if ((status == 0) != (cases[i].seen != NULL)) {
                print_error("case %zu, pieces of %zu: status %d\n", i, piece, status);
            }
            assert_int_equal(status == 0, cases[i].seen != NULL);
            if (cases[i].seen != NULL) {
                assert_string_equal(seen.text.p == NULL ? "" : seen.text.p, cases[i].seen);
            }
            buf_done(&seen.text);
        }
    }
}

static void test_boundary(void **state)
{
    static const struct {
        const char *type;
        const char *boundary; /* NULL = none */
    } types[] = {
        {"multipart/form-data; boundary=abc", "abc"},
        {"multipart/form-data; boundary=\"a b\"; charset=utf-8", "a b"},
        {"multipart/form-data; boundary=abc; x=y", "abc"},
        {"multipart/form-data", NULL},
        {"multipart/form-data; boundary=", NULL},
        {"multipart/form-data; boundary=\"a", NULL},
        {"multipart/form-data; boundary=\"a \"", NULL},
        {"multipart/form-data; boundary=a\rb", NULL},
        {"multipart/form-data; boundary="
         "12345678901234567890123456789012345678901234567890123456789012345678901",
         NULL},
    };

    for (size_t i = 0; i < COUNT(types); i++) {
        struct arena a = {};
        struct str boundary;
        bool found = multipart_boundary(&a, str_of(types[i].type), &boundary);

        assert_int_equal(found, types[i].boundary != NULL);
        if (found) {
            assert_string_equal(boundary.p, types[i].boundary);
        }
        arena_done(&a);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_boundary),
    };

    return cmocka_run_group_tests_name("multipart", tests, NULL, NULL);
}
