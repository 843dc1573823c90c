/* Inspector of text, csv and other files that are text. */
#ifndef INSPECT_TEXT_H
#define INSPECT_TEXT_H

#include "inspect/found.h"

/*
 * Line by line; UNREADABLE when it fits no encoding. `is_data`: a file for programs, in UTF-8.
 * Returns whether all was read: a page of HTML may have scripts and other files (html.h).
 */
bool text_inspect(struct found *f, struct str bytes, bool is_data);

/*
 * A character that is not seen: zero width, direction, tags (UAX 9, UTS 55), variation selectors
 * that choose nothing. `before` is the character in front of it, 0 at the start of the text, where
 * a byte order mark is none. The joiners of emoji are none either.
 */
bool text_is_unseen(uint32_t cp, uint32_t before);

#endif
