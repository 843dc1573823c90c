/*
 * A page that is looked at: what was traced, drawn and met on it, for those who judge what of it
 * nobody sees. pdf-hidden-page.c begins and ends it.
 */
#ifndef INSPECT_PDF_LOOK_H
#define INSPECT_PDF_LOOK_H

#include "inspect/pdf/pdf-proof.h"
#include "inspect/pdf/pdf-scan.h"
#include "inspect/pdf/pdf-trace.h"

struct pdf_look {
    struct arena *arena;
    fz_context *ctx;
    pdf_page *page;
    fz_cookie *cookie;
    struct pdf_hidden *h;
    struct pdf_trace trace;
    struct pdf_proof proof;
    VEC(fz_rect) masks;                     /* annotations that may lie over text */
    uint32_t dates;                         /* hidden runs that are a date */
    struct pdf_scan scan;                   /* what its text layer is held against */
    uint32_t covered_letters, scan_letters; /* painted over; of these, where a scan shows writing */
};

static inline bool pdf_look_is_hidden(const struct pdf_glyph *g)
{
    return g->is_off || g->is_off_print || g->is_unseen || g->is_not_drawn;
}

static inline bool pdf_look_has_box(const struct pdf_glyph *g)
{
    return !fz_is_empty_rect(g->box) && !fz_is_infinite_rect(g->box);
}

#endif
