/*
 * Inspector of office files: docx, xlsx, pptx with their macro and template kinds. The package and
 * its relations are in ooxml-part.h; what a text, a workbook or a presentation has of its own is in
 * ooxml-word*.c, ooxml-sheet*.c and ooxml-slide*.c.
 */
#ifndef INSPECT_OOXML_H
#define INSPECT_OOXML_H

#include "inspect/found.h"

/* A zip with a list of content types. */
bool ooxml_recognise(struct str bytes);

/* All parts; tells its kind ("docx"). */
void ooxml_inspect(struct found *f, struct str bytes);

#endif
