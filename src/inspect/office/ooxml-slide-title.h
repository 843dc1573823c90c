/* Titles of slides in the properties of a presentation. */
#ifndef INSPECT_OOXML_SLIDE_TITLE_H
#define INSPECT_OOXML_SLIDE_TITLE_H

#include "inspect/office/ooxml-part.h"

/*
 * OOX-201: titles of slides in the properties that no slide has; `letters` are those of all words
 * that are shown (ooxml_add_letters()). (ooxml-slide-title.c)
 */
void ooxml_slide_titles(struct ooxml *o, uint32_t slide_count, struct str letters);
/* Whether a title is somebody's, in contrast to those that programs give ("Slide 3"). */
bool ooxml_slide_title_is_own(struct str title);

#endif
