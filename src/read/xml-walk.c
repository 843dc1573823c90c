/* Events from libxml2's SAX2 interface; see xml-walk.h. */
#include "read/xml-walk.h"

#include <libxml/parser.h>
#include <stdlib.h>

/* libxml2 hands attributes over as five pointers each. */
enum { ATTRIBUTE_NAME, ATTRIBUTE_PREFIX, ATTRIBUTE_URI, ATTRIBUTE_BEG, ATTRIBUTE_END, FIVE };

struct xml_walk {
    const struct xml_handler *handler;
    void *user;
    xmlParserCtxtPtr parser;
    int depth;      /* open elements */
    int skip_depth; /* > 0: inside a skipped element, so many deep */
    bool too_deep, has_dtd;
    const xmlChar *known_uri; /* of the element before; names are interned, pointers compare */
    enum xml_namespace known;
};

static enum xml_namespace namespace_of(struct xml_walk *w, const xmlChar *uri)
{
    static const struct {
        const char *uri;
        enum xml_namespace ns;
    } table[] = {
        {"http://schemas.openxmlformats.org/wordprocessingml/2006/main", XML_WORD},
        {"http://purl.oclc.org/ooxml/wordprocessingml/main", XML_WORD},
        {"http://schemas.openxmlformats.org/markup-compatibility/2006", XML_COMPATIBILITY},
        {"http://schemas.openxmlformats.org/package/2006/relationships", XML_RELATIONS},
    };

    if (uri == w->known_uri) {
        return w->known;
    }
    w->known_uri = uri;
    w->known = XML_OTHER;
    for (size_t i = 0; uri != NULL && i < COUNT(table); i++) {
        if (strcmp((const char *)uri, table[i].uri) == 0) {
            w->known = table[i].ns;
        }
    }
    return w->known;
}

static void on_start(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                     int namespace_count, const xmlChar **namespaces, int attribute_count,
                     int defaulted_count, const xmlChar **attributes)
{
    struct xml_walk *w = user;

    if (++w->depth > XML_MAX_DEPTH) {
        w->too_deep = true;
        xmlStopParser(w->parser);
        return;
    }
    if (w->skip_depth > 0) {
        w->skip_depth++;
        return;
    }
    struct xml_element e = {.name = (const char *)name,
                            .ns = namespace_of(w, uri),
                            .attribute_count = attribute_count,
                            .attributes = attributes};

    if (w->handler->start(w->user, &e) == XML_SKIP) {
        w->skip_depth = 1;
    }
}

static void on_end(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    struct xml_walk *w = user;

    w->depth--;
    if (w->skip_depth > 0) {
        w->skip_depth--;
        return;
    }
    w->handler->end(w->user, (const char *)name, namespace_of(w, uri));
}

static void on_text(void *user, const xmlChar *text, int n)
{
    struct xml_walk *w = user;

    if (w->skip_depth == 0 && w->handler->text != NULL && n > 0) {
        w->handler->text(w->user, (struct str){.p = (const char *)text, .n = (size_t)n});
    }
}

static void on_dtd(void *user, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
    struct xml_walk *w = user;

    w->has_dtd = true;
    xmlStopParser(w->parser);
}

/* Errors are in the result; libxml2 would print them. */
static void on_error(void *user, xmlErrorPtr error)
{
}

enum xml_result xml_walk(struct str bytes, const struct xml_handler *handler, void *user)
{
    struct xml_walk w = {.handler = handler, .user = user};
    xmlSAXHandler sax = {
        .initialized = XML_SAX2_MAGIC,
        .startElementNs = on_start,
        .endElementNs = on_end,
        .characters = on_text,
        .cdataBlock = on_text,
        .ignorableWhitespace = on_text,
        .internalSubset = on_dtd,
        .serror = on_error,
    };

    if (bytes.n > INT32_MAX) {
        return XML_DAMAGED;
    }
    w.parser = xmlCreatePushParserCtxt(&sax, &w, NULL, 0, NULL);
    if (w.parser == NULL) {
        die_out_of_memory(bytes.n);
    }
    xmlCtxtUseOptions(w.parser, XML_PARSE_NONET);
    int r = xmlParseChunk(w.parser, bytes.p, (int)bytes.n, 1);
    bool well_formed = w.parser->wellFormed != 0;

    if (w.parser->myDoc != NULL) {
        xmlFreeDoc(w.parser->myDoc);
    }
    xmlFreeParserCtxt(w.parser);
    if (w.has_dtd) {
        return XML_HAS_DTD;
    }
    if (w.too_deep) {
        return XML_TOO_DEEP;
    }
    return r == 0 && well_formed ? XML_DONE : XML_DAMAGED;
}

bool xml_attribute(const struct xml_element *e, const char *name, struct str *ret_value)
{
    for (int i = 0; i < e->attribute_count; i++) {
        const xmlChar **attribute = e->attributes + i * FIVE;

        if (strcmp((const char *)attribute[ATTRIBUTE_NAME], name) == 0) {
            *ret_value = (struct str){
                .p = (const char *)attribute[ATTRIBUTE_BEG],
                .n = (size_t)(attribute[ATTRIBUTE_END] - attribute[ATTRIBUTE_BEG])};
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
