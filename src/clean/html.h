/* HTML being cleaned, alone or as a part of a mail. */
#ifndef CLEAN_HTML_H
#define CLEAN_HTML_H

#include "clean/cleaning.h"

/* Text in any encoding that begins as HTML does. */
bool html_page_recognise(struct str bytes);

/*
 * Takes out what the inspector marks: words of hidden elements, authors; comments, unreadable words
 * and the addresses of outside pictures when told so. Where words take room they become blanks
 * about as wide. Every other byte stays, in the encoding of the page.
 */
int html_page_clean(struct cleaning *c, struct str bytes, struct buf *out, struct err *err);

#endif
