/* Words beside the text: of fields, lists, controls, smart tags. */
#ifndef INSPECT_OOXML_WORD_ASIDE_H
#define INSPECT_OOXML_WORD_ASIDE_H

#include "inspect/office/ooxml-word-walk.h"

/* Words beside the text, of the paragraph at hand; they are copied. */
void word_aside_add(struct word_walk *w, enum word_aside_kind kind, struct str words);
/* Elements of controls, form fields and smart tags; OOX-201 for people who may edit. */
void word_aside_start(struct word_walk *w, const struct xml_element *e);
/* The properties of a control were read. */
void word_aside_control(struct word_walk *w);
/* DOC-223, OOX-206, OOX-215: what this text of the paragraph does not show of them. */
void word_aside_paragraph(struct word_walk *w, struct str text);
/* The story ends: entries that no index shows. */
void word_aside_story(struct word_walk *w);

#endif
