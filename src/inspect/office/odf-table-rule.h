/* Conditional formats behind the cells of a sheet. */
#ifndef INSPECT_ODF_TABLE_RULE_H
#define INSPECT_ODF_TABLE_RULE_H

#include "inspect/office/odf-walk.h"

/* Their elements; any other does nothing. */
void odf_table_rule_start(struct odf_walk *w, const struct xml_element *e);
/* The words of the cell at hand are seen: a rule may come that hides them. */
void odf_table_rule_keep(struct odf_walk *w, struct str words);
/* The value of the cell at hand: conditions of styles may ask it, or wait for others. */
void odf_table_rule_ask(struct odf_walk *w, struct odf_value value, bool is_seen);
/* A value that cannot be seen, or only when something else paints its cell. */
void odf_table_rule_tell(struct odf_walk *w, enum odf_sight sight, struct str words,
                         uint32_t element, bool is_run);
/* XLS-243: cells that waited, and those in white on nothing, at the end of the sheet. */
void odf_table_rule_judge(struct odf_walk *w);

#endif
