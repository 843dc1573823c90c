/*
 * The scanner of XML; see xml-scan.h. A table tells for each byte what it may be part of, and loops
 * run over it up to the first byte that needs a look; the NUL behind the buffer ends every loop.
 * What is cut off by the end of a piece is read again, from its start, when more is there.
 *
 * Against the letter of XML 1.0 two things are let pass: any character beyond ASCII in a name, and
 * the characters U+FFFE and U+FFFF.
 */
#include "read/xml-scan.h"

#include "base/heap.h"
#include "base/utf8.h"
#include "read/xml-reference.h"
#include "read/xml-tag.h"

#include <stdlib.h>
#include <strings.h>

enum {
    DECLARATION_HEAD = 6, /* "<?xml " */
    MARK_BYTES = 3,       /* of UTF-8 at the start */
};

static bool starts(const struct xml_scan *s, struct str head)
{
    return (size_t)(s->end - s->at) >= head.n && memcmp(s->at, head.p, head.n) == 0;
}

/* ---- the buffer ---- */

void xml_scan_init(struct xml_scan *s, bool is_decoded)
{
    memset(s, 0, offsetof(struct xml_scan, name_at));
    s->name_at[0] = 0;
    s->outcome = XML_TOKEN_MORE;
    s->is_decoded = is_decoded;
}

void xml_scan_done(struct xml_scan *s)
{
    free(s->buffer);
    free(s->names);
    s->buffer = s->names = NULL;
}

char *xml_scan_room(struct xml_scan *s, size_t n)
{
    size_t rest = (size_t)(s->end - s->at);

    if (rest > XML_MAX_TOKEN_BYTES) {
        s->outcome = XML_TOKEN_DAMAGED;
    }
    if (s->outcome != XML_TOKEN_MORE) {
        return NULL;
    }
    if (rest > 0) {
        memmove(s->buffer, s->at, rest);
    }
    if (rest + n + XML_CLASS_BEYOND > s->room) {
        s->room = rest + n + XML_CLASS_BEYOND;
        s->buffer = heap_resize(s->buffer, s->room);
    }
    s->at = s->buffer;
    s->end = s->buffer + rest;
    return s->end;
}

void xml_scan_add(struct xml_scan *s, size_t n, bool is_last)
{
    if (s->outcome == XML_TOKEN_MORE) {
        s->end += n;
        memset(s->end, '\0', XML_CLASS_BEYOND);
        s->is_last = is_last;
    }
}

/* ---- what is passed over ---- */

/* Whether XML allows all characters; those of comments are not told. */
static bool is_allowed(struct str s)
{
    for (size_t at = utf8_find_control(s, 0); at < s.n; at = utf8_find_control(s, at + 1)) {
        if ((xml_class_of(s.p[at]) & XML_IS_SPACE) == 0) {
            return false;
        }
    }
    return utf8_find_bad(s) < 0;
}

/* Passes what stands from `head` bytes on up to the first `mark`, and `tail` bytes more. */
static enum xml_reading pass(struct xml_scan *s, size_t head, struct str mark, size_t tail)
{
    struct str rest = {.p = s->at, .n = (size_t)(s->end - s->at)};
    ptrdiff_t stop = str_find(rest, mark, head);
    size_t n = (size_t)stop + mark.n + tail;

    if (stop < 0 || n > rest.n) {
        return xml_tag_misfit(s, s->end);
    }
    if (rest.p[n - 1] != '>' || !is_allowed(str_sub(rest, 0, n))) {
        return XML_WRONG;
    }
    s->at += n;
    return XML_PASSED;
}

/* "<?": an instruction for some program; "xml" may be none. */
static enum xml_reading pass_instruction(struct xml_scan *s)
{
    unsigned int seen = 0;
    char *name = s->at + 2;
    char *end = xml_class_skip_name(name, &seen);

    if (s->end - end < 2) {
        return xml_tag_misfit(s, s->end);
    }
    if ((xml_class_of(*name) & XML_BEGINS_NAME) == 0 ||
        ((xml_class_of(*end) & XML_IS_SPACE) == 0 && memcmp(end, "?>", 2) != 0) ||
        (end - name == 3 && strncasecmp(name, "xml", 3) == 0)) {
        return XML_WRONG;
    }
    return pass(s, (size_t)(end - s->at), STR("?>"), 0);
}

/* "<!": a comment, text as it stands, a document type. */
static enum xml_reading pass_declaration(struct xml_scan *s)
{
    if (starts(s, STR("<!--"))) {
        const char *beg = s->at + 4;
        enum xml_reading reading = pass(s, 4, STR("--"), 1);

        if (reading == XML_PASSED && s->remark != NULL) {
            s->remark(s->remark_user, (struct str){.p = beg, .n = (size_t)(s->at - 3 - beg)});
        }
        return reading;
    }
    if (starts(s, STR("<![CDATA[")) && s->depth > 0) {
        s->at += STR("<![CDATA[").n;
        s->is_in_cdata = true;
        return XML_PASSED;
    }
    if (starts(s, STR("<!DOCTYPE")) && !s->has_root) {
        s->outcome = XML_TOKEN_HAS_DTD;
        return XML_PASSED;
    }
    return (size_t)(s->end - s->at) < STR("<![CDATA[").n ? xml_tag_misfit(s, s->end) : XML_WRONG;
}

/* ---- the XML declaration ---- */

/* Whether it is the attribute of that name, with a value of letters, digits, dots and dashes. */
static bool attribute_is(const struct xml_scan *s, uint32_t i, const char *name)
{
    const struct xml_attribute *a = &s->attributes[i];

    if (i >= s->found_count ||
        !str_eq((struct str){.p = a->name, .n = (size_t)(a->local - a->name)}, str_of(name))) {
        return false;
    }
    for (size_t k = 0; k < a->value.n; k++) {
        char c = a->value.p[k];

        if ((xml_class_of(c) & (XML_IN_NAME | XML_IS_HIGH)) != XML_IN_NAME || c == ':') {
            return false;
        }
    }
    return true;
}

/* Whether it is a name, and of what is read here, unless that is known already. */
static bool encoding_is_good(const struct xml_scan *s, struct str name)
{
    bool is_name = name.n > 0 && (name.p[0] | 0x20) >= 'a' && (name.p[0] | 0x20) <= 'z';

    return is_name && (s->is_decoded || str_eq_any_case(name, STR("UTF-8")) ||
                       str_eq_any_case(name, STR("US-ASCII")));
}

static bool declaration_is_good(const struct xml_scan *s)
{
    uint32_t i = 1;

    if (attribute_is(s, i, "encoding")) {
        if (!encoding_is_good(s, s->attributes[i].value)) {
            return false;
        }
        i++;
    }
    if (attribute_is(s, i, "standalone")) {
        struct str value = s->attributes[i].value;

        if (!str_eq(value, STR("yes")) && !str_eq(value, STR("no"))) {
            return false;
        }
        i++;
    }
    return attribute_is(s, 0, "version") && i == s->found_count;
}

/* The mark of UTF-8 and the XML declaration, neither of which need be there. */
static enum xml_reading begin(struct xml_scan *s)
{
    unsigned int seen = 0;
    char *start = s->at;

    if (s->end - s->at < MARK_BYTES + DECLARATION_HEAD && !s->is_last) {
        return XML_CUT_OFF;
    }
    if (starts(s, STR("\xEF\xBB\xBF"))) {
        s->at += MARK_BYTES;
    }
    if (starts(s, STR("<?xml")) &&
        (xml_class_of(s->at[DECLARATION_HEAD - 1]) & XML_IS_SPACE) != 0) {
        char *p = s->at + DECLARATION_HEAD - 1;
        enum xml_reading r = xml_tag_attributes(s, &p, &seen);

        if (r == XML_TOLD && (p[0] != '?' || p[1] != '>')) {
            r = xml_tag_misfit(s, p[0] == '?' ? p + 1 : p);
        }
        if (r != XML_TOLD) {
            s->at = start;
            return r;
        }
        if (!declaration_is_good(s)) {
            return XML_WRONG;
        }
        s->at = p + 2;
    }
    s->has_begun = true;
    return XML_PASSED;
}

/* ---- text ---- */

/* Bytes of a character at the end of the text that are not all there yet. */
static size_t cut_bytes(const char *beg, const char *end)
{
    for (size_t n = 1; n < UTF8_MAX && n <= (size_t)(end - beg); n++) {
        unsigned char c = (unsigned char)end[-(ptrdiff_t)n];

        if (c >= 0xC0) {
            size_t whole = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2;

            return whole > n ? n : 0;
        }
        if (c < 0x80) {
            return 0;
        }
    }
    return 0;
}

/* Where the text that stands for itself ends. */
static char *plain_end(const struct xml_scan *s)
{
    unsigned int wanted = s->is_in_cdata ? XML_IN_CDATA : XML_IN_TEXT;
    unsigned int seen = 0;
    char *p = s->at;

    for (;;) {
        for (unsigned int c = xml_class_of(*p); (c & wanted) != 0; c = xml_class_of(*++p)) {
            seen |= c;
        }
        bool may_close = *p == ']' && (s->end - p < 3 ? !s->is_last : p[1] == ']' && p[2] == '>');

        if (*p != ']' || may_close) {
            break;
        }
        p++;
    }
    if ((seen & XML_IS_HIGH) == 0) {
        return p;
    }
    if (p == s->end && !s->is_last) {
        p -= cut_bytes(s->at, p);
    }
    ptrdiff_t bad = utf8_find_bad((struct str){.p = s->at, .n = (size_t)(p - s->at)});

    return bad < 0 ? p : s->at + bad;
}

/* One character that does not stand for itself: a reference, the end of a line. */
static enum xml_reading read_special(struct xml_scan *s)
{
    size_t left = (size_t)(s->end - s->at);
    size_t bytes = 1;
    size_t n = 0;

    if (*s->at == '\r') {
        if (left < 2 && !s->is_last) {
            return XML_CUT_OFF;
        }
        s->character[0] = '\n';
        n = left >= 2 && s->at[1] == '\n' ? 2 : 1;
    } else if (*s->at == '&') {
        n = xml_reference(s->at, left, s->character, &bytes);
        if (n == 0) {
            bool may_go_on = left < XML_REFERENCE_MAX_BYTES && memchr(s->at, ';', left) == NULL;

            return may_go_on ? xml_tag_misfit(s, s->end) : XML_WRONG;
        }
    } else if ((xml_class_of(*s->at) & XML_IS_HIGH) != 0 && left < UTF8_MAX) {
        return xml_tag_misfit(s, s->end);
    } else {
        return xml_tag_misfit(s, s->at);
    }
    s->text = (struct str){.p = s->character, .n = bytes};
    s->at += n;
    return XML_TOLD;
}

static enum xml_reading read_text(struct xml_scan *s)
{
    char *end = plain_end(s);

    if (end > s->at) {
        s->text = (struct str){.p = s->at, .n = (size_t)(end - s->at)};
        s->at = end;
        return XML_TOLD;
    }
    if (*end != ']') {
        return read_special(s);
    }
    if (s->end - end < 3) {
        return XML_CUT_OFF;
    }
    if (!s->is_in_cdata) {
        return XML_WRONG; /* "]]>" */
    }
    s->at += 3;
    s->is_in_cdata = false;
    return XML_PASSED;
}

/* ---- all together ---- */

static enum xml_reading read_markup(struct xml_scan *s, enum xml_token *ret_token)
{
    if (s->at[1] == '!') {
        return pass_declaration(s);
    }
    if (s->looked > 0 &&
        memchr(s->at + s->looked, '>', (size_t)(s->end - s->at) - s->looked) == NULL) {
        return xml_tag_misfit(s, s->end);
    }
    switch (s->at[1]) {
    case '/':
        *ret_token = XML_TOKEN_END;
        return xml_tag_end(s);
    case '?':
        return pass_instruction(s);
    default:
        *ret_token = XML_TOKEN_START;
        return xml_tag_start(s);
    }
}

static enum xml_reading read_on(struct xml_scan *s, enum xml_token *ret_token)
{
    if (!s->has_begun) {
        return begin(s);
    }
    if (s->at == s->end && s->is_last && !s->is_in_cdata && s->depth == 0 && s->has_root) {
        s->outcome = XML_TOKEN_DONE;
        return XML_PASSED;
    }
    if (s->at == s->end) {
        return xml_tag_misfit(s, s->end);
    }
    if (*s->at == '<' && !s->is_in_cdata) {
        return read_markup(s, ret_token);
    }
    if (s->depth > 0) {
        *ret_token = XML_TOKEN_TEXT;
        return read_text(s);
    }
    char *rest = s->at;

    s->at = xml_class_skip_spaces(s->at);
    return s->at > rest ? XML_PASSED : XML_WRONG;
}

enum xml_token xml_scan_next(struct xml_scan *s)
{
    enum xml_token token = XML_TOKEN_MORE;

    if (s->is_empty) {
        s->is_empty = false;
        xml_tag_close(s);
        return XML_TOKEN_END;
    }
    while (s->outcome == XML_TOKEN_MORE) {
        switch (read_on(s, &token)) {
        case XML_TOLD:
            s->looked = 0;
            return token;
        case XML_PASSED:
            s->looked = 0;
            break;
        case XML_CUT_OFF:
            s->looked = (size_t)(s->end - s->at);
            return XML_TOKEN_MORE;
        case XML_WRONG:
            s->outcome = XML_TOKEN_DAMAGED;
            break;
        }
    }
    return s->outcome;
}
