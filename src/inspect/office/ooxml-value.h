/*
 * What an element of an office file says: its name, its attributes as texts, switches and numbers.
 */
#ifndef INSPECT_OOXML_VALUE_H
#define INSPECT_OOXML_VALUE_H

#include "base/arena.h"
#include "read/xml-walk.h"

/* A copy of the value of an attribute; "" when absent. Arena memory. */
struct str ooxml_value(struct arena *a, const struct xml_element *e, const char *name);

/* Whether the attribute is there and on ("1", "true", "on"). */
bool ooxml_is_on(const struct xml_element *e, const char *name);

/* Whether the local name of an element is this one. */
static inline bool ooxml_is(const char *name, const char *wanted)
{
    return name[0] == wanted[0] && strcmp(name, wanted) == 0;
}

/* Whether a name begins or ends so, whatever the case. */
bool ooxml_starts(struct str s, const char *head);
bool ooxml_ends(struct str s, const char *tail);

/* The number of an attribute in thousandths ("1.25" is 1250), or `otherwise`. */
int64_t ooxml_thousandths(const struct xml_element *e, const char *name, int64_t otherwise);
int64_t ooxml_thousandths_of(struct str value, int64_t otherwise);

#endif
