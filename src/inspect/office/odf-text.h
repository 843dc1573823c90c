/* Words of a document and how they look. */
#ifndef INSPECT_ODF_TEXT_H
#define INSPECT_ODF_TEXT_H

#include "inspect/office/odf-walk.h"

/* Elements that hold words or say how they look, fields; any other does nothing. */
void odf_text_start(struct odf_walk *w, const struct xml_element *e);
void odf_text_end(struct odf_walk *w, const char *name);
/* Words of a paragraph, wherever it stands. */
void odf_text_words(struct odf_walk *w, struct str text);

#endif
