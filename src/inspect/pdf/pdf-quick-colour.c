/* Colours of the quick run (ISO 32000-1 8.6). Patterns are left to the library. */
#include "inspect/pdf/pdf-quick-colour.h"

/* As the library starts with in a new colour space: black, or the full tint. */
static void set_space(struct pdf_quick *q, struct pdf_quick_paint *paint, fz_colorspace *space)
{
    bool is_tint = pdf_is_tint_colorspace(q->ctx, space) != 0;

    paint->space = space;
    paint->has_rgb = false;
    paint->value[0] = paint->value[1] = paint->value[2] = 0;
    paint->value[3] = 1;
    for (int i = 0; is_tint && i < fz_colorspace_n(q->ctx, space); i++) {
        paint->value[i] = 1;
    }
}

static void set_value(struct pdf_quick *q, struct pdf_quick_paint *paint)
{
    fz_clamp_color(q->ctx, paint->space, q->numbers, paint->value);
    paint->has_rgb = false;
}

static void set_device(struct pdf_quick *q, struct pdf_quick_paint *paint, fz_colorspace *space)
{
    if (pdf_quick_has(q, fz_colorspace_n(q->ctx, space), 0, 0)) {
        set_space(q, paint, space);
        set_value(q, paint);
    }
}

/* A colour space by its name; NULL = a pattern, or missing. Held until the end of the page. */
static fz_colorspace *find_space(struct pdf_quick *q, const char *name)
{
    fz_context *ctx = q->ctx;
    pdf_obj *object = pdf_quick_resource(q, PDF_NAME(ColorSpace), name);
    bool is_pattern = strcmp(name, "Pattern") == 0 ||
                      (pdf_is_array(ctx, object) &&
                       pdf_name_eq(ctx, pdf_array_get(ctx, object, 0), PDF_NAME(Pattern)));

    if (strcmp(name, "DeviceGray") == 0) {
        return fz_device_gray(ctx);
    }
    if (strcmp(name, "DeviceRGB") == 0) {
        return fz_device_rgb(ctx);
    }
    if (strcmp(name, "DeviceCMYK") == 0) {
        return fz_device_cmyk(ctx);
    }
    if (is_pattern || object == NULL) {
        return NULL;
    }
    fz_colorspace **kept = VEC_ADD(q->arena, &q->spaces);

    *kept = pdf_load_colorspace(ctx, object);
    return *kept;
}

static void set_named(struct pdf_quick *q, struct pdf_quick_paint *paint)
{
    fz_colorspace *space = pdf_quick_has(q, 0, 1, 0) ? find_space(q, q->names[0]) : NULL;

    if (space == NULL) {
        q->is_strange = true;
        return;
    }
    set_space(q, paint, space);
}

static void set_components(struct pdf_quick *q, struct pdf_quick_paint *paint)
{
    if (pdf_quick_has(q, fz_colorspace_n(q->ctx, paint->space), 0, 0)) {
        set_value(q, paint);
    }
}

bool pdf_quick_colour(struct pdf_quick *q, uint32_t op)
{
    struct pdf_quick_state *s = pdf_quick_state(q);

    switch (op) {
    case PDF_OPERATOR('g', 0, 0):
        set_device(q, &s->fill, fz_device_gray(q->ctx));
        return true;
    case PDF_OPERATOR('r', 'g', 0):
        set_device(q, &s->fill, fz_device_rgb(q->ctx));
        return true;
    case PDF_OPERATOR('k', 0, 0):
        set_device(q, &s->fill, fz_device_cmyk(q->ctx));
        return true;
    case PDF_OPERATOR('c', 's', 0):
        set_named(q, &s->fill);
        return true;
    case PDF_OPERATOR('s', 'c', 0):
    case PDF_OPERATOR('s', 'c', 'n'):
        set_components(q, &s->fill);
        return true;
    case PDF_OPERATOR('G', 0, 0):
        set_device(q, &s->stroke, fz_device_gray(q->ctx));
        return true;
    case PDF_OPERATOR('R', 'G', 0):
        set_device(q, &s->stroke, fz_device_rgb(q->ctx));
        return true;
    case PDF_OPERATOR('K', 0, 0):
        set_device(q, &s->stroke, fz_device_cmyk(q->ctx));
        return true;
    case PDF_OPERATOR('C', 'S', 0):
        set_named(q, &s->stroke);
        return true;
    case PDF_OPERATOR('S', 'C', 0):
    case PDF_OPERATOR('S', 'C', 'N'):
        set_components(q, &s->stroke);
        return true;
    default:
        return false;
    }
}
