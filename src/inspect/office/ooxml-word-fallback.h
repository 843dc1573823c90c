/* The form of words for older programs, beside that for those of today. */
#ifndef INSPECT_OOXML_WORD_FALLBACK_H
#define INSPECT_OOXML_WORD_FALLBACK_H

#include "inspect/office/ooxml-word-walk.h"

/*
 * mc:AlternateContent and what is in its form for older programs; true: nothing else is to look at
 * it.
 */
bool word_fallback_start(struct word_walk *w, const struct xml_element *e);
bool word_fallback_end(struct word_walk *w, const char *name, enum xml_namespace ns);
/* True: the text belongs to the form for older programs. */
bool word_fallback_text(struct word_walk *w, struct str text);
/* Drops what was kept. */
void word_fallback_done(struct word_walk *w);

#endif
