/* Fields of a text: their codes in contrast to what they show. */
#ifndef INSPECT_OOXML_WORD_FIELD_H
#define INSPECT_OOXML_WORD_FIELD_H

#include "inspect/office/ooxml-word-walk.h"

/* w:fldChar, w:fldSimple: a field begins, goes over to its result, or ends. DOC-223. */
void word_field_start(struct word_walk *w, const struct xml_element *e);
/* Whether the text of runs now belongs to the code of a field. */
bool word_field_is_in_code(const struct word_walk *w);
/* The paragraph ends. */
void word_field_paragraph(struct word_walk *w);

#endif
