/* Reads the colours of the theme part of an office file. */
#ifndef INSPECT_OOXML_THEME_H
#define INSPECT_OOXML_THEME_H

#include "inspect/office/ooxml-colour.h"
#include "inspect/office/ooxml-part.h"

/* Takes the colours of a theme part; what it does not say stays. */
void ooxml_theme_read(struct ooxml *o, struct str part, struct ooxml_theme *theme);

#endif
