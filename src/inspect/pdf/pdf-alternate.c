/* Both are drawn small, and compared by brightness; see pdf-alternate.h. */
#include "inspect/pdf/pdf-alternate.h"

#include "base/common.h"
#include "inspect/pdf/pdf-writing.h"

#include <stdlib.h>

enum {
    SIDE = 64, /* pixels, as they are compared */
    MAX_ALTERNATES = 16,
    MAX_SAMPLES = 50 * 1000 * 1000,
    ALIKE = 40,      /* between two looks of a pixel that are the same */
    MAY_DIFFER = 20, /* one of so many pixels, all the same */
};

/* The picture on white; NULL: it is too large. */
static fz_pixmap *draw(fz_context *ctx, pdf_document *doc, pdf_obj *object)
{
    fz_image *image = pdf_load_image(ctx, doc, object);
    fz_pixmap *volatile pixmap = NULL;
    fz_device *volatile device = NULL;

    fz_try(ctx)
    {
        if (!image->imagemask && (int64_t)image->w * image->h <= MAX_SAMPLES) {
            pixmap = fz_new_pixmap(ctx, fz_device_rgb(ctx), SIDE, SIDE, NULL, 0);
            fz_clear_pixmap_with_value(ctx, pixmap, 255);
            device = fz_new_draw_device(ctx, fz_scale(SIDE, SIDE), pixmap);
            fz_fill_image(ctx, device, image, fz_identity, 1, fz_default_color_params);
            fz_close_device(ctx, device);
        }
    }
    fz_always(ctx)
    {
        fz_drop_device(ctx, device);
        fz_drop_image(ctx, image);
    }
    fz_catch(ctx)
    {
        fz_drop_pixmap(ctx, pixmap);
        fz_rethrow(ctx);
    }
    return pixmap;
}

static bool is_alike(const fz_pixmap *a, const fz_pixmap *b)
{
    int differ = 0;

    for (int y = 0; y < SIDE; y++) {
        for (int x = 0; x < SIDE; x++) {
            differ +=
                abs(pdf_writing_brightness(a, x, y) - pdf_writing_brightness(b, x, y)) > ALIKE;
        }
    }
    return differ * MAY_DIFFER <= SIDE * SIDE;
}

bool pdf_alternate_differs(fz_context *ctx, pdf_document *doc, int number)
{
    pdf_obj *picture = pdf_new_indirect(ctx, doc, number, 0);
    fz_pixmap *volatile seen = NULL, *volatile other = NULL;
    volatile bool differs = false;

    fz_try(ctx)
    {
        pdf_obj *all = pdf_dict_gets(ctx, picture, "Alternates");

        seen = draw(ctx, doc, picture);
        for (int i = 0; i < MIN(pdf_array_len(ctx, all), MAX_ALTERNATES) && seen != NULL; i++) {
            pdf_obj *image = pdf_dict_gets(ctx, pdf_array_get(ctx, all, i), "Image");

            if (pdf_is_stream(ctx, image)) {
                other = draw(ctx, doc, image);
                differs |= other != NULL && !is_alike(seen, other);
                fz_drop_pixmap(ctx, other);
                other = NULL;
            }
        }
    }
    fz_always(ctx)
    {
        fz_drop_pixmap(ctx, seen);
        fz_drop_pixmap(ctx, other);
        pdf_drop_obj(ctx, picture);
    }
    fz_catch(ctx)
    {
        fz_rethrow(ctx);
    }
    return differs;
}
