/* Small things of a text that say more than is seen: bookmarks, marks in the margins. */
#ifndef INSPECT_OOXML_WORD_MARK_H
#define INSPECT_OOXML_WORD_MARK_H

#include "inspect/office/ooxml-word-walk.h"

/* DOC-223: w:bookmarkStart of a hidden bookmark that Word does not make itself. */
void word_mark_bookmark(struct word_walk *w, const struct xml_element *e);
/* DOC-224: words of a header, footer or watermark that say how the text is to be handled. */
void word_mark_margin(struct word_walk *w, struct str text);

#endif
