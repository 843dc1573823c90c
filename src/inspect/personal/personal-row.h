/*
 * Rows: lines that are a list of words set apart by gaps, commas or middle dots. Between the files
 * personal*.c only.
 */
#ifndef INSPECT_PERSONAL_ROW_H
#define INSPECT_PERSONAL_ROW_H

#include "inspect/personal/personal-look.h"

/*
 * The next line, looked through and not told yet: items beside names are told with it, those of
 * rows of names are kept for later.
 */
void personal_row_line(struct found *f, struct personal_scan *s, struct str line, struct str place);

/* The text or page is over. */
void personal_row_end(struct found *f);

/* The same for a cell, which is a list by itself: 傍聴席：太田、斎藤. */
void personal_row_cell(struct personal_scan *s, struct str text);

#endif
