/*
 * Inside the quick run of a page (pdf-quick.h): its state. The operators are in pdf-quick-*.h by
 * what they do.
 */
#ifndef INSPECT_PDF_QUICK_RUN_H
#define INSPECT_PDF_QUICK_RUN_H

#include "inspect/pdf/pdf-fonts.h"
#include "inspect/pdf/pdf-lexer.h"
#include "inspect/pdf/pdf-region.h"
#include "inspect/pdf/pdf-tracer.h"

enum {
    PDF_QUICK_OPERANDS = 32,
    PDF_QUICK_NAMES = 2,
    PDF_QUICK_NAME_BYTES = 128,
    PDF_QUICK_MAX_DEPTH = 12, /* of the page and forms in forms */
};

/* A colour to paint with. */
struct pdf_quick_paint {
    fz_colorspace *space; /* borrowed */
    float value[FZ_MAX_COLORS];
    float alpha;
    bool has_rgb; /* worked out when text is drawn in it, with: */
    uint8_t rgb[3];
    enum pdf_way way; /* of filled text */
};

struct pdf_quick_state {
    fz_matrix ctm;
    struct pdf_quick_paint fill, stroke;
    fz_stroke_state line;
    int clips;
    /* text */
    struct pdf_font *font; /* borrowed; NULL = none yet */
    float size, scale, char_space, word_space, leading, rise;
    int render;
};

struct pdf_quick {
    fz_context *ctx;
    fz_device *device;
    struct pdf_tracer *tracer;       /* the device, when it traces; else NULL, and */
    const struct pdf_region *region; /* where things are drawn */
    struct pdf_fonts *fonts;
    pdf_document *doc;
    fz_cookie *cookie;
    struct arena *arena;
    /* Runs the content of a page, or of a form that an operator of the content around it draws. */
    void (*run_contents)(struct pdf_quick *q, pdf_obj *contents, pdf_obj *resources);
    VEC(struct pdf_quick_state) states;       /* the last is in force */
    VEC(fz_colorspace *) spaces;              /* held until the end */
    fz_default_colorspaces *defaults;         /* of the page */
    fz_path *path;                            /* being built, or NULL */
    fz_text *glyphs;                          /* of the text being drawn, or NULL */
    fz_buffer *content;                       /* of the page, when it was read before */
    fz_buffer *contents[PDF_QUICK_MAX_DEPTH]; /* of the page and the forms being run */
    int depth;                                /* of forms */
    bool clips, clips_even_odd;               /* the path, when it is painted */
    bool is_strange;                          /* something is not known: give up */
    /* the stream being run */
    pdf_obj *resources; /* borrowed */
    struct pdf_lexer lexer;
    uint32_t first_state; /* Q does not go below */
    bool in_text;
    fz_matrix text, line; /* text matrix, and that of the line */
    /* operands */
    float numbers[PDF_QUICK_OPERANDS];
    int number_count;
    char names[PDF_QUICK_NAMES][PDF_QUICK_NAME_BYTES];
    int name_count;
    struct str string;
    int string_count;
    bool is_shown;                    /* an array of text, as it was read */
    float dashes[PDF_QUICK_OPERANDS]; /* an array outside of text */
    int dash_count;                   /* -1: it is no array of numbers */
};

static inline struct pdf_quick_state *pdf_quick_state(struct pdf_quick *q)
{
    return &q->states.v[q->states.n - 1];
}

/*
 * Whether the operator has just these operands, and is where it belongs; otherwise the run is given
 * up. Arrays and dictionaries are not counted.
 */
static inline bool pdf_quick_has(struct pdf_quick *q, int numbers, int names, int strings)
{
    bool has = q->number_count == numbers && q->name_count == names && q->string_count == strings;

    q->is_strange |= !has;
    return has;
}

/* The same for operators that belong outside of text objects. */
static inline bool pdf_quick_has_outside(struct pdf_quick *q, int numbers, int names)
{
    q->is_strange |= q->in_text;
    return pdf_quick_has(q, numbers, names, 0) && !q->in_text;
}

/* A state is put on the others, or taken off them with its clips. */
void pdf_quick_save(struct pdf_quick *q);
void pdf_quick_restore(struct pdf_quick *q);

/* An entry of the resources: "Font", "F1"; NULL when there is none. */
pdf_obj *pdf_quick_resource(struct pdf_quick *q, pdf_obj *kind, const char *name);

#endif
