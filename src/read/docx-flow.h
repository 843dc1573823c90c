/*
 * The flow of text of one part of a docx file (body, notes, header, footer): paragraphs with
 * their runs, tables with their cells, text boxes, tracked changes.
 */
#ifndef READ_DOCX_FLOW_H
#define READ_DOCX_FLOW_H

#include "base/buf.h"
#include "read/doc.h"
#include "read/docx-numbering.h"
#include "read/docx-table.h"

/* A paragraph that was read, ready to become lines. */
struct docx_paragraph {
    struct str text; /* '\n' = line break inside the paragraph */
    struct docx_paragraph_props props;
    int32_t half_points;
    uint32_t page;
    uint8_t role, flags;
    struct docx_cell cell;
    struct str label; /* of a note */
};

/* A footnote or endnote. */
struct docx_note {
    int64_t id;
    uint32_t number; /* in the order of reference, from 1; 0 = not referenced yet */
    VEC(struct docx_paragraph) paragraphs;
};

struct docx_notes {
    VEC(struct docx_note) all;
    uint32_t referenced;
};

/* All that the parts of one file share. */
struct docx {
    struct arena *arena;
    struct doc *doc;
    struct buf text; /* the text layer as it grows */
    const struct docx_styles *styles;
    struct docx_numbering *numbering;
    struct docx_notes footnotes, endnotes;
    struct docx_merges merges;
    uint32_t tables; /* so far */
    uint32_t page;   /* counted by the breaks Word noted when it last showed the file */
    uint32_t insertions, deletions;
    uint32_t hidden_runs;
    VEC(struct str) heads, feet; /* relation ids of headers and footers */
};

/* Reads the body, or a header or footer (role DOC_HEADER, DOC_FOOTER), into the document. */
enum xml_result docx_flow_read(struct docx *docx, struct str xml, enum doc_line_role role);

/* Reads footnotes.xml or endnotes.xml; their text comes in where it is referenced. */
enum xml_result docx_flow_read_notes(struct docx *docx, struct str xml, struct docx_notes *notes);

#endif
