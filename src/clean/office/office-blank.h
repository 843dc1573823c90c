/* Words that become blanks. */
#ifndef CLEAN_OFFICE_BLANK_H
#define CLEAN_OFFICE_BLANK_H

#include "base/arena.h"

/* Blanks about as wide as the words, which are as XML writes them. */
struct str office_blank_words(struct arena *a, struct str text);
/* One blank for all white space in a row, as the inspector shows words. */
struct str office_blank_tidy(struct arena *a, struct str s);

#endif
