/* The page is run twice into a device that counts what is painted; see pdf-layer-use.h. */
#include "inspect/pdf/pdf-layer-use.h"

#include "read/pdf-guard.h"

struct counter {
    fz_device device;
    uint64_t paints;
};

static void count(fz_device *device)
{
    ((struct counter *)device)->paints++;
}

static void on_fill_path(fz_context *ctx, fz_device *device, const fz_path *path, int even_odd,
                         fz_matrix ctm, fz_colorspace *space, const float *color, float alpha,
                         fz_color_params params)
{
    count(device);
}

static void on_stroke_path(fz_context *ctx, fz_device *device, const fz_path *path,
                           const fz_stroke_state *stroke, fz_matrix ctm, fz_colorspace *space,
                           const float *color, float alpha, fz_color_params params)
{
    count(device);
}

static void on_fill_text(fz_context *ctx, fz_device *device, const fz_text *text, fz_matrix ctm,
                         fz_colorspace *space, const float *color, float alpha,
                         fz_color_params params)
{
    count(device);
}

static void on_stroke_text(fz_context *ctx, fz_device *device, const fz_text *text,
                           const fz_stroke_state *stroke, fz_matrix ctm, fz_colorspace *space,
                           const float *color, float alpha, fz_color_params params)
{
    count(device);
}

static void on_clip_text(fz_context *ctx, fz_device *device, const fz_text *text, fz_matrix ctm,
                         fz_rect scissor)
{
    count(device);
}

static void on_ignore_text(fz_context *ctx, fz_device *device, const fz_text *text, fz_matrix ctm)
{
    count(device);
}

static void on_fill_shade(fz_context *ctx, fz_device *device, fz_shade *shade, fz_matrix ctm,
                          float alpha, fz_color_params params)
{
    count(device);
}

static void on_fill_image(fz_context *ctx, fz_device *device, fz_image *image, fz_matrix ctm,
                          float alpha, fz_color_params params)
{
    count(device);
}

static void on_fill_image_mask(fz_context *ctx, fz_device *device, fz_image *image, fz_matrix ctm,
                               fz_colorspace *space, const float *color, float alpha,
                               fz_color_params params)
{
    count(device);
}

/* What the page paints for one usage; NULL: with all layers on. May jump. */
static uint64_t paints_of(fz_context *ctx, pdf_page *page, const char *usage, fz_cookie *cookie)
{
    struct counter *c = fz_new_derived_device(ctx, struct counter);
    fz_device *device = &c->device;
    volatile uint64_t paints = 0;

    device->fill_path = on_fill_path;
    device->stroke_path = on_stroke_path;
    device->fill_text = on_fill_text;
    device->stroke_text = on_stroke_text;
    device->clip_text = on_clip_text;
    device->ignore_text = on_ignore_text;
    device->fill_shade = on_fill_shade;
    device->fill_image = on_fill_image;
    device->fill_image_mask = on_fill_image_mask;
    fz_try(ctx)
    {
        pdf_run_page_contents_with_usage(ctx, page, device, fz_identity, usage, cookie);
        pdf_run_page_annots_with_usage(ctx, page, device, fz_identity, usage, cookie);
        pdf_run_page_widgets_with_usage(ctx, page, device, fz_identity, usage, cookie);
        fz_close_device(ctx, device);
        paints = c->paints;
    }
    fz_always(ctx)
    {
        fz_drop_device(ctx, device);
    }
    fz_catch(ctx)
    {
        fz_rethrow(ctx);
    }
    return paints;
}

bool pdf_layer_use_hides(fz_context *ctx, struct pdf_guard *guard, pdf_document *doc, int number)
{
    pdf_page *page = NULL;
    volatile bool hides = true;
    fz_cookie cookie = {};

    fz_var(page);
    pdf_guard_page(guard, &cookie.abort);
    fz_try(ctx)
    {
        page = pdf_load_page(ctx, doc, number - 1);
        hides = paints_of(ctx, page, NULL, &cookie) != paints_of(ctx, page, "View", &cookie);
    }
    fz_always(ctx)
    {
        fz_drop_page(ctx, (fz_page *)page);
    }
    fz_catch(ctx)
    {
        hides = true;
    }
    pdf_guard_page(guard, NULL);
    return hides || cookie.abort != 0;
}
