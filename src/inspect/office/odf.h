/* Inspector of OpenDocument files (odt, ods, odp, odg), packed or flat. */
#ifndef INSPECT_ODF_H
#define INSPECT_ODF_H

#include "inspect/found.h"
#include "inspect/office/odf-mark.h"

/* A zip that names itself an OpenDocument file first, or has its parts. */
bool odf_recognise(struct str bytes);
/* All its parts; tells its kind. */
void odf_inspect(struct found *f, struct str bytes);

/* The same as one XML file. */
bool odf_flat_recognise(struct str bytes);
/* The whole file; tells its kind. */
void odf_flat_inspect(struct found *f, struct str bytes);

/*
 * Whether the content of an object in a document is a chart or a formula: those are objects of
 * their own in this format, and what they hold is what they show.
 */
bool odf_is_shown_object(struct str content);

/* As odf_inspect() and odf_flat_inspect(), and lists the marks of all parts. */
void odf_inspect_marks(struct found *f, struct str bytes, struct odf_marks *ret_marks);
void odf_flat_inspect_marks(struct found *f, struct str bytes, struct odf_marks *ret_marks);

#endif
