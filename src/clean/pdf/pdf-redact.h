/*
 * Redactions that were marked and never applied (PDF-109): where they are, the boxes that take
 * their place, pictures without what lies beneath. Jumps out with errors of MuPDF.
 */
#ifndef CLEAN_PDF_REDACT_H
#define CLEAN_PDF_REDACT_H

#include "clean/pdf/pdf-content.h"

struct pdf_redactions {
    VEC(fz_rect) areas;    /* points of the page */
    VEC(uint32_t) colours; /* of each: 0xRRGGBB */
};

/* The areas of a page's Redact annotations; memory of `a`. */
void pdf_redact_find(struct pdf_redactions *redactions, struct arena *a, fz_context *ctx,
                     pdf_page *page);

/* Draws the boxes over the content of the page, as it is after pdf_cut_page(). */
void pdf_redact_draw(const struct pdf_redactions *redactions, struct pdf_cut *cut, pdf_page *page,
                     const struct pdf_cut_page *what);

/*
 * A picture drawn by `ctm` with what lies in the areas painted over: the number of the new object;
 * 0 = nothing of it lies there; -1 = it cannot be painted, or lies in them as a whole, and goes.
 */
int pdf_redact_picture(struct pdf_cut *cut, pdf_obj *picture, fz_matrix ctm, const fz_rect *areas,
                       uint32_t count);

/*
 * The same for parts under covers that stay, in their colours: only whole pixels. 0 = not painted.
 */
int pdf_redact_under(struct pdf_cut *cut, pdf_obj *picture, fz_matrix ctm,
                     const struct pdf_redactions *parts);

#endif
