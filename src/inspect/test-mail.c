/* Mails taken apart: parts and their names, bodies in their encodings, what is left out. */
#include "inspect/mail.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define HEAD "From: a@office.example.jp\r\nMIME-Version: 1.0\r\n"

static const char mail[] =
    HEAD "Content-Type: multipart/mixed;\r\n boundary=\"b1\"\r\n\r\n"
         "a remark beside\r\n"
         "--b1\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
         "=E5=90=8D=\r\n=E7=B0=BF\r\n"
         "--b1\r\nContent-Type: application/zip; name=\"=?utf-8?B?5ZCN57C/?=.zip\"\r\n"
         "Content-Transfer-Encoding: base64\r\n\r\nUEsD\r\nBA==\r\n"
         "--b1\r\nContent-Disposition: attachment; filename*=utf-8''%E5%90%8D.txt\r\n\r\nx\r\n"
         "--b1--\r\nbehind\r\n";

static void recognised(void **state)
{
    assert_true(mail_recognise(str_of(mail)));
    assert_true(mail_recognise(STR("Received: by mx\nSubject: x\n\nbody")));
    assert_false(mail_recognise(STR("Subject: x\nDate: today\n\nno more than a memo")));
    assert_false(mail_recognise(STR("\nFrom: a\nMessage-ID: b\n")));
}

static void parts_and_bodies(void **state)
{
    static const struct {
        const char *name, *body;
        bool is_beside;
    } expected[] = {
        {"multipart", "a remark beside\r\n", true}, {"part 2", "名簿\r\n", false},
        {"名簿.zip", "PK\x03\x04", false},          {"名.txt", "x\r\n", false},
        {"multipart", "behind\r\n", true},
    };
    struct arena a CLEANUP(arena_done) = {};
    struct mail_parts parts;

    mail_parts_find(&a, str_of(mail), &parts);
    assert_int_equal(parts.v.n, COUNT(expected));
    assert_false(parts.is_cut || parts.is_too_deep || parts.is_signed);
    for (uint32_t i = 0; i < parts.v.n; i++) {
        const struct mail_part *part = &parts.v.v[i];

        assert_true(str_eq(part->name, str_of(expected[i].name)));
        assert_int_equal(part->is_beside, expected[i].is_beside);
        assert_true(str_eq(mail_part_body(&a, str_of(mail), part), str_of(expected[i].body)));
    }
    mail_parts_find(&a, str_sub(str_of(mail), 0, sizeof(mail) - 30), &parts);
    assert_true(parts.is_cut);
}

static void parts_in_parts_have_an_end(void **state)
{
    struct arena a CLEANUP(arena_done) = {};
    struct str deep = STR("x");
    struct mail_parts parts;

    for (int i = 0; i < 12; i++) {
        deep = arena_printf(&a,
                            "Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n%.*s\n--b%d--\n",
                            i, i, STR_ARG(deep), i);
    }
    mail_parts_find(&a, deep, &parts);
    assert_true(parts.is_too_deep);
}

static void remarks(void **state)
{
    assert_true(mail_is_remark(STR("\r\n社内限り\r\n")));
    assert_false(mail_is_remark(STR("\r\n")));
    assert_false(mail_is_remark(STR("This is a multi-part message in MIME format.\r\n")));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(recognised),
        cmocka_unit_test(parts_and_bodies),
        cmocka_unit_test(parts_in_parts_have_an_end),
        cmocka_unit_test(remarks),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
