/* Clips and colours in force while a page is traced; see pdf-tracer.h. */
#include "inspect/pdf/pdf-tracer.h"

#include <math.h>

void pdf_tracer_clip(struct pdf_tracer *t, fz_rect box, bool is_odd)
{
    fz_rect outer = pdf_tracer_clip_box(t);
    bool was_odd = pdf_tracer_is_clip_odd(t);

    t->filled.text = NULL;
    if (t->depth < PDF_TRACER_MAX_DEPTH) {
        t->clips[t->depth] =
            (struct pdf_clip){.box = fz_intersect_rect(box, outer), .is_odd = is_odd || was_odd};
    }
    t->depth++;
}

void pdf_tracer_rgb(fz_context *ctx, fz_colorspace *space, const float *color,
                    fz_color_params params, uint8_t ret_rgb[3])
{
    float rgb[3] = {};

    if (space != NULL && color != NULL) {
        fz_convert_color(ctx, space, color, fz_device_rgb(ctx), rgb, NULL, params);
    }
    for (int i = 0; i < 3; i++) {
        ret_rgb[i] = (uint8_t)(fmaxf(0, fminf(1, rgb[i])) * 255);
    }
}
