/* Paths, pictures, clips and groups of a traced page: what they cover, and in which colour. */
#include "inspect/pdf/pdf-trace-paint.h"

#include "inspect/pdf/pdf-clear.h"
#include "inspect/pdf/pdf-crop.h"
#include "inspect/pdf/pdf-ground.h"

#include <math.h>

enum {
    MAX_STEPS = 2000, /* cells of a sloping line */
    CURVE_STEPS = 6,
};

#define SOLID        0.97f
#define BOX_POINTS   4.0f /* smaller boxes mask nothing */
#define LETTER_LEAST 3.0f /* points: the height of a letter that is read, and its most */
#define LETTER_MOST  100.0f
#define BLEED_POINTS 12.0f

/* ---- paths ---- */

struct pen {
    struct pdf_tracer *tracer;
    fz_matrix ctm;
    fz_point at, first;
    fz_rect shape; /* of the part being walked */
    uint32_t colour;
    float half; /* width of a stroke; < 0 = filled */
    int points;
    bool is_bent; /* no upright rectangle */
    bool only_asks;
    bool is_solid; /* it may cover a picture */
    int shapes;
    uint8_t rgb[3];
};

static void take_box(struct pen *pen, fz_rect shape, bool is_bent)
{
    struct pdf_tracer *t = pen->tracer;
    fz_rect box = fz_intersect_rect(shape, pdf_tracer_clip_box(t));

    if (t->trace->boxes.n < PDF_TRACE_MAX_BOXES && box.x1 - box.x0 >= BOX_POINTS &&
        box.y1 - box.y0 >= BOX_POINTS) {
        struct pdf_box *b = VEC_ADD(t->trace->arena, &t->trace->boxes);

        *b = (struct pdf_box){.box = box,
                              .is_bent = is_bent,
                              .is_veiled = t->odd_groups != 0,
                              .order = t->order,
                              .owner = t->owner};
        memcpy(b->rgb, pen->rgb, sizeof(b->rgb));
    }
}

/* Whether what is painted now may cover a picture: there is one. */
static bool may_cover(const struct pdf_tracer *t, float alpha)
{
    return t->trace->hidden->pictures.n > 0 && alpha >= SOLID;
}

/* An outline that may be one of a letter. */
static void take_outline(struct pen *pen)
{
    struct pdf_tracer *t = pen->tracer;
    float width = pen->shape.x1 - pen->shape.x0, height = pen->shape.y1 - pen->shape.y0;
    fz_rect page = t->trace->hidden->bounds;

    t->trace->runs_over |= !fz_is_empty_rect(fz_intersect_rect(pen->shape, page)) &&
                           !fz_contains_rect(fz_expand_rect(page, BLEED_POINTS), pen->shape);
    if (t->owner < 0 && t->masks == 0 && t->tiles == 0 && height >= LETTER_LEAST &&
        height <= LETTER_MOST && width <= LETTER_MOST &&
        t->trace->outlines.n < PDF_TRACE_MAX_OUTLINES) {
        *VEC_ADD(t->trace->arena, &t->trace->outlines) =
            (struct pdf_contour){.box = pen->shape, .order = t->order};
    }
}

static void end_shape(struct pen *pen)
{
    if (pen->points > 1 && pen->half < 0) {
        bool is_rectangle = !pen->is_bent && pen->points <= 5;

        pen->shapes++;
        pen->is_bent |= pen->points > 5;
        if (!pen->only_asks) {
            pdf_ground_stamp(pen->tracer, pen->shape,
                             is_rectangle ? pen->colour : PDF_TRACER_UNKNOWN);
            if (!is_rectangle) {
                take_outline(pen);
            }
            if (pen->is_solid) {
                take_box(pen, pen->shape, !is_rectangle || pen->colour == PDF_TRACER_UNKNOWN);
            }
        }
    }
    if (!pen->only_asks) {
        pen->is_bent = false;
    }
    pen->points = 0;
}

static void pen_move(fz_context *ctx, void *user, float x, float y)
{
    struct pen *pen = user;

    end_shape(pen);
    pen->at = pen->first = fz_transform_point_xy(x, y, pen->ctm);
    pen->shape = fz_make_rect(pen->at.x, pen->at.y, pen->at.x, pen->at.y);
    pen->points = 1;
}

/* A line of the pen's width, cell by cell when it slopes. */
static void stamp_line(struct pen *pen, fz_point to)
{
    float dx = to.x - pen->at.x, dy = to.y - pen->at.y, w = pen->half;
    float longer = fmaxf(fabsf(dx), fabsf(dy));
    float scale = pen->tracer->fine.scale;
    bool slopes = fminf(fabsf(dx), fabsf(dy)) * scale > 1;
    int steps = slopes ? (int)fminf(longer * scale + 1, MAX_STEPS) : 1;

    for (int i = 0; i < steps && isfinite(longer); i++) {
        float x0 = pen->at.x + dx * (float)i / (float)steps;
        float y0 = pen->at.y + dy * (float)i / (float)steps;
        float x1 = pen->at.x + dx * (float)(i + 1) / (float)steps;
        float y1 = pen->at.y + dy * (float)(i + 1) / (float)steps;

        pdf_ground_stamp(pen->tracer,
                         fz_make_rect(fminf(x0, x1) - w, fminf(y0, y1) - w, fmaxf(x0, x1) + w,
                                      fmaxf(y0, y1) + w),
                         PDF_TRACER_UNKNOWN);
    }
}

static void pen_to(struct pen *pen, fz_point to)
{
    if (pen->half >= 0) {
        stamp_line(pen, to);
    }
    pen->is_bent |= fabsf(to.x - pen->at.x) > 0.1f && fabsf(to.y - pen->at.y) > 0.1f;
    pen->shape = fz_include_point_in_rect(pen->shape, to);
    pen->at = to;
    pen->points++;
}

static void pen_line(fz_context *ctx, void *user, float x, float y)
{
    struct pen *pen = user;

    pen_to(pen, fz_transform_point_xy(x, y, pen->ctm));
}

static void pen_curve(fz_context *ctx, void *user, float x1, float y1, float x2, float y2, float x3,
                      float y3)
{
    struct pen *pen = user;
    fz_point a = pen->at, b = fz_transform_point_xy(x1, y1, pen->ctm);
    fz_point c = fz_transform_point_xy(x2, y2, pen->ctm);
    fz_point d = fz_transform_point_xy(x3, y3, pen->ctm);

    for (int i = 1; i <= CURVE_STEPS; i++) {
        float s = (float)i / CURVE_STEPS, r = 1 - s;
        float ka = r * r * r, kb = 3 * r * r * s, kc = 3 * r * s * s, kd = s * s * s;

        pen_to(pen, fz_make_point(ka * a.x + kb * b.x + kc * c.x + kd * d.x,
                                  ka * a.y + kb * b.y + kc * c.y + kd * d.y));
    }
    pen->is_bent = true;
}

static void pen_close(fz_context *ctx, void *user)
{
    struct pen *pen = user;

    if (pen->points > 0) {
        pen_to(pen, pen->first);
    }
}

static const fz_path_walker walker = {
    .moveto = pen_move, .lineto = pen_line, .curveto = pen_curve, .closepath = pen_close};

static void on_fill_path(fz_context *ctx, fz_device *device, const fz_path *path, int even_odd,
                         fz_matrix ctm, fz_colorspace *space, const float *color, float alpha,
                         fz_color_params params)
{
    struct pdf_tracer *t = pdf_tracer_of(device);
    struct pen pen = {.tracer = t, .ctm = ctm, .half = -1, .colour = PDF_TRACER_UNKNOWN};
    uint32_t outlines = t->trace->outlines.n;

    pdf_ground_start(t);
    pen.is_solid = may_cover(t, alpha);
    if (pen.is_solid || (alpha >= SOLID && t->odd_groups == 0 && !pdf_tracer_is_clip_odd(t))) {
        pdf_tracer_rgb(ctx, space, color, params, pen.rgb);
    }
    if (alpha >= SOLID && t->odd_groups == 0 && !pdf_tracer_is_clip_odd(t)) {
        pen.colour = pdf_tracer_pack(pen.rgb);
    }
    fz_walk_path(ctx, path, &walker, &pen);
    end_shape(&pen);
    if (t->trace->outlines.n > outlines) {
        fz_rect all = fz_bound_path(ctx, path, NULL, ctm);

        for (uint32_t i = outlines; i < t->trace->outlines.n; i++) {
            t->trace->outlines.v[i].path = all;
        }
    }
}

static void on_stroke_path(fz_context *ctx, fz_device *device, const fz_path *path,
                           const fz_stroke_state *stroke, fz_matrix ctm, fz_colorspace *space,
                           const float *color, float alpha, fz_color_params params)
{
    struct pdf_tracer *t = pdf_tracer_of(device);
    struct pen pen = {.tracer = t, .ctm = ctm, .colour = PDF_TRACER_UNKNOWN};

    pdf_ground_start(t);
    pen.half = stroke->linewidth * fz_matrix_expansion(ctm) / 2;
    fz_walk_path(ctx, path, &walker, &pen);
    if (pen.half * 2 >= BOX_POINTS && may_cover(t, alpha)) {
        pdf_tracer_rgb(ctx, space, color, params, pen.rgb);
        /* The library leaves room for mitres. */
        take_box(&pen, fz_expand_rect(fz_bound_path(ctx, path, NULL, ctm), pen.half), true);
    }
}

static void on_clip_path(fz_context *ctx, fz_device *device, const fz_path *path, int even_odd,
                         fz_matrix ctm, fz_rect scissor)
{
    struct pdf_tracer *t = pdf_tracer_of(device);
    struct pen pen = {.tracer = t, .ctm = ctm, .half = -1, .only_asks = true};

    fz_walk_path(ctx, path, &walker, &pen);
    end_shape(&pen);
    pdf_tracer_clip(t, fz_bound_path(ctx, path, NULL, ctm), pen.is_bent || pen.shapes != 1);
}

static void on_clip_stroke_path(fz_context *ctx, fz_device *device, const fz_path *path,
                                const fz_stroke_state *stroke, fz_matrix ctm, fz_rect scissor)
{
    pdf_tracer_clip(pdf_tracer_of(device), fz_bound_path(ctx, path, stroke, ctm), true);
}

static void on_pop_clip(fz_context *ctx, fz_device *device)
{
    struct pdf_tracer *t = pdf_tracer_of(device);

    t->depth -= t->depth > 0;
}

/* ---- pictures and the rest ---- */

/* Whether all that is seen of the picture's box is grey: what has a hue is seen there. */
static bool is_grey(fz_context *ctx, const struct pdf_tracer *t, const fz_image *image,
                    fz_matrix ctm, float alpha)
{
    return image->colorspace != NULL && fz_colorspace_is_gray(ctx, image->colorspace) &&
           image->mask == NULL && alpha >= 1 && t->groups == 0 && !pdf_tracer_is_clip_odd(t) &&
           fz_is_rectilinear(ctm);
}

static void on_picture(fz_context *ctx, struct pdf_tracer *t, fz_image *image, fz_matrix ctm,
                       bool is_mask, float alpha)
{
    struct pdf_hidden *h = t->trace->hidden;
    fz_rect box = fz_transform_rect(fz_unit_rect, ctm);

    pdf_ground_start(t);
    if (t->masks > 0) {
        return;
    }
    if (h->pictures.n < PDF_TRACE_MAX_PICTURES) {
        *VEC_ADD(t->trace->arena, &h->pictures) =
            (struct pdf_picture){.box = box,
                                 .owner = t->owner,
                                 .width = image->w,
                                 .height = image->h,
                                 .order = t->order,
                                 .is_mask = is_mask,
                                 .clear = alpha < PDF_HIDDEN_ALPHA ? PDF_CLEAR_ALL
                                          : is_mask                ? PDF_CLEAR_NOT
                                                                   : pdf_clear_of(ctx, image)};
        pdf_crop_note(ctx, t->trace, image, ctm, pdf_tracer_clip_box(t));
    } else {
        t->trace->is_full = true;
    }
    if (!is_mask && alpha >= SOLID && h->pictures.n > 1 &&
        t->trace->boxes.n < PDF_TRACE_MAX_BOXES) {
        *VEC_ADD(t->trace->arena, &t->trace->boxes) = (struct pdf_box){
            .box = fz_intersect_rect(box, pdf_tracer_clip_box(t)),
            .whole = box,
            .is_picture = true,
            .is_veiled = image->mask != NULL || t->odd_groups != 0 || pdf_tracer_is_clip_odd(t),
            .order = t->order,
            .owner = t->owner};
    }
    t->trace->picture_area += pdf_tracer_area(fz_intersect_rect(box, h->bounds));
    pdf_ground_stamp(t, box,
                     !is_mask && is_grey(ctx, t, image, ctm, alpha) ? PDF_TRACER_GREY
                                                                    : PDF_TRACER_UNKNOWN);
}

static void on_fill_image(fz_context *ctx, fz_device *device, fz_image *image, fz_matrix ctm,
                          float alpha, fz_color_params params)
{
    on_picture(ctx, pdf_tracer_of(device), image, ctm, false, alpha);
}

static void on_fill_image_mask(fz_context *ctx, fz_device *device, fz_image *image, fz_matrix ctm,
                               fz_colorspace *space, const float *color, float alpha,
                               fz_color_params params)
{
    on_picture(ctx, pdf_tracer_of(device), image, ctm, true, alpha);
}

static void on_clip_image_mask(fz_context *ctx, fz_device *device, fz_image *image, fz_matrix ctm,
                               fz_rect scissor)
{
    pdf_tracer_clip(pdf_tracer_of(device), fz_transform_rect(fz_unit_rect, ctm), true);
}

static void on_fill_shade(fz_context *ctx, fz_device *device, fz_shade *shade, fz_matrix ctm,
                          float alpha, fz_color_params params)
{
    pdf_ground_start(pdf_tracer_of(device));
    pdf_ground_stamp(pdf_tracer_of(device), fz_bound_shade(ctx, shade, ctm), PDF_TRACER_UNKNOWN);
}

static void on_begin_mask(fz_context *ctx, fz_device *device, fz_rect box, int luminosity,
                          fz_colorspace *space, const float *back, fz_color_params params)
{
    pdf_tracer_of(device)->masks++;
}

static void on_end_mask(fz_context *ctx, fz_device *device)
{
    struct pdf_tracer *t = pdf_tracer_of(device);

    t->masks -= t->masks > 0;
    pdf_tracer_clip(t, fz_infinite_rect, true);
}

static void on_begin_group(fz_context *ctx, fz_device *device, fz_rect box, fz_colorspace *space,
                           int isolated, int knockout, int blend, float alpha)
{
    struct pdf_tracer *t = pdf_tracer_of(device);

    t->groups++;
    if (t->groups <= 32 && (blend != FZ_BLEND_NORMAL || alpha < PDF_TRACER_FAINT)) {
        t->odd_groups |= 1U << (t->groups - 1);
    }
}

static void on_end_group(fz_context *ctx, fz_device *device)
{
    struct pdf_tracer *t = pdf_tracer_of(device);

    if (t->groups > 0 && t->groups <= 32) {
        t->odd_groups &= ~(1U << (t->groups - 1));
    }
    t->groups -= t->groups > 0;
}

static int on_begin_tile(fz_context *ctx, fz_device *device, fz_rect box, fz_rect view, float xstep,
                         float ystep, fz_matrix ctm, int id)
{
    struct pdf_tracer *t = pdf_tracer_of(device);

    pdf_ground_start(t);
    pdf_ground_stamp(t, pdf_tracer_clip_box(t), PDF_TRACER_UNKNOWN);
    pdf_tracer_clip(t, fz_infinite_rect, true);
    t->tiles++;
    return 0;
}

static void on_end_tile(fz_context *ctx, fz_device *device)
{
    struct pdf_tracer *t = pdf_tracer_of(device);

    t->tiles -= t->tiles > 0;
    on_pop_clip(ctx, device);
}

void pdf_trace_paint_set(fz_device *device)
{
    device->fill_path = on_fill_path;
    device->stroke_path = on_stroke_path;
    device->clip_path = on_clip_path;
    device->clip_stroke_path = on_clip_stroke_path;
    device->pop_clip = on_pop_clip;
    device->fill_image = on_fill_image;
    device->fill_image_mask = on_fill_image_mask;
    device->clip_image_mask = on_clip_image_mask;
    device->fill_shade = on_fill_shade;
    device->begin_mask = on_begin_mask;
    device->end_mask = on_end_mask;
    device->begin_group = on_begin_group;
    device->end_group = on_end_group;
    device->begin_tile = on_begin_tile;
    device->end_tile = on_end_tile;
}
