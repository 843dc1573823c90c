/* References in XML that need no document type: "&lt;", "&#x3042;". */
#ifndef READ_XML_REFERENCE_H
#define READ_XML_REFERENCE_H

#include "base/utf8.h"

enum { XML_REFERENCE_MAX_BYTES = 32 };

/*
 * The reference at `p`, of which `n` bytes are there, as UTF-8: how many bytes it takes, and in
 * *ret_bytes how many its character; 0: none, or one to something that is not known.
 */
size_t xml_reference(const char *p, size_t n, char character[UTF8_MAX], size_t *ret_bytes);

#endif
