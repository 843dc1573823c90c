/*
 * Forms, pictures and graphics states of the quick run (ISO 32000-1 8.4.5, 8.8, 8.10). Layers, soft
 * masks, blending and fonts by graphics state are left to the library.
 */
#include "inspect/pdf/pdf-quick-object.h"

#include "inspect/pdf/pdf-quick-path.h"

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

/* A form that is a group begins. */
static void begin_group(struct pdf_quick *q, pdf_obj *form)
{
    struct pdf_quick_state *s = pdf_quick_state(q);
    bool is_isolated = pdf_xobject_isolated(q->ctx, form) != 0;
    fz_colorspace **space = VEC_ADD(q->arena, &q->spaces);

    if (is_isolated) {
        *space = pdf_xobject_colorspace(q->ctx, form);
    }
    fz_begin_group(q->ctx, q->device, fz_transform_rect(pdf_xobject_bbox(q->ctx, form), s->ctm),
                   *space, is_isolated, pdf_xobject_knockout(q->ctx, form), FZ_BLEND_NORMAL,
                   s->fill.alpha);
    s->fill.alpha = s->stroke.alpha = 1;
}

static void run_form(struct pdf_quick *q, pdf_obj *form)
{
    fz_context *ctx = q->ctx;
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
        begin_group(q, form);
    }
    pdf_quick_save(q);
    clip_to(q, pdf_xobject_bbox(ctx, form));
    q->run_contents(q, form, resources);
    pdf_quick_restore(q);
    if (is_group) {
        fz_end_group(ctx, q->device);
    }
    pdf_quick_restore(q);
}

/* ---- pictures ---- */

static void show_image(struct pdf_quick *q, fz_image *image)
{
    const struct pdf_quick_state *s = pdf_quick_state(q);
    fz_matrix ctm = fz_pre_scale(fz_pre_translate(s->ctm, 0, 1), 1, -1);

    if (image->mask != NULL) {
        fz_clip_image_mask(q->ctx, q->device, image->mask, ctm,
                           fz_transform_rect(fz_unit_rect, ctm));
    }
    if (image->colorspace != NULL) {
        fz_fill_image(q->ctx, q->device, image, ctm, s->fill.alpha, fz_default_color_params);
    } else {
        fz_fill_image_mask(q->ctx, q->device, image, ctm, s->fill.space, s->fill.value,
                           s->fill.alpha, fz_default_color_params);
    }
    if (image->mask != NULL) {
        fz_pop_clip(q->ctx, q->device);
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

/* The look of lines. */
static void take_line(struct pdf_quick *q, pdf_obj *state, fz_stroke_state *line)
{
    fz_context *ctx = q->ctx;
    pdf_obj *width = pdf_dict_get(ctx, state, PDF_NAME(LW));
    pdf_obj *cap = pdf_dict_get(ctx, state, PDF_NAME(LC));
    pdf_obj *join = pdf_dict_get(ctx, state, PDF_NAME(LJ));
    pdf_obj *miter = pdf_dict_get(ctx, state, PDF_NAME(ML));

    if (pdf_is_number(ctx, width)) {
        line->linewidth = pdf_to_real(ctx, width);
    }
    if (pdf_is_int(ctx, cap)) {
        line->start_cap = line->dash_cap = line->end_cap = fz_clampi(pdf_to_int(ctx, cap), 0, 2);
    }
    if (pdf_is_int(ctx, join)) {
        line->linejoin = fz_clampi(pdf_to_int(ctx, join), 0, 2);
    }
    if (pdf_is_number(ctx, miter)) {
        line->miterlimit = pdf_to_real(ctx, miter);
    }
}

static void run_state(struct pdf_quick *q)
{
    fz_context *ctx = q->ctx;
    struct pdf_quick_state *s = pdf_quick_state(q);
    pdf_obj *state = pdf_quick_resource(q, PDF_NAME(ExtGState), q->names[0]);

    if (state == NULL || !is_normal(q, pdf_dict_get(ctx, state, PDF_NAME(BM))) ||
        pdf_is_dict(ctx, pdf_dict_get(ctx, state, PDF_NAME(SMask))) ||
        pdf_is_array(ctx, pdf_dict_get(ctx, state, PDF_NAME(Font))) ||
        pdf_is_array(ctx, pdf_dict_get(ctx, state, PDF_NAME(D)))) {
        q->is_strange = true;
        return;
    }
    take_line(q, state, &s->line);
    take_alpha(q, pdf_dict_get(ctx, state, PDF_NAME(CA)), &s->stroke);
    take_alpha(q, pdf_dict_get(ctx, state, PDF_NAME(ca)), &s->fill);
}

bool pdf_quick_object(struct pdf_quick *q, uint32_t op)
{
    switch (op) {
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
