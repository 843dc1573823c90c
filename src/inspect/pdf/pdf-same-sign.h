/*
 * Letters that are all drawn as one sign (a square, a cross): the font's table of characters has
 * the words, and what is copied is what nobody sees.
 */
#ifndef INSPECT_PDF_SAME_SIGN_H
#define INSPECT_PDF_SAME_SIGN_H

#include "inspect/pdf/pdf-look.h"

/* Lists such words of a page in hidden->same_signs, those that are seen. */
void pdf_same_sign_find(struct pdf_look *p);

#endif
