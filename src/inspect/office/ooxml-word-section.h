/* Sections of a text, and which headers and footers they show. */
#ifndef INSPECT_OOXML_WORD_SECTION_H
#define INSPECT_OOXML_WORD_SECTION_H

#include "inspect/office/ooxml-word-walk.h"

/* w:sectPr and what is in it: true. */
bool word_section_start(struct word_walk *w, const struct xml_element *e);
bool word_section_end(struct word_walk *w, const char *name);
/* The story has ended, with or without a section. */
void word_section_done(struct word_walk *w);

/* Whether a section that was read shows this header or footer. */
bool word_margin_is_shown(const struct word_margins *m, struct str part);
/*
 * A paragraph of a header or footer. DOC-221: words of one that no section shows and no other has.
 */
void word_margin_paragraph(struct word_walk *w, struct str text);
/* Drops the words that were kept. */
void word_margins_done(struct word_margins *m);

#endif
