/*
 * One page of a PDF as it lies on the paper: characters in runs, and the straight lines that may
 * rule a table. Nothing here knows MuPDF except pdf-mupdf.c, which fills it.
 *
 * Measures are points from the upper left corner of the page.
 */
#ifndef READ_PDF_SHEET_H
#define READ_PDF_SHEET_H

#include "base/vec.h"
#include "read/doc.h"

enum {
    PDF_MAX_PAGE_CHARACTERS = 1000000,
    PDF_MAX_PAGE_RULES = 4000,
};

struct pdf_character {
    uint32_t code_point;
    float x0, x1;   /* advance along the line */
    float baseline; /* y */
    float size;     /* of the font */
};

/* Characters that were shown one after the other on one baseline, without a wide gap. */
struct pdf_run {
    uint32_t first, count; /* characters of the page */
    struct doc_box box;
    float baseline, size;
    uint32_t cell;  /* index + 1 in the page's cells (pdf-tables.h); 0 = in none */
    bool is_turned; /* not written from left to right */
};

/* A straight line along an axis: x0 == x1 or y0 == y1. */
struct pdf_rule {
    float x0, y0, x1, y1;
};

struct pdf_sheet {
    uint32_t number; /* from 1 */
    float width, height;
    float gap; /* between two columns of text; before pdf_lines_build(): that of the page before */
    /* x of the columns of the table that ended the page before, rising; none: 0. Borrowed. */
    const float *open_edges;
    uint32_t open_edge_count;
    struct arena *arena; /* of the page: dropped after it */
    VEC(struct pdf_character) characters;
    VEC(struct pdf_run) runs;
    VEC(struct pdf_rule) across, down; /* horizontal, vertical */
    uint32_t unknown;                  /* characters without a code (U+FFFD) */
    bool has_picture;                  /* a page without text that has one is a scan */
    bool is_damaged;                   /* what could be read was read */
    bool is_cut;                       /* a limit was reached */
};

static inline float pdf_width(const struct doc_box *box)
{
    return box->x1 - box->x0;
}

#endif
