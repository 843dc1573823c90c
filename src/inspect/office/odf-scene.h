/* Shapes of a document, and what is in them. */
#ifndef INSPECT_ODF_SCENE_H
#define INSPECT_ODF_SCENE_H

#include "inspect/office/odf-walk.h"

/* Shapes, what is in them, and what they lie on; any other element does nothing. */
void odf_scene_start(struct odf_walk *w, const struct xml_element *e);
void odf_scene_end(struct odf_walk *w, const char *name);

/* Whether the words at hand are those of a shape. */
bool odf_scene_has_words(const struct odf_walk *w);
/* Words of the innermost shape. */
void odf_scene_words(struct odf_walk *w, struct str words, const struct odf_open *look);
/* A paragraph has ended, of a shape or of the flow of a text. */
void odf_scene_paragraph(struct odf_walk *w, struct str words);
/* Whether the name is that of a shape or a group of them. */
bool odf_scene_is_shape(const char *name);

#endif
