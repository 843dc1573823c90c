/*
 * Events of a walk; see xml-walk.h. Tokens come from the scanner (xml-scan.h); here is told which
 * namespace a name is of: of the few we know each declaration is kept while its element is open.
 */
#include "read/xml-walk.h"

#include "base/heap.h"
#include "base/utf8.h"
#include "read/encoding.h"

#include <stdlib.h>
#include <strings.h>

enum {
    MAX_BINDINGS = 64,
    MAX_PREFIX = 24,
    PIECE_BYTES = 64 * 1024, /* of XML that is there as a whole */
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
    int skip_depth; /* > 0: inside a skipped element, so many deep */
    bool has_finished;
    void (*foreign)(void *user, struct str words); /* or NULL */
    void *foreign_user;
    int foreign_count; /* of the bindings */
    struct binding bindings[MAX_BINDINGS];
    int binding_count;
    uint8_t ns[XML_MAX_DEPTH + 1]; /* of the open elements */
    struct xml_scan scan;
};

static enum xml_namespace namespace_of_uri(struct str uri)
{
    static const struct {
        struct str uri;
        enum xml_namespace ns;
    } table[] = {
        {STR_IN_TABLE("http://schemas.openxmlformats.org/wordprocessingml/2006/main"), XML_WORD},
        {STR_IN_TABLE("http://purl.oclc.org/ooxml/wordprocessingml/main"), XML_WORD},
        {STR_IN_TABLE("http://schemas.openxmlformats.org/officeDocument/2006/math"), XML_MATH},
        {STR_IN_TABLE("http://purl.oclc.org/ooxml/officeDocument/math"), XML_MATH},
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

bool xml_namespace_is_office(struct str uri)
{
    static const struct str families[] = {
        STR_IN_TABLE("http://schemas.openxmlformats.org/"),
        STR_IN_TABLE("http://schemas.microsoft.com/"),
        STR_IN_TABLE("urn:schemas-microsoft-com:"),
        STR_IN_TABLE("urn:schemas:"),
        STR_IN_TABLE("http://purl.oclc.org/"),
        STR_IN_TABLE("http://purl.org/"),
        STR_IN_TABLE("http://www.w3.org/"),
        STR_IN_TABLE("urn:oasis:names:tc:opendocument:"),
        STR_IN_TABLE("urn:org:documentfoundation:"),
        STR_IN_TABLE("http://openoffice.org/"),
        STR_IN_TABLE("http://docs.oasis-open.org/"),
        STR_IN_TABLE("http://schemas.libreoffice.org/"),
        STR_IN_TABLE("http://schemas.apple.com/"),
        STR_IN_TABLE("http://customooxmlschemas.google.com/"),
        STR_IN_TABLE("http://www.wps.cn/"),
        STR_IN_TABLE("http://schemas.haansoft.com/"),
    };

    for (size_t i = 0; i < COUNT(families); i++) {
        if (str_starts_any_case(uri, families[i])) {
            return true;
        }
    }
    return uri.n == 0;
}

/* Of such an attribute the local name is all of it (xml-scan.h). */
static bool is_declaration(const struct xml_attribute *a)
{
    return a->name[0] == 'x' && strncmp(a->name, "xmlns", 5) == 0 &&
           (a->name[5] == ':' || a->name[5] == '\0');
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
static void bind(struct xml_stream *w, const struct xml_attribute *attributes)
{
    for (const struct xml_attribute *a = attributes; a->name != NULL; a++) {
        if (!is_declaration(a)) {
            continue;
        }
        const char *prefix = a->name[5] == ':' ? a->name + 6 : "";
        size_t n = strlen(prefix);
        enum xml_namespace ns = namespace_of_uri(a->value);
        bool shadows = find_binding(w, prefix, n) != NULL;

        if (ns == XML_OTHER && w->foreign != NULL && !xml_namespace_is_office(a->value)) {
            ns = XML_FOREIGN;
        }

        if ((ns == XML_OTHER && !shadows) || n >= MAX_PREFIX || w->binding_count >= MAX_BINDINGS) {
            continue;
        }
        struct binding *b = &w->bindings[w->binding_count++];

        *b =
            (struct binding){.prefix_bytes = (uint8_t)n, .ns = (uint8_t)ns, .depth = w->scan.depth};
        memcpy(b->prefix, prefix, n);
        w->foreign_count += ns == XML_FOREIGN;
    }
}

static enum xml_namespace namespace_of(const struct xml_stream *w, const char *name,
                                       const char *local)
{
    size_t n = local == name ? 0 : (size_t)(local - name) - 1;
    const struct binding *b = find_binding(w, name, n);

    return b == NULL ? XML_OTHER : (enum xml_namespace)b->ns;
}

/* Tells the attributes of foreign namespaces, all of them when the element is of one. */
static void tell_foreign(const struct xml_stream *w, const struct xml_element *e)
{
    for (const struct xml_attribute *a = e->attributes; a->name != NULL; a++) {
        if (is_declaration(a)) {
            continue;
        }
        if (a->local == a->name ? e->ns == XML_FOREIGN
                                : namespace_of(w, a->name, a->local) == XML_FOREIGN) {
            w->foreign(w->foreign_user, a->value);
        }
    }
}

static void tell_start(struct xml_stream *w)
{
    if (w->skip_depth > 0) {
        w->skip_depth++;
        return;
    }
    bind(w, w->scan.attributes);
    struct xml_element e = {.name = w->scan.local,
                            .ns = namespace_of(w, w->scan.name, w->scan.local),
                            .attributes = w->scan.attributes};

    if (w->foreign_count > 0) {
        tell_foreign(w, &e);
    }
    enum xml_step step = w->handler->start(w->user, &e);

    w->ns[w->scan.depth] = (uint8_t)e.ns;
    w->skip_depth = step == XML_SKIP;
    w->has_finished = step == XML_STOP;
}

static void tell_end(struct xml_stream *w)
{
    if (w->skip_depth > 1) {
        w->skip_depth--;
        return;
    }
    int depth = w->scan.depth + 1; /* of the element that ends */

    while (w->binding_count > 0 && w->bindings[w->binding_count - 1].depth >= depth) {
        w->binding_count--;
        w->foreign_count -= w->bindings[w->binding_count].ns == XML_FOREIGN;
    }
    if (w->skip_depth == 1) {
        w->skip_depth = 0;
        return;
    }
    w->handler->end(w->user, w->scan.local, (enum xml_namespace)w->ns[depth]);
}

/* Tells what is there; false: the walk is over. */
static bool tell_tokens(struct xml_stream *w)
{
    while (!w->has_finished) {
        switch (xml_scan_next(&w->scan)) {
        case XML_TOKEN_START:
            tell_start(w);
            break;
        case XML_TOKEN_END:
            tell_end(w);
            break;
        case XML_TOKEN_TEXT:
            if (w->foreign_count > 0 && w->skip_depth == 0 && w->ns[w->scan.depth] == XML_FOREIGN) {
                w->foreign(w->foreign_user, w->scan.text);
            }
            if (w->skip_depth == 0 && w->handler->text != NULL) {
                w->handler->text(w->user, w->scan.text);
            }
            break;
        case XML_TOKEN_MORE:
            return true;
        default:
            return false;
        }
    }
    return false;
}

/*
 * The name of the encoding in an XML declaration at the start of the bytes; empty when it says
 * none.
 */
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

/* The encoding of the bytes as they begin or say; false: one that is not known. */
static bool find_encoding(struct str bytes, enum encoding *ret_encoding)
{
    char name[16] = ""; /* of the encodings we know none is longer */
    struct str declared = declared_encoding(bytes);

    *ret_encoding = ENCODING_UTF_8;
    if (str_starts(bytes, STR("\xFF\xFE")) || str_starts(bytes, STR("<\0"))) {
        *ret_encoding = ENCODING_UTF_16LE;
        return true;
    }
    if (str_starts(bytes, STR("\xFE\xFF")) || str_starts(bytes, STR("\0<"))) {
        *ret_encoding = ENCODING_UTF_16BE;
        return true;
    }
    if (declared.n == 0 || declared.n >= sizeof(name)) {
        return declared.n == 0;
    }
    memcpy(name, declared.p, declared.n);
    return encoding_of_name(name, ret_encoding);
}

static bool is_latin_1(struct str bytes)
{
    struct str declared = declared_encoding(bytes);

    return declared.n == 10 && strncasecmp(declared.p, "ISO-8859-1", 10) == 0;
}

bool xml_stream_can_take(struct str head)
{
    enum encoding encoding;

    return find_encoding(head, &encoding) ? encoding == ENCODING_UTF_8 : !is_latin_1(head);
}

static struct str decode_latin_1(struct arena *a, struct str bytes)
{
    char *text = arena_alloc(a, 2 * bytes.n + UTF8_MAX);
    size_t n = 0;

    for (size_t i = 0; i < bytes.n; i++) {
        n += utf8_write((unsigned char)bytes.p[i], text + n);
    }
    return (struct str){.p = text, .n = n};
}

/* The bytes as UTF-8; as they are when they are, or when their encoding is not known. */
static struct str as_utf_8(struct arena *a, struct str bytes, bool *ret_is_decoded)
{
    enum encoding encoding;
    struct doc decoded = {};
    struct err err = {};

    *ret_is_decoded = true;
    if (!find_encoding(bytes, &encoding)) {
        if (is_latin_1(bytes)) {
            return decode_latin_1(a, bytes);
        }
    } else if (encoding != ENCODING_UTF_8 &&
               encoding_decode(a, bytes, encoding, &jis_tables, &decoded, &err) == 0) {
        return decoded.text;
    }
    *ret_is_decoded = false;
    return bytes;
}

static void open_walk(struct xml_stream *w, bool is_decoded, const struct xml_handler *handler,
                      void *user)
{
    w->handler = handler;
    w->user = user;
    w->skip_depth = w->binding_count = w->foreign_count = 0;
    w->foreign = NULL;
    w->has_finished = false;
    xml_scan_init(&w->scan, is_decoded);
}

static enum xml_result close_walk(struct xml_stream *w)
{
    if (xml_stream_room(w, 0) != NULL) {
        xml_scan_add(&w->scan, 0, true);
        tell_tokens(w);
    }
    xml_scan_done(&w->scan);
    if (w->has_finished || w->scan.outcome == XML_TOKEN_DONE) {
        return XML_DONE;
    }
    return w->scan.outcome == XML_TOKEN_HAS_DTD    ? XML_HAS_DTD
           : w->scan.outcome == XML_TOKEN_TOO_DEEP ? XML_TOO_DEEP
                                                   : XML_DAMAGED;
}

enum xml_result xml_walk(struct str bytes, const struct xml_handler *handler, void *user)
{
    struct xml_stream w;
    struct arena arena CLEANUP(arena_done) = {};
    bool is_decoded;

    bytes = as_utf_8(&arena, bytes, &is_decoded);
    open_walk(&w, is_decoded, handler, user);
    for (size_t at = 0; at < bytes.n;) {
        size_t n = MIN(bytes.n - at, (size_t)PIECE_BYTES);
        char *room = xml_stream_room(&w, n);

        if (room == NULL) {
            break;
        }
        memcpy(room, bytes.p + at, n);
        at += n;
        xml_stream_take(&w, n);
    }
    return close_walk(&w);
}

struct xml_stream *xml_stream_open(const struct xml_handler *handler, void *user)
{
    struct xml_stream *s = heap_room(sizeof(*s));

    open_walk(s, false, handler, user);
    return s;
}

void xml_stream_want_remarks(struct xml_stream *s, void (*take)(void *user, struct str text),
                             void *user)
{
    s->scan.remark = take;
    s->scan.remark_user = user;
}

void xml_stream_tell_foreign(struct xml_stream *s, void (*take)(void *user, struct str words),
                             void *user)
{
    s->foreign = take;
    s->foreign_user = user;
}

char *xml_stream_room(struct xml_stream *s, size_t n)
{
    return s->has_finished ? NULL : xml_scan_room(&s->scan, n);
}

bool xml_stream_take(struct xml_stream *s, size_t n)
{
    xml_scan_add(&s->scan, n, false);
    return tell_tokens(s);
}

enum xml_result xml_stream_end(struct xml_stream *s)
{
    enum xml_result result = close_walk(s);

    free(s);
    return result;
}

bool xml_attribute(const struct xml_element *e, const char *name, struct str *ret_value)
{
    for (const struct xml_attribute *a = e->attributes; a->name != NULL; a++) {
        if (a->local[0] == name[0] && strcmp(a->local, name) == 0) {
            *ret_value = a->value;
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
