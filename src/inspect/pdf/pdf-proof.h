/* Proof by pixels: a PDF page drawn with its suspects and without. */
#ifndef INSPECT_PDF_PROOF_H
#define INSPECT_PDF_PROOF_H

#include "inspect/pdf/pdf-trace.h"

/* What was drawn; both may be NULL. 1 pixel = 1 point of the page, RGB. */
struct pdf_proof {
    fz_display_list *list; /* of the page */
    fz_display_list *near; /* what touches the suspects */
    fz_pixmap *with, *without;
    fz_pixmap *shapes; /* of pdf_proof_shapes() */
    bool has_shapes;   /* they were drawn, or tried */
};

/*
 * Draws the part of the page where suspects stand and sets is_unseen, is_fringe of the glyphs; with
 * `thorough`, of all glyphs. Errors of the library are told by hidden->is_partial. Pictures of the
 * page stay in the proof until pdf_proof_done().
 */
void pdf_proof_run(fz_context *ctx, struct pdf_proof *proof, struct pdf_trace *trace,
                   struct pdf_page *page, const struct pdf_hidden_options *options,
                   fz_cookie *cookie);

/*
 * Draws the letters that no pixel shows, black on white and nothing else, in the part of `with`;
 * once. proof->shapes stays NULL when there is nothing to compare with, or on an error.
 */
void pdf_proof_shapes(fz_context *ctx, struct pdf_proof *proof, struct arena *a,
                      struct pdf_page *page, const struct pdf_hidden *h, fz_cookie *cookie);

/* Lets go of what was drawn. */
void pdf_proof_done(fz_context *ctx, struct pdf_proof *proof);

/*
 * The part of the page as it is seen, on white, RGB. `change`, unless NULL, may put functions of
 * its own into the drawing device; `user` is then the user context of `ctx`. Raises errors.
 */
fz_pixmap *pdf_proof_draw(fz_context *ctx, fz_display_list *list, fz_irect part,
                          void (*change)(fz_device *device, void *user), void *user,
                          fz_cookie *cookie);

/* Share of the pixels of the box that are seen dark, 0 to 1; 0 when it was not drawn. */
float pdf_proof_dark_share(const struct pdf_proof *proof, fz_rect box);

/* Whether what is seen in the box has one colour, and which. False when it was not drawn. */
bool pdf_proof_is_uniform(const struct pdf_proof *proof, fz_rect box, uint8_t ret_rgb[3]);

#endif
