/* What stands before and behind the cells of a sheet. */
#ifndef INSPECT_OOXML_SHEET_AROUND_H
#define INSPECT_OOXML_SHEET_AROUND_H

#include "inspect/office/ooxml-sheet-walk.h"

/* Reads the tables of the sheet, whose styles paint cells, and its drawing. */
void sheet_around_read(struct sheet_walk *w);

/* Cells of a format: what it paints may show words of shapes over them. */
void sheet_around_paint(struct sheet_walk *w, uint32_t format, const struct sheet_area *area);

/* A row begins: whether it is hidden is known. */
void sheet_around_row(struct sheet_walk *w);

/* A rule of a conditional format begins. */
void sheet_around_rule(struct sheet_walk *w, const struct xml_element *e);

/* A list of values is over, typed into a cell's validation: does it name persons? */
void sheet_around_list(struct sheet_walk *w);

/* After the cells: those in white on nothing, values in merged cells, under objects. */
void sheet_around_judge(struct sheet_walk *w);

#endif
