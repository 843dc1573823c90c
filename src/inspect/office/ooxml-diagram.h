/* Diagrams of office files (SmartArt): words that none of their shapes has. */
#ifndef INSPECT_OOXML_DIAGRAM_H
#define INSPECT_OOXML_DIAGRAM_H

#include "inspect/office/ooxml-part.h"

/* OOX-212: words of the data of diagrams that none of their shapes has. (ooxml-diagram.c) */
void ooxml_diagrams_read(struct ooxml *o);

#endif
