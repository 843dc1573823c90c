/* What goes in office files of all kinds. */
#ifndef CLEAN_OFFICE_COMMON_H
#define CLEAN_OFFICE_COMMON_H

#include "clean/office/office-edit.h"

/* Plans for all kinds, by relation and by place. */
int office_common_plan(struct office *o, struct err *err) MUST_USE;
/* Whether there are properties that go. */
bool office_common_has_properties(struct office *o);
/* Properties; local paths in attributes and unseen text. */
void office_common_edit(struct office_edit *e);
/* Whether office_common_edit() may have something to do. */
bool office_common_concerns(const struct office *o, const struct office_part *part,
                            struct str bytes);

/* ---- office-beside.c ---- */

/* Takes comments out of XML, of OpenDocument too; how many. */
uint32_t office_beside_cut_remarks(struct xml_edits *edits, struct str bytes);
/* Comments, and words of foreign namespaces. */
void office_beside_edit(struct office_edit *e);
/* Whether office_beside_edit() may have something to do. */
bool office_beside_concerns(const struct office *o, const struct office_part *part,
                            struct str bytes);

#endif
