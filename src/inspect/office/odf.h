/* Inspector of OpenDocument files (odt, ods, odp, odg), packed or flat. */
#ifndef INSPECT_ODF_H
#define INSPECT_ODF_H

#include "base/vec.h"
#include "inspect/found.h"

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

enum odf_flavour { ODF_TEXT, ODF_SHEET, ODF_SLIDE };

/* ---- where it was found, for whoever takes it out ---- */

enum odf_mark_kind {
    ODF_MARK_WORDS,       /* DOC-222: the letters that stand directly in the element */
    ODF_MARK_SHAPE_WORDS, /* DOC-222: all letters in it */
    ODF_MARK_BOX_WORDS,   /* XLS-249: all letters in it */
    ODF_MARK_SHAPE,       /* PPT-263: a shape under others */
    ODF_MARK_OFF_SLIDE,   /* PPT-262: a shape beside its slide */
    ODF_MARK_VALUE,       /* XLS-243: a cell */
    ODF_MARK_RUN,         /* XLS-243: the letters that stand directly in the element, in a cell */
    ODF_MARK_COVERED,     /* XLS-249: a cell that is merged into another */
    ODF_MARK_MARGIN,      /* DOC-221: a header or footer */
    ODF_MARK_PROMPT,      /* XLS-248: the message of a cell that is filled in */
    ODF_MARK_KINDS,
};

struct odf_mark {
    struct str part;
    uint32_t element; /* from 1, in the order in which elements begin */
    enum odf_mark_kind kind;
};

struct odf_marks {
    struct arena *arena;
    VEC(struct odf_mark) list;
};

/* As odf_inspect() and odf_flat_inspect(), and lists the marks of all parts. */
void odf_inspect_marks(struct found *f, struct str bytes, struct odf_marks *ret_marks);
void odf_flat_inspect_marks(struct found *f, struct str bytes, struct odf_marks *ret_marks);

#endif
