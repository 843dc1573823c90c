/* A presentation */
#ifndef INSPECT_OOXML_SLIDE_H
#define INSPECT_OOXML_SLIDE_H

#include "inspect/office/ooxml-part.h"

/* Looks through its slides, notes, layouts and masters. */
void ooxml_slide_inspect(struct ooxml *o);

/* Whether the part is read there, not by its place. */
bool ooxml_slide_has(const struct ooxml *o, const struct ooxml_part *part);

#endif
