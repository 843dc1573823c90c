/* Inspector of OpenDocument files (odt, ods, odp, odg), packed or flat. */
#ifndef INSPECT_ODF_H
#define INSPECT_ODF_H

#include "inspect/office/ooxml.h"

/* A zip that names itself an OpenDocument file first, or has its parts. */
bool odf_recognise(struct str bytes);
/* All its parts; tells its kind. */
void odf_inspect(struct found *f, struct str bytes);

/* The same as one XML file. */
bool odf_flat_recognise(struct str bytes);
/* The whole file; tells its kind. */
void odf_flat_inspect(struct found *f, struct str bytes);

/*
 * Whether the content of an object in a document is a chart or a formula: those are objects of their
 * own in this format, and what they hold is what they show.
 */
bool odf_is_shown_object(struct str content);

enum odf_flavour { ODF_TEXT, ODF_SHEET, ODF_SLIDE };

/* ---- odf-content.c ---- */

struct odf_walk;

/* A walk over the XML of one document: its styles, then its content, in any order of parts. */
struct odf_walk *odf_walk_open(struct found *f, struct arena *a, enum odf_flavour flavour);

/* What the walk wants to be told; `user` is the walk. The part is named in places. */
extern const struct xml_handler odf_walk_handler;
void odf_walk_part(struct odf_walk *w, struct str part);

/* Frees what the walk holds outside of its arena. */
void odf_walk_close(struct odf_walk *w);

#endif
