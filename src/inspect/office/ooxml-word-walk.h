/* A walk over one story of a text (document, header, note): its state, for ooxml-word*.c only. */
#ifndef INSPECT_OOXML_WORD_WALK_H
#define INSPECT_OOXML_WORD_WALK_H

#include "base/buf.h"
#include "inspect/office/ooxml-scene-flow.h"
#include "inspect/office/ooxml-word-table.h"

enum { WORD_MAX_OPEN = 8, WORD_MAX_OFF_PAGE = 1000, WORD_MAX_FIELDS = 16, WORD_MAX_COLUMNS = 64 };

/* A paragraph while it is open; text boxes open paragraphs inside paragraphs. */
struct word_paragraph {
    const struct word_style *style;
    uint32_t number;
    struct ooxml_colour ground;  /* direct shading */
    struct word_spacing spacing; /* direct */
    uint32_t half_ems;
    int16_t half_points;  /* of its largest run */
    double indent;        /* EMU */
    double object_height; /* of drawings that stand in its lines, EMU */
    int32_t left, right;  /* indents, 20ths of a point; 0 = not said */
    struct word_spot frame;
    char align;
    struct str words;
};

/* A floating drawing while it is open: where it is anchored and what text does around it. */
struct word_float {
    bool is_open, is_inline, is_behind, pushes_text;
    bool is_in_cell; /* of a table, when it stands in one: its place is told from there */
    bool in_horizontal, in_vertical, in_offset;
    bool by_page;                   /* its height is told from the page, not from the paragraph */
    bool is_vml, is_unseen;         /* w:pict; its shape at hand says that it is not shown */
    uint32_t vml_groups;            /* open */
    bool part_is_unseen;            /* its shape or group at hand is hidden */
    uint32_t unseen_groups;         /* open ones in a hidden one, with it */
    bool in_share, is_high_by_page; /* its height is a share of the page's */
    double x, y;
    int64_t level;
};

/* A run that may lie off the page, which is known at the end of its section. */
struct word_off_page {
    struct word_spot spot; /* of its frame or table; not said = by the indents */
    struct str place, words;
    int32_t left, right;
    int32_t width; /* of the text of the paragraph in one line; 0 = not yet known */
};

/* A text box while its words are read. Lengths are EMU. */
struct word_box {
    bool is_open;
    bool is_fixed;       /* what does not fit is cut off */
    bool is_linked;      /* … goes on in another box */
    uint32_t first;      /* of its runs */
    uint32_t paragraphs; /* open ones in a line of it */
    uint32_t tables;
    double width, height;
    double inset;                   /* above its words */
    double y;                       /* of the paragraph at hand, from the first one */
    double after;                   /* what the one before it wants below it */
    const struct word_style *style; /* of that one */
    uint32_t lines;                 /* of the paragraph at hand, that a break has ended */
    double x;                       /* of its words since then, in one line */
};

/* A run in a text box, until it is known whether that cuts off what does not fit. */
struct word_cut_run {
    struct str place, words;
    uint32_t line, last_line; /* of its paragraph, from 0 */
    double from;              /* where in its line it begins */
    double half_em;
    double y, line_height; /* of its paragraph; height 0 = it has not ended yet */
    bool is_judged;        /* the words are those that are cut off */
};

/* A section while it is read: its page, in 20ths of a point. */
struct word_section {
    bool is_open, has_title_page;
    int32_t width, height, left, right, top; /* with the margins */
};

enum word_margin_kind {
    WORD_DEFAULT_MARGIN,
    WORD_FIRST_MARGIN,
    WORD_EVEN_MARGIN,
    WORD_MARGIN_KINDS,
};

/* Headers and footers: which of them sections show. */
struct word_margins {
    bool has_even_pages;                      /* even pages have their own */
    bool has_sections;                        /* at least one was read */
    struct str at_hand[2][WORD_MARGIN_KINDS]; /* parts, of headers and footers */
    VEC(struct str) shown;                    /* parts */
    struct buf words;                         /* letters of those that are shown */
};

/* The columns of a table, its row and cell at hand; lengths are EMU from the edge of the text. */
struct word_grid {
    double columns[WORD_MAX_COLUMNS];
    uint32_t count;
    uint32_t at, columns_taken; /* where the cell begins, and how many it takes */
    double left, x, width;      /* of the table; of the cell */
    double row_y, row_bottom;   /* in the flow; the lowest cell of it so far */
    double row_height;          /* that it says itself */
    bool row_is_exact;
};

struct word_grids {
    struct word_grid v[WORD_MAX_TABLES];
    uint32_t depth; /* open tables of the text, in contrast to those of text boxes */
};

/* Words beside the text; see ooxml-word-aside.c. */
enum word_aside_kind {
    WORD_ASIDE_CODE,      /* of a field, which may show some of them */
    WORD_ASIDE_ENTRY,     /* the same, of an index */
    WORD_ASIDE_CHOICE,    /* of a list; a default or hint of a form field */
    WORD_ASIDE_ATTRIBUTE, /* of a smart tag or an element of custom XML */
    WORD_ASIDE_NAME,      /* of a control */
};

struct word_aside {
    enum word_aside_kind kind;
    struct str place; /* of an entry; else the paragraph's */
    struct str words;
};

/* Open fields: where the code of each begins among the codes that are being read. */
struct word_field {
    uint32_t from;
    bool is_in_code;
};

struct word_fields {
    struct word_field open[WORD_MAX_FIELDS];
    uint32_t depth; /* deeper ones are taken for text */
    uint32_t codes; /* of them in their code */
};

/* The form of words for older programs, beside that for those of today. */
struct word_fallback {
    uint32_t forms; /* open mc:AlternateContent */
    uint32_t depth; /* of elements in the form for older programs; 0 = not in it */
    bool in_text;
    struct buf today;     /* words of the outermost form for today */
    struct buf paragraph; /* of the older form */
    struct buf unseen;    /* of it that the other has not */
};

/* The notes that the text refers to, by their ids. */
struct word_notes {
    VEC(int64_t) feet, ends;
    bool is_known; /* the text was read before, to its end */
};

struct word_walk {
    struct ooxml *o;
    struct str part;
    struct arena *arena; /* of the part */
    const struct word_styles *styles;
    struct ooxml_colour page; /* the ground of the page */

    uint32_t number; /* of paragraphs, from 1 */
    struct word_paragraph open[WORD_MAX_OPEN];
    uint32_t open_depth;
    struct word_tables tables;
    struct word_grids grids;
    uint32_t box_depth;      /* text boxes */
    struct ooxml_colour box; /* the fill of the innermost */
    bool box_is_unseen;      /* it says that it is not shown */
    struct word_box text_box;
    VEC(struct word_cut_run) cut_runs; /* of the drawing */
    bool note_is_unseen;               /* a note that nothing refers to */
    bool margin_is_unseen;             /* a header or footer that no section shows */
    bool in_run_properties, in_paragraph_properties, in_run, in_text_fill, in_text_line;
    bool has_text_line; /* the letters are outlined */
    struct ooxml_colour text_line;
    struct ooxml_colour text_fill;
    struct ooxml_blend text_blend;
    bool text_is_blended;
    struct word_look run;
    const struct word_style *run_style;
    struct buf text, run_text, hidden, change;
    struct str change_author;
    int change_depth; /* open ins, del, moveFrom, moveTo */
    enum { NO_TEXT, SHOWN_TEXT, DELETED_TEXT, CODE_TEXT } in_text;
    struct buf code; /* codes of open fields */
    struct word_fields fields;
    bool has_index;             /* an index shows the entries */
    bool is_form;               /* the text is a form, protected but for its fields */
    bool control_waits;         /* the content control at hand shows that nothing was chosen yet */
    int64_t shown_entry, entry; /* of the old list at hand, from 0 */
    uint32_t first_choice;      /* of it, among the asides */
    VEC(struct word_aside) asides;  /* of the paragraph */
    VEC(struct word_aside) entries; /* of the story, that their paragraphs do not show */
    struct word_fallback fallback;
    bool is_margin; /* a header or footer: its words are told when they are marks */
    struct buf marks;

    struct word_notes *notes;
    struct word_margins *margins;
    struct word_section section;
    VEC(struct word_off_page) off_page; /* of the section */
    struct scene scene;
    struct word_float drawing;
    struct scene_flow flow;
};

/* The open paragraph; there is always one. */
struct word_paragraph *word_paragraph_last(struct word_walk *w);

/* The paragraph at hand as a place, and a finding there. */
struct str word_walk_place(struct word_walk *w);
void word_walk_add(struct word_walk *w, const char *rule, enum inspect_basis basis,
                   struct str reads);

/* All about the place of the drawing is read: the shapes that come lie there. */
void word_walk_anchor(struct word_walk *w);

#endif
