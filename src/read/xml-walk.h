/*
 * XML of office documents as a stream of events, in memory: no network, no files, no entities
 * of the document's own (a document type declaration is refused: billion laughs), bounded depth.
 *
 * The walk keeps the stack of open elements, so that a handler can ask for the parent, and skips
 * what a handler does not want to see.
 */
#ifndef READ_XML_WALK_H
#define READ_XML_WALK_H

#include "base/str.h"

enum { XML_MAX_DEPTH = 200 };

enum xml_namespace {
    XML_OTHER,
    XML_WORD,          /* w: wordprocessingml, transitional and strict */
    XML_COMPATIBILITY, /* mc: */
    XML_RELATIONS,     /* r: attributes; and the part that lists relations */
};

/* An element with its attributes; borrowed, valid during the call. */
struct xml_element {
    const char *name; /* without prefix */
    enum xml_namespace ns;
    const char **attributes; /* expat's pairs of name and value; NULL at the end */
};

/* The value of an attribute of that local name, in whatever namespace; false = absent. */
bool xml_attribute(const struct xml_element *e, const char *name, struct str *ret_value);
/* Whole number of an attribute (w:val="3"), or `otherwise`. */
int64_t xml_attribute_int(const struct xml_element *e, const char *name, int64_t otherwise);
/* w:val of a property that is on unless it says otherwise ("0", "false", "off"). */
bool xml_is_on(const struct xml_element *e);

enum xml_step { XML_ENTER, XML_SKIP };

struct xml_handler {
    /* XML_SKIP: nothing in the element is told, and not its end. */
    enum xml_step (*start)(void *user, const struct xml_element *e);
    void (*end)(void *user, const char *name, enum xml_namespace ns);
    void (*text)(void *user, struct str text); /* NULL = not wanted */
};

enum xml_result {
    XML_DONE,
    XML_DAMAGED, /* stopped where the XML is not well-formed; what came before was told */
    XML_TOO_DEEP,
    XML_HAS_DTD,
};

/* Tells the events of all of `bytes`, or of as much as is well-formed. */
enum xml_result xml_walk(struct str bytes, const struct xml_handler *handler, void *user);

#endif
