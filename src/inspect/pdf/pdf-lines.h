/* The words of a page, as lines and rows of tables. */
#ifndef INSPECT_PDF_LINES_H
#define INSPECT_PDF_LINES_H

#include "inspect/pdf/pdf-hidden.h"

enum { PDF_LINES_CELLS = 16 /* of a row */ };

/* A cell of a row, its lines joined; where it stands, in points. */
struct pdf_lines_cell {
    struct str text;
    float x0, x1;
};

/* What a row was taken for. */
enum pdf_lines_row {
    PDF_LINES_NO_ROW, /* as lines, then */
    PDF_LINES_HEADS,  /* of columns */
    PDF_LINES_ROW,    /* below such heads */
    PDF_LINES_ALONE,  /* a row by itself */
};

/* What is valid during a call is valid no longer. */
struct pdf_lines_taker {
    void (*line)(void *user, struct str line);
    /* Cells beside each other, from left to right. NULL: all as lines. */
    enum pdf_lines_row (*row)(void *user, const struct pdf_lines_cell *cells, uint32_t n);
    void *user;
};

/* The words in the order they are drawn, hidden or not. */
void pdf_lines_take(const struct pdf_hidden *h, const struct pdf_lines_taker *taker);

/* What the glyph stands for behind its first character; NULL: nothing, as nearly always. */
const struct pdf_tail *pdf_lines_tail(const struct pdf_hidden *h, uint32_t glyph);

/*
 * Whether two glyphs that are drawn one after the other stand in one line: they may be of one run.
 */
bool pdf_lines_is_same(const struct pdf_glyph *a, const struct pdf_glyph *b);

/* Whether white space stands between two glyphs of a line. */
bool pdf_lines_is_gap(const struct pdf_glyph *a, const struct pdf_glyph *b);

#endif
