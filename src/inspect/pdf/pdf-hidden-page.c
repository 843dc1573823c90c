/* A page from its trace to its runs; see pdf-hidden.h and pdf-hidden-page.h. */
#include "inspect/pdf/pdf-hidden-page.h"

#include "inspect/pdf/pdf-border.h"
#include "inspect/pdf/pdf-clear.h"
#include "inspect/pdf/pdf-crop.h"
#include "inspect/pdf/pdf-drawing.h"
#include "inspect/pdf/pdf-masks.h"
#include "inspect/pdf/pdf-runs.h"
#include "inspect/pdf/pdf-same-sign.h"
#include "inspect/pdf/pdf-stand-in.h"
#include "inspect/pdf/pdf-trace-run.h"
#include "inspect/pdf/pdf-transfer.h"
#include "read/pdf-guard.h"

#include <math.h>
#include <mupdf/pdf.h>

enum {
    MAX_MASKS = 500,
    LEAST_SIDE = 16, /* pixels of a picture that is not seen: less are blanks of programs */
};

#define SCAN_SHARE 0.7f /* of the page that a picture covers */

/* ---- pictures ---- */

static void find_pictures(struct pdf_look *p)
{
    for (uint32_t i = 0; i < p->h->pictures.n; i++) {
        struct pdf_picture *picture = &p->h->pictures.v[i];

        if (picture->reason != PDF_SHOWN) {
            continue; /* covered */
        }
        if (picture->is_off) {
            picture->reason = PDF_BY_LAYER;
        } else if (!fz_is_empty_rect(picture->box) &&
                   fz_is_empty_rect(fz_intersect_rect(picture->box, p->h->bounds))) {
            picture->reason = PDF_OFF_PAGE;
        } else if (picture->clear == PDF_CLEAR_ALL && picture->width >= LEAST_SIDE &&
                   picture->height >= LEAST_SIDE) {
            picture->reason = PDF_TRANSPARENT;
        }
    }
}

/* ---- the page ---- */

static void list_masks(fz_context *ctx, struct pdf_look *p, pdf_page *page)
{
    for (pdf_annot *a = pdf_first_annot(ctx, page); a != NULL && p->masks.n < MAX_MASKS;
         a = pdf_next_annot(ctx, a)) {
        enum pdf_annot_type type = pdf_annot_type(ctx, a);

        if (type != PDF_ANNOT_LINK && type != PDF_ANNOT_POPUP && type != PDF_ANNOT_WIDGET &&
            type != PDF_ANNOT_TEXT) {
            *VEC_ADD(p->arena, &p->masks) = pdf_bound_annot(ctx, a);
        }
    }
}

static bool has_layers(fz_context *ctx, pdf_document *doc)
{
    pdf_obj *root = pdf_dict_gets(ctx, pdf_trailer(ctx, doc), "Root");

    return pdf_array_len(ctx, pdf_dict_getp(ctx, root, "OCProperties/OCGs")) > 0;
}

static void look_at(fz_context *ctx, pdf_page *page, struct pdf_look *p,
                    const struct pdf_hidden_options *options, fz_cookie *cookie)
{
    struct pdf_hidden *h = p->h;
    struct pdf_hidden_options how = *options;

    h->bounds = pdf_bound_page(ctx, page);
    float all = (h->bounds.x1 - h->bounds.x0) * (h->bounds.y1 - h->bounds.y0);

    how.layers.any |= has_layers(ctx, page->doc);
    list_masks(ctx, p, page);
    pdf_trace_run(ctx, &p->trace, page, &how, cookie);
    h->picture_share = p->trace.picture_area / fmaxf(all, 1);
    h->is_scan = h->picture_share > SCAN_SHARE;
    if (!cookie->abort && !options->words_only && (p->trace.suspects > 0 || options->thorough)) {
        pdf_proof_run(ctx, &p->proof, &p->trace, page, options, cookie);
    }
    if (!options->words_only) {
        pdf_border_mark(ctx, &p->trace, page);
    }
    if (!cookie->abort && !options->words_only && p->trace.boxes.n > 0) {
        pdf_masks_find(ctx, &p->trace, &p->proof, page, cookie);
    }
    if (!cookie->abort && !options->words_only) {
        pdf_crop_find(ctx, &p->trace);
        pdf_clear_find(ctx, &p->trace, &p->proof, page, cookie);
    }
    if (h->drawings.n > 0) {
        pdf_drawing_prove(ctx, &p->trace, &p->proof, page, cookie);
    }
}

void pdf_hidden_page(struct arena *a, fz_context *ctx, struct pdf_guard *guard, pdf_document *doc,
                     int number, const struct pdf_hidden_options *options,
                     struct pdf_hidden *ret_hidden)
{
    fz_cookie cookie = {};
    struct pdf_look p = {.arena = a,
                         .ctx = ctx,
                         .cookie = &cookie,
                         .h = ret_hidden,
                         .trace = {.arena = a, .hidden = ret_hidden}};
    pdf_page *page = NULL;

    *ret_hidden = (struct pdf_hidden){};
    fz_var(page);
    pdf_guard_page(guard, &cookie.abort);
    fz_try(ctx)
    {
        page = pdf_load_page(ctx, doc, number - 1);
        pdf_stand_in_set(ctx, page);
        look_at(ctx, page, &p, options, &cookie);
        p.page = page;
        if (!(ret_hidden->is_partial || cookie.abort != 0 || p.trace.is_full) &&
            !options->words_only) {
            pdf_runs_find(&p);
            pdf_same_sign_find(&p);
            find_pictures(&p);
        }
    }
    fz_always(ctx)
    {
        pdf_crop_forget(ctx, &p.trace);
        pdf_transfer_end(ctx, p.trace.transfers);
        if (page != NULL) {
            pdf_stand_in_end(ctx, page);
        }
    }
    fz_catch(ctx)
    {
        ret_hidden->is_partial = true;
    }
    pdf_guard_page(guard, NULL);
    ret_hidden->is_partial |= cookie.abort != 0 || p.trace.is_full;
    pdf_proof_done(ctx, &p.proof);
    fz_drop_buffer(ctx, p.trace.content);
    fz_drop_page(ctx, (fz_page *)page);
}
