/* Trace of a PDF page: what is drawn, in its order, and what of it might not be seen. */
#ifndef INSPECT_PDF_TRACE_H
#define INSPECT_PDF_TRACE_H

#include "inspect/pdf/pdf-hidden.h"

enum {
    PDF_TRACE_MAX_GLYPHS = 200000,
    PDF_TRACE_MAX_PICTURES = 20000,
    PDF_TRACE_MAX_BOXES = 4000,
    PDF_TRACE_MAX_OUTLINES = 20000,
};

/* An opaque shape of one colour, or a small picture, that was painted after a picture. */
struct pdf_box {
    fz_rect box;   /* what is seen of it */
    fz_rect whole; /* of a picture, before clips */
    bool is_picture;
    bool is_bent;   /* it fills its box in part only */
    bool is_veiled; /* by a mask or by blending: it covers where it is seen as one colour */
    uint32_t order; /* number of the paint, over all paints of the page */
    int32_t owner;
    uint8_t rgb[3];
};

/* A filled outline with curves, slopes or corners, of the size of a letter. */
struct pdf_contour {
    fz_rect box, path; /* of itself, of all that was filled with it */
    uint32_t order;    /* number of the paint */
};

/* A picture of which a clip or the page shows a part (pdf-crop.h). */
struct pdf_cut_picture {
    fz_image *image; /* held */
    uint32_t picture;
    fz_matrix ctm;
};

struct pdf_trace {
    struct arena *arena;
    struct pdf_hidden *hidden; /* gets glyphs, pictures */
    VEC(struct pdf_box) boxes;
    VEC(struct pdf_cut_picture) cut;
    VEC(struct pdf_contour) outlines;
    bool runs_over;     /* a drawing goes on beyond the edge of the page, further than the bleed */
    float picture_area; /* of the page, pictures that lie over each other count twice */
    uint32_t suspects;  /* whom only pixels can judge */
    bool is_full;
    fz_buffer
        *content; /* of the page, read by our own interpreter; dropped by who made the trace */
    struct pdf_transfers *transfers; /* for pdf_transfer_end(); NULL: none */
};

#endif
