/*
 * What nobody can see on a page of a PDF: the one answer that the inspector reports from and that a
 * cleaner takes out.
 *
 * How it is found: a trace of the page lists its glyphs and pictures and nominates suspects
 * (pdf-trace.h); the page is drawn with and without them (pdf-proof.h); what changes no pixel is
 * hidden, is joined into runs (pdf-runs.h), and pdf-judge.h says why. That is a page by itself
 * (pdf-hidden-page.h); then the other pages are asked (pdf-hidden-find.h).
 *
 * How a cleaner uses it. It calls pdf_hidden_find() for a page, then walks the content of the same
 * page in drawing order: with the filter of MuPDF (pdf_filter_page_contents(), text_filter and
 * image_filter, forms by instance) or with a processor of its own; and the same for the appearance
 * of each annotation. For each glyph it asks pdf_hidden_meet_glyph() (pdf-hidden-meet.h) with the
 * origin of the glyph on the page, for each picture pdf_hidden_meet_image(); true = it goes.
 * Origins are in points from the upper left corner of the page as pdf_bound_page() has it, turned
 * as the page is turned: in a text_filter the point (0, 0) through trm x ctm x the transform of
 * pdf_page_transform(). The code point is the first one of what the glyph stands for. Every glyph
 * may be asked for, hidden or not, each once and in the order drawn; white space goes with the
 * glyph before it. A walk from the start (the second pass of a cleaner) begins with
 * pdf_hidden_rewind().
 *
 * Only what stands in a run of the list, and so in the report, ever goes. What is hidden by a layer
 * that is off is among it (PDF_BY_LAYER): a cleaner may drop the layer's content as a whole
 * instead.
 */
#ifndef INSPECT_PDF_HIDDEN_H
#define INSPECT_PDF_HIDDEN_H

#include "base/arena.h"
#include "base/vec.h"
#include "inspect/pdf/pdf-layers.h"
#include "inspect/pdf/pdf-proc.h"
#include "read/pdf-mupdf.h"

#include <mupdf/fitz.h>

#define PDF_HIDDEN_ALPHA 0.03f /* less opacity is not seen */

/* Why nobody sees it. */
enum pdf_reason {
    PDF_SHOWN,            /* one sees it, or it is right that one does not */
    PDF_COVERED,          /* PDF-101 by what was painted later */
    PDF_ON_ITS_COLOUR,    /* PDF-102 it has the colour of what is beneath */
    PDF_TRANSPARENT,      /* PDF-103 by opacity, clip or mask */
    PDF_NOT_DRAWN,        /* PDF-104 by its mode, and it is no text layer of a scan */
    PDF_BLACKENED,        /* PDF-105 text layer of a scan, where the scan is blackened */
    PDF_TINY,             /* PDF-106 */
    PDF_OFF_PAGE,         /* PDF-107 */
    PDF_BY_LAYER,         /* PDF-108 by a layer that is off on the screen */
    PDF_SCREEN_ONLY,      /* PDF-108 seen, and left out in print by a layer; stays */
    PDF_UNDER_ANNOTATION, /* PDF-110 by a mark that can be moved away */
    PDF_IMAGE_COVERED,    /* PDF-112 pictures only: something in them lies under a box */
    PDF_REASON_COUNT,
};

/* A glyph with ink. Those of a page stand in the order drawn: its content, then its annotations. */
struct pdf_glyph {
    fz_rect box; /* of the ink, points of the page, y downwards */
    float x, y;  /* its origin on the page */
    float size;  /* of the font on the page */
    float alpha;
    int32_t code_point; /* the first of what it stands for; 0xFFFD when the file does not tell */
    int32_t shape;  /* number of the glyph in its font: tells those apart that have no character */
    int32_t owner;  /* -1 = the content; else the number of the annotation on the page, from 0 */
    uint32_t order; /* what was painted before it: paths and pictures */
    uint8_t rgb[3];
    uint8_t reason;        /* enum pdf_reason */
    bool is_not_drawn : 1; /* by its mode */
    bool is_off : 1;       /* by a layer, when seen on the screen */
    bool is_off_print : 1; /* by a layer, in print */
    bool is_suspect : 1;
    bool is_covered : 1; /* something was painted over its middle later */
    bool is_under : 1;   /* another glyph was */
    bool is_blotted : 1; /* by a dark box of its own, about as large as a letter or a few */
    bool is_veiled : 1;  /* clip, mask or blending may hide it */
    bool is_cut : 1;     /* its box runs over an edge: of the clip, of the page */
    bool is_out : 1;     /* it lies beyond that edge as a whole */
    bool is_at_side : 1; /* it touches, or nearly so, a left or right edge that cuts it */
    bool is_at_end : 1;  /* an upper or lower one */
    bool is_unseen : 1;  /* no pixel shows it */
    bool is_fringe : 1;  /* a few pixels do: the edge of what covers it */
    bool is_ghost : 1;   /* so little of it as shows through the seams of its cover */
    bool is_sliver : 1;  /* a fringe that one does see: it stays when the page is cleaned */
    bool is_framed : 1;  /* under the border of a link, which the library does not draw */
    bool is_stroked : 1;
    bool is_met : 1;       /* by the walk of a cleaner */
    bool is_blackened : 1; /* text layer of a scan: dark, or under a box */
    bool is_in_mask : 1;   /* it shapes a soft mask, or has no place: it is not on the page */
    bool is_coloured : 1;  /* its shape has colours of its own (Type 3, d0): `rgb` tells nothing */
    bool is_apart : 1;     /* the library draws its shape as paths and pictures of the page */
    bool is_left_out : 1;  /* such a one, by who draws the page without the suspects */
};

enum { PDF_TAIL_MAX = 3 };

/* What a glyph stands for behind its first character: "i" of the one for "fi". */
struct pdf_tail {
    uint32_t glyph; /* its index */
    uint32_t count;
    int32_t code_points[PDF_TAIL_MAX]; /* more are left out */
};

/* A picture drawn, in the order drawn, those of a tile once. */
struct pdf_picture {
    fz_rect box;       /* on the page */
    int32_t owner;     /* as that of a glyph */
    int width, height; /* pixels of the source */
    uint32_t order;    /* what was painted before it */
    uint64_t key;      /* the same for the same picture (pdf-crop.h) */
    fz_rect shown;     /* of the unit square: what clips and the page leave of it */
    uint8_t reason;    /* enum pdf_reason */
    uint8_t clear;     /* enum pdf_clear: what of it is seen wherever it is (pdf-clear.h) */
    bool is_mask : 1, is_off : 1, is_met : 1;
};

/* A part of a picture with writing that is cut off; whether another page shows it is open. */
struct pdf_crop {
    uint32_t picture;
    fz_rect part, of_unit; /* on the page, of the unit square */
};

/* A part of a picture that lies under a cover, is cut off or one colour; nobody sees what it is. */
struct pdf_covered {
    uint32_t picture;
    fz_rect part;         /* on the page */
    uint8_t rgb[3];       /* in this colour it may be painted over: nothing else is seen there */
    const fz_rect *areas; /* what of it may be, when the cover has another form; NULL: all of it */
    uint32_t area_count;
    bool is_cut;  /* PDF-107; else PDF-112 */
    bool is_more; /* below or beside one that is told: it goes with that */
};

/* A line of letters drawn as outlines that nobody sees (pdf-drawing.h). */
struct pdf_drawing {
    fz_rect box;
    uint32_t first, count; /* of the paths that draw them */
    bool is_off_page;
};

/* Hidden glyphs of one line with one reason. */
struct pdf_hidden_run {
    enum pdf_reason reason;
    fz_rect box;
    struct str text;       /* arena memory */
    uint32_t first, count; /* glyphs; those of the list from `first` that have the reason */
    int32_t owner;
};

struct pdf_hidden {
    fz_rect bounds; /* of the page */
    VEC(struct pdf_glyph) glyphs;
    VEC(struct pdf_tail) tails;   /* of a few of them, in their order */
    VEC(struct pdf_inner) inners; /* of those few that are drawings with words, the same */
    VEC(struct pdf_picture) pictures;
    VEC(struct pdf_covered) covered;
    VEC(struct pdf_crop) crops;
    VEC(struct pdf_drawing) drawings;
    VEC(fz_rect) paths; /* boxes of the paths of drawings, as MuPDF bounds them */
    VEC(struct pdf_hidden_run) runs;
    VEC(struct pdf_hidden_run) same_signs; /* seen, as one sign all (pdf-same-sign.h); no reason */
    bool is_partial; /* damaged, too long, too large: something was not looked at */
    bool is_scan;    /* pictures fill the page */
    bool is_quick;   /* its content was read without the library's interpreter */
    /* When it is_quick: something may be said beside what is drawn (pdf-remark.h). */
    bool has_remarks;
    float picture_share;    /* of the page; pictures over each other count twice */
    uint32_t unmapped;      /* glyphs whose characters the file does not tell */
    uint32_t *table, *next; /* for the walk of a cleaner */
    uint32_t table_size;
    uint8_t last_reason; /* enum pdf_reason: of the glyph met last */
};

struct pdf_fonts;
struct pdf_breaks;

struct pdf_hidden_options {
    bool words_only;          /* glyphs as they are drawn; nothing is judged */
    bool annotations_only;    /* what the content draws is known */
    bool thorough;            /* every glyph is a suspect */
    bool tells_slivers;       /* is_sliver is asked for */
    struct pdf_layers layers; /* of pdf_layers_settle(); zeroed: taken as MuPDF takes them */
    /*
     * Of the document (pdf-fonts.h): pages are read by our own interpreter where it knows how.
     * NULL: by the library alone, which is slower and finds the same.
     */
    struct pdf_fonts *fonts;
    /* Of the document too (pdf-breaks.h): what another page shows is not hidden. NULL: it is. */
    struct pdf_breaks *breaks;
};

#endif
