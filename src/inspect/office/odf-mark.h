/*
 * What the inspector and the cleaner of OpenDocument files both know: what such a file is, and
 * where something was found in its XML.
 */
#ifndef INSPECT_ODF_MARK_H
#define INSPECT_ODF_MARK_H

#include "base/arena.h"
#include "base/vec.h"

enum odf_flavour { ODF_TEXT, ODF_SHEET, ODF_SLIDE };

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

#endif
