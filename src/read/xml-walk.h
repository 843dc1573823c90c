/*
 * XML of office documents as a stream of events, in memory: no network, no files, no entities
 * of the document's own (a document type declaration is refused: billion laughs), bounded depth.
 *
 * The walk keeps the stack of open elements, so that a handler can ask for the parent, and skips
 * what a handler does not want to see.
 */
#ifndef READ_XML_WALK_H
#define READ_XML_WALK_H

#include "read/xml-scan.h"

enum xml_namespace {
    XML_OTHER,
    XML_WORD,          /* w: wordprocessingml, transitional and strict */
    XML_COMPATIBILITY, /* mc: */
    XML_MATH,          /* m: equations of Word, transitional and strict */
    XML_RELATIONS,     /* r: attributes; and the part that lists relations */
    XML_FOREIGN, /* of nobody who has to do with office documents; told when they are asked for */
};

/* Whether a namespace is one of office documents, of whatever program, or of XML itself. */
bool xml_namespace_is_office(struct str uri);

/* An element with its attributes; borrowed, valid during the call. */
struct xml_element {
    const char *name; /* without prefix */
    enum xml_namespace ns;
    const struct xml_attribute *attributes; /* ended by one without a name */
};

/* The value of an attribute of that local name, in whatever namespace; false = absent. */
bool xml_attribute(const struct xml_element *e, const char *name, struct str *ret_value);
/* Whole number of an attribute (w:val="3"), or `otherwise`. */
int64_t xml_attribute_int(const struct xml_element *e, const char *name, int64_t otherwise);
/* w:val of a property that is on unless it says otherwise ("0", "false", "off"). */
bool xml_is_on(const struct xml_element *e);

enum xml_step {
    XML_ENTER,
    XML_SKIP,
    XML_STOP, /* all that is wanted was told: the walk ends here, and counts as done */
};

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

/* A walk over XML that comes piece by piece. After it has stopped, more pieces do nothing. */
struct xml_stream;

/*
 * Text and attributes of foreign namespaces (XML_FOREIGN), which programs pass over, are to be told
 * too. Before the first piece.
 */
void xml_stream_tell_foreign(struct xml_stream *s, void (*take)(void *user, struct str words),
                             void *user);

/*
 * Whether XML that begins so can be taken in pieces; what is in an older Japanese encoding needs
 * xml_walk().
 */
bool xml_stream_can_take(struct str head);
/* Begins a walk; ends with xml_stream_end(). */
struct xml_stream *xml_stream_open(const struct xml_handler *handler, void *user);
/* Comments are to be told too, those in skipped elements as well. Before the first piece. */
void xml_stream_want_remarks(struct xml_stream *s, void (*take)(void *user, struct str text),
                             void *user);
/* Room for so many bytes of the next piece; NULL: the walk has stopped. */
char *xml_stream_room(struct xml_stream *s, size_t n);
/* `n` bytes of the room are filled, at most as many as were asked for; false: it has stopped. */
bool xml_stream_take(struct xml_stream *s, size_t n);
/* The end of the XML: gives the result and drops all. */
enum xml_result xml_stream_end(struct xml_stream *s);

#endif
