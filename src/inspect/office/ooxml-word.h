/* A text of Word */
#ifndef INSPECT_OOXML_WORD_H
#define INSPECT_OOXML_WORD_H

#include "inspect/office/ooxml-part.h"

/* Looks through the document, its notes, headers, footers, comments and settings. */
void ooxml_word_inspect(struct ooxml *o);

/* Whether the part is read there, not by its place. */
bool ooxml_word_has(const struct ooxml *o, const struct ooxml_part *part);

#endif
