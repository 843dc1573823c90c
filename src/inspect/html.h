/* HTML, as in mails: text that nobody sees, and comments. */
#ifndef INSPECT_HTML_H
#define INSPECT_HTML_H

#include "inspect/found.h"

/* Text in UTF-8 that begins as HTML does. */
bool html_recognise(struct str text);

/*
 * DOC-221 for hidden elements, DOC-222 for words in the colour of what they stand on or too small,
 * TXT-291 for comments, OOX-201 for properties that Office keeps in them. Linear time.
 */
void html_inspect(struct found *f, struct str text);

/* Whether a comment, of HTML or other XML, is a person's: more than one word, none for programs. */
bool html_is_remark(struct str comment);

#endif
