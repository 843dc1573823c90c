/*
 * Letters are told by character and origin, not by number: recorded and traced pages may skip
 * different things (tiles, what is outside the picture). MuPDF's drawing device has no room for our
 * set of letters; it hangs on the context while a page is drawn.
 */
#include "inspect/pdf/pdf-drop.h"

#include "inspect/pdf/pdf-apart.h"

enum { APART = -2, MAX_LAYERS = 64 };

static uint32_t hash_of(int code_point, float x, float y)
{
    uint32_t bits[2], h = (uint32_t)code_point * 0x9E3779B1U;

    memcpy(&bits[0], &x, sizeof(x));
    memcpy(&bits[1], &y, sizeof(y));
    h = (h ^ bits[0]) * 0x85EBCA6BU;
    h = (h ^ h >> 15 ^ bits[1]) * 0xC2B2AE35U;
    return h ^ h >> 16;
}

/* What tells the letter beside its place: the shapes of those drawn apart have that alone. */
static int code_of(const struct pdf_glyph *g)
{
    return g->is_apart ? APART : g->code_point;
}

static struct pdf_glyph *find(const struct pdf_drop *d, int code, float x, float y)
{
    if (d->slots == NULL) {
        return NULL;
    }
    for (uint32_t at = hash_of(code, x, y) & d->mask; d->slots[at] != 0; at = (at + 1) & d->mask) {
        struct pdf_glyph *g = &d->glyphs[d->slots[at] - 1];

        if (code_of(g) == code && g->x == x && g->y == y) {
            return g;
        }
    }
    return NULL;
}

bool pdf_drop_has(const struct pdf_drop *d, const struct pdf_glyph *g)
{
    return find(d, code_of(g), g->x, g->y) != NULL;
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
    uint32_t at = hash_of(code_of(g), g->x, g->y) & d->mask;

    while (d->slots[at] != 0) {
        at = (at + 1) & d->mask;
    }
    d->slots[at] = index + 1;
}

/* Whether a letter at this place on the device is not drawn. */
static bool is_dropped(fz_context *ctx, const struct pdf_drop *d, const fz_text_span *span,
                       const fz_text_item *item, fz_matrix place, bool near)
{
    bool has = find(d, item->ucs, place.e / d->zoom, place.f / d->zoom) != NULL;

    return d->keeps ? !has
                    : has || (near && !pdf_region_touches_glyph(ctx, &d->region, span->font,
                                                                item->gid, place));
}

/*
 * What of the text is drawn, with `near` only what touches the region; NULL: all of it. Raises
 * errors.
 */
static fz_text *rest_of(fz_context *ctx, const struct pdf_drop *d, const fz_text *text,
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
            if (item->gid >= 0) { /* else it goes with the one before it */
                dropped = is_dropped(ctx, d, span, item, fz_concat(trm, ctm), near);
            }
            drops |= dropped;
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

/* How a text is drawn. */
struct how {
    fz_matrix ctm;
    const fz_stroke_state *stroke;
    fz_colorspace *space;
    const float *color;
    float alpha;
    fz_color_params params;
    fz_rect scissor;
    bool near; /* only what touches the region */
};

/* Draws what is to be drawn of the text, which may be nothing, by `draw`. */
static void draw_rest(fz_context *ctx, fz_device *device, const fz_text *text,
                      const struct how *how,
                      void (*draw)(fz_context *ctx, fz_device *device, const fz_text *text,
                                   const struct how *how))
{
    fz_text *volatile rest = rest_of(ctx, fz_user_context(ctx), text, how->ctm, how->near);

    fz_try(ctx)
    {
        draw(ctx, device, rest != NULL ? rest : text, how);
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

static void fill(fz_context *ctx, fz_device *device, const fz_text *text, const struct how *how)
{
    const struct pdf_drop *d = fz_user_context(ctx);

    if (text->head != NULL) {
        d->region.plain.fill_text(ctx, device, text, how->ctm, how->space, how->color, how->alpha,
                                  how->params);
    }
}

static void stroke(fz_context *ctx, fz_device *device, const fz_text *text, const struct how *how)
{
    const struct pdf_drop *d = fz_user_context(ctx);

    if (text->head != NULL) {
        d->region.plain.stroke_text(ctx, device, text, how->stroke, how->ctm, how->space,
                                    how->color, how->alpha, how->params);
    }
}

/* A clip of nothing is one too. */
static void clip(fz_context *ctx, fz_device *device, const fz_text *text, const struct how *how)
{
    const struct pdf_drop *d = fz_user_context(ctx);

    d->region.plain.clip_text(ctx, device, text, how->ctm, how->scissor);
}

static void drop_fill(fz_context *ctx, fz_device *device, const fz_text *text, fz_matrix ctm,
                      fz_colorspace *space, const float *color, float alpha, fz_color_params params)
{
    const struct pdf_drop *d = fz_user_context(ctx);

    draw_rest(ctx, device, text,
              &(struct how){.ctm = ctm,
                            .space = space,
                            .color = color,
                            .alpha = alpha,
                            .params = params,
                            .near = d->zoom == 1},
              fill);
}

static void drop_stroke(fz_context *ctx, fz_device *device, const fz_text *text,
                        const fz_stroke_state *state, fz_matrix ctm, fz_colorspace *space,
                        const float *color, float alpha, fz_color_params params)
{
    draw_rest(ctx, device, text,
              &(struct how){.ctm = ctm,
                            .stroke = state,
                            .space = space,
                            .color = color,
                            .alpha = alpha,
                            .params = params},
              stroke);
}

static void drop_clip(fz_context *ctx, fz_device *device, const fz_text *text, fz_matrix ctm,
                      fz_rect scissor)
{
    draw_rest(ctx, device, text, &(struct how){.ctm = ctm, .scissor = scissor}, clip);
}

/* ---- shapes that are drawn apart ---- */

/* What is drawn in a clip of nothing is not drawn. */
static void begin_layer(fz_context *ctx, fz_device *device, const char *name)
{
    struct pdf_drop *d = fz_user_context(ctx);
    struct pdf_glyph *g = NULL;
    fz_path *path;
    float x, y;

    if (pdf_apart_is_mark(name, &x, &y) && d->layers < MAX_LAYERS) {
        g = find(d, APART, x, y);
    }
    if (g != NULL) {
        path = fz_new_path(ctx);
        fz_try(ctx)
        {
            d->region.plain.clip_path(ctx, device, path, 0, fz_identity, fz_empty_rect);
            d->dropped |= (uint64_t)1 << d->layers;
            g->is_left_out = true;
        }
        fz_always(ctx)
        {
            fz_drop_path(ctx, path);
        }
        fz_catch(ctx)
        {
            fz_rethrow(ctx);
        }
    }
    d->layers++;
}

static void end_layer(fz_context *ctx, fz_device *device)
{
    struct pdf_drop *d = fz_user_context(ctx);

    d->layers -= d->layers > 0;
    if (d->layers < MAX_LAYERS && (d->dropped >> d->layers & 1) != 0) {
        d->dropped &= ~((uint64_t)1 << d->layers);
        d->region.plain.pop_clip(ctx, device);
    }
}

/* ---- the shapes alone ---- */

static void keep_fill(fz_context *ctx, fz_device *device, const fz_text *text, fz_matrix ctm,
                      fz_colorspace *space, const float *color, float alpha, fz_color_params params)
{
    static const float black[1];

    draw_rest(ctx, device, text,
              &(struct how){.ctm = ctm,
                            .space = fz_device_gray(ctx),
                            .color = black,
                            .alpha = 1,
                            .params = fz_default_color_params},
              fill);
}

static void keep_stroke(fz_context *ctx, fz_device *device, const fz_text *text,
                        const fz_stroke_state *state, fz_matrix ctm, fz_colorspace *space,
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

static void set(fz_device *device)
{
    device->fill_text = drop_fill;
    device->stroke_text = drop_stroke;
    device->clip_text = drop_clip;
    device->begin_layer = begin_layer;
    device->end_layer = end_layer;
}

void pdf_drop_set(fz_device *device, void *user)
{
    struct pdf_drop *d = user;

    pdf_region_set(device, &d->region);
    set(device);
}

void pdf_drop_set_closely(fz_device *device, void *user)
{
    struct pdf_drop *d = user;

    d->region.plain = *device;
    set(device);
}
