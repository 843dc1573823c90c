/* What each byte may be part of in XML: the table that the loops of the scanner run over. */
#ifndef READ_XML_CLASS_H
#define READ_XML_CLASS_H

#include "base/common.h"

enum xml_class {
    XML_BEGINS_NAME = 1,
    XML_IN_NAME = 2,
    XML_IN_TEXT = 4, /* stands for itself there */
    XML_IN_CDATA = 8,
    XML_IN_VALUE = 16,
    XML_IS_SPACE = 32,
    XML_IS_HIGH = 64, /* beyond ASCII */
    XML_PLAIN = XML_IN_TEXT | XML_IN_CDATA | XML_IN_VALUE,
    XML_LETTER = XML_BEGINS_NAME | XML_IN_NAME | XML_PLAIN,
};

extern const uint8_t xml_classes[256];

static inline unsigned int xml_class_of(char c)
{
    return xml_classes[(unsigned char)c];
}

/* Past white space, and past what may stand in a name; a NUL is neither. */
static inline char *xml_class_skip_spaces(char *p)
{
    while ((xml_class_of(*p) & XML_IS_SPACE) != 0) {
        p++;
    }
    return p;
}

/* Adds the classes of the bytes to *seen. */
static inline char *xml_class_skip_name(char *p, unsigned int *seen)
{
    for (unsigned int c = xml_class_of(*p); (c & XML_IN_NAME) != 0; c = xml_class_of(*++p)) {
        *seen |= c;
    }
    return p;
}

#endif
