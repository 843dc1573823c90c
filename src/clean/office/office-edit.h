/*
 * A part of an office file being edited: its tree, what goes of it, and the lists this leaves
 * empty.
 */
#ifndef CLEAN_OFFICE_EDIT_H
#define CLEAN_OFFICE_EDIT_H

#include "clean/office/office-part.h"
#include "read/xml-tree.h"

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

/*
 * Begins to edit a part; false when it is missing or no XML that can be edited. office_edit_end()
 * takes the edits over, in any case.
 */
bool office_edit_begin(struct office_edit *e, struct office *o, struct office_part *part);
void office_edit_end(struct office_edit *e);

/* What a part is called in the log: its name. */
void office_log(struct office_edit *e, const char *rule, uint32_t count);

/*
 * References of the part to relations that are gone: the attribute or the element goes, with a list
 * that would be left empty.
 */
void office_edit_references(struct office_edit *e);

/* Removes an element, and the list around it when it was its only one. */
void office_remove_from_list(struct office_edit *e, uint32_t node);

#endif
