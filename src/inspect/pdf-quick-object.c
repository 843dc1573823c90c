/*
 * Forms, pictures and graphics states of the quick run (ISO 32000-1 8.4.5, 8.8, 8.10). Layers, soft
 * masks, blending and fonts by graphics state are left to the library.
 */
#include "inspect/pdf-quick-run.h"

/* ---- forms ---- */

/* Whether the form gives meanings of its own to the device's colours. */
static bool changes_colours(struct pdf_quick *q, pdf_obj *resources)
{
    pdf_obj *spaces = pdf_dict_get(q->ctx, resources, PDF_NAME(ColorSpace));

    return pdf_dict_get(q->ctx, spaces, PDF_NAME(DefaultGray)) != NULL ||
           pdf_dict_get(q->ctx, spaces, PDF_NAME(DefaultRGB)) != NULL ||
           pdf_dict_get(q->ctx, spaces, PDF_NAME(DefaultCMYK)) != NULL;
}

static void clip_to(struct pdf_quick *q, fz_rect box)
{
    q->path = fz_new_path(q->ctx);
    fz_moveto(q->ctx, q->path, box.x0, box.y0);
    fz_lineto(q->ctx, q->path, box.x1, box.y0);
    fz_lineto(q->ctx, q->path, box.x1, box.y1);
    fz_lineto(q->ctx, q->path, box.x0, box.y1);
    fz_closepath(q->ctx, q->path);
    pdf_quick_path_clip(q, q->path, false);
    fz_drop_path(q->ctx, q->path);
    q->path = NULL;
}

static void run_form(struct pdf_quick *q, pdf_obj *form)
{
    fz_context *ctx = q->ctx;
    fz_device *device = &q->tracer->device;
    pdf_obj *resources = pdf_xobject_resources(ctx, form);
    bool is_group = pdf_xobject_transparency(ctx, form) != 0;
    struct pdf_quick_state *s;

    if (resources == NULL) {
        resources = q->resources;
    }
    if (q->path != NULL || q->clips || changes_colours(q, resources)) {
        q->is_strange = true;
        return;
    }
    pdf_quick_save(q);
    s = pdf_quick_state(q);
    s->ctm = fz_concat(fz_concat(pdf_xobject_matrix(ctx, form), fz_identity), s->ctm);
    if (is_group) {
        device->begin_group(ctx, device, fz_infinite_rect, NULL, 0, 0, FZ_BLEND_NORMAL,
                            s->fill.alpha);
        s->fill.alpha = s->stroke.alpha = 1;
    }
    pdf_quick_save(q);
    clip_to(q, pdf_xobject_bbox(ctx, form));
    pdf_quick_contents(q, form, resources);
    pdf_quick_restore(q);
    if (is_group) {
        device->end_group(ctx, device);
    }
    pdf_quick_restore(q);
}

/* ---- pictures ---- */

static void show_image(struct pdf_quick *q, fz_image *image)
{
    const struct pdf_quick_state *s = pdf_quick_state(q);
    fz_device *device = &q->tracer->device;
    fz_matrix ctm = fz_pre_scale(fz_pre_translate(s->ctm, 0, 1), 1, -1);

    if (image->mask != NULL) {
        device->clip_image_mask(q->ctx, device, image->mask, ctm, fz_infinite_rect);
    }
    if (image->colorspace != NULL) {
        device->fill_image(q->ctx, device, image, ctm, s->fill.alpha, fz_default_color_params);
    } else {
        device->fill_image_mask(q->ctx, device, image, ctm, s->fill.space, s->fill.value,
                                s->fill.alpha, fz_default_color_params);
    }
    if (image->mask != NULL) {
        device->pop_clip(q->ctx, device);
    }
}

static void run_image(struct pdf_quick *q, pdf_obj *object)
{
    fz_image *image = pdf_load_image(q->ctx, q->doc, object);

    fz_try(q->ctx)
    {
        show_image(q, image);
    }
    fz_always(q->ctx)
    {
        fz_drop_image(q->ctx, image);
    }
    fz_catch(q->ctx)
    {
        fz_rethrow(q->ctx);
    }
}

static void run_object(struct pdf_quick *q)
{
    pdf_obj *object = pdf_quick_resource(q, PDF_NAME(XObject), q->names[0]);
    pdf_obj *kind = pdf_dict_get(q->ctx, object, PDF_NAME(Subtype));

    if (pdf_dict_get(q->ctx, object, PDF_NAME(OC)) != NULL ||
        pdf_dict_get(q->ctx, object, PDF_NAME(Subtype2)) != NULL) {
        q->is_strange = true;
    } else if (pdf_name_eq(q->ctx, kind, PDF_NAME(Form))) {
        run_form(q, object);
    } else if (pdf_name_eq(q->ctx, kind, PDF_NAME(Image))) {
        run_image(q, object);
    } else {
        q->is_strange = true;
    }
}

/* ---- graphics states ---- */

static bool is_normal(struct pdf_quick *q, pdf_obj *mode)
{
    if (pdf_is_array(q->ctx, mode)) {
        mode = pdf_array_get(q->ctx, mode, 0);
    }
    return !pdf_is_name(q->ctx, mode) ||
           fz_lookup_blendmode(pdf_to_name(q->ctx, mode)) == FZ_BLEND_NORMAL;
}

static void take_alpha(struct pdf_quick *q, pdf_obj *alpha, struct pdf_quick_paint *paint)
{
    if (pdf_is_number(q->ctx, alpha)) {
        paint->alpha = fz_clamp(pdf_to_real(q->ctx, alpha), 0, 1);
    }
}

static void run_state(struct pdf_quick *q)
{
    fz_context *ctx = q->ctx;
    struct pdf_quick_state *s = pdf_quick_state(q);
    pdf_obj *state = pdf_quick_resource(q, PDF_NAME(ExtGState), q->names[0]);
    pdf_obj *width = pdf_dict_get(ctx, state, PDF_NAME(LW));

    if (state == NULL || !is_normal(q, pdf_dict_get(ctx, state, PDF_NAME(BM))) ||
        pdf_is_dict(ctx, pdf_dict_get(ctx, state, PDF_NAME(SMask))) ||
        pdf_is_array(ctx, pdf_dict_get(ctx, state, PDF_NAME(Font)))) {
        q->is_strange = true;
        return;
    }
    if (pdf_is_number(ctx, width)) {
        s->line_width = pdf_to_real(ctx, width);
    }
    take_alpha(q, pdf_dict_get(ctx, state, PDF_NAME(CA)), &s->stroke);
    take_alpha(q, pdf_dict_get(ctx, state, PDF_NAME(ca)), &s->fill);
}

bool pdf_quick_object(struct pdf_quick *q, uint32_t operator)
{
    switch (operator) {
    case PDF_OPERATOR('D', 'o', 0):
        if (pdf_quick_has_outside(q, 0, 1)) {
            run_object(q);
        }
        return true;
    case PDF_OPERATOR('g', 's', 0):
        if (pdf_quick_has(q, 0, 1, 0)) {
            run_state(q);
        }
        return true;
    default:
        return false;
    }
}
