/* A walk over the XML of one OpenDocument document: its styles, then its content. */
#ifndef INSPECT_ODF_CONTENT_H
#define INSPECT_ODF_CONTENT_H

#include "inspect/office/odf-walk.h"

/*
 * A walk over the XML of one document: its styles, then its content. `o` is the package, NULL when
 * there is none; `marks` may be NULL.
 */
struct odf_walk *odf_content_open(struct found *f, struct arena *a, enum odf_flavour flavour,
                                  struct ooxml *o, struct odf_marks *marks);

/* It is a template: master pages that nothing begins are there for later. */
void odf_content_is_template(struct odf_walk *w);

/* What the walk wants to be told; `user` is the walk. The part is named in places. */
extern const struct xml_handler odf_content_handler;
void odf_content_part(struct odf_walk *w, struct str part);

/* Judges what takes all parts, and frees what the walk holds outside of its arena. */
void odf_content_close(struct odf_walk *w);

#endif
