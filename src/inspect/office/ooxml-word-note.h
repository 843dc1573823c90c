/* Footnotes and endnotes that nothing refers to. */
#ifndef INSPECT_OOXML_WORD_NOTE_H
#define INSPECT_OOXML_WORD_NOTE_H

#include "inspect/office/ooxml-word-walk.h"

/* A reference to a note, or a note itself; any other element does nothing. */
void word_note_start(struct word_walk *w, const struct xml_element *e);
void word_note_end(struct word_walk *w, const char *name);
/* The text was read: its references are all there are. */
void word_note_known(struct word_notes *notes);

#endif
