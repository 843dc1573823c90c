/*
 * The page is recorded once. It is drawn as it is, and again by a device that leaves the suspects
 * out; only the part of the page where suspects stand. Where the box of a suspect shows no
 * difference nobody can see it, whatever hides it. A glyph under another suspect gets a second
 * look, with only such glyphs left out.
 *
 * What does not touch a suspect is not drawn at all (pdf-region.h): nobody looks there.
 *
 * Suspects are told by character and origin, not by number: recorded and traced pages may skip
 * different things (tiles, what is outside the picture). MuPDF's drawing device has no room for our
 * set of suspects; it hangs on the context while a page is drawn.
 */
#include "inspect/pdf/pdf-proof.h"

#include "inspect/pdf/pdf-quick.h"
#include "inspect/pdf/pdf-region.h"

#include <math.h>
#include <mupdf/pdf.h>

enum {
    MAX_PIXELS = 20 * 1000 * 1000,
    SEEN = 3,         /* of 255: what differs less is not seen */
    DARK = 96,        /* a blackened scan is not wholly black */
    NEAR_COLOUR = 6,  /* between two colours taken for one */
    SAME_COLOUR = 10, /* of a glyph and its ground: too near to be told apart */
};

#define TINY_POINTS  1.0f
#define FRINGE_SHARE 0.12f

/* The glyphs that are left out. The user context of the library while it draws. */
struct dropper {
    struct pdf_region region; /* first: see pdf_region_set() */
    const struct pdf_glyph *glyphs;
    uint32_t *slots; /* glyph + 1; 0 = free; NULL: none is left out */
    uint32_t mask;
    bool keeps; /* these are drawn, and nothing else */
};

static uint32_t hash_of(int code_point, float x, float y)
{
    uint32_t bits[2], h = (uint32_t)code_point * 0x9E3779B1U;

    memcpy(&bits[0], &x, sizeof(x));
    memcpy(&bits[1], &y, sizeof(y));
    h = (h ^ bits[0]) * 0x85EBCA6BU;
    h = (h ^ h >> 15 ^ bits[1]) * 0xC2B2AE35U;
    return h ^ h >> 16;
}

static bool is_dropped(const struct dropper *d, int code_point, float x, float y)
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

static bool is_judged_by_pixels(const struct pdf_glyph *g, bool thorough)
{
    return (g->is_suspect || thorough) && !g->is_not_drawn && !g->is_off &&
           !fz_is_empty_rect(g->box) && !fz_is_infinite_rect(g->box);
}

static void start_set(struct arena *a, struct dropper *d, const struct pdf_hidden *h)
{
    uint32_t size = 16;

    while (size < h->glyphs.n * 2) {
        size *= 2;
    }
    d->glyphs = h->glyphs.v;
    d->slots = ARENA_ARRAY(a, size, uint32_t);
    d->mask = size - 1;
}

static void put(struct dropper *d, uint32_t index)
{
    const struct pdf_glyph *g = &d->glyphs[index];
    uint32_t at = hash_of(g->code_point, g->x, g->y) & d->mask;

    while (d->slots[at] != 0) {
        at = (at + 1) & d->mask;
    }
    d->slots[at] = index + 1;
}

/* The set of the suspects; of those under other glyphs and still seen when `second`. */
static uint32_t collect(struct arena *a, struct dropper *d, const struct pdf_hidden *h,
                        bool thorough, bool second)
{
    uint32_t count = 0;

    start_set(a, d, h);
    for (uint32_t i = 0; i < h->glyphs.n; i++) {
        const struct pdf_glyph *g = &h->glyphs.v[i];

        if (!is_judged_by_pixels(g, thorough) || (second && (!g->is_under || g->is_unseen)) ||
            is_dropped(d, g->code_point, g->x, g->y)) {
            continue;
        }
        put(d, i);
        count++;
    }
    return count;
}

/* The set of those that no pixel shows. */
static void choose_unseen(struct arena *a, struct dropper *d, const struct pdf_hidden *h)
{
    start_set(a, d, h);
    for (uint32_t i = 0; i < h->glyphs.n; i++) {
        const struct pdf_glyph *g = &h->glyphs.v[i];

        if (g->is_unseen && !is_dropped(d, g->code_point, g->x, g->y)) {
            put(d, i);
        }
    }
}

/*
 * The text without the suspects, and, when `near`, without what does not touch the region; NULL when
 * nothing of it goes. Raises errors.
 */
static fz_text *without_suspects(fz_context *ctx, const struct dropper *d, const fz_text *text,
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
                dropped = !is_dropped(d, item->ucs, place.e, place.f);
                drops = true;
            } else if (item->gid >= 0) {
                dropped = is_dropped(d, item->ucs, place.e, place.f) ||
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
    const struct dropper *d = fz_user_context(ctx);
    fz_text *rest = without_suspects(ctx, d, text, ctm, true);

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
    const struct dropper *d = fz_user_context(ctx);
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
    const struct dropper *d = fz_user_context(ctx);
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
    const struct dropper *d = fz_user_context(ctx);
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
static void change_to_shapes(fz_device *device, void *user)
{
    struct dropper *d = user;

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

/* ---- drawing ---- */

static void change(fz_device *device, void *user)
{
    pdf_region_set(device, &((struct dropper *)user)->region);
    device->fill_text = drop_fill;
    device->stroke_text = drop_stroke;
    device->clip_text = drop_clip;
}

fz_pixmap *pdf_proof_draw(fz_context *ctx, fz_display_list *list, fz_irect part,
                          void (*hook)(fz_device *device, void *user), void *user,
                          fz_cookie *cookie)
{
    void *kept = fz_user_context(ctx);
    fz_pixmap *pixmap = NULL;
    fz_device *device = NULL;

    fz_var(pixmap);
    fz_var(device);
    fz_try(ctx)
    {
        pixmap = fz_new_pixmap_with_bbox(ctx, fz_device_rgb(ctx), part, NULL, 0);
        fz_clear_pixmap_with_value(ctx, pixmap, 255);
        device = fz_new_draw_device(ctx, fz_identity, pixmap);
        if (hook != NULL) {
            fz_set_user_context(ctx, user);
            hook(device, user);
        }
        fz_run_display_list(ctx, list, device, fz_identity, fz_infinite_rect, cookie);
        fz_close_device(ctx, device);
    }
    fz_always(ctx)
    {
        fz_set_user_context(ctx, kept);
        fz_drop_device(ctx, device);
    }
    fz_catch(ctx)
    {
        fz_drop_pixmap(ctx, pixmap);
        fz_rethrow(ctx);
    }
    return pixmap;
}

/* ---- comparing ---- */

/* The pixels of a box, inside the picture. */
static fz_irect pixels_of(const fz_pixmap *pixmap, fz_rect box)
{
    fz_irect all = {pixmap->x, pixmap->y, pixmap->x + pixmap->w, pixmap->y + pixmap->h};

    return fz_intersect_irect(fz_irect_from_rect(box), all);
}

static const unsigned char *pixel(const fz_pixmap *pixmap, int x, int y)
{
    return pixmap->samples + (ptrdiff_t)(y - pixmap->y) * pixmap->stride +
           (ptrdiff_t)(x - pixmap->x) * pixmap->n;
}

static bool differs(const unsigned char *a, const unsigned char *b, int by)
{
    return abs(a[0] - b[0]) > by || abs(a[1] - b[1]) > by || abs(a[2] - b[2]) > by;
}

/* Share of the pixels of the box that differ without the suspects, 0 to 1. */
static float shown_share(const struct pdf_proof *proof, fz_rect box)
{
    fz_irect r = pixels_of(proof->with, box);
    int changed = 0;

    for (int y = r.y0; y < r.y1; y++) {
        size_t n = (size_t)MAX(r.x1 - r.x0, 0) * proof->with->n;

        if (n == 0 || memcmp(pixel(proof->with, r.x0, y), pixel(proof->without, r.x0, y), n) == 0) {
            continue;
        }
        for (int x = r.x0; x < r.x1; x++) {
            changed += differs(pixel(proof->with, x, y), pixel(proof->without, x, y), SEEN);
        }
    }
    return fz_is_empty_irect(r) ? 0 : (float)changed / (float)((r.x1 - r.x0) * (r.y1 - r.y0));
}

static bool has_one_colour(const fz_pixmap *pixmap, fz_rect box, uint8_t ret_rgb[3])
{
    fz_irect r;

    if (pixmap == NULL) {
        return false;
    }
    r = pixels_of(pixmap, box);
    if (fz_is_empty_irect(r)) {
        return false;
    }
    memcpy(ret_rgb, pixel(pixmap, r.x0, r.y0), 3);
    for (int y = r.y0; y < r.y1; y++) {
        for (int x = r.x0; x < r.x1; x++) {
            if (differs(pixel(pixmap, x, y), ret_rgb, NEAR_COLOUR)) {
                return false;
            }
        }
    }
    return true;
}

bool pdf_proof_is_uniform(const struct pdf_proof *proof, fz_rect box, uint8_t ret_rgb[3])
{
    return has_one_colour(proof->with, box, ret_rgb);
}

float pdf_proof_dark_share(const struct pdf_proof *proof, fz_rect box)
{
    fz_irect r = proof->with == NULL ? fz_empty_irect : pixels_of(proof->with, box);
    int dark = 0;

    for (int y = r.y0; y < r.y1; y++) {
        for (int x = r.x0; x < r.x1; x++) {
            const unsigned char *at = pixel(proof->with, x, y);

            dark += at[0] < DARK && at[1] < DARK && at[2] < DARK;
        }
    }
    return fz_is_empty_irect(r) ? 0 : (float)dark / (float)((r.x1 - r.x0) * (r.y1 - r.y0));
}

/* Whether the glyph differs from its ground by less than an eye tells apart. */
static bool is_faint(const struct pdf_proof *proof, const struct pdf_glyph *g)
{
    uint8_t ground[3];

    return !g->is_stroked && has_one_colour(proof->without, g->box, ground) &&
           !differs(ground, g->rgb, SAME_COLOUR);
}

static void compare(const struct pdf_proof *proof, struct pdf_hidden *h, bool thorough, bool second)
{
    for (uint32_t i = 0; i < h->glyphs.n; i++) {
        struct pdf_glyph *g = &h->glyphs.v[i];

        if (!is_judged_by_pixels(g, thorough) || (second && (!g->is_under || g->is_unseen))) {
            continue;
        }
        float share = g->size < TINY_POINTS || g->alpha <= 0 ? 0 : shown_share(proof, g->box);

        g->is_unseen = share <= 0 || is_faint(proof, g);
        g->is_fringe = share > 0 && share < FRINGE_SHARE;
    }
}

static bool is_looked_at(const struct pdf_glyph *g, bool thorough)
{
    return (is_judged_by_pixels(g, thorough) || (g->is_not_drawn && !g->is_off)) &&
           !fz_is_empty_rect(g->box) && !fz_is_infinite_rect(g->box);
}

/* Glyphs that pixels judge, and lines of them: what is hidden is looked at line by line. */
static void find_region(struct arena *a, const struct pdf_hidden *h, bool thorough, fz_irect part,
                        struct pdf_region *region)
{
    const struct pdf_glyph *last = NULL;
    fz_rect line = fz_empty_rect;

    pdf_region_begin(a, region, part);
    for (uint32_t i = 0; i < h->glyphs.n; i++) {
        const struct pdf_glyph *g = &h->glyphs.v[i];

        if (fz_is_empty_rect(g->box) || fz_is_infinite_rect(g->box)) {
            continue;
        }
        if (!is_looked_at(g, thorough)) {
            last = NULL;
            continue;
        }
        if (last != NULL && pdf_hidden_is_same_line(last, g)) {
            line = fz_union_rect(line, g->box);
        } else {
            pdf_region_add(region, line);
            line = g->box;
        }
        last = g;
    }
    pdf_region_add(region, line);
    pdf_region_end(region);
}

/* The part of the page that must be drawn, in whole pixels; empty = none. */
static fz_irect part_of(const struct pdf_hidden *h, bool thorough)
{
    fz_rect part = fz_empty_rect;

    for (uint32_t i = 0; i < h->glyphs.n; i++) {
        const struct pdf_glyph *g = &h->glyphs.v[i];

        if (is_looked_at(g, thorough)) {
            fz_rect box = fz_intersect_rect(g->box, h->bounds);

            part = fz_is_empty_rect(part) ? box : fz_union_rect(part, box);
        }
    }
    return fz_is_empty_rect(part) ? fz_empty_irect : fz_irect_from_rect(part);
}

/* ---- the page, recorded ---- */

/* What touches the region, by our own interpreter; NULL when it does not know the page. */
static fz_display_list *record_quickly(fz_context *ctx, struct dropper *d, struct pdf_page *page,
                                       struct pdf_fonts *fonts, fz_cookie *cookie)
{
    void *kept = fz_user_context(ctx);
    fz_display_list *list = fz_new_display_list(ctx, pdf_bound_page(ctx, page));
    fz_device *device = NULL;
    bool is_done = false;

    fz_var(device);
    fz_var(is_done);
    fz_set_user_context(ctx, d);
    fz_try(ctx)
    {
        device = fz_new_list_device(ctx, list);
        pdf_region_set(device, &d->region);
        is_done = pdf_quick_draw(ctx, device, &d->region, fonts, page, cookie);
        if (is_done) {
            pdf_run_page_annots(ctx, page, device, fz_identity, cookie);
            pdf_run_page_widgets(ctx, page, device, fz_identity, cookie);
            fz_close_device(ctx, device);
        }
    }
    fz_always(ctx)
    {
        fz_set_user_context(ctx, kept);
        fz_drop_device(ctx, device);
    }
    fz_catch(ctx)
    {
        is_done = false;
    }
    if (!is_done) {
        fz_drop_display_list(ctx, list);
        return NULL;
    }
    return list;
}

static void record(fz_context *ctx, struct pdf_proof *proof, struct dropper *d,
                   struct pdf_page *page, struct pdf_fonts *fonts, fz_cookie *cookie)
{
    proof->near = fonts != NULL ? record_quickly(ctx, d, page, fonts, cookie) : NULL;
    if (proof->near == NULL) {
        proof->list = fz_new_display_list_from_page(ctx, &page->super);
        proof->near = fz_keep_display_list(ctx, proof->list);
    }
}

static void prove(fz_context *ctx, struct pdf_proof *proof, struct pdf_trace *trace,
                  struct pdf_page *page, const struct pdf_hidden_options *options, fz_irect part,
                  fz_cookie *cookie)
{
    struct dropper dropper = {};
    struct pdf_hidden *h = trace->hidden;
    bool thorough = options->thorough;

    find_region(trace->arena, h, thorough, part, &dropper.region);
    record(ctx, proof, &dropper, page, h->is_quick ? options->fonts : NULL, cookie);
    proof->with = pdf_proof_draw(ctx, proof->near, part, change, &dropper, cookie);
    if (collect(trace->arena, &dropper, h, thorough, false) == 0) {
        return;
    }
    proof->without = pdf_proof_draw(ctx, proof->near, part, change, &dropper, cookie);
    compare(proof, h, thorough, false);
    if (collect(trace->arena, &dropper, h, thorough, true) > 0) {
        fz_drop_pixmap(ctx, proof->without);
        proof->without = NULL;
        proof->without = pdf_proof_draw(ctx, proof->near, part, change, &dropper, cookie);
        compare(proof, h, thorough, true);
    }
}

void pdf_proof_run(fz_context *ctx, struct pdf_proof *proof, struct pdf_trace *trace,
                   struct pdf_page *page, const struct pdf_hidden_options *options,
                   fz_cookie *cookie)
{
    struct pdf_hidden *h = trace->hidden;
    bool thorough = options->thorough;
    fz_irect part = part_of(h, thorough);

    for (uint32_t i = 0; i < h->glyphs.n; i++) {
        struct pdf_glyph *g = &h->glyphs.v[i];

        /* Nothing of it can be on the picture. */
        g->is_unseen = is_judged_by_pixels(g, thorough) &&
                       fz_is_empty_rect(fz_intersect_rect(g->box, h->bounds));
    }
    if (fz_is_empty_irect(part)) {
        return;
    }
    if ((int64_t)(part.x1 - part.x0) * (part.y1 - part.y0) > MAX_PIXELS) {
        h->is_partial = true;
        return;
    }
    fz_try(ctx)
    {
        prove(ctx, proof, trace, page, options, part, cookie);
    }
    fz_catch(ctx)
    {
        h->is_partial = true;
    }
    h->is_partial |= cookie->abort != 0;
}

/* May jump. From the page itself: lists leave out clips that nothing is painted in. */
static void draw_shapes(fz_context *ctx, struct pdf_proof *proof, struct dropper *d,
                        struct pdf_page *page, fz_cookie *cookie)
{
    void *kept = fz_user_context(ctx);
    fz_device *device = NULL;

    fz_var(device);
    fz_try(ctx)
    {
        proof->shapes = fz_new_pixmap_with_bbox(ctx, fz_device_rgb(ctx),
                                                fz_pixmap_bbox(ctx, proof->with), NULL, 0);
        fz_clear_pixmap_with_value(ctx, proof->shapes, 255);
        device = fz_new_draw_device(ctx, fz_identity, proof->shapes);
        fz_set_user_context(ctx, d);
        change_to_shapes(device, d);
        pdf_run_page(ctx, page, device, fz_identity, cookie);
        fz_close_device(ctx, device);
    }
    fz_always(ctx)
    {
        fz_set_user_context(ctx, kept);
        fz_drop_device(ctx, device);
    }
    fz_catch(ctx)
    {
        fz_drop_pixmap(ctx, proof->shapes);
        proof->shapes = NULL;
        fz_rethrow(ctx);
    }
}

void pdf_proof_shapes(fz_context *ctx, struct pdf_proof *proof, struct arena *a,
                      struct pdf_page *page, const struct pdf_hidden *h, fz_cookie *cookie)
{
    struct dropper dropper = {.keeps = true};

    if (proof->has_shapes || proof->with == NULL) {
        return;
    }
    proof->has_shapes = true;
    choose_unseen(a, &dropper, h);
    fz_try(ctx)
    {
        draw_shapes(ctx, proof, &dropper, page, cookie);
    }
    fz_catch(ctx)
    {
        /* Without them nothing is taken for shown. */
    }
}

void pdf_proof_done(fz_context *ctx, struct pdf_proof *proof)
{
    fz_drop_pixmap(ctx, proof->with);
    fz_drop_pixmap(ctx, proof->without);
    fz_drop_pixmap(ctx, proof->shapes);
    fz_drop_display_list(ctx, proof->list);
    fz_drop_display_list(ctx, proof->near);
    *proof = (struct pdf_proof){};
}
