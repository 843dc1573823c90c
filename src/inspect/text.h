/* Inspector of text, csv and other files that are text. */
#ifndef INSPECT_TEXT_H
#define INSPECT_TEXT_H

#include "inspect/found.h"

/* Line by line; UNREADABLE when it fits no encoding. */
void text_inspect(struct found *f, struct str bytes);

#endif
