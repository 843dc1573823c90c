/* The lines of a page in the order they are read. */
#ifndef READ_PDF_LINES_H
#define READ_PDF_LINES_H

#include "read/pdf-columns.h"
#include "read/pdf-tables.h"

struct pdf_line {
    struct str text; /* of the page's arena; empty = a gap between paragraphs */
    struct doc_box box;
    float baseline, size;
    enum pdf_side side;
    uint32_t cell; /* index + 1 in the tables; 0 = in none */
    /*
     * Stands where running heads and feet do: in the outer tenth of the page (an inch on a small
     * one), or first or last of the page and in the outer fifth.
     */
    bool at_top, at_foot;
    bool is_ruby; /* how the line below is read, in small print above it */
};

struct pdf_lines {
    VEC(struct pdf_line) all;
};

/* Lines of the page: tables cell by cell, columns one after the other. Memory is of the page. */
void pdf_lines_build(struct pdf_sheet *page, const struct pdf_tables *tables,
                     struct pdf_lines *ret_lines);

#endif
