/*
 * A photograph is cut to its frame, a figure trimmed, a picture runs over the edge of the page by
 * the bleed: nobody hides anything so. What is told is writing in a strip of some width that the
 * page does not show (pdf-writing.h), and no other page either: large sheets are cut into pages,
 * and one picture of many signs is drawn again and again with another one in the clip.
 * Whether another page shows it is asked later (pdf-crops.h).
 *
 * Pictures are known again by their size and some of their bytes; what is shown of them is a box in
 * the unit square.
 */
#include "inspect/pdf/pdf-crop.h"

#include "inspect/pdf/pdf-writing.h"

#include <math.h>
#include <mupdf/pdf.h>

enum {
    MAX_CUT = 50,                    /* pictures of one page that are looked at */
    MAX_PIXELS = 4000000,            /* of one picture */
    MAX_SAMPLES = 100 * 1000 * 1000, /* of its source */
    KEY_BYTES = 64,
};

#define CUT_POINTS 18.0f /* more than the bleed and than what is trimmed */
#define RIM_POINTS 2.0f  /* next to what is seen */

static uint64_t mix(uint64_t key, uint64_t value)
{
    key = (key ^ value) * 0x9E3779B97F4A7C15U;
    return key ^ key >> 29;
}

/* The same for the same picture, on whatever page. */
static uint64_t key_of(fz_context *ctx, fz_image *image)
{
    fz_compressed_buffer *packed = fz_compressed_image_buffer(ctx, image);
    fz_buffer *bytes = packed != NULL ? packed->buffer : NULL;
    uint64_t key = mix(mix(1, (uint64_t)image->w), (uint64_t)image->h);

    if (bytes == NULL || bytes->len == 0) {
        return mix(key, (uintptr_t)image);
    }
    key = mix(key, bytes->len);
    for (size_t i = 0; i < KEY_BYTES; i++) {
        key = mix(key, bytes->data[i * (bytes->len - 1) / (KEY_BYTES - 1)]);
    }
    return key;
}

/* Whether a strip of some width is not seen. */
static bool is_cut(fz_rect box, fz_rect seen)
{
    return fz_is_empty_rect(seen) || seen.x0 - box.x0 >= CUT_POINTS ||
           seen.y0 - box.y0 >= CUT_POINTS || box.x1 - seen.x1 >= CUT_POINTS ||
           box.y1 - seen.y1 >= CUT_POINTS;
}

void pdf_crop_note(fz_context *ctx, struct pdf_trace *trace, fz_image *image, fz_matrix ctm,
                   fz_rect clip)
{
    struct pdf_picture *p = &trace->hidden->pictures.v[trace->hidden->pictures.n - 1];
    fz_rect seen = fz_intersect_rect(p->box, clip);

    p->shown = fz_unit_rect;
    p->key = key_of(ctx, image);
    if (fz_contains_rect(clip, p->box) || !fz_is_rectilinear(ctm) || fz_is_empty_rect(p->box) ||
        p->box.x1 - p->box.x0 < CUT_POINTS || p->box.y1 - p->box.y0 < CUT_POINTS) {
        return;
    }
    p->shown =
        fz_is_empty_rect(seen) ? fz_empty_rect : fz_transform_rect(seen, fz_invert_matrix(ctm));
    if (is_cut(p->box, seen) && trace->cut.n < MAX_CUT &&
        (int64_t)image->w * image->h <= MAX_SAMPLES) {
        *VEC_ADD(trace->arena, &trace->cut) =
            (struct pdf_cut_picture){.image = fz_keep_image(ctx, image),
                                     .picture = trace->hidden->pictures.n - 1,
                                     .ctm = ctm};
    }
}

void pdf_crop_forget(fz_context *ctx, struct pdf_trace *trace)
{
    for (uint32_t i = 0; i < trace->cut.n; i++) {
        fz_drop_image(ctx, trace->cut.v[i].image);
    }
    trace->cut.n = 0;
}

/* ---- what is cut off ---- */

/* The picture by itself, upright, as large as on the page; NULL: it is too large. */
static fz_pixmap *draw(fz_context *ctx, fz_image *image, fz_rect box)
{
    float w = fminf(box.x1 - box.x0, (float)image->w), h = fminf(box.y1 - box.y0, (float)image->h);
    static const float black[1];
    fz_pixmap *volatile pixmap = NULL;
    fz_device *volatile device = NULL;

    if (!(w >= 1 && h >= 1 && w * h <= MAX_PIXELS)) {
        return NULL;
    }
    fz_try(ctx)
    {
        pixmap = fz_new_pixmap(ctx, fz_device_rgb(ctx), (int)w, (int)h, NULL, 0);
        fz_clear_pixmap_with_value(ctx, pixmap, 255);
        device = fz_new_draw_device(ctx, fz_scale(floorf(w), floorf(h)), pixmap);
        if (image->imagemask) {
            fz_fill_image_mask(ctx, device, image, fz_identity, fz_device_gray(ctx), black, 1,
                               fz_default_color_params);
        } else {
            fz_fill_image(ctx, device, image, fz_identity, 1, fz_default_color_params);
        }
        fz_close_device(ctx, device);
    }
    fz_always(ctx)
    {
        fz_drop_device(ctx, device);
    }
    fz_catch(ctx)
    {
        fz_drop_pixmap(ctx, pixmap);
        fz_rethrow(ctx);
    }
    return pixmap;
}

/* What is not shown of the unit square: left, right, above, below; some may be empty. */
static void find_strips(fz_rect shown, float rim_x, float rim_y, fz_rect ret_strips[static 4])
{
    fz_rect all = fz_unit_rect,
            s = {shown.x0 - rim_x, shown.y0 - rim_y, shown.x1 + rim_x, shown.y1 + rim_y};

    if (fz_is_empty_rect(shown)) {
        ret_strips[0] = all;
        ret_strips[1] = ret_strips[2] = ret_strips[3] = fz_empty_rect;
        return;
    }
    ret_strips[0] = (fz_rect){all.x0, all.y0, s.x0, all.y1};
    ret_strips[1] = (fz_rect){s.x1, all.y0, all.x1, all.y1};
    ret_strips[2] = (fz_rect){fmaxf(s.x0, 0), all.y0, fminf(s.x1, 1), s.y0};
    ret_strips[3] = (fz_rect){fmaxf(s.x0, 0), s.y1, fminf(s.x1, 1), all.y1};
}

static bool has_writing(const fz_pixmap *pixmap, fz_rect strip)
{
    struct pdf_cover all = {
        .part = fz_transform_rect(strip, fz_scale((float)pixmap->w, (float)pixmap->h)),
        .is_picture = true};

    return pdf_writing_is_lost(pixmap, pixmap, &all);
}

static void look_at(fz_context *ctx, struct pdf_trace *trace, const struct pdf_cut_picture *cut,
                    const fz_pixmap *pixmap)
{
    struct pdf_hidden *h = trace->hidden;
    const struct pdf_picture *p = &h->pictures.v[cut->picture];
    fz_rect strips[4], box = fz_transform_rect(fz_unit_rect, cut->ctm);

    find_strips(p->shown, RIM_POINTS / (box.x1 - box.x0), RIM_POINTS / (box.y1 - box.y0), strips);
    for (int i = 0; i < 4; i++) {
        fz_rect part = fz_transform_rect(strips[i], cut->ctm);

        if (!fz_is_empty_rect(strips[i]) && part.x1 - part.x0 >= CUT_POINTS - RIM_POINTS &&
            part.y1 - part.y0 >= CUT_POINTS - RIM_POINTS && has_writing(pixmap, strips[i])) {
            *VEC_ADD(trace->arena, &h->crops) =
                (struct pdf_crop){.picture = cut->picture, .part = part, .of_unit = strips[i]};
        }
    }
}

/* Signs of one picture follow each other. */
static bool is_again(const struct pdf_hidden *h, const struct pdf_cut_picture *a,
                     const struct pdf_cut_picture *b)
{
    const struct pdf_picture *p = &h->pictures.v[a->picture], *q = &h->pictures.v[b->picture];

    return p->key == q->key && p->box.x1 - p->box.x0 == q->box.x1 - q->box.x0 &&
           p->box.y1 - p->box.y0 == q->box.y1 - q->box.y0;
}

static bool is_told_otherwise(const struct pdf_hidden *h, const struct pdf_picture *p)
{
    return p->is_off || fz_is_empty_rect(fz_intersect_rect(p->box, h->bounds));
}

/* May jump; *pixmap is what was drawn last. */
static void look_at_all(fz_context *ctx, struct pdf_trace *trace, fz_pixmap **pixmap)
{
    const struct pdf_hidden *h = trace->hidden;
    const struct pdf_cut_picture *last = NULL;

    for (uint32_t i = 0; i < trace->cut.n; i++) {
        const struct pdf_cut_picture *cut = &trace->cut.v[i];

        if (is_told_otherwise(h, &h->pictures.v[cut->picture])) {
            continue;
        }
        if (last == NULL || !is_again(h, last, cut)) {
            fz_drop_pixmap(ctx, *pixmap);
            *pixmap = NULL;
            *pixmap = draw(ctx, cut->image, h->pictures.v[cut->picture].box);
            last = cut;
        }
        if (*pixmap != NULL) {
            look_at(ctx, trace, cut, *pixmap);
        }
    }
}

void pdf_crop_find(fz_context *ctx, struct pdf_trace *trace)
{
    fz_pixmap *pixmap = NULL;

    fz_var(pixmap);
    fz_try(ctx)
    {
        look_at_all(ctx, trace, &pixmap);
    }
    fz_always(ctx)
    {
        fz_drop_pixmap(ctx, pixmap);
    }
    fz_catch(ctx)
    {
        fz_rethrow(ctx);
    }
}
