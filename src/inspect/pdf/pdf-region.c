/* A region is a grid of cells with running sums: any box is asked in four steps. */
#include "inspect/pdf/pdf-region.h"

#include <math.h>

enum { CELL_PIXELS = 8 };

#define RIM 2.0f /* pixels that a thing may be drawn beyond its box */

/* The cells of a box; false: it is outside, or no box. */
static bool cells_of(const struct pdf_region *region, fz_rect box, fz_irect *ret_cells)
{
    float x0 = box.x0 - (float)region->part.x0 - RIM, y0 = box.y0 - (float)region->part.y0 - RIM;
    float x1 = box.x1 - (float)region->part.x0 + RIM, y1 = box.y1 - (float)region->part.y0 + RIM;

    /* Also false for what is no number. */
    if (!(x0 <= x1 && y0 <= y1 && x1 >= 0 && y1 >= 0 &&
          x0 < (float)(region->across * CELL_PIXELS) && y0 < (float)(region->down * CELL_PIXELS))) {
        return false;
    }
    ret_cells->x0 = x0 > 0 ? (int)x0 / CELL_PIXELS : 0;
    ret_cells->y0 = y0 > 0 ? (int)y0 / CELL_PIXELS : 0;
    ret_cells->x1 = (int)fminf(x1 / CELL_PIXELS, (float)(region->across - 1));
    ret_cells->y1 = (int)fminf(y1 / CELL_PIXELS, (float)(region->down - 1));
    return true;
}

static uint32_t *sum_at(const struct pdf_region *region, int x, int y)
{
    return &region->sums[(ptrdiff_t)y * (region->across + 1) + x];
}

void pdf_region_begin(struct arena *a, struct pdf_region *region, fz_irect part)
{
    *region = (struct pdf_region){.part = part,
                                  .across = (part.x1 - part.x0) / CELL_PIXELS + 1,
                                  .down = (part.y1 - part.y0) / CELL_PIXELS + 1};
    region->sums =
        ARENA_ARRAY(a, (size_t)(region->across + 1) * (size_t)(region->down + 1), uint32_t);
}

void pdf_region_add(struct pdf_region *region, fz_rect box)
{
    fz_irect r;

    if (!cells_of(region, box, &r)) {
        return;
    }
    for (int y = r.y0; y <= r.y1; y++) {
        for (int x = r.x0; x <= r.x1; x++) {
            *sum_at(region, x + 1, y + 1) = 1;
        }
    }
}

void pdf_region_end(struct pdf_region *region)
{
    for (int y = 1; y <= region->down; y++) {
        for (int x = 1; x <= region->across; x++) {
            *sum_at(region, x, y) += *sum_at(region, x - 1, y) + *sum_at(region, x, y - 1) -
                                     *sum_at(region, x - 1, y - 1);
        }
    }
}

bool pdf_region_touches(const struct pdf_region *region, fz_rect box)
{
    fz_irect r;

    return cells_of(region, box, &r) &&
           *sum_at(region, r.x1 + 1, r.y1 + 1) + *sum_at(region, r.x0, r.y0) !=
               *sum_at(region, r.x0, r.y1 + 1) + *sum_at(region, r.x1 + 1, r.y0);
}

bool pdf_region_touches_glyph(fz_context *ctx, const struct pdf_region *region, fz_font *font,
                              int glyph, fz_matrix place)
{
    /* A glyph that is a drawing may be larger than it says. */
    return region->tiles > 0 || font->t3procs != NULL ||
           pdf_region_touches(region, fz_bound_glyph(ctx, font, glyph, place));
}

/* ---- the device ---- */

static bool is_left_out(fz_context *ctx, fz_rect box)
{
    const struct pdf_region *region = fz_user_context(ctx);

    return region->tiles == 0 && !fz_is_infinite_rect(box) && !pdf_region_touches(region, box);
}

static const fz_device *plain_of(fz_context *ctx)
{
    return &((const struct pdf_region *)fz_user_context(ctx))->plain;
}

static void fill_path(fz_context *ctx, fz_device *device, const fz_path *path, int even_odd,
                      fz_matrix ctm, fz_colorspace *space, const float *color, float alpha,
                      fz_color_params params)
{
    if (!is_left_out(ctx, fz_bound_path(ctx, path, NULL, ctm))) {
        plain_of(ctx)->fill_path(ctx, device, path, even_odd, ctm, space, color, alpha, params);
    }
}

static void stroke_path(fz_context *ctx, fz_device *device, const fz_path *path,
                        const fz_stroke_state *stroke, fz_matrix ctm, fz_colorspace *space,
                        const float *color, float alpha, fz_color_params params)
{
    if (!is_left_out(ctx, fz_bound_path(ctx, path, stroke, ctm))) {
        plain_of(ctx)->stroke_path(ctx, device, path, stroke, ctm, space, color, alpha, params);
    }
}

/* Glyphs that are drawings may be larger than they say. */
static bool has_drawings(const fz_text *text)
{
    for (const fz_text_span *span = text->head; span != NULL; span = span->next) {
        if (span->font->t3procs != NULL) {
            return true;
        }
    }
    return false;
}

static void fill_text(fz_context *ctx, fz_device *device, const fz_text *text, fz_matrix ctm,
                      fz_colorspace *space, const float *color, float alpha, fz_color_params params)
{
    if (has_drawings(text) || !is_left_out(ctx, fz_bound_text(ctx, text, NULL, ctm))) {
        plain_of(ctx)->fill_text(ctx, device, text, ctm, space, color, alpha, params);
    }
}

static void fill_image(fz_context *ctx, fz_device *device, fz_image *image, fz_matrix ctm,
                       float alpha, fz_color_params params)
{
    if (!is_left_out(ctx, fz_transform_rect(fz_unit_rect, ctm))) {
        plain_of(ctx)->fill_image(ctx, device, image, ctm, alpha, params);
    }
}

static void fill_image_mask(fz_context *ctx, fz_device *device, fz_image *image, fz_matrix ctm,
                            fz_colorspace *space, const float *color, float alpha,
                            fz_color_params params)
{
    if (!is_left_out(ctx, fz_transform_rect(fz_unit_rect, ctm))) {
        plain_of(ctx)->fill_image_mask(ctx, device, image, ctm, space, color, alpha, params);
    }
}

static void fill_shade(fz_context *ctx, fz_device *device, fz_shade *shade, fz_matrix ctm,
                       float alpha, fz_color_params params)
{
    if (!is_left_out(ctx, fz_bound_shade(ctx, shade, ctm))) {
        plain_of(ctx)->fill_shade(ctx, device, shade, ctm, alpha, params);
    }
}

static int begin_tile(fz_context *ctx, fz_device *device, fz_rect area, fz_rect view, float xstep,
                      float ystep, fz_matrix ctm, int id)
{
    ((struct pdf_region *)fz_user_context(ctx))->tiles++;
    return plain_of(ctx)->begin_tile(ctx, device, area, view, xstep, ystep, ctm, id);
}

static void end_tile(fz_context *ctx, fz_device *device)
{
    ((struct pdf_region *)fz_user_context(ctx))->tiles--;
    plain_of(ctx)->end_tile(ctx, device);
}

void pdf_region_set(fz_device *device, struct pdf_region *region)
{
    region->plain = *device;
    region->tiles = 0;
    device->fill_path = fill_path;
    device->stroke_path = stroke_path;
    device->fill_text = fill_text;
    device->fill_image = fill_image;
    device->fill_image_mask = fill_image_mask;
    device->fill_shade = fill_shade;
    device->begin_tile = begin_tile;
    device->end_tile = end_tile;
}
