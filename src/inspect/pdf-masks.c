/*
 * A box is a mask when it lies on a picture, or on most of one, and is no ground of the page; one
 * with a hue must lie in the picture and be small. It is a mask when it is seen as one even area (nothing is written on it: a panel of a poster has text), and when the picture
 * has strokes or edges below it. That is seen by drawing that part of the page without such boxes.
 */
#include "inspect/pdf-masks.h"

#include <math.h>
#include <mupdf/pdf.h>

enum {
    MAX_MASKS = 400,
    MAX_PIXELS = 20 * 1000 * 1000,
    HUE = 40,       /* between the channels of a colour, of 255: more is no black, grey or white */
    EDGE = 48,      /* between neighbouring pixels below */
    MIN_EDGES = 12,
    EDGE_SHARE = 60, /* one of so many pixels */
    BINS = 8,        /* of the width of a box */
};

#define INSIDE_SHARE 0.5f /* of a box that lies on the picture */
#define ALL_SHARE 0.95f   /* of a picture that is covered as a whole */
#define PAGE_SHARE 0.8f   /* of the page: a ground, no mask */
#define HUED_INSIDE 0.9f  /* a box with a hue: it may be a part of a design */
#define HUED_SHARE 0.3f
#define LEAST_AREA 64.0f
#define RIM 1.0f
#define INNER 0.2f /* of the height of a box on each side: its rim */

struct mask {
    const struct pdf_box *box;
    uint32_t picture;
    fz_rect part; /* of the picture that it covers */
};

struct masks {
    struct mask v[MAX_MASKS];
    uint32_t n;
    fz_device plain;
};

static float area(fz_rect r)
{
    return fz_is_empty_rect(r) ? 0 : (r.x1 - r.x0) * (r.y1 - r.y0);
}

static bool has_no_hue(const uint8_t rgb[3])
{
    int most = MAX(rgb[0], MAX(rgb[1], rgb[2])), least = MIN(rgb[0], MIN(rgb[1], rgb[2]));

    return most - least <= HUE;
}

/* The last picture that was drawn before the box and lies under it, or -1. */
static int64_t picture_under(const struct pdf_hidden *h, const struct pdf_box *box)
{
    int64_t found = -1;

    for (uint32_t i = 0; i < h->pictures.n; i++) {
        const struct pdf_picture *p = &h->pictures.v[i];
        float common = area(fz_intersect_rect(p->box, box->box));
        float inside = common / fmaxf(area(box->box), 1), covered = common / fmaxf(area(p->box), 1);
        bool plain = box->is_picture || has_no_hue(box->rgb);

        if (!p->is_mask && !p->is_off && p->order < box->order && common >= LEAST_AREA &&
            area(box->box) < PAGE_SHARE * area(h->bounds) &&
            (plain ? inside >= INSIDE_SHARE || covered >= ALL_SHARE
                   : inside >= HUED_INSIDE && covered <= HUED_SHARE)) {
            found = i;
        }
    }
    return found;
}

static void collect(struct masks *masks, const struct pdf_trace *trace)
{
    for (uint32_t i = 0; i < trace->boxes.n && masks->n < MAX_MASKS; i++) {
        const struct pdf_box *box = &trace->boxes.v[i];
        int64_t under = picture_under(trace->hidden, box);

        if (under >= 0) {
            masks->v[masks->n++] = (struct mask){
                .box = box,
                .picture = (uint32_t)under,
                .part = fz_intersect_rect(box->box, trace->hidden->pictures.v[under].box)};
        }
    }
}

/* ---- drawing without them ---- */

static void drop_image(fz_context *ctx, fz_device *device, fz_image *image, fz_matrix ctm,
                       float alpha, fz_color_params params)
{
    const struct masks *masks = fz_user_context(ctx);
    fz_rect whole = fz_transform_rect(fz_unit_rect, ctm);

    for (uint32_t i = 0; i < masks->n; i++) {
        const struct pdf_box *box = masks->v[i].box;

        if (box->is_picture && memcmp(&box->whole, &whole, sizeof(whole)) == 0) {
            return;
        }
    }
    masks->plain.fill_image(ctx, device, image, ctm, alpha, params);
}

static void drop_path(fz_context *ctx, fz_device *device, const fz_path *path, int even_odd,
                      fz_matrix ctm, fz_colorspace *space, const float *color, float alpha,
                      fz_color_params params)
{
}

static void drop_stroke(fz_context *ctx, fz_device *device, const fz_path *path,
                        const fz_stroke_state *stroke, fz_matrix ctm, fz_colorspace *space,
                        const float *color, float alpha, fz_color_params params)
{
}

static void drop_text(fz_context *ctx, fz_device *device, const fz_text *text, fz_matrix ctm,
                      fz_colorspace *space, const float *color, float alpha,
                      fz_color_params params)
{
}

static void drop_shade(fz_context *ctx, fz_device *device, fz_shade *shade, fz_matrix ctm,
                       float alpha, fz_color_params params)
{
}

/* Nothing but pictures, without those that are masks. */
static void change(fz_device *device, void *user)
{
    ((struct masks *)user)->plain = *device;
    device->fill_path = drop_path;
    device->stroke_path = drop_stroke;
    device->fill_text = drop_text;
    device->fill_shade = drop_shade;
    device->fill_image = drop_image;
}

/* ---- what is below ---- */

static int brightness(const fz_pixmap *p, int x, int y)
{
    const unsigned char *at = p->samples + (ptrdiff_t)(y - p->y) * p->stride +
                              (ptrdiff_t)(x - p->x) * p->n;

    return (at[0] * 2 + at[1] * 5 + at[2]) / 8;
}

/*
 * Whether there are strokes in the box, over most of its width. A picture that was blackened
 * itself, and has a box laid over that once more, has edges near its rim only.
 */
static bool has_content(const fz_pixmap *p, fz_rect box)
{
    fz_irect all = {p->x, p->y, p->x + p->w, p->y + p->h};
    float dy = (box.y1 - box.y0) * INNER, dx = fminf((box.x1 - box.x0) * INNER, dy);
    fz_irect r = fz_intersect_irect(
        fz_irect_from_rect(fz_make_rect(box.x0 + dx, box.y0 + dy, box.x1 - dx, box.y1 - dy)), all);
    uint32_t edges[BINS] = {}, all_edges = 0, filled = 0;
    int64_t pixels = 0;

    for (int y = r.y0; y < r.y1; y++) {
        for (int x = r.x0 + 1; x < r.x1; x++) {
            bool edge = abs(brightness(p, x, y) - brightness(p, x - 1, y)) > EDGE;

            edges[(x - r.x0) * BINS / (r.x1 - r.x0)] += edge;
            all_edges += edge;
            pixels++;
        }
    }
    for (int i = 0; i < BINS; i++) {
        filled += edges[i] > 0;
    }
    return all_edges >= MIN_EDGES && (int64_t)all_edges * EDGE_SHARE >= pixels &&
           filled * 2 > BINS;
}

static fz_irect part_of(const struct masks *masks, fz_rect bounds)
{
    fz_rect part = fz_empty_rect;

    for (uint32_t i = 0; i < masks->n; i++) {
        fz_rect box = fz_intersect_rect(masks->v[i].part, bounds);

        part = fz_is_empty_rect(part) ? box : fz_union_rect(part, box);
    }
    return fz_is_empty_rect(part) ? fz_empty_irect : fz_irect_from_rect(part);
}

/* Keeps those that are seen as one even area; returns how many. */
static uint32_t keep_even(struct masks *masks, const struct pdf_proof *seen)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < masks->n; i++) {
        uint8_t rgb[3];

        if (pdf_proof_is_uniform(seen, fz_expand_rect(masks->v[i].part, -RIM), rgb)) {
            masks->v[n++] = masks->v[i];
        }
    }
    masks->n = n;
    return n;
}

static void compare(const struct masks *masks, struct pdf_trace *trace, const fz_pixmap *below)
{
    for (uint32_t i = 0; i < masks->n; i++) {
        const struct mask *m = &masks->v[i];
        struct pdf_picture *p = &trace->hidden->pictures.v[m->picture];

        if (p->reason == PDF_SHOWN &&
            has_content(below, m->part)) {
            p->reason = PDF_IMAGE_COVERED;
            p->part = m->part;
        }
    }
}

void pdf_masks_find(fz_context *ctx, struct pdf_trace *trace, struct pdf_proof *proof,
                    struct pdf_page *page, fz_cookie *cookie)
{
    struct masks *masks = ARENA_NEW(trace->arena, struct masks);
    struct pdf_proof seen = {};
    fz_pixmap *below = NULL;

    collect(masks, trace);
    fz_irect part = part_of(masks, trace->hidden->bounds);

    if (masks->n == 0 || fz_is_empty_irect(part) ||
        (int64_t)(part.x1 - part.x0) * (part.y1 - part.y0) > MAX_PIXELS) {
        return;
    }
    fz_var(below);
    fz_try(ctx)
    {
        if (proof->list == NULL) {
            proof->list = fz_new_display_list_from_page(ctx, &page->super);
        }
        seen.with = pdf_proof_draw(ctx, proof->list, part, NULL, NULL, cookie);
        if (keep_even(masks, &seen) > 0) {
            below = pdf_proof_draw(ctx, proof->list, part, change, masks, cookie);
        }
        if (below != NULL && !cookie->abort) {
            compare(masks, trace, below);
        }
    }
    fz_always(ctx)
    {
        fz_drop_pixmap(ctx, below);
        fz_drop_pixmap(ctx, seen.with);
    }
    fz_catch(ctx)
    {
        fz_rethrow(ctx);
    }
}
