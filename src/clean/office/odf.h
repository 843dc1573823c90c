/*
 * OpenDocument files being cleaned (odt, ods, odp, odg; packed, or as one XML file). Parts that
 * nothing goes from are copied as they are packed, in their order: the list of kinds stays first.
 */
#ifndef CLEAN_ODF_H
#define CLEAN_ODF_H

#include "clean/cleaning.h"
#include "inspect/office/odf-mark.h"
#include "inspect/office/odf-style.h"
#include "inspect/office/odf.h"
#include "read/package.h"
#include "read/xml-tree.h"

struct odf_part {
    struct str name;
    uint32_t index; /* in the package */
    bool is_gone, is_changed, is_listed;
    struct str bytes; /* when is_changed */
};

/* Rows or columns from `beg` up to `end`, counted from 0, that are not shown. */
struct odf_stretch {
    uint32_t beg, end;
};

/* A cell, or as many beside it as it stands for; counted from 0. */
struct odf_place {
    uint32_t row, column, columns;
};

enum { ODF_MAX_CELLS = 200 };

struct odf_sheet {
    struct str name; /* as it is written in attributes */
    uint32_t node;   /* of its table; the same in the plan and the edit */
    bool is_gone;
    VEC(struct odf_stretch) rows, columns; /* that are emptied */
    VEC(struct odf_place) cells;           /* the same, one by one */
    bool has_more_cells;                   /* than are listed */
};

struct odf {
    struct cleaning *c;
    struct arena *arena;
    struct package package;
    VEC(struct odf_part) parts; /* in the order of the package */
    uint32_t *by_name;          /* indices of parts in the order of their names */
    enum odf_flavour flavour;
    bool drops_properties; /* fields that show them become the text they show */
    enum clean_tracked tracked;
    VEC(struct str) gone_objects, kept_objects; /* that frames showed, and show: "Object 1" */
    VEC(struct odf_sheet) sheets;
    struct odf_marks marks; /* of what cannot be seen, in all parts */
};

/* A region of tracked changes. */
struct odf_region {
    struct str id;
    uint32_t node;
};

/* A document in a package, or the one XML file: its parts share their styles. */
struct odf_edit {
    struct odf *o;
    struct str part; /* its name, for the log */
    struct odf_styles *styles;
    struct arena *arena;
    struct xml_tree tree;
    struct xml_edits edits;
    VEC(struct odf_region) regions; /* in the order of their ids */
    uint16_t *marks;                /* of each node of the tree: bits of enum odf_mark_kind */
    uint32_t fields;                /* open ones that go, a bit each; the lowest is the innermost */
    uint32_t blank_run; /* a hidden run that keeps a blank, since its paragraph stands alone */
    bool is_main;       /* of the document itself, not of an object in it */
};

/* A packed one. */
int odf_clean(struct cleaning *c, struct str bytes, struct buf *out, struct err *err);
/* One XML file. */
int odf_flat_clean(struct cleaning *c, struct str bytes, struct buf *out, struct err *err);

/* ---- odf-edit.c ---- */

/* An element goes, and is told. */
void odf_remove(struct odf_edit *e, uint32_t node, const char *rule);
/* An attribute goes. */
void odf_remove_attr(struct odf_edit *e, uint32_t node, const char *local);

/* Whether the node is one of the names; whether there are words in it. */
bool odf_is_any(const struct xml_tree *t, uint32_t node, const char *const *names, size_t count);
bool odf_has_words(const struct xml_tree *t, uint32_t node);

/* ---- odf-content.c ---- */

/*
 * What must be known before anything is edited: properties that go, sheets, changes. As clean(): 0,
 * UNDECIDED.
 */
int odf_content_plan(struct odf_edit *e);

/* Makes the edits of a part. */
void odf_content_edit(struct odf_edit *e);

/* ---- odf-hidden.c ---- */

/* Whether the style of the node, of that family, hides it. */
bool odf_is_hidden(const struct odf_edit *e, const char *family, uint32_t node);
/* Edits what is hidden, or hides; true: it is gone. */
bool odf_hidden_edit(struct odf_edit *e, uint32_t node);

/* ---- odf-sheet.c ---- */

/* Which sheets, rows and columns go. */
void odf_sheet_plan(struct odf_edit *e);
/* Edits an element of a sheet; true: it is gone, with all in it. */
bool odf_sheet_edit(struct odf_edit *e, uint32_t node);

/* ---- odf-look.c ---- */

/* The tree of a part was read: what is marked in it, and may be taken out. */
void odf_look_begin(struct odf_edit *e);
bool odf_look_has(const struct odf_edit *e, uint32_t node, enum odf_mark_kind kind);
/* Edits a marked element; true: it is gone. */
bool odf_look_edit(struct odf_edit *e, uint32_t node);

/* ---- odf-field.c ---- */

/* Fields that fetch from outside, and connections; true: the element is gone. */
bool odf_field_edit(struct odf_edit *e, uint32_t node);

/* ---- odf-path.c ---- */

/* Local paths of the part become names of files. */
void odf_path_edit(struct odf_edit *e);

/* ---- odf-change.c ---- */

/* Whether there are tracked changes; 0, or UNDECIDED when they cannot be treated as asked. */
int odf_change_plan(struct odf_edit *e);
/* Lists the regions of the part, before its elements are edited. */
void odf_change_list(struct odf_edit *e);
/* Edits an element of tracked changes; true: it is gone. */
bool odf_change_edit(struct odf_edit *e, uint32_t node);

#endif
