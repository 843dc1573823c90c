/*
 * Events from expat; see xml-walk.h. Namespaces are told here, not by expat, which hashes each name of
 * an attribute for it: of the few we know each declaration is kept while its element is open. Expat
 * calls back a last time after it was stopped, so every callback asks whether the walk goes on.
 */
#include "read/xml-walk.h"

#include "read/encoding.h"

#include <expat.h>
#include <limits.h>
#include <stdlib.h>

enum {
    MAX_BINDINGS = 64,
    MAX_PREFIX = 24,
};

/* A prefix of a namespace we know. */
struct binding {
    char prefix[MAX_PREFIX];
    uint8_t prefix_bytes, ns;
    int depth; /* of the element that declares it */
};

struct xml_stream {
    const struct xml_handler *handler;
    void *user;
    XML_Parser parser;
    int depth;      /* open elements */
    int skip_depth; /* > 0: inside a skipped element, so many deep */
    bool too_deep, has_dtd, has_finished;
    struct binding bindings[MAX_BINDINGS];
    int binding_count;
    bool has_stopped; /* of one that is read piece by piece */
};

static const char *local_name(const char *name)
{
    const char *colon = strchr(name, ':');

    return colon == NULL ? name : colon + 1;
}

static enum xml_namespace namespace_of_uri(struct str uri)
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

    for (size_t i = 0; i < COUNT(table); i++) {
        if (str_eq(uri, table[i].uri)) {
            return table[i].ns;
        }
    }
    return XML_OTHER;
}

static bool is_declaration(const char *attribute)
{
    return attribute[0] == 'x' && strncmp(attribute, "xmlns", 5) == 0 &&
           (attribute[5] == ':' || attribute[5] == '\0');
}

/* The innermost declaration of a prefix, or NULL. There are few, of those we know. */
static const struct binding *find_binding(const struct xml_stream *w, const char *prefix, size_t n)
{
    for (int i = w->binding_count; i > 0; i--) {
        const struct binding *b = &w->bindings[i - 1];

        if (b->prefix_bytes == n && memcmp(b->prefix, prefix, n) == 0) {
            return b;
        }
    }
    return NULL;
}

/* Takes the declarations of an element that say something of the namespaces we know. */
static void bind(struct xml_stream *w, const XML_Char **attributes)
{
    for (; attributes[0] != NULL; attributes += 2) {
        if (!is_declaration(attributes[0])) {
            continue;
        }
        const char *prefix = attributes[0][5] == ':' ? attributes[0] + 6 : "";
        size_t n = strlen(prefix);
        enum xml_namespace ns = namespace_of_uri(str_of(attributes[1]));
        bool shadows = find_binding(w, prefix, n) != NULL;

        if ((ns == XML_OTHER && !shadows) || n >= MAX_PREFIX ||
            w->binding_count >= MAX_BINDINGS) {
            continue;
        }
        struct binding *b = &w->bindings[w->binding_count++];

        *b = (struct binding){.prefix_bytes = (uint8_t)n, .ns = (uint8_t)ns, .depth = w->depth};
        memcpy(b->prefix, prefix, n);
    }
}

static enum xml_namespace namespace_of(const struct xml_stream *w, const char *name, const char *local)
{
    size_t n = local == name ? 0 : (size_t)(local - name) - 1;
    const struct binding *b = find_binding(w, name, n);

    return b == NULL ? XML_OTHER : (enum xml_namespace)b->ns;
}

static bool is_stopped(const struct xml_stream *w)
{
    return w->too_deep || w->has_dtd || w->has_finished;
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
    if (attributes[0] != NULL) {
        bind(w, attributes);
    }
    struct xml_element e = {
        .name = local, .ns = namespace_of(w, name, local), .attributes = attributes};
    enum xml_step step = w->handler->start(w->user, &e);

    if (step == XML_SKIP) {
        w->skip_depth = 1;
    } else if (step == XML_STOP) {
        w->has_finished = true;
        XML_StopParser(w->parser, XML_FALSE);
    }
}

static void XMLCALL on_end(void *user, const XML_Char *name)
{
    struct xml_stream *w = user;
    const char *local = local_name(name);

    if (is_stopped(w)) {
        return;
    }
    if (w->skip_depth > 1) {
        w->skip_depth--;
        w->depth--;
        return;
    }
    enum xml_namespace ns = namespace_of(w, name, local);

    while (w->binding_count > 0 && w->bindings[w->binding_count - 1].depth >= w->depth) {
        w->binding_count--;
    }
    w->depth--;
    if (w->skip_depth > 0) {
        w->skip_depth--;
        return;
    }
    w->handler->end(w->user, local, ns);
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
        .handler = handler, .user = user, .parser = XML_ParserCreate(encoding)};
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
    if (w->has_finished) {
        return XML_DONE;
    }
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
        const char *colon;

        if ((pair[0][0] == name[0] && strcmp(pair[0], name) == 0) ||
            ((colon = strchr(pair[0], ':')) != NULL && colon[1] == name[0] &&
             strcmp(colon + 1, name) == 0 && !is_declaration(pair[0]))) {
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
