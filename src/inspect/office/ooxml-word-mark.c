/*
 * Small things of a text that say more than is seen: hidden bookmarks, words in the margins that
 * say for whom the text is.
 */
#include "inspect/office/ooxml-word-mark.h"

#include "inspect/office/ooxml-words.h"

void word_mark_bookmark(struct word_walk *w, const struct xml_element *e)
{
    struct str name;

    if (xml_attribute(e, "name", &name) && ooxml_bookmark_is_hidden(name)) {
        word_walk_add(w, "DOC-223", INSPECT_STRUCTURAL, name);
    }
}

/* Words of headers, footers and watermarks that say for whom the text is. */
void word_mark_margin(struct word_walk *w, struct str text)
{
    if (ooxml_is_mark(text)) {
        word_walk_add(w, "DOC-224", INSPECT_STRUCTURAL, text);
    }
}
