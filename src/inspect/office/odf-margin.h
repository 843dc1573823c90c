/* Headers and footers that no page shows. */
#ifndef INSPECT_ODF_MARGIN_H
#define INSPECT_ODF_MARGIN_H

#include "inspect/office/odf-walk.h"

/* Master pages, their headers and footers; any other element does nothing. */
void odf_margin_start(struct odf_walk *w, const struct xml_element *e);
void odf_margin_end(struct odf_walk *w, const char *name);
/* Words of a paragraph: of a header or footer, or not. */
void odf_margin_words(struct odf_walk *w, struct str text);
/* DOC-221, after all parts. */
void odf_margin_judge(struct odf_walk *w);

#endif
