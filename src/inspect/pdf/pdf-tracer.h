/*
 * Inside the trace of a page (pdf-trace.h): its state, and what its parts know of each other.
 *
 * A tracer is a device of MuPDF. What draws on it is the library's interpreter or our own
 * (pdf-quick.h), which hands text over glyph by glyph.
 */
#ifndef INSPECT_PDF_TRACER_H
#define INSPECT_PDF_TRACER_H

#include "inspect/pdf/pdf-trace.h"

#include <mupdf/pdf.h>

enum {
    PDF_TRACER_MAX_DEPTH = 64,                /* of clips */
    PDF_TRACER_MAX_STAMPS = 16 * 1000 * 1000, /* cells painted on one page */
    PDF_TRACER_UNKNOWN = 0x1000000,           /* colour of what is not one solid rectangle */
    PDF_TRACER_GREY = 0x2000000,              /* some grey, black and white among them */
};

#define PDF_TRACER_FAINT 0.15f

/* Cells of one size over the page. */
struct pdf_grid {
    float x0, y0, scale; /* cells a point */
    int across, down;
};

struct pdf_cell {
    uint32_t order;  /* number of the last paint, from 1 */
    uint32_t colour; /* of it */
};

struct pdf_clip {
    fz_rect box;
    bool is_odd; /* no upright rectangle */
};

/* A text, told by its address and its first glyph: another may come to lie at the same address. */
struct pdf_last_text {
    const fz_text *text;
    fz_text_item first;
};

enum pdf_way { PDF_WAY_FILL, PDF_WAY_STROKE, PDF_WAY_CLIP, PDF_WAY_IGNORE };

struct pdf_tracer {
    fz_device device;
    struct pdf_trace *trace;
    /* the ground */
    struct pdf_grid fine; /* of paints; made with the first one */
    struct pdf_cell *cells;
    uint32_t stamps;
    VEC(fz_rect) paints;    /* the box of each, by its order from 1 */
    struct pdf_grid coarse; /* of glyphs; made when text returns to where text is */
    uint32_t *heads;        /* last glyph with its middle in the cell, from 1 */
    uint32_t *chain;        /* for each glyph the one before it in its cell */
    uint32_t chain_room;
    uint32_t put;        /* glyphs that are in the grid */
    fz_rect above, line; /* glyphs of the lines before, and of this line */
    /* what is in force */
    struct pdf_clip clips[PDF_TRACER_MAX_DEPTH];
    int depth;
    int masks;           /* being drawn: not on the page */
    int tiles;           /* being drawn: in a space of their own */
    uint32_t odd_groups; /* bits: of the innermost groups, which blend */
    int groups;
    int32_t owner;
    uint32_t order;
    /* the text being listed */
    struct pdf_last_text filled; /* its stroke is no new text */
    uint32_t filled_from;
    enum pdf_way way;
    uint8_t rgb[3];
    float alpha;
    bool vanishes_on_paper; /* by its colour */
    bool is_veiled;         /* all of it, by clip, group or way */
    fz_rect clip;           /* where it is drawn */
};

/* A glyph with ink, at its place on the page. */
struct pdf_ink {
    fz_rect box;
    float x, y, size;
    int32_t code_point, glyph;
    const struct pdf_tail *tail; /* or NULL */
    bool is_blank;               /* its shape has no ink; the box stands for it */
    bool is_coloured, is_apart;  /* as those of a glyph */
};

static inline struct pdf_tracer *pdf_tracer_of(fz_device *device)
{
    return (struct pdf_tracer *)device;
}

static inline bool pdf_tracer_touches(fz_rect a, fz_rect b)
{
    return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;
}

static inline fz_rect pdf_tracer_grow(fz_rect all, fz_rect box)
{
    return all.x1 <= all.x0 ? box
                            : (fz_rect){MIN(all.x0, box.x0), MIN(all.y0, box.y0),
                                        MAX(all.x1, box.x1), MAX(all.y1, box.y1)};
}

static inline float pdf_tracer_area(fz_rect r)
{
    return fz_is_empty_rect(r) ? 0 : (r.x1 - r.x0) * (r.y1 - r.y0);
}

/* The middle half of a box, in each direction. */
static inline fz_rect pdf_tracer_core(fz_rect box)
{
    float dx = (box.x1 - box.x0) * 0.25f, dy = (box.y1 - box.y0) * 0.25f;

    return fz_make_rect(box.x0 + dx, box.y0 + dy, box.x1 - dx, box.y1 - dy);
}

static inline uint32_t pdf_tracer_pack(const uint8_t rgb[3])
{
    return (uint32_t)rgb[0] << 16 | (uint32_t)rgb[1] << 8 | rgb[2];
}

/* What is drawn now is drawn here only. */
static inline fz_rect pdf_tracer_clip_box(const struct pdf_tracer *t)
{
    return t->depth == 0 ? t->trace->hidden->bounds
                         : t->clips[MIN(t->depth, PDF_TRACER_MAX_DEPTH) - 1].box;
}

static inline bool pdf_tracer_is_clip_odd(const struct pdf_tracer *t)
{
    return t->depth > PDF_TRACER_MAX_DEPTH || (t->depth > 0 && t->clips[t->depth - 1].is_odd);
}

/* A colour as a screen shows it. */
void pdf_tracer_rgb(fz_context *ctx, fz_colorspace *space, const float *color,
                    fz_color_params params, uint8_t ret_rgb[3]);

/* What follows is drawn in this box only. */
void pdf_tracer_clip(struct pdf_tracer *t, fz_rect box, bool is_odd);

#endif
