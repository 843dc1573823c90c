/*
 * Layers of a traced page. It was run with all of them on; here it is run again for one usage, and
 * what is drawn then is met in the lists by character and place, in the order drawn.
 */
#include "inspect/pdf/pdf-trace-layers.h"

#include "inspect/pdf/pdf-fonts.h"
#include "inspect/pdf/pdf-trace-text.h"

enum {
    MAX_LOOKS = 20 * 1000 * 1000, /* at glyphs that layers may hide */
    MAX_TWINS_APART = 2000,       /* glyphs between two that are the same at one place */
};

struct matcher {
    fz_device device;
    struct pdf_hidden *hidden;
    uint32_t glyph, picture; /* next in the lists */
    uint32_t contents;       /* glyphs of the content */
    uint32_t looked_at;
    struct pdf_last_text filled;
    bool is_print;
};

/* Where in a text. */
struct cursor {
    const fz_text_span *span;
    int item;
    fz_matrix ctm;
};

/* The next glyph that leaves ink, and its place; NULL: the text is over. */
static const fz_text_item *next_of(fz_context *ctx, struct cursor *c, fz_point *ret_place)
{
    for (; c->span != NULL; c->span = c->span->next, c->item = 0) {
        while (c->item < c->span->len) {
            const fz_text_item *item = &c->span->items[c->item++];

            if (pdf_fonts_has_ink(ctx, c->span->font, item->gid, item->ucs)) {
                *ret_place = fz_transform_point_xy(item->x, item->y, c->ctm);
                return item;
            }
        }
    }
    return NULL;
}

static bool is_there(const struct matcher *m, uint32_t k, const fz_text_item *item, fz_point place)
{
    const struct pdf_glyph *g = &m->hidden->glyphs.v[k];

    return g->code_point == item->ucs && g->x == place.x && g->y == place.y;
}

/* How many glyphs from the cursor on are those of the list from `k` on; *ret_whole: to its end. */
static uint32_t run_at(fz_context *ctx, struct matcher *m, uint32_t k, struct cursor at,
                       bool *ret_whole)
{
    const fz_text_item *item;
    fz_point place;
    uint32_t n = 0;

    while ((item = next_of(ctx, &at, &place)) != NULL && k + n < m->contents &&
           m->looked_at++ < MAX_LOOKS && is_there(m, k + n, item, place)) {
        n++;
    }
    *ret_whole = item == NULL;
    return n;
}

/*
 * Where the text from the cursor on stands in the list, and how much of it. A layer may have begun
 * with the same letter at the same place, on and off: the longer run is meant.
 */
static uint32_t find_run(fz_context *ctx, struct matcher *m, struct cursor at, uint32_t *ret_k)
{
    struct cursor next = at;
    fz_point place;
    const fz_text_item *item = next_of(ctx, &next, &place);
    uint32_t last = m->contents;
    uint32_t best = 0;
    bool is_whole = false;

    for (uint32_t k = m->glyph; k < last && !is_whole && m->looked_at++ < MAX_LOOKS; k++) {
        if (is_there(m, k, item, place)) {
            uint32_t n = run_at(ctx, m, k, at, &is_whole);

            if (best == 0) {
                last = MIN(last, k + MAX_TWINS_APART);
            }
            if (n > best) {
                best = n;
                *ret_k = k;
            }
        }
    }
    return best;
}

static void match_text(fz_context *ctx, struct matcher *m, const fz_text *text, fz_matrix ctm)
{
    struct cursor at = {.span = text->head, .ctm = ctm};
    struct cursor next = at;
    fz_point place;

    while (next_of(ctx, &next, &place) != NULL) {
        uint32_t k = 0;
        uint32_t n = find_run(ctx, m, at, &k);

        for (uint32_t i = k; i < k + n; i++) {
            m->hidden->glyphs.v[i].is_off &= m->is_print;
            m->hidden->glyphs.v[i].is_off_print &= !m->is_print;
        }
        m->glyph = n > 0 ? k + n : m->glyph;
        for (uint32_t i = 0; i < MAX(n, 1U); i++) {
            next_of(ctx, &at, &place);
        }
        next = at;
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
