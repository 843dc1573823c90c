/* Numbers of lists of a text. */
#ifndef INSPECT_OOXML_WORD_NUMBER_H
#define INSPECT_OOXML_WORD_NUMBER_H

#include "inspect/office/ooxml-part.h"

/* Reads the numbers of lists: DOC-221. */
void word_numbers_read(struct ooxml *o);

#endif
