/* Drawings over a text. */
#ifndef INSPECT_OOXML_WORD_FLOAT_H
#define INSPECT_OOXML_WORD_FLOAT_H

#include "inspect/office/ooxml-word-walk.h"

/* Elements of drawings; any other does nothing. */
void word_float_start(struct word_walk *w, const struct xml_element *e);
void word_float_end(struct word_walk *w, const char *name);
void word_float_text(struct word_walk *w, struct str text);

/* A paragraph of the body has ended. */
void word_float_paragraph(struct word_walk *w);

/* DOC-222: what lies under shapes, after the walk. */
void word_float_judge(struct word_walk *w);

#endif
