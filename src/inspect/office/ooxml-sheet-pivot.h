/* Pivot caches: values that no visible sheet has. */
#ifndef INSPECT_OOXML_SHEET_PIVOT_H
#define INSPECT_OOXML_SHEET_PIVOT_H

#include "inspect/office/ooxml-workbook.h"

/* Whether there are pivot caches: values are then kept. */
void sheet_pivot_prepare(struct workbook *b);
/* A value a person sees, 'n' a number or 's' a text; and whether one is such. */
void sheet_pivot_keep(struct workbook *b, char type, struct str value);
bool sheet_pivot_has(const struct workbook *b, char type, struct str value);

/* XLS-244: caches with values no visible sheet has. */
void sheet_pivot_judge(struct workbook *b);
/* Frees the values. */
void sheet_pivot_done(struct workbook *b);

#endif
