/* Tags of the scanner of XML (xml-scan.c): names, attributes, the open elements. */
#ifndef READ_XML_TAG_H
#define READ_XML_TAG_H

#include "read/xml-class.h"
#include "read/xml-scan.h"

/* What came of reading on. */
enum xml_reading {
    XML_TOLD,    /* a token is there */
    XML_PASSED,  /* something that is not told was passed over */
    XML_CUT_OFF, /* more bytes are needed */
    XML_WRONG,
};

/* What a byte that does not fit means: the end of the piece, or damage. */
static inline enum xml_reading xml_tag_misfit(const struct xml_scan *s, const char *p)
{
    return p == s->end && !s->is_last ? XML_CUT_OFF : XML_WRONG;
}

/* All attributes from *p on, into `attributes`; leaves *p at what is none. */
enum xml_reading xml_tag_attributes(struct xml_scan *s, char **p, unsigned int *seen);

/* The start tag at `at`: name and attributes of the token, one open element more. */
enum xml_reading xml_tag_start(struct xml_scan *s);

/* The end tag at `at`, which must be that of the innermost open element. */
enum xml_reading xml_tag_end(struct xml_scan *s);

/* The innermost element is no longer open: the token has its name. */
void xml_tag_close(struct xml_scan *s);

#endif
