/* Text boxes of a fixed size, which cut off what does not fit. */
#ifndef INSPECT_OOXML_WORD_BOX_H
#define INSPECT_OOXML_WORD_BOX_H

#include "inspect/office/ooxml-word-walk.h"

/* The words of a box begin and end. */
void word_box_start(struct word_walk *w, const struct scene_shape *shape);
void word_box_end(struct word_walk *w);
/* An element of the drawing; those of its words do nothing. */
void word_box_take(struct word_walk *w, const struct xml_element *e);
/* A run that can be read, a line break, the end of a paragraph: anywhere. */
void word_box_run(struct word_walk *w, const struct word_look *look, struct str text);
void word_box_break(struct word_walk *w);
void word_box_paragraph(struct word_walk *w);
/* The shape has ended: what it cuts off is known. */
void word_box_shape(struct word_walk *w);
/* DOC-222, when the drawing ends. */
void word_box_judge(struct word_walk *w);

#endif
