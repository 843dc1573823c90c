/*
 * Layers of a traced page. It was run with all of them on; here it is run again for one usage, and
 * what is drawn then is met in the lists by character and place, in the order drawn.
 */
#include "inspect/pdf/pdf-tracer.h"

enum { MAX_LOOKS = 20 * 1000 * 1000 /* at glyphs that layers may hide */ };

struct matcher {
    fz_device device;
    struct pdf_hidden *hidden;
    uint32_t glyph, picture; /* next in the lists */
    uint32_t contents;       /* glyphs of the content */
    uint32_t looked_at;
    struct pdf_last_text filled;
    bool is_print;
};

static void match_text(fz_context *ctx, struct matcher *m, const fz_text *text, fz_matrix ctm)
{
    for (const fz_text_span *span = text->head; span != NULL; span = span->next) {
        fz_matrix trm = span->trm;

        for (int i = 0; i < span->len; i++) {
            const fz_text_item *item = &span->items[i];

            if (!pdf_trace_has_ink(ctx, span->font, item->gid, item->ucs)) {
                continue;
            }
            trm.e = item->x;
            trm.f = item->y;
            fz_matrix place = fz_concat(trm, ctm);

            for (uint32_t k = m->glyph; k < m->contents && m->looked_at++ < MAX_LOOKS; k++) {
                struct pdf_glyph *g = &m->hidden->glyphs.v[k];

                if (g->code_point == item->ucs && g->x == place.e && g->y == place.f) {
                    g->is_off &= m->is_print;
                    g->is_off_print &= !m->is_print;
                    m->glyph = k + 1;
                    break;
                }
            }
        }
    }
}

static void match_fill(fz_context *ctx, fz_device *device, const fz_text *text, fz_matrix ctm,
                       fz_colorspace *space, const float *color, float alpha,
                       fz_color_params params)
{
    ((struct matcher *)device)->filled = pdf_trace_text_remember(text);
    match_text(ctx, (struct matcher *)device, text, ctm);
}

static void match_stroke(fz_context *ctx, fz_device *device, const fz_text *text,
                         const fz_stroke_state *stroke, fz_matrix ctm, fz_colorspace *space,
                         const float *color, float alpha, fz_color_params params)
{
    struct matcher *m = (struct matcher *)device;

    if (!pdf_trace_text_is_again(&m->filled, text)) {
        match_text(ctx, m, text, ctm);
    }
}

static void match_clip(fz_context *ctx, fz_device *device, const fz_text *text, fz_matrix ctm,
                       fz_rect scissor)
{
    match_stroke(ctx, device, text, NULL, ctm, NULL, NULL, 1, fz_default_color_params);
}

static void match_ignored(fz_context *ctx, fz_device *device, const fz_text *text, fz_matrix ctm)
{
    match_clip(ctx, device, text, ctm, fz_infinite_rect);
}

static void match_image(fz_context *ctx, fz_device *device, fz_image *image, fz_matrix ctm,
                        float alpha, fz_color_params params)
{
    struct matcher *m = (struct matcher *)device;
    fz_rect box = fz_transform_rect(fz_unit_rect, ctm);

    for (uint32_t k = m->picture; k < m->hidden->pictures.n; k++) {
        struct pdf_picture *p = &m->hidden->pictures.v[k];

        if (p->width == image->w && p->height == image->h &&
            memcmp(&p->box, &box, sizeof(box)) == 0) {
            p->is_off &= m->is_print;
            m->picture = k + 1;
            break;
        }
    }
}

static void match_mask(fz_context *ctx, fz_device *device, fz_image *image, fz_matrix ctm,
                       fz_colorspace *space, const float *color, float alpha,
                       fz_color_params params)
{
    match_image(ctx, device, image, ctm, alpha, params);
}

void pdf_trace_layers_mark(fz_context *ctx, struct pdf_trace *trace, struct pdf_page *page,
                           const char *usage, fz_cookie *cookie)
{
    struct pdf_hidden *h = trace->hidden;
    struct matcher *m = fz_new_derived_device(ctx, struct matcher);

    m->hidden = h;
    m->contents = h->glyphs.n;
    m->device.fill_text = match_fill;
    m->device.stroke_text = match_stroke;
    m->device.clip_text = match_clip;
    m->device.ignore_text = match_ignored;
    m->device.fill_image = match_image;
    m->device.fill_image_mask = match_mask;
    m->is_print = strcmp(usage, "Print") == 0;
    for (uint32_t i = 0; i < h->glyphs.n; i++) {
        h->glyphs.v[i].is_off |= !m->is_print;
        h->glyphs.v[i].is_off_print |= m->is_print;
    }
    for (uint32_t i = 0; i < h->pictures.n; i++) {
        h->pictures.v[i].is_off |= !m->is_print;
    }
    fz_try(ctx)
    {
        pdf_run_page_contents_with_usage(ctx, page, &m->device, fz_identity, usage, cookie);
        fz_close_device(ctx, &m->device);
    }
    fz_always(ctx)
    {
        fz_drop_device(ctx, &m->device);
    }
    fz_catch(ctx)
    {
        fz_rethrow(ctx);
    }
}
