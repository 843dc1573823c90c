/*
 * Inside the walk over content (pdf-content.h): a content stream, its state while it is walked, and
 * what its text operators do. All functions may jump out with errors of MuPDF.
 */
#ifndef CLEAN_PDF_STREAM_H
#define CLEAN_PDF_STREAM_H

#include "clean/pdf/pdf-content.h"
#include "inspect/pdf/pdf-remark.h"

enum {
    PDF_STREAM_OPERANDS = 32,
    PDF_STREAM_NAME_BYTES = 256,
    PDF_STREAM_MAX_STATES = 5000,
    PDF_STREAM_MAX_MARKS = 5000,
    PDF_STREAM_MAX_DEPTH = 20, /* forms in forms */
    PDF_STREAM_MAX_BYTES = 512 * 1024 * 1024,
};

struct pdf_state {
    fz_matrix ctm; /* to points of the page, y downwards */
    pdf_text_state text;
};

/* BDC or BMC until its EMC. */
struct pdf_mark {
    uint32_t piece;      /* the operator that begins it */
    pdf_obj *properties; /* or NULL; held */
    struct str tag;
    bool is_named;   /* its properties stand in the resources */
    bool hides;      /* a layer that is off */
    bool is_touched; /* something in it went */
};

struct pdf_stream {
    struct pdf_cut *cut;
    struct pdf_cut_page *what;
    struct arena *arena; /* of the page */
    struct pdf_stream *outer;
    int depth;
    int owner;                  /* number of the page or form object, for its MCIDs */
    pdf_obj *resources;         /* may be NULL */
    pdf_obj *changed_resources; /* a copy that has what was made anew; or NULL */
    struct str bytes;
    VEC(struct str) pieces; /* what becomes the new stream */
    size_t done;            /* bytes that pieces stand for */
    bool is_closed;         /* the last piece may be replaced: nothing is added to it */
    bool is_changed;
    bool is_off;                  /* all of it is in a layer that is off */
    VEC(struct pdf_state) states; /* the last is in force */
    pdf_text_object_state tos;
    VEC(struct pdf_mark) marks;
    uint32_t hides;                    /* of marks */
    const struct pdf_remarks *remarks; /* that go; or NULL */
    uint32_t mark_count;               /* BDC so far */
    uint32_t first_of_path;            /* piece */
    bool is_in_path, clips;
    fz_rect path;   /* its box on the page, when paths may go */
    fz_point begun; /* where an outline begins that has no line yet */
    bool has_begun;
    uint32_t extra_ends; /* Q without q */
    /* operands */
    float numbers[PDF_STREAM_OPERANDS];
    int top;
    char name[PDF_STREAM_NAME_BYTES];
    pdf_obj *object;
    struct buf string;
    /* what the operator being looked at becomes */
    bool is_replaced;
    struct str replacement;
};

static inline struct pdf_state *pdf_stream_state(struct pdf_stream *s)
{
    return &s->states.v[s->states.n - 1];
}

/* Whether nothing drawn now is seen, because of a layer, and goes for that. */
static inline bool pdf_stream_is_off(const struct pdf_stream *s)
{
    return s->is_off || s->hides > 0;
}

/* Something within all marks that are open went. */
static inline void pdf_stream_touch(struct pdf_stream *s)
{
    if (s->marks.n > 0) {
        s->marks.v[s->marks.n - 1].is_touched = true;
    }
}

/* Replaces the operator. */
static inline void pdf_stream_replace(struct pdf_stream *s, struct str text)
{
    s->is_replaced = true;
    s->replacement = text;
}

/* ---- pdf-content.c: the document ---- */

/* Hands an object over, to be dropped with the cut; returns it. */
pdf_obj *pdf_cut_keep(struct pdf_cut *cut, pdf_obj *object);

/* A new stream object with these bytes, compressed, and the entries of `dictionary`; held. */
pdf_obj *pdf_cut_add_stream(struct pdf_cut *cut, pdf_obj *dictionary, struct str bytes);

/* The object is still drawn somewhere, or was taken out of somewhere. */
void pdf_cut_note_drawn(struct pdf_cut *cut, pdf_obj *object);
void pdf_cut_note_taken(struct pdf_cut *cut, pdf_obj *object);

/* ---- pdf-stream.c: the walk ---- */

/* Walks the whole stream; true when it changed: its pieces are the new one. */
bool pdf_stream_cut(struct pdf_stream *s);

/* The pieces as one text, in the arena of the page. */
struct str pdf_stream_joined(struct pdf_stream *s);

/* ---- pdf-mark.c: marked content ---- */

/* BMC, BDC and EMC; the operands are in the stream. */
void pdf_mark_begin(struct pdf_stream *s, bool has_properties);
void pdf_mark_end(struct pdf_stream *s);

/* ---- pdf-object.c: pictures and forms ---- */

/* Do, and BI with what follows in `in`. */
void pdf_object_do(struct pdf_stream *s);
void pdf_object_do_inline(struct pdf_stream *s, fz_stream *in);

/* Walks a form as it is drawn here; the number of what it becomes, or 0 when it stays. */
int pdf_object_walk_form(struct pdf_stream *s, pdf_obj *form, fz_matrix ctm);

/* ---- pdf-text.c: text ---- */

/*
 * An operator of text state, position or showing; false when it is none of these. A showing
 * operator is replaced when a glyph of it goes.
 */
bool pdf_text_operator(struct pdf_stream *s, const char *word);

/* The font of a dictionary, or the library's last resort; held. */
pdf_font_desc *pdf_text_font(struct pdf_stream *s, pdf_obj *dictionary);

#endif
