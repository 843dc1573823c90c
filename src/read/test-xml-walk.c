/* XML in the encodings that programs write, and what is refused. */
#include "read/xml-walk.h"

#include "base/buf.h"

#include <iconv.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { ROOM = 64 * 1024 };

/* What was told: "<name>" and text, without ends. */
static enum xml_step on_start(void *user, const struct xml_element *e)
{
    buf_printf(user, "<%s>", e->name);
    return XML_ENTER;
}

static void on_end(void *user, const char *name, enum xml_namespace ns)
{
}

static void on_text(void *user, struct str text)
{
    buf_add(user, text);
}

static const struct xml_handler handler = {.start = on_start, .end = on_end, .text = on_text};

static void assert_told(const char *xml, const char *charset, enum xml_result result,
                        const char *expected)
{
    char bytes[4096];
    char *in = (char *)(uintptr_t)xml;
    char *out = bytes;
    size_t in_left = strlen(xml);
    size_t out_left = sizeof(bytes);
    iconv_t converter = iconv_open(charset, "UTF-8");
    struct buf told CLEANUP(buf_done);

    buf_init(&told, ROOM);
    assert_true(converter != (iconv_t)-1);
    assert_true(iconv(converter, &in, &in_left, &out, &out_left) != (size_t)-1);
    iconv(converter, NULL, NULL, &out, &out_left);
    iconv_close(converter);
    struct str file = {.p = bytes, .n = sizeof(bytes) - out_left};

    assert_int_equal(xml_walk(file, &handler, &told), result);
    buf_add_char(&told, '\0');
    assert_string_equal(buf_str(&told).p, expected);
}

static void encodings_are_taken_from_the_declaration(void **state)
{
    assert_told("<a>仕様書</a>", "UTF-8", XML_DONE, "<a>仕様書");
    assert_told("<?xml version=\"1.0\" encoding=\"Shift_JIS\"?><a>表十ソ～①</a>", "CP932", XML_DONE,
                "<a>表十ソ～①");
    assert_told("<?xml version='1.0' encoding = 'windows-31J' standalone='yes'?><a>ｶﾅ</a>", "CP932",
                XML_DONE, "<a>ｶﾅ");
    assert_told("<?xml version=\"1.0\" encoding=\"EUC-JP\"?><a>委託</a>", "EUC-JP", XML_DONE,
                "<a>委託");
    assert_told("<?xml version=\"1.0\" encoding=\"ISO-2022-JP\"?><a>委託</a>", "ISO-2022-JP",
                XML_DONE, "<a>委託");
    assert_told("<?xml version=\"1.0\" encoding=\"UTF-16\"?><a>委託</a>", "UTF-16", XML_DONE,
                "<a>委託");
}

static void other_encodings_and_tricks_are_refused(void **state)
{
    assert_told("<?xml version=\"1.0\" encoding=\"no-such-encoding-at-all\"?><a>x</a>", "UTF-8",
                XML_DAMAGED, "");
    assert_told("<?xml version=\"1.0\" encoding=\"Shift_JIS", "UTF-8", XML_DAMAGED, "");
    assert_told("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", "UTF-8", XML_HAS_DTD, "");
    assert_told("<?xml version=\"1.0\" encoding=\"Shift_JIS\"?><!DOCTYPE a><a/>", "CP932",
                XML_HAS_DTD, "");
    assert_told("<a>x<b></a>", "UTF-8", XML_DAMAGED, "<a>x<b>");
}

static void on_remark(void *user, struct str text)
{
    buf_printf(user, "!%.*s;", STR_ARG(text));
}

static void on_foreign(void *user, struct str words)
{
    buf_printf(user, "@%.*s;", STR_ARG(words));
}

/* Comments, and what is of namespaces that nobody knows, whatever the pieces they come in. */
static void what_stands_beside_is_told(void **state)
{
    static const char xml[] = "<!--one--><a xmlns:k=\"http://www.w3.org/x\" xmlns:o=\"urn:own\"><b "
                              "k:x=\"no\" o:y=\"two\" "
                              "z=\"no\"/><o:c z=\"three\">four<d>no</d></o:c><o:e "
                              "xmlns:o=\"http://www.w3.org/y\" o:y=\"no\"/>"
                              "<![CDATA[<!--no-->]]></a><!--five-->";

    for (size_t piece = 1; piece < sizeof(xml); piece += 7) {
        struct buf told CLEANUP(buf_done);
        struct buf asides CLEANUP(buf_done);
        struct xml_stream *s;

        buf_init(&told, ROOM);
        buf_init(&asides, ROOM);
        s = xml_stream_open(&handler, &told);
        xml_stream_want_remarks(s, on_remark, &asides);
        xml_stream_tell_foreign(s, on_foreign, &asides);
        for (size_t at = 0; at < sizeof(xml) - 1;) {
            size_t n = MIN(piece, sizeof(xml) - 1 - at);
            char *room = xml_stream_room(s, n);

            assert_non_null(room);
            memcpy(room, xml + at, n);
            xml_stream_take(s, n);
            at += n;
        }
        assert_int_equal(xml_stream_end(s), XML_DONE);
        buf_add_char(&asides, '\0');
        /* Text may be told in pieces. */
        assert_true(piece < 50 || strcmp(asides.p, "!one;@two;@three;@four;!five;") == 0);
        assert_non_null(strstr(asides.p, "!one;@two;@three;@f"));
        assert_non_null(strstr(asides.p, "!five;"));
        assert_null(strstr(asides.p, "no"));
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(encodings_are_taken_from_the_declaration),
        cmocka_unit_test(other_encodings_and_tricks_are_refused),
        cmocka_unit_test(what_stands_beside_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
