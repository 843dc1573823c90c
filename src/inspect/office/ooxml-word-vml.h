/* Shapes of VML in a text. */
#ifndef INSPECT_OOXML_WORD_VML_H
#define INSPECT_OOXML_WORD_VML_H

#include "inspect/office/ooxml-word-walk.h"

/* Elements of VML; any other does nothing. True: the drawing is over. */
void word_vml_start(struct word_walk *w, const struct xml_element *e);
bool word_vml_end(struct word_walk *w, const char *name);

#endif
