/*
 * Office files being cleaned (docx, xlsx, pptx with their macro and template kinds): the package
 * with its parts and relations. What goes is first planned (relations that go take with them all
 * parts that nothing else leads to), then each part that needs it is edited; all other parts are
 * copied as they are packed.
 */
#ifndef CLEAN_OFFICE_H
#define CLEAN_OFFICE_H

#include "clean/cleaning.h"
#include "inspect/office/ooxml-kind.h"
#include "read/package.h"
#include "read/xml-tree.h"

struct office_part {
    struct str name; /* "word/document.xml" */
    uint32_t index;  /* in the package */
    bool is_gone, is_changed, is_used;
    struct str bytes; /* when is_changed */
};

struct office_relation {
    uint32_t rels;               /* the part that lists it */
    struct str source;           /* "word/document.xml"; "" = the package */
    struct str id, type, target; /* type: the last word of the URI; target: resolved, or as it is */
    struct str new_target;       /* in place of the old one; empty = as it is */
    bool is_external, is_gone;
    struct office_part *to; /* NULL = no such part, or external */
};

struct office {
    struct cleaning *c;
    struct arena *arena;
    struct package package;
    enum ooxml_flavour flavour;
    struct str main;      /* name of the main part */
    struct str main_type; /* its content type */
    struct str new_main_type;
    bool drops_titles; /* names of sheets or slides that go stand in docProps/app.xml too */
    VEC(struct office_part) parts; /* in the order of their names, as ooxml.c */
    VEC(struct office_relation) relations;
    struct office_found *found; /* the inspector's findings, when asked for */
    struct office_word *word;
    struct office_sheet *sheet;
    struct office_slide *slide;
    struct office_drawing *drawing;
};

/* A list in a part: how many elements it has, and how many of them go. */
struct office_list {
    uint32_t node, elements, removed;
};

/* A part being edited. */
struct office_edit {
    struct office *o;
    struct office_part *part;
    struct arena arena; /* of the part; what stays is copied */
    struct xml_tree tree;
    struct xml_edits edits;
    VEC(struct office_list) lists;
    bool *is_listed_gone; /* of each node: it went from its list; NULL until one does */
};

/* An office file that is not a binary workbook. */
bool office_recognise(struct str bytes);
int office_clean(struct cleaning *c, struct str bytes, struct buf *out, struct err *err);

/* ---- for the kinds ---- */

/* The part of that name that is not gone, or NULL. */
struct office_part *office_part(const struct office *o, struct str name);

/* The bytes of a part as they are now, UTF-8 when they were UTF-16; false: damaged. */
bool office_bytes(struct office *o, struct arena *a, const struct office_part *part,
                  struct str *ret_bytes);

/*
 * Begins to edit a part; false when it is missing or no XML that can be edited. office_edit_end()
 * takes the edits over, in any case.
 */
bool office_edit_begin(struct office_edit *e, struct office *o, struct office_part *part);
void office_edit_end(struct office_edit *e);

/* What an id leads to from a part; NULL = nothing. */
struct office_relation *office_relation(const struct office *o, struct str source, struct str id);

/* All relations of a type from a part ("" = from anywhere) go; how many did. */
uint32_t office_drop_type(struct office *o, struct str source, const char *type);

/* Whether the name begins and ends so, without regard to case. */
bool office_is_named(struct str name, const char *head, const char *tail);

/* What a part is called in the log: its name. */
void office_log(struct office_edit *e, const char *rule, uint32_t count);

/*
 * References of the part to relations that are gone: the attribute or the element goes, with a list
 * that would be left empty.
 */
void office_edit_references(struct office_edit *e);

/* Removes an element, and the list around it when it was its only one. */
void office_remove_from_list(struct office_edit *e, uint32_t node);

/* ---- office-blank.c ---- */

/* Blanks about as wide as the words, which are as XML writes them. */
struct str office_blank_words(struct arena *a, struct str text);
/* One blank for all white space in a row, as the inspector shows words. */
struct str office_blank_tidy(struct arena *a, struct str s);

/* ---- office-drawing.c ---- */

/* Which words in shapes of slides and sheets go. */
void office_drawing_plan(struct office *o);
bool office_drawing_concerns(const struct office *o, const struct office_part *part);
void office_drawing_edit(struct office_edit *e);

/* ---- office-kind.c ---- */

/* The kind by the list of content types, and what it becomes without macros. */
int office_kind_find(struct office *o, struct err *err) MUST_USE;

/* ---- office-common.c ---- */

/* Plans for all kinds, by relation and by place. */
int office_common_plan(struct office *o, struct err *err) MUST_USE;
/* Whether there are properties that go. */
bool office_common_has_properties(struct office *o);
/* Properties; local paths in attributes and unseen text. */
void office_common_edit(struct office_edit *e);
/* Whether office_common_edit() may have something to do. */
bool office_common_concerns(const struct office *o, const struct office_part *part,
                            struct str bytes);

/* ---- office-word.c, office-sheet.c, office-slide.c ---- */

/* What goes in such a file; as clean(): 0, UNDECIDED, or <0. */
int office_word_plan(struct office *o, struct err *err) MUST_USE;
/* Whether a part is of Word's own and may need an edit. */
bool office_word_concerns(const struct office *o, const struct office_part *part);
/* Makes the edits of such a part. */
void office_word_edit(struct office_edit *e);

/* What goes in such a file; as clean(): 0, UNDECIDED, or <0. */
int office_sheet_plan(struct office *o, struct err *err) MUST_USE;
/* Whether a part is of Excel's own and may need an edit. */
bool office_sheet_concerns(const struct office *o, const struct office_part *part);
/* Makes the edits of such a part. */
void office_sheet_edit(struct office_edit *e);

/* What goes in such a file; as clean(): 0, UNDECIDED, or <0. */
int office_slide_plan(struct office *o, struct err *err) MUST_USE;
/* Whether a part is of PowerPoint's own and may need an edit. */
bool office_slide_concerns(const struct office *o, const struct office_part *part);
/* Makes the edits of such a part. */
void office_slide_edit(struct office_edit *e);
/* A shape goes, unless an animation uses it, which is told. */
void office_slide_remove_shape(struct office_edit *e, uint32_t shape, const char *rule);

#endif
