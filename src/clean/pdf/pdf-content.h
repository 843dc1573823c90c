/*
 * What a page draws, without what nobody sees. The content is walked operator by operator, with the
 * same arithmetic as MuPDF draws it; what stays keeps its bytes. Only operators that show something
 * which goes are written anew: text with the widths of what is gone as a gap, pictures not at all.
 *
 * A form or a page's resources are never changed in place: another page may use them. What changes
 * becomes a new object, and the page refers to that.
 *
 * All functions may jump out with errors of MuPDF; the document is then to be given up.
 */
#ifndef CLEAN_PDF_CONTENT_H
#define CLEAN_PDF_CONTENT_H

#include "base/buf.h"
#include "base/vec.h"
#include "clean/pdf/pdf-check.h"
#include "inspect/pdf/pdf-hidden.h"

#include <mupdf/fitz.h>
#include <mupdf/pdf.h>

/* A form whose content changed: for another page that changes it in the same way. */
struct pdf_cut_form {
    int from;      /* object number */
    uint64_t hash; /* of its new content */
    int made;      /* object number */
};

/* A marked piece of a page from which something went. */
struct pdf_cut_mark {
    int page; /* object number of the page or form that has it */
    int id;   /* MCID */
};

/* Of the whole document. */
struct pdf_cut {
    fz_context *ctx;
    pdf_document *doc;
    struct arena *arena;
    bool drops_layers; /* what layers contain that are off goes */
    VEC(struct pdf_cut_form) forms;
    VEC(struct pdf_cut_mark) marks;
    VEC(int) taken;    /* forms and pictures that were taken out somewhere */
    uint8_t *is_drawn; /* by object number: still drawn somewhere */
    int is_drawn_room;
    VEC(pdf_obj *) named; /* lists of forms and pictures of changed content, by name */
    VEC(pdf_obj *) held;  /* objects and fonts to be let go of at the end */
    VEC(pdf_font_desc *) fonts;
    VEC(struct str) words;              /* what the text that went said, by operator */
    uint32_t glyphs, pictures, layered; /* that went; of these, by a layer */
    uint32_t drawn;                     /* paths that went, not by a layer */
    pdf_lexbuf_large lexbuf;
};

/* A picture of which a part lies under a cover. */
struct pdf_cut_part {
    fz_rect box;          /* points of the page, as all boxes here */
    const fz_rect *areas; /* are painted over in this colour: 0xRRGGBB */
    uint32_t area_count, colour;
    int width, height; /* of the picture, pixels */
    uint32_t before;   /* pictures of this size in this box that are drawn before it */
    uint32_t met;      /* by the walk */
};

/* Whether the boxes are the same but for rounding. */
bool pdf_cut_is_near(fz_rect a, fz_rect b);

/* Of one page. */
struct pdf_cut_page {
    struct pdf_hidden *hidden;      /* what goes; NULL = nothing */
    VEC(struct pdf_cut_part) parts; /* are painted over */
    const fz_rect *redacted;        /* areas of the page, in points: all text in them goes */
    uint32_t redacted_count;
    VEC(struct pdf_gone) gone; /* told */
    uint32_t open_states;      /* told: q without Q at the end of the content */
    uint32_t extra_ends;       /* told: Q without q */
};

/* The number of an object, also when the library gives it and not a reference to it. */
int pdf_cut_number(fz_context *ctx, pdf_obj *object);

/* A page, from 0, to be dropped by the caller. */
pdf_obj *pdf_cut_page_object(fz_context *ctx, pdf_document *doc, int index);

/* The document must be open; `a` lives as long. */
void pdf_cut_init(struct pdf_cut *cut, fz_context *ctx, pdf_document *doc, struct arena *a);
void pdf_cut_done(struct pdf_cut *cut);

/*
 * Takes out of a page, its content and the looks of its annotations; true when something changed.
 * With nothing to take out it only notes what the page draws.
 */
bool pdf_cut_page(struct pdf_cut *cut, pdf_page *page, struct pdf_cut_page *what);

struct pdf_remarks;

/*
 * Takes remarks out of the marks of a page or form, and what is not `bytes` any more of the
 * comments of its content: `bytes` is that content, of the same length. A page gets a new content,
 * a form keeps its number. False: nothing changed.
 */
bool pdf_cut_remarks(struct pdf_cut *cut, pdf_obj *object, struct str bytes, bool is_changed,
                     const struct pdf_remarks *remarks);

/* The form or picture of this number loses its contents. */
void pdf_cut_empty(struct pdf_cut *cut, int number);

/*
 * After all pages: forms and pictures that were taken out and are drawn nowhere any more lose
 * their contents, whoever still names them; changed content names them no more.
 */
void pdf_cut_end(struct pdf_cut *cut);

#endif
