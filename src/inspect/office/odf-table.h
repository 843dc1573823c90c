/* Cells of a sheet. */
#ifndef INSPECT_ODF_TABLE_H
#define INSPECT_ODF_TABLE_H

#include "inspect/office/odf-walk.h"

/* Elements of a sheet; any other does nothing. */
void odf_table_start(struct odf_walk *w, const struct xml_element *e);
void odf_table_end(struct odf_walk *w, const char *name);
/* Words of the cell at hand, in a style of their own or not. */
void odf_table_words(struct odf_walk *w, struct str text, const struct odf_open *look);
/* A shape that lies on the sheet. */
void odf_table_cover(struct odf_walk *w, const struct scene_shape *shape);

#endif
