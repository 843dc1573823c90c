/* Names that operators of a content stream have as their last operand: "/Fm1 Do", "/MC0 BDC". */
#ifndef INSPECT_PDF_NAMED_H
#define INSPECT_PDF_NAMED_H

#include "base/str.h"

/*
 * Tells each name that stands before `word`, with what it escapes. In a string or a picture they
 * count too: too many are told, never too few. Linear time.
 */
void pdf_named_find(struct str content, struct str word, void (*take)(void *user, const char *name),
                    void *user);

#endif
