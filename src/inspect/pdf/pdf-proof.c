/*
 * The page is recorded once. It is drawn as it is, and again by a device that leaves the suspects
 * out; only the part of the page where suspects stand. Where the box of a suspect shows no
 * difference nobody can see it, whatever hides it. A glyph under another suspect gets a second
 * look, with only such glyphs left out.
 *
 * What does not touch a suspect is not drawn at all (pdf-region.h): nobody looks there.
 */
#include "inspect/pdf/pdf-proof.h"

#include "inspect/pdf/pdf-drop.h"
#include "inspect/pdf/pdf-lines.h"
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
    SEAM = 110,       /* what shows through a seam, or where two of them cross, differs less */
    CLOSE = 4,        /* pixels a point when seams are looked at; a power of two */
    NEAR = 2,         /* when slivers are */
    EDGE = 64,        /* a smoothed edge lets less through of what is all covered */
};

#define TINY_POINTS  1.0f
#define FRINGE_SHARE 0.12f

static bool is_judged_by_pixels(const struct pdf_glyph *g, bool thorough)
{
    return (g->is_suspect || thorough) && !g->is_not_drawn && !g->is_off &&
           !fz_is_empty_rect(g->box) && !fz_is_infinite_rect(g->box);
}

/* The set of the suspects; of those under other glyphs and still seen when `second`. */
static uint32_t collect(struct arena *a, struct pdf_drop *d, const struct pdf_hidden *h,
                        bool thorough, bool second)
{
    uint32_t count = 0;

    pdf_drop_start(a, d, h);
    for (uint32_t i = 0; i < h->glyphs.n; i++) {
        const struct pdf_glyph *g = &h->glyphs.v[i];

        if (!is_judged_by_pixels(g, thorough) || (second && (!g->is_under || g->is_unseen)) ||
            pdf_drop_has(d, g)) {
            continue;
        }
        pdf_drop_put(d, i);
        count++;
    }
    return count;
}

/* The set of those that no pixel shows. */
static void choose_unseen(struct arena *a, struct pdf_drop *d, const struct pdf_hidden *h)
{
    pdf_drop_start(a, d, h);
    for (uint32_t i = 0; i < h->glyphs.n; i++) {
        const struct pdf_glyph *g = &h->glyphs.v[i];

        if (g->is_unseen && !pdf_drop_has(d, g)) {
            pdf_drop_put(d, i);
        }
    }
}

/* ---- drawing ---- */

static fz_pixmap *draw(fz_context *ctx, fz_display_list *list, fz_irect part, float zoom,
                       void (*hook)(fz_device *device, void *user), void *user, fz_cookie *cookie)
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
        fz_run_display_list(ctx, list, device, fz_scale(zoom, zoom),
                            zoom == 1 ? fz_infinite_rect : fz_rect_from_irect(part), cookie);
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

fz_pixmap *pdf_proof_draw(fz_context *ctx, fz_display_list *list, fz_irect part,
                          void (*hook)(fz_device *device, void *user), void *user,
                          fz_cookie *cookie)
{
    return draw(ctx, list, part, 1, hook, user, cookie);
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

/*
 * What two pictures show differently in a box: share of the pixels, 0 to 1, and the greatest step.
 */
struct difference {
    float share;
    int most;
};

static int step_between(const unsigned char *a, const unsigned char *b)
{
    return MAX(MAX(abs(a[0] - b[0]), abs(a[1] - b[1])), abs(a[2] - b[2]));
}

static struct difference compare_box(const fz_pixmap *with, const fz_pixmap *without, fz_rect box)
{
    fz_irect r = pixels_of(with, box);
    size_t n = (size_t)MAX(r.x1 - r.x0, 0) * with->n;
    struct difference d = {};
    int changed = 0;

    for (int y = r.y0; y < r.y1; y++) {
        if (n == 0 || memcmp(pixel(with, r.x0, y), pixel(without, r.x0, y), n) == 0) {
            continue;
        }
        for (int x = r.x0; x < r.x1; x++) {
            int step = step_between(pixel(with, x, y), pixel(without, x, y));

            changed += step > SEEN;
            d.most = MAX(d.most, step);
        }
    }
    d.share = fz_is_empty_irect(r) ? 0 : (float)changed / (float)((r.x1 - r.x0) * (r.y1 - r.y0));
    return d;
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

    return !g->is_stroked && !g->is_coloured && has_one_colour(proof->without, g->box, ground) &&
           !differs(ground, g->rgb, SAME_COLOUR);
}

static void compare(const struct pdf_proof *proof, struct pdf_hidden *h, bool thorough, bool second)
{
    for (uint32_t i = 0; i < h->glyphs.n; i++) {
        struct pdf_glyph *g = &h->glyphs.v[i];

        if (!is_judged_by_pixels(g, thorough) || (second && (!g->is_under || g->is_unseen))) {
            continue;
        }
        struct difference d = {};

        if (g->is_apart && !g->is_left_out) {
            continue; /* the picture without the suspects has it: nothing is known */
        }
        if (g->size >= TINY_POINTS && g->alpha > 0) {
            d = compare_box(proof->with, proof->without, g->box);
        }
        g->is_unseen = d.share <= 0 || is_faint(proof, g);
        g->is_fringe = d.share > 0 && d.share < FRINGE_SHARE;
        g->is_ghost = !g->is_unseen && g->is_covered && d.most <= SEAM;
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
        if (last != NULL && pdf_lines_is_same(last, g)) {
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
static fz_display_list *record_quickly(fz_context *ctx, struct pdf_drop *d, struct pdf_page *page,
                                       struct pdf_fonts *fonts, fz_buffer *content,
                                       fz_cookie *cookie)
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
        is_done = pdf_quick_draw(ctx, device, &d->region, fonts, page, content, cookie);
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

static void record(fz_context *ctx, struct pdf_proof *proof, struct pdf_drop *d,
                   struct pdf_page *page, struct pdf_fonts *fonts, fz_buffer *content,
                   fz_cookie *cookie)
{
    proof->near = fonts != NULL ? record_quickly(ctx, d, page, fonts, content, cookie) : NULL;
    if (proof->near == NULL) {
        proof->list = fz_new_display_list_from_page(ctx, &page->super);
        proof->near = fz_keep_display_list(ctx, proof->list);
    }
}

/* ---- seams ---- */

/*
 * Pieces that abut are one cover: a viewer that smooths edges lets a little of what lies beneath
 * show along the seams, others do not. Letters of which no more than that is seen are looked at
 * again, closely and with edges that are not smoothed; without smoothing two pieces leave a seam
 * only when there is a gap between them.
 */

/* Which letters are looked at closely, and how. */
struct closely {
    bool (*is_one)(const struct pdf_glyph *g);
    void (*judge)(struct pdf_glyph *g, const fz_pixmap *with, const fz_pixmap *without,
                  fz_rect pixels);
    float zoom;
};

/* The set of these letters; and where they are, in points. */
static fz_rect choose_close(struct arena *a, struct pdf_drop *d, const struct pdf_hidden *h,
                            const struct closely *how)
{
    fz_rect all = fz_empty_rect;

    pdf_drop_start(a, d, h);
    for (uint32_t i = 0; i < h->glyphs.n; i++) {
        const struct pdf_glyph *g = &h->glyphs.v[i];

        if (how->is_one(g) && !pdf_drop_has(d, g)) {
            fz_rect box = fz_intersect_rect(g->box, h->bounds);

            pdf_drop_put(d, i);
            all = fz_is_empty_rect(all) ? box : fz_union_rect(all, box);
        }
    }
    return all;
}

static bool is_ghost(const struct pdf_glyph *g)
{
    return g->is_ghost;
}

static void judge_ghost(struct pdf_glyph *g, const fz_pixmap *with, const fz_pixmap *without,
                        fz_rect pixels)
{
    g->is_unseen = g->is_ghost = compare_box(with, without, pixels).share <= 0;
    g->is_fringe &= !g->is_unseen;
}

static bool is_fringe(const struct pdf_glyph *g)
{
    return g->is_fringe && !g->is_ghost && !g->is_unseen;
}

static void judge_sliver(struct pdf_glyph *g, const fz_pixmap *with, const fz_pixmap *without,
                         fz_rect pixels)
{
    g->is_sliver = compare_box(with, without, pixels).most > EDGE;
}

/* May jump. */
static void draw_close(fz_context *ctx, struct pdf_proof *proof, struct pdf_drop *d,
                       struct pdf_hidden *h, const struct closely *how, fz_rect where,
                       fz_cookie *cookie)
{
    fz_pixmap *volatile with = NULL;
    fz_pixmap *volatile without = NULL;
    uint32_t *chosen = d->slots;
    volatile float zoom = how->zoom;

    while (zoom > 1 && (where.x1 - where.x0) * (where.y1 - where.y0) * zoom * zoom > MAX_PIXELS) {
        zoom /= 2;
    }
    fz_irect part = fz_irect_from_rect(fz_transform_rect(where, fz_scale(zoom, zoom)));

    d->zoom = zoom;
    fz_try(ctx)
    {
        without = draw(ctx, proof->near, part, zoom, pdf_drop_set_closely, d, cookie);
        d->slots = NULL;
        with = draw(ctx, proof->near, part, zoom, pdf_drop_set_closely, d, cookie);
        for (uint32_t i = 0; i < h->glyphs.n; i++) {
            if (how->is_one(&h->glyphs.v[i])) {
                how->judge(&h->glyphs.v[i], with, without,
                           fz_transform_rect(h->glyphs.v[i].box, fz_scale(zoom, zoom)));
            }
        }
    }
    fz_always(ctx)
    {
        d->slots = chosen;
        d->zoom = 1;
        fz_drop_pixmap(ctx, with);
        fz_drop_pixmap(ctx, without);
    }
    fz_catch(ctx)
    {
        fz_rethrow(ctx);
    }
}

/* The page is then seen as it was proven: `with` is drawn anew. May jump. */
static void prove_ghosts(fz_context *ctx, struct pdf_proof *proof, struct pdf_trace *trace,
                         struct pdf_drop *d, fz_irect part, fz_cookie *cookie)
{
    static const struct closely how = {is_ghost, judge_ghost, CLOSE};
    struct pdf_hidden *h = trace->hidden;
    fz_rect where = choose_close(trace->arena, d, h, &how);
    int level = fz_graphics_aa_level(ctx);
    bool any = false;

    if (fz_is_empty_rect(where)) {
        return;
    }
    fz_set_graphics_aa_level(ctx, 0);
    fz_try(ctx)
    {
        draw_close(ctx, proof, d, h, &how, where, cookie);
        for (uint32_t i = 0; i < h->glyphs.n && !any; i++) {
            any = h->glyphs.v[i].is_ghost;
        }
        if (any) {
            d->slots = NULL;
            fz_drop_pixmap(ctx, proof->with);
            proof->with = NULL;
            proof->with = pdf_proof_draw(ctx, proof->near, part, pdf_drop_set, d, cookie);
        }
    }
    fz_always(ctx)
    {
        fz_set_graphics_aa_level(ctx, level);
    }
    fz_catch(ctx)
    {
        fz_rethrow(ctx);
    }
}

/* What shows of letters at the edge of a cover. May jump. */
static void prove_slivers(fz_context *ctx, struct pdf_proof *proof, struct pdf_trace *trace,
                          struct pdf_drop *d, fz_cookie *cookie)
{
    static const struct closely how = {is_fringe, judge_sliver, NEAR};
    fz_rect where = choose_close(trace->arena, d, trace->hidden, &how);

    if (!fz_is_empty_rect(where)) {
        draw_close(ctx, proof, d, trace->hidden, &how, where, cookie);
    }
}

static void prove(fz_context *ctx, struct pdf_proof *proof, struct pdf_trace *trace,
                  struct pdf_page *page, const struct pdf_hidden_options *options, fz_irect part,
                  fz_cookie *cookie)
{
    struct pdf_drop dropper = {.zoom = 1};
    struct pdf_hidden *h = trace->hidden;
    bool thorough = options->thorough;

    find_region(trace->arena, h, thorough, part, &dropper.region);
    record(ctx, proof, &dropper, page, h->is_quick ? options->fonts : NULL, trace->content, cookie);
    proof->with = pdf_proof_draw(ctx, proof->near, part, pdf_drop_set, &dropper, cookie);
    if (collect(trace->arena, &dropper, h, thorough, false) == 0) {
        return;
    }
    proof->without = pdf_proof_draw(ctx, proof->near, part, pdf_drop_set, &dropper, cookie);
    compare(proof, h, thorough, false);
    if (collect(trace->arena, &dropper, h, thorough, true) > 0) {
        fz_drop_pixmap(ctx, proof->without);
        proof->without = NULL;
        proof->without = pdf_proof_draw(ctx, proof->near, part, pdf_drop_set, &dropper, cookie);
        compare(proof, h, thorough, true);
    }
    prove_ghosts(ctx, proof, trace, &dropper, part, cookie);
    if (options->tells_slivers) {
        prove_slivers(ctx, proof, trace, &dropper, cookie);
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
static void draw_shapes(fz_context *ctx, struct pdf_proof *proof, struct pdf_drop *d,
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
        pdf_drop_set_shapes(device, d);
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
    struct pdf_drop dropper = {.keeps = true, .zoom = 1};

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
