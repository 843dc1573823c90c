/*
 * Tokens of XML 1.0, in UTF-8 and without document types: what office programs write. The scanner
 * checks that the document is well-formed (names that match, one root, attributes told once, no
 * character that XML forbids), resolves the references XML knows by itself, and keeps nothing but
 * the names of the open elements. A declaration of a document type is an outcome of its own: there
 * are no entities but the five, and nothing is fetched.
 *
 * Bytes come in pieces, and a token is told when all of it is there; text is told in pieces too.
 *
 *     while ((token = xml_scan_next(&s)) == XML_TOKEN_MORE) {
 *         char *room = xml_scan_room(&s, n);
 *         ... fill it ...
 *         xml_scan_add(&s, got, got == 0);
 *     }
 */
#ifndef READ_XML_SCAN_H
#define READ_XML_SCAN_H

#include "base/str.h"

enum {
    XML_MAX_DEPTH = 200,
    XML_MAX_ATTRIBUTES = 256,              /* of one element */
    XML_MAX_TOKEN_BYTES = 8 * 1024 * 1024, /* of a tag, a comment … */
};

enum xml_token {
    XML_TOKEN_MORE,  /* more bytes are needed */
    XML_TOKEN_START, /* of an element: name, attributes */
    XML_TOKEN_END,   /* of an element, an empty one too: name */
    XML_TOKEN_TEXT,  /* of an element: text */
    /* The last; it stays. */
    XML_TOKEN_DONE,
    XML_TOKEN_DAMAGED, /* not well-formed, or past a limit; what came before was told */
    XML_TOKEN_TOO_DEEP,
    XML_TOKEN_HAS_DTD,
};

/* An attribute: name and value end in a NUL. */
struct xml_attribute {
    const char *name; /* with its prefix; NULL behind the last */
    const char
        *local; /* without; of a declaration of a namespace the whole name. While the tag is read
                          through: where the name ends */
    struct str value;
};

struct xml_scan {
    /* Of the token: borrowed until the next call. */
    const char *name;  /* of the element, with its prefix; ends in a NUL */
    const char *local; /* without */
    struct str text;

    /* The scanner's own. */
    char *buffer, *at, *end; /* what is not read yet; a NUL stands behind it */
    size_t room;
    size_t looked; /* so many bytes from `at` on were looked through and are no token yet */
    char *names;   /* of the open elements, one behind the other */
    size_t names_room;
    int depth;
    uint32_t found_count;
    bool is_last;    /* no bytes come any more */
    bool is_decoded; /* the encoding that is declared does not count */
    bool has_begun;  /* past the XML declaration */
    bool has_root;
    bool is_empty; /* the end of the element is to be told */
    bool is_in_cdata;
    void (*remark)(void *user, struct str text); /* a comment; NULL = not wanted */
    void *remark_user;
    enum xml_token outcome; /* of the whole; XML_TOKEN_MORE while it goes on */
    char character[4];      /* of a reference */

    /* From here on only what is in use is set. */
    size_t name_at[XML_MAX_DEPTH + 1];  /* where each name begins; then where the next one will */
    size_t local_at[XML_MAX_DEPTH + 1]; /* where each begins behind its prefix */
    bool is_plain[XML_MAX_ATTRIBUTES];  /* the value is what it says: no reference, no line end */
    struct xml_attribute attributes[XML_MAX_ATTRIBUTES + 1]; /* of the token */
};

/* `is_decoded`: the bytes are UTF-8, whatever their XML declaration says. */
void xml_scan_init(struct xml_scan *s, bool is_decoded);
void xml_scan_done(struct xml_scan *s);

/* Room for so many bytes of the next piece; NULL: the scan is over. */
char *xml_scan_room(struct xml_scan *s, size_t n);
/* `n` bytes of the room are filled, at most as many as were asked for. */
void xml_scan_add(struct xml_scan *s, size_t n, bool is_last);

/* The next token; from XML_TOKEN_DONE on it is the last, and stays. */
enum xml_token xml_scan_next(struct xml_scan *s);

#endif
