/* Words of a text that lie off its pages. */
#ifndef INSPECT_OOXML_WORD_EDGE_H
#define INSPECT_OOXML_WORD_EDGE_H

#include "inspect/office/ooxml-word-walk.h"

/* A run that can be read, if it lies on the page. */
void word_edge_run(struct word_walk *w, struct str text);
/* Its paragraph has ended: how wide the text is. */
void word_edge_paragraph(struct word_walk *w);
/* DOC-222: what lies off these pages. */
void word_edge_section(struct word_walk *w, const struct word_section *page);

#endif
