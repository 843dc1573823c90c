/* What each byte may be part of in XML: the table that the loops of the scanner run over. */
#ifndef READ_XML_CLASS_H
#define READ_XML_CLASS_H

#include "base/common.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum { XML_CLASS_BEYOND = 16 }; /* zeros behind what is read: it is looked at sixteen at a time */

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

/* Past what stands for itself in a value. Adds XML_IS_HIGH to *seen when that was there. */
static inline char *xml_class_skip_value(char *p, unsigned int *seen)
{
#ifdef __SSE2__
    for (;; p += sizeof(__m128i)) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)p);
        __m128i control = _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(0x1F)), bytes);
        __m128i quote = _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')),
                                     _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\'')));
        __m128i mark = _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('&')),
                                    _mm_cmpeq_epi8(bytes, _mm_set1_epi8('<')));
        unsigned int stops =
            (unsigned int)_mm_movemask_epi8(_mm_or_si128(control, _mm_or_si128(quote, mark)));
        unsigned int high = (unsigned int)_mm_movemask_epi8(bytes);

        if (stops != 0) {
            *seen |= (high & (stops ^ (stops - 1))) != 0 ? XML_IS_HIGH : 0;
            return p + __builtin_ctz(stops);
        }
        *seen |= high != 0 ? XML_IS_HIGH : 0;
    }
#else
    for (unsigned int c = xml_class_of(*p); (c & XML_IN_VALUE) != 0; c = xml_class_of(*++p)) {
        *seen |= c;
    }
    return p;
#endif
}

#endif
