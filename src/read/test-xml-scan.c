/* The scanner of XML: tokens whatever the pieces they come in, and its limits. */
#include "read/xml-scan.h"

#include "base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { ROOM = 32 * 1024 * 1024 };

static void tell(const struct xml_scan *s, enum xml_token token, struct buf *told)
{
    switch (token) {
    case XML_TOKEN_START:
        buf_printf(told, "<%s", s->name);
        for (const struct xml_attribute *a = s->attributes; a->name != NULL; a++) {
            buf_printf(told, "|%s=%s", a->name, a->value.p);
        }
        buf_add_char(told, '>');
        break;
    case XML_TOKEN_END:
        buf_printf(told, "</%s>", s->name);
        break;
    default:
        buf_add(told, s->text);
        break;
    }
}

static enum xml_token scan(struct str xml, size_t piece_bytes, struct buf *told)
{
    struct xml_scan s CLEANUP(xml_scan_done);
    size_t at = 0;

    xml_scan_init(&s, false);
    for (;;) {
        enum xml_token token = xml_scan_next(&s);

        if (token >= XML_TOKEN_DONE) {
            return token;
        }
        if (token != XML_TOKEN_MORE) {
            tell(&s, token, told);
            continue;
        }
        size_t n = MIN(piece_bytes, xml.n - at);
        char *room = xml_scan_room(&s, n);

        if (room != NULL) {
            memcpy(room, xml.p + at, n);
            xml_scan_add(&s, n, n == 0);
        }
        at += n;
    }
}

static void assert_scanned(struct str xml, enum xml_token outcome, const char *expected)
{
    static const size_t sizes[] = {1, 2, 3, 7, 4096};

    for (size_t i = 0; i < COUNT(sizes); i++) {
        struct buf told CLEANUP(buf_done);

        buf_init(&told, ROOM);
        assert_int_equal(scan(xml, sizes[i], &told), outcome);
        buf_add_char(&told, '\0');
        assert_string_equal(told.p, expected);
    }
}

static void tokens_are_told_whatever_the_pieces(void **state)
{
    assert_scanned(
        STR("\xEF\xBB\xBF<?xml version='1.0' encoding='utf-8'?>\n<!-- x -->\n"
            "<a:b c = \"1 &lt; 2\" d='&#x3042;\"\r\n]'><?do it?>表&amp;\r\n]]x<e/ ></a:b>"),
        XML_TOKEN_DAMAGED, "<a:b|c=1 < 2|d=あ\" ]>表&\n]]x");
    assert_scanned(STR("<a>1<![CDATA[<&]]]]><![CDATA[>]]>2<b/></a> <!--x--><?y?>\n"),
                   XML_TOKEN_DONE, "<a>1<&]]>2<b></b></a>");
}

static void what_is_not_well_formed_is_damage(void **state)
{
    static const struct {
        struct str xml;
        const char *expected;
    } cases[] = {
        {STR_IN_TABLE(""), ""},
        {STR_IN_TABLE("<a>"), "<a>"},
        {STR_IN_TABLE("<a></b>"), "<a>"},
        {STR_IN_TABLE("<a/><b/>"), "<a></a>"},
        {STR_IN_TABLE("<a b='1' b='2'/>"), ""},
        {STR_IN_TABLE("<a b=1/>"), ""},
        {STR_IN_TABLE("<a b='<'/>"), ""},
        {STR_IN_TABLE("<a b='1'c='2'/>"), ""},
        {STR_IN_TABLE("<a>x]]></a>"), "<a>x"},
        {STR_IN_TABLE("<a>&nbsp;</a>"), "<a>"},
        {STR_IN_TABLE("<a>&#0;</a>"), "<a>"},
        {STR_IN_TABLE("<a>\x01</a>"), "<a>"},
        {STR_IN_TABLE("<a>\xC0\x80</a>"), "<a>"},
        {STR_IN_TABLE("<a><!-- -- --></a>"), "<a>"},
        {STR_IN_TABLE("<a><?xml version='1.0'?></a>"), "<a>"},
        {STR_IN_TABLE(" <?xml version='1.0'?><a/>"), ""},
        {STR_IN_TABLE("<?xml version='1.0' encoding='EBCDIC'?><a/>"), ""},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_scanned(cases[i].xml, XML_TOKEN_DAMAGED, cases[i].expected);
    }
    assert_scanned(STR("<!DOCTYPE a><a/>"), XML_TOKEN_HAS_DTD, "");
}

static void limits_hold(void **state)
{
    struct buf xml CLEANUP(buf_done);
    struct buf told CLEANUP(buf_done);

    buf_init(&xml, ROOM);
    buf_init(&told, ROOM);
    for (int i = 0; i <= XML_MAX_DEPTH; i++) {
        buf_add(&xml, STR("<a>"));
    }
    assert_int_equal(scan(buf_str(&xml), 4096, &told), XML_TOKEN_TOO_DEEP);

    buf_clear(&xml);
    buf_add(&xml, STR("<a"));
    for (int i = 0; i <= XML_MAX_ATTRIBUTES; i++) {
        buf_printf(&xml, " b%d=''", i);
    }
    buf_add(&xml, STR("/>"));
    assert_int_equal(scan(buf_str(&xml), 4096, &told), XML_TOKEN_DAMAGED);

    buf_clear(&xml);
    buf_add(&xml, STR("<a b='"));
    while (xml.n < XML_MAX_TOKEN_BYTES + 4096 * 2) {
        buf_add(&xml, STR("0123456789abcdef"));
    }
    buf_add(&xml, STR("'/>"));
    assert_int_equal(scan(buf_str(&xml), 4096, &told), XML_TOKEN_DAMAGED);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(tokens_are_told_whatever_the_pieces),
        cmocka_unit_test(what_is_not_well_formed_is_damage),
        cmocka_unit_test(limits_hold),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
