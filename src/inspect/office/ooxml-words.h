/*
 * What texts of office files are to a person: nothing but blanks, words, a name somebody gave, a
 * mark of how the file is to be handled.
 */
#ifndef INSPECT_OOXML_WORDS_H
#define INSPECT_OOXML_WORDS_H

#include "base/buf.h"

/* Whether nothing of the text is painted: blanks of any width. */
bool ooxml_is_blank(struct str text);

/* A letter of any script: no digit, sign or picture. */
bool ooxml_is_letter(uint32_t cp);

/*
 * Whether there are words in it, in contrast to numbers, signs and pictures: two letters at least.
 */
bool ooxml_has_words(struct str text);

/* Adds the letters of a text, without digits, signs and blanks; how many. */
uint32_t ooxml_add_letters(struct buf *out, struct str text);

/*
 * Whether a name that nobody sees was written by a person: a few words, in contrast to the names
 * that programs give ("Rectangle 3", "タイトル 1", "goog_rdk_0"), which are one word or end with a
 * number.
 */
bool ooxml_is_free_text(struct str name);

/*
 * A bookmark whose name begins with a low line, but for those of Word itself. (ooxml-word-mark.c)
 */
bool ooxml_bookmark_is_hidden(struct str name);

/* Whether words in a margin say how the file is to be handled: DOC-224. (ooxml-word-mark.c) */
bool ooxml_is_mark(struct str text);

#endif
