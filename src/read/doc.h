/*
 * The document model: what a reader makes of a file, and all that later stages know of it.
 * One model serves text, docx and PDF, the register and (later) the inspector.
 *
 * `text` is the text layer: UTF-8, every shown line ending in '\n'. All offsets of the register
 * are bytes of it; doc_source_offset() leads to the bytes of the file where the two differ
 * (a text file in CP932). For a UTF-8 text file the text layer is the file, byte for byte.
 *
 * `lines` cover the text layer in order. A line is what stands on one line of a page, one
 * paragraph of a Word file, or one paragraph of a table cell. What is no running text (running
 * heads, page numbers, footnotes, hidden or deleted text) is in the list too and marked.
 */
#ifndef READ_DOC_H
#define READ_DOC_H

#include "base/arena.h"
#include "base/vec.h"

enum doc_kind { DOC_TEXT, DOC_DOCX, DOC_PDF };

enum doc_line_role {
    DOC_BODY,
    DOC_HEADER,      /* running head */
    DOC_FOOTER,      /* running foot */
    DOC_PAGE_NUMBER, /* stands alone on its line */
    DOC_FOOTNOTE,    /* text of a footnote, taken out of the flow */
    DOC_MARK,        /* mark of a converter or program, no text of the document */
};

enum doc_line_flag {
    DOC_PARAGRAPH_END = 1 << 0, /* the file says so (docx); never joined with the next line */
    DOC_HIDDEN = 1 << 1,        /* in the file, not shown */
    DOC_INSERTED = 1 << 2,      /* tracked insertion */
    DOC_DELETED = 1 << 3,       /* tracked deletion; not in the text layer's reading */
    DOC_LIST_ITEM = 1 << 4,     /* the file says it is an item; `label` may be empty (bullet) */
    DOC_FULL_WIDTH = 1 << 5,    /* reaches the right margin: a wrapped line probably goes on */
    DOC_TEXT_BOX = 1 << 6,
};

struct doc_box {
    float x0, y0, x1, y1; /* points from the upper left corner of the page; all 0 = unknown */
};

struct doc_line {
    uint32_t beg, end;           /* bytes of the text layer, without the line break */
    uint32_t page;               /* from 1; 0 = the file has no pages */
    uint32_t row, col;           /* cell of `table`, from 0 */
    uint16_t table;              /* from 1; 0 = not in a table */
    uint16_t row_span, col_span; /* of the cell; 0 means 1 */
    uint16_t indent;             /* columns of half width before the text */
    uint8_t role;                /* enum doc_line_role */
    uint8_t flags;               /* enum doc_line_flag */
    uint8_t outline_level;       /* 1-9 as the file says (docx, PDF outline); 0 = not said */
    uint8_t list_level;          /* docx ilvl or depth of converter bullets, from 1; 0 = none */
    uint16_t list;               /* docx numId; 0 = none */
    float font_size;             /* points; 0 = unknown */
    struct doc_box box;
    struct str label; /* number the program computed ("第１条", "①"), not in the text layer */
    struct str style; /* docx style name; may be empty */
};

enum doc_note_kind {
    DOC_NOTE_ENCODING, /* bytes that are not in the encoding, replaced */
    DOC_NOTE_MIXED,    /* more than one encoding */
    DOC_NOTE_TRACKED,  /* tracked changes: insertions read, deletions dropped */
    DOC_NOTE_NO_TEXT,  /* pages without a text layer (scan) */
    DOC_NOTE_CUT,      /* the reader stopped at a limit or the file is cut off */
    DOC_NOTE_DAMAGE,   /* the file is damaged; what could be read was read */
    DOC_NOTE_HIDDEN,   /* text that is not shown was left out */
    DOC_NOTE_LONG_LINE,
};

/* What the reader wants a person to know. */
struct doc_note {
    uint8_t kind;      /* enum doc_note_kind */
    uint32_t beg, end; /* bytes of the text layer; both 0 = whole file */
    uint32_t page, count;
    struct str detail; /* UTF-8, one line, Japanese */
};

struct doc {
    enum doc_kind kind;
    struct str name;     /* as the person gave it */
    struct str encoding; /* of a text file: "UTF-8", "CP932", "EUC-JP", "ISO-2022-JP" */
    struct str text;
    VEC(struct doc_line) lines;
    VEC(struct doc_note) notes;
    uint32_t pages; /* 0 = the file has none */
    /*
     * For text in another encoding: source_offset[i] for text byte i, text.n + 1 entries; or NULL.
     */
    const uint32_t *source_offset;
};

static inline uint32_t doc_source_offset(const struct doc *d, uint32_t text_offset)
{
    return d->source_offset == NULL ? text_offset : d->source_offset[text_offset];
}

static inline struct str doc_line_text(const struct doc *d, const struct doc_line *line)
{
    return str_sub(d->text, line->beg, line->end);
}

#endif
