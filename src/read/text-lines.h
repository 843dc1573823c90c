/*
 * The lines of a text layer: what stands on a line of the file, cell by cell.
 *
 * Tables are recognised in three forms: rows of cells with tabs between them; what Word files
 * become in some converters, one cell a line, each line led by a tab, rows apart by a blank line;
 * and rows between bars, with or without drawn frames. A frame around one cell is no table.
 */
#ifndef READ_TEXT_LINES_H
#define READ_TEXT_LINES_H

#include "read/doc.h"

enum {
    TEXT_MAX_LINES = 4 * 1024 * 1024,  /* of one document */
    TEXT_LONG_LINE_BYTES = 256 * 1024, /* noted (DOC_NOTE_LONG_LINE) */
};

/*
 * Fills d->lines from d->text; pages by form feed. Blank lines of the file are lines without
 * text; of a run of them three are kept. Notes: DOC_NOTE_CUT, DOC_NOTE_LONG_LINE.
 */
void text_lines_read(struct arena *a, struct doc *d);

#endif
