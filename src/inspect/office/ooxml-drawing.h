/*
 * Drawings of office files: cropped pictures, alternative texts, charts and other parts with words.
 */
#ifndef INSPECT_OOXML_DRAWING_H
#define INSPECT_OOXML_DRAWING_H

#include "inspect/office/ooxml-scene.h"

/*
 * Charts and other parts with text: cropped pictures, alternative texts, words. The shapes go into
 * the scene, unless that is NULL.
 */
void ooxml_drawing_read(struct ooxml *o, struct str part, struct scene *scene);

/* Whether ooxml_check_crop() has something to look at: a place need not be told for the others. */
bool ooxml_may_crop(const struct xml_element *e);

/* OOX-214 for a:srcRect, a:fillRect and the crop of VML; any other element does nothing. */
void ooxml_check_crop(struct found *f, const struct xml_element *e, struct str place);

/* "[1]Sheet!$A$1", "'C:\data\[b.xlsx]Sheet'!$A$1": a formula for cells of another workbook. */
bool ooxml_is_of_other_book(struct str formula);

/* OOX-215 and personal information of cNvPr and docPr; `place` as in a finding. */
void ooxml_check_alternative(struct found *f, const struct xml_element *e, struct str place);

#endif
