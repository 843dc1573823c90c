/* A workbook as a whole. */
#ifndef INSPECT_OOXML_SHEET_H
#define INSPECT_OOXML_SHEET_H

#include "inspect/office/ooxml-part.h"

/* Looks through its sheets, names, strings, formats and pivot caches. */
void ooxml_sheet_inspect(struct ooxml *o);

/* Whether the part is read there, not by its place. */
bool ooxml_sheet_has(const struct ooxml *o, const struct ooxml_part *part);

#endif
