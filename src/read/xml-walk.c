/*
 * Events from expat; see xml-walk.h. Expat writes a name as "namespace SEPARATOR local name", and
 * calls back a last time after it was stopped, so every callback asks whether the walk goes on.
 */
#include "read/xml-walk.h"

#include "read/encoding.h"

#include <expat.h>
#include <limits.h>
#include <stdlib.h>

enum { SEPARATOR = '\n' }; /* stands in no namespace */

struct xml_stream {
    const struct xml_handler *handler;
    void *user;
    XML_Parser parser;
    int depth;      /* open elements */
    int skip_depth; /* > 0: inside a skipped element, so many deep */
    bool too_deep, has_dtd;
    bool has_stopped; /* of one that is read piece by piece */
};

static const char *local_name(const char *name)
{
    const char *separator = strrchr(name, SEPARATOR);

    return separator == NULL ? name : separator + 1;
}

static enum xml_namespace namespace_of(const char *name, const char *local)
{
    static const struct {
        struct str uri;
        enum xml_namespace ns;
    } table[] = {
        {STR_IN_TABLE("http://schemas.openxmlformats.org/wordprocessingml/2006/main"), XML_WORD},
        {STR_IN_TABLE("http://purl.oclc.org/ooxml/wordprocessingml/main"), XML_WORD},
        {STR_IN_TABLE("http://schemas.openxmlformats.org/markup-compatibility/2006"),
         XML_COMPATIBILITY},
        {STR_IN_TABLE("http://schemas.openxmlformats.org/package/2006/relationships"),
         XML_RELATIONS},
    };
    struct str uri = {.p = name, .n = local == name ? 0 : (size_t)(local - name) - 1};

    for (size_t i = 0; i < COUNT(table); i++) {
        if (str_eq(uri, table[i].uri)) {
            return table[i].ns;
        }
    }
    return XML_OTHER;
}

static bool is_stopped(const struct xml_stream *w)
{
    return w->too_deep || w->has_dtd;
}

static void XMLCALL on_start(void *user, const XML_Char *name, const XML_Char **attributes)
{
    struct xml_stream *w = user;
    const char *local = local_name(name);

    if (is_stopped(w)) {
        return;
    }
    if (++w->depth > XML_MAX_DEPTH) {
        w->too_deep = true;
        XML_StopParser(w->parser, XML_FALSE);
        return;
    }
    if (w->skip_depth > 0) {
        w->skip_depth++;
        return;
    }
    struct xml_element e = {
        .name = local, .ns = namespace_of(name, local), .attributes = attributes};

    if (w->handler->start(w->user, &e) == XML_SKIP) {
        w->skip_depth = 1;
    }
}

static void XMLCALL on_end(void *user, const XML_Char *name)
{
    struct xml_stream *w = user;
    const char *local = local_name(name);

    if (is_stopped(w)) {
        return;
    }
    w->depth--;
    if (w->skip_depth > 0) {
        w->skip_depth--;
        return;
    }
    w->handler->end(w->user, local, namespace_of(name, local));
}

static void XMLCALL on_text(void *user, const XML_Char *text, int n)
{
    struct xml_stream *w = user;

    if (w->skip_depth == 0 && w->handler->text != NULL && n > 0 && !is_stopped(w)) {
        w->handler->text(w->user, (struct str){.p = text, .n = (size_t)n});
    }
}

static void XMLCALL on_dtd(void *user, const XML_Char *name, const XML_Char *system,
                           const XML_Char *public, int has_internal_subset)
{
    struct xml_stream *w = user;

    w->has_dtd = true;
    XML_StopParser(w->parser, XML_FALSE);
}

/* The name of the encoding in an XML declaration at the start of the bytes; empty when it says none. */
static struct str declared_encoding(struct str bytes)
{
    enum { DECLARATION_BYTES = 200 };
    ptrdiff_t stop = str_find(str_sub(bytes, 0, DECLARATION_BYTES), STR("?>"), 0);
    struct str head = str_sub(bytes, 0, stop < 0 ? 0 : (size_t)stop);
    ptrdiff_t at = str_starts(head, STR("<?xml")) ? str_find(head, STR("encoding"), 0) : -1;
    size_t beg = at < 0 ? head.n : (size_t)at + STR("encoding").n;

    while (beg < head.n && memchr(" \t\r\n=", head.p[beg], 5) != NULL) {
        beg++;
    }
    if (beg >= head.n || (head.p[beg] != '"' && head.p[beg] != '\'')) {
        return (struct str){};
    }
    ptrdiff_t end = str_find(head, str_sub(head, beg, beg + 1), beg + 1);

    return end < 0 ? (struct str){} : str_sub(head, beg + 1, (size_t)end);
}

/* The older Japanese encoding that the bytes say they are in; false: one that expat knows. */
static bool is_older(struct str bytes, enum encoding *ret_encoding)
{
    char name[16] = ""; /* of the encodings we know none is longer */
    struct str declared = declared_encoding(bytes);

    if (declared.n == 0 || declared.n >= sizeof(name)) {
        return false;
    }
    memcpy(name, declared.p, declared.n);
    return encoding_of_name(name, ret_encoding) &&
           (*ret_encoding == ENCODING_CP932 || *ret_encoding == ENCODING_EUC_JP ||
            *ret_encoding == ENCODING_ISO_2022_JP);
}

bool xml_stream_can_take(struct str head)
{
    enum encoding encoding;

    return !is_older(head, &encoding);
}

/*
 * The bytes as UTF-8 when they are in one of the older Japanese encodings, which expat does not know;
 * the bytes as they are otherwise.
 */
static struct str known_to_expat(struct arena *a, struct str bytes, const char **ret_encoding)
{
    enum encoding encoding;
    struct doc decoded = {};
    struct err err = {};

    *ret_encoding = NULL;
    if (!is_older(bytes, &encoding) ||
        encoding_decode(a, bytes, encoding, &jis_tables, &decoded, &err) < 0) {
        return bytes;
    }
    *ret_encoding = "UTF-8";
    return decoded.text;
}

static void start_parser(struct xml_stream *w, const char *encoding,
                         const struct xml_handler *handler, void *user)
{
    *w = (struct xml_stream){
        .handler = handler, .user = user, .parser = XML_ParserCreateNS(encoding, SEPARATOR)};
    if (w->parser == NULL) {
        die_out_of_memory(sizeof(*w));
    }
    XML_SetUserData(w->parser, w);
    XML_SetElementHandler(w->parser, on_start, on_end);
    XML_SetCharacterDataHandler(w->parser, on_text);
    XML_SetStartDoctypeDeclHandler(w->parser, on_dtd);
}

static enum xml_result end_parser(struct xml_stream *w, bool is_whole)
{
    XML_ParserFree(w->parser);
    if (w->has_dtd) {
        return XML_HAS_DTD;
    }
    if (w->too_deep) {
        return XML_TOO_DEEP;
    }
    return is_whole ? XML_DONE : XML_DAMAGED;
}

enum xml_result xml_walk(struct str bytes, const struct xml_handler *handler, void *user)
{
    struct xml_stream w;
    struct arena arena CLEANUP(arena_done) = {};
    const char *encoding;

    bytes = known_to_expat(&arena, bytes, &encoding);
    if (bytes.n > INT_MAX) {
        return XML_DAMAGED;
    }
    start_parser(&w, encoding, handler, user);
    enum XML_Status status = XML_Parse(w.parser, bytes.p, (int)bytes.n, XML_TRUE);

    return end_parser(&w, status == XML_STATUS_OK);
}

struct xml_stream *xml_stream_open(const struct xml_handler *handler, void *user)
{
    struct xml_stream *s = malloc(sizeof(*s));

    if (s == NULL) {
        die_out_of_memory(sizeof(*s));
    }
    start_parser(s, NULL, handler, user);
    return s;
}

char *xml_stream_room(struct xml_stream *s, size_t n)
{
    char *room = s->has_stopped ? NULL : XML_GetBuffer(s->parser, (int)MIN(n, (size_t)INT_MAX));

    s->has_stopped |= room == NULL;
    return room;
}

bool xml_stream_take(struct xml_stream *s, size_t n)
{
    s->has_stopped |=
        s->has_stopped || XML_ParseBuffer(s->parser, (int)n, XML_FALSE) != XML_STATUS_OK;
    return !s->has_stopped;
}

enum xml_result xml_stream_end(struct xml_stream *s)
{
    bool is_whole = !s->has_stopped && XML_Parse(s->parser, "", 0, XML_TRUE) == XML_STATUS_OK;
    enum xml_result result = end_parser(s, is_whole);

    free(s);
    return result;
}

bool xml_attribute(const struct xml_element *e, const char *name, struct str *ret_value)
{
    for (const char **pair = e->attributes; pair[0] != NULL; pair += 2) {
        if (strcmp(local_name(pair[0]), name) == 0) {
            *ret_value = str_of(pair[1]);
            return true;
        }
    }
    return false;
}

int64_t xml_attribute_int(const struct xml_element *e, const char *name, int64_t otherwise)
{
    enum { MAX_DIGITS = 15 };
    struct str value;
    int64_t number = 0;

    if (!xml_attribute(e, name, &value) || value.n == 0) {
        return otherwise;
    }
    bool negative = value.p[0] == '-';
    size_t at = negative || value.p[0] == '+' ? 1 : 0;

    if (at == value.n || value.n > MAX_DIGITS) {
        return otherwise;
    }
    for (; at < value.n && value.p[at] >= '0' && value.p[at] <= '9'; at++) {
        number = number * 10 + (value.p[at] - '0');
    }
    /* "12.5" and "12pt" count as 12. */
    return negative ? -number : number;
}

bool xml_is_on(const struct xml_element *e)
{
    struct str value;

    return !xml_attribute(e, "val", &value) ||
           !(str_eq(value, STR("0")) || str_eq(value, STR("false")) || str_eq(value, STR("off")));
}
