/* Parts of an office file that are read by their place: what leads to them, or their name. */
#ifndef INSPECT_OOXML_PLACE_H
#define INSPECT_OOXML_PLACE_H

#include "inspect/office/ooxml-part.h"

/* What a part is by what leads to it or by its name; parts of the file's own kind do nothing. */
void ooxml_check_part(struct ooxml *o, struct ooxml_part *part);

/* A property of the file as programs write it by themselves: it tells nothing about anybody. */
bool ooxml_property_is_dull(const char *name, struct str text);

#endif
