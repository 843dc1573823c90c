/*
 * Letters are told by character and origin, not by number: recorded and traced pages may skip
 * different things (tiles, what is outside the picture). MuPDF's drawing device has no room for our
 * set of letters; it hangs on the context while a page is drawn.
 */
#include "inspect/pdf/pdf-drop.h"

static uint32_t hash_of(int code_point, float x, float y)
{
    uint32_t bits[2], h = (uint32_t)code_point * 0x9E3779B1U;

    memcpy(&bits[0], &x, sizeof(x));
    memcpy(&bits[1], &y, sizeof(y));
    h = (h ^ bits[0]) * 0x85EBCA6BU;
    h = (h ^ h >> 15 ^ bits[1]) * 0xC2B2AE35U;
    return h ^ h >> 16;
}

bool pdf_drop_has(const struct pdf_drop *d, int code_point, float x, float y)
{
    if (d->slots == NULL) {
        return false;
    }
    for (uint32_t at = hash_of(code_point, x, y) & d->mask; d->slots[at] != 0;
         at = (at + 1) & d->mask) {
        const struct pdf_glyph *g = &d->glyphs[d->slots[at] - 1];

        if (g->code_point == code_point && g->x == x && g->y == y) {
            return true;
        }
    }
    return false;
}

void pdf_drop_start(struct arena *a, struct pdf_drop *d, const struct pdf_hidden *h)
{
    uint32_t size = 16;

    while (size < h->glyphs.n * 2) {
        size *= 2;
    }
    d->glyphs = h->glyphs.v;
    d->slots = ARENA_ARRAY(a, size, uint32_t);
    d->mask = size - 1;
}

void pdf_drop_put(struct pdf_drop *d, uint32_t index)
{
    const struct pdf_glyph *g = &d->glyphs[index];
    uint32_t at = hash_of(g->code_point, g->x, g->y) & d->mask;

    while (d->slots[at] != 0) {
        at = (at + 1) & d->mask;
    }
    d->slots[at] = index + 1;
}

/*
 * The text without the suspects, and, when `near`, without what does not touch the region; NULL
 * when nothing of it goes. Raises errors.
 */
static fz_text *without_suspects(fz_context *ctx, const struct pdf_drop *d, const fz_text *text,
                                 fz_matrix ctm, bool near)
{
    fz_text *rest = fz_new_text(ctx);
    bool drops = false, dropped = false;

    for (const fz_text_span *span = text->head; span != NULL; span = span->next) {
        fz_matrix trm = span->trm;

        for (int i = 0; i < span->len; i++) {
            const fz_text_item *item = &span->items[i];

            trm.e = item->x;
            trm.f = item->y;
            fz_matrix place = fz_concat(trm, ctm);

            if (item->gid >= 0 && d->keeps) {
                dropped = !pdf_drop_has(d, item->ucs, place.e / d->zoom, place.f / d->zoom);
                drops = true;
            } else if (item->gid >= 0) {
                dropped = pdf_drop_has(d, item->ucs, place.e / d->zoom, place.f / d->zoom) ||
                          (near && !pdf_region_touches_glyph(ctx, &d->region, span->font, item->gid,
                                                             place));
                drops |= dropped;
            }
            if (!dropped) {
                fz_show_glyph(ctx, rest, span->font, trm, item->gid, item->ucs, (int)span->wmode,
                              (int)span->bidi_level, (fz_bidi_direction)span->markup_dir,
                              (fz_text_language)span->language);
            }
        }
    }
    if (!drops) {
        fz_drop_text(ctx, rest);
        return NULL;
    }
    return rest;
}

static void drop_fill(fz_context *ctx, fz_device *device, const fz_text *text, fz_matrix ctm,
                      fz_colorspace *space, const float *color, float alpha, fz_color_params params)
{
    const struct pdf_drop *d = fz_user_context(ctx);
    fz_text *rest = without_suspects(ctx, d, text, ctm, d->zoom == 1);

    fz_try(ctx)
    {
        if (rest == NULL || rest->head != NULL) {
            d->region.plain.fill_text(ctx, device, rest != NULL ? rest : text, ctm, space, color,
                                      alpha, params);
        }
    }
    fz_always(ctx)
    {
        fz_drop_text(ctx, rest);
    }
    fz_catch(ctx)
    {
        fz_rethrow(ctx);
    }
}

static void drop_stroke(fz_context *ctx, fz_device *device, const fz_text *text,
                        const fz_stroke_state *stroke, fz_matrix ctm, fz_colorspace *space,
                        const float *color, float alpha, fz_color_params params)
{
    const struct pdf_drop *d = fz_user_context(ctx);
    fz_text *rest = without_suspects(ctx, d, text, ctm, false);

    fz_try(ctx)
    {
        d->region.plain.stroke_text(ctx, device, rest != NULL ? rest : text, stroke, ctm, space,
                                    color, alpha, params);
    }
    fz_always(ctx)
    {
        fz_drop_text(ctx, rest);
    }
    fz_catch(ctx)
    {
        fz_rethrow(ctx);
    }
}

static void drop_clip(fz_context *ctx, fz_device *device, const fz_text *text, fz_matrix ctm,
                      fz_rect scissor)
{
    const struct pdf_drop *d = fz_user_context(ctx);
    fz_text *rest = without_suspects(ctx, d, text, ctm, false);

    fz_try(ctx)
    {
        d->region.plain.clip_text(ctx, device, rest != NULL ? rest : text, ctm, scissor);
    }
    fz_always(ctx)
    {
        fz_drop_text(ctx, rest);
    }
    fz_catch(ctx)
    {
        fz_rethrow(ctx);
    }
}

/* ---- the shapes alone ---- */

static void keep_fill(fz_context *ctx, fz_device *device, const fz_text *text, fz_matrix ctm,
                      fz_colorspace *space, const float *color, float alpha, fz_color_params params)
{
    static const float black[1];
    const struct pdf_drop *d = fz_user_context(ctx);
    fz_text *shapes = without_suspects(ctx, d, text, ctm, false);

    fz_try(ctx)
    {
        if (shapes != NULL && shapes->head != NULL) {
            d->region.plain.fill_text(ctx, device, shapes, ctm, fz_device_gray(ctx), black, 1,
                                      fz_default_color_params);
        }
    }
    fz_always(ctx)
    {
        fz_drop_text(ctx, shapes);
    }
    fz_catch(ctx)
    {
        fz_rethrow(ctx);
    }
}

static void keep_stroke(fz_context *ctx, fz_device *device, const fz_text *text,
                        const fz_stroke_state *stroke, fz_matrix ctm, fz_colorspace *space,
                        const float *color, float alpha, fz_color_params params)
{
    keep_fill(ctx, device, text, ctm, space, color, alpha, params);
}

static void keep_clip(fz_context *ctx, fz_device *device, const fz_text *text, fz_matrix ctm,
                      fz_rect scissor)
{
    keep_fill(ctx, device, text, ctm, NULL, NULL, 1, fz_default_color_params);
}

/* Text only, whatever clips it or lies over it. */
void pdf_drop_set_shapes(fz_device *device, void *user)
{
    struct pdf_drop *d = user;

    d->region.plain = *device;
    device->fill_text = keep_fill;
    device->stroke_text = keep_stroke;
    device->clip_text = keep_clip;
    device->fill_path = NULL;
    device->stroke_path = NULL;
    device->clip_path = NULL;
    device->clip_stroke_path = NULL;
    device->clip_stroke_text = NULL;
    device->ignore_text = NULL;
    device->fill_shade = NULL;
    device->fill_image = NULL;
    device->fill_image_mask = NULL;
    device->clip_image_mask = NULL;
    device->pop_clip = NULL;
    device->begin_mask = NULL;
    device->end_mask = NULL;
    device->begin_group = NULL;
    device->end_group = NULL;
    device->begin_tile = NULL;
    device->end_tile = NULL;
}

/* ---- on a device ---- */

void pdf_drop_set(fz_device *device, void *user)
{
    pdf_region_set(device, &((struct pdf_drop *)user)->region);
    device->fill_text = drop_fill;
    device->stroke_text = drop_stroke;
    device->clip_text = drop_clip;
}

/* The same at that many pixels a point, without what lies elsewhere being told apart. */
void pdf_drop_set_closely(fz_device *device, void *user)
{
    ((struct pdf_drop *)user)->region.plain = *device;
    device->fill_text = drop_fill;
    device->stroke_text = drop_stroke;
    device->clip_text = drop_clip;
}
