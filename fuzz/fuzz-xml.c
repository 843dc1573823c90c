/*
 * The scanner of XML, held against expat: the bytes come in pieces whose sizes the first byte
 * picks. What both take as well-formed they tell alike; what the scanner refuses expat refuses too,
 * and the other way round but for the characters beyond ASCII that xml-scan.c lets pass.
 */
#include "fuzz/fuzz.h"

#include "base/buf.h"
#include "read/xml-scan.h"

#include <assert.h>
#include <expat.h>

enum { ROOM = 64 * 1024 * 1024 };

static void XMLCALL on_start(void *user, const XML_Char *name, const XML_Char **attributes)
{
    buf_printf(user, "\1%s", name);
    for (; *attributes != NULL; attributes++) {
        buf_printf(user, "\2%s", *attributes);
    }
    buf_add_char(user, '\3');
}

static void XMLCALL on_end(void *user, const XML_Char *name)
{
    buf_printf(user, "\4%s\3", name);
}

static void XMLCALL on_text(void *user, const XML_Char *text, int n)
{
    buf_add(user, (struct str){.p = text, .n = (size_t)n});
}

static bool tell_expat(struct str xml, struct buf *told)
{
    XML_Parser parser = XML_ParserCreate("UTF-8");

    assert(parser != NULL);
    XML_SetUserData(parser, told);
    XML_SetElementHandler(parser, on_start, on_end);
    XML_SetCharacterDataHandler(parser, on_text);
    bool is_good = XML_Parse(parser, xml.p, (int)xml.n, XML_TRUE) == XML_STATUS_OK;

    XML_ParserFree(parser);
    return is_good;
}

static void tell_token(const struct xml_scan *s, enum xml_token token, struct buf *told)
{
    if (token == XML_TOKEN_START) {
        buf_printf(told, "\1%s", s->name);
        for (const struct xml_attribute *a = s->attributes; a->name != NULL; a++) {
            buf_printf(told, "\2%s\2%s", a->name, a->value.p);
            assert(a->value.n == strlen(a->value.p));
        }
        buf_add_char(told, '\3');
    } else if (token == XML_TOKEN_END) {
        on_end(told, s->name);
    } else {
        assert(s->text.n > 0);
        buf_add(told, s->text);
    }
}

static enum xml_token tell_scanner(struct str xml, size_t piece_bytes, struct buf *told)
{
    struct xml_scan scan CLEANUP(xml_scan_done);
    size_t at = 0;
    enum xml_token token;

    xml_scan_init(&scan, true);
    for (;;) {
        token = xml_scan_next(&scan);
        if (token >= XML_TOKEN_DONE) {
            return token;
        }
        if (token != XML_TOKEN_MORE) {
            tell_token(&scan, token, told);
            continue;
        }
        size_t n = MIN(piece_bytes, xml.n - at);
        char *room = xml_scan_room(&scan, n);

        if (room != NULL && n > 0) {
            memcpy(room, xml.p + at, n);
        }
        if (room != NULL) {
            xml_scan_add(&scan, n, n == 0);
        }
        at += n;
    }
}

static bool is_ascii(struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        if ((unsigned char)s.p[i] >= 0x80) {
            return false;
        }
    }
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static const size_t sizes[] = {1, 2, 3, 5, 16, 61, 1000, 1 << 20};
    struct str xml = {.p = (const char *)bytes + 1, .n = n == 0 ? 0 : n - 1};

    /* What begins as UTF-16 expat takes as that whatever it is told. */
    if (n < 3 || bytes[1] >= 0xFE || bytes[1] == 0 || bytes[2] == 0 || n > ROOM / 8) {
        return 0;
    }
    struct buf expected CLEANUP(buf_done);
    struct buf told CLEANUP(buf_done);

    buf_init(&expected, ROOM);
    buf_init(&told, ROOM);
    enum xml_token outcome = tell_scanner(xml, sizes[bytes[0] % COUNT(sizes)], &told);
    bool is_good = tell_expat(xml, &expected);

    if (outcome == XML_TOKEN_DONE && is_good) {
        assert(told.n == expected.n && (told.n == 0 || memcmp(told.p, expected.p, told.n) == 0));
    } else if (outcome == XML_TOKEN_DONE) {
        assert(!is_ascii(xml));
    } else if (outcome == XML_TOKEN_DAMAGED) {
        assert(!is_good || n > XML_MAX_ATTRIBUTES * 5);
    }
    return 0;
}
