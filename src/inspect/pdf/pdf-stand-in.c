/*
 * MuPDF unpacks JPEG 2000 wholly as soon as a picture is met, since only the picture knows its
 * colours. A trace needs its size, which the dictionary has, and a proof draws it small, or not at
 * all. The store of the library is asked for a picture before it is unpacked: there the stand-in
 * lies, under the picture's own key, and unpacks what it stands for when it is drawn.
 */
#include "inspect/pdf/pdf-stand-in.h"

#include "inspect/pdf/pdf-jpx.h"

enum { MAX_PICTURES = 1000, MAX_SIZE = 100000 };

struct stand_in {
    fz_image image;
    pdf_obj *object; /* held */
};

static fz_pixmap *unpack(fz_context *ctx, fz_colorspace *space, fz_buffer *buffer, int *halvings)
{
    unsigned char *bytes;
    size_t n = fz_buffer_storage(ctx, buffer, &bytes);
    struct str packed = {.p = (const char *)bytes, .n = n};
    fz_pixmap *pixmap = *halvings > 0 ? pdf_jpx_decode(ctx, packed, space, *halvings) : NULL;

    if (pixmap == NULL) {
        return fz_load_jpx(ctx, bytes, n, space);
    }
    *halvings = 0;
    return pixmap;
}

/* As the library asks for the pixels of a picture; it wants all of it, halved so often. */
static fz_pixmap *draw(fz_context *ctx, fz_image *image, fz_irect *part, int w, int h,
                       int *halvings)
{
    pdf_obj *object = ((struct stand_in *)image)->object;
    pdf_obj *named = pdf_dict_get(ctx, object, PDF_NAME(ColorSpace));
    fz_colorspace *space = NULL;
    fz_buffer *buffer = NULL;
    fz_pixmap *pixmap = NULL;

    fz_var(space);
    fz_var(buffer);
    fz_try(ctx)
    {
        buffer = pdf_load_stream(ctx, object);
        space = named != NULL ? pdf_load_colorspace(ctx, named) : NULL;
        pixmap = unpack(ctx, space, buffer, halvings);
    }
    fz_always(ctx)
    {
        fz_drop_colorspace(ctx, space);
        fz_drop_buffer(ctx, buffer);
    }
    fz_catch(ctx)
    {
        fz_rethrow(ctx);
    }
    if (part != NULL) {
        *part = (fz_irect){0, 0, image->w, image->h};
    }
    return pixmap;
}

/* The library frees the image itself. */
static void drop(fz_context *ctx, fz_image *image)
{
    pdf_drop_obj(ctx, ((struct stand_in *)image)->object);
}

static size_t size_of(fz_context *ctx, fz_image *image)
{
    return sizeof(struct stand_in);
}

/* Whether the picture is worth one, and has all that the trace wants to know. */
static bool wants_one(fz_context *ctx, pdf_obj *o)
{
    pdf_obj *filter = pdf_dict_get(ctx, o, PDF_NAME(Filter));
    int n = pdf_array_len(ctx, filter);
    int w = pdf_dict_get_int(ctx, o, PDF_NAME(Width)),
        h = pdf_dict_get_int(ctx, o, PDF_NAME(Height));

    return pdf_is_indirect(ctx, o) && w > 0 && w < MAX_SIZE && h > 0 && h < MAX_SIZE &&
           pdf_name_eq(ctx, n > 0 ? pdf_array_get(ctx, filter, n - 1) : filter,
                       PDF_NAME(JPXDecode)) &&
           pdf_dict_get(ctx, o, PDF_NAME(SMask)) == NULL &&
           pdf_dict_get(ctx, o, PDF_NAME(Decode)) == NULL &&
           pdf_dict_get(ctx, o, PDF_NAME(Mask)) == NULL;
}

static void put(fz_context *ctx, pdf_obj *o)
{
    struct stand_in *s =
        fz_new_derived_image(ctx, pdf_dict_get_int(ctx, o, PDF_NAME(Width)),
                             pdf_dict_get_int(ctx, o, PDF_NAME(Height)), 8, fz_device_rgb(ctx), 96,
                             96, 0, 0, NULL, NULL, NULL, struct stand_in, draw, size_of, drop);

    s->object = pdf_keep_obj(ctx, o);
    pdf_store_item(ctx, o, s, sizeof(*s));
    fz_drop_image(ctx, &s->image);
}

static void for_each(fz_context *ctx, struct pdf_page *page, bool set)
{
    pdf_obj *pictures = pdf_dict_get(ctx, pdf_page_resources(ctx, page), PDF_NAME(XObject));

    for (int i = 0; i < MIN(pdf_dict_len(ctx, pictures), MAX_PICTURES); i++) {
        pdf_obj *o = pdf_dict_get_val(ctx, pictures, i);

        if (!wants_one(ctx, o)) {
            continue;
        }
        if (set) {
            put(ctx, o);
        } else {
            pdf_remove_item(ctx, fz_drop_image_imp, o);
        }
    }
}

void pdf_stand_in_set(fz_context *ctx, struct pdf_page *page)
{
    for_each(ctx, page, true);
}

void pdf_stand_in_end(fz_context *ctx, struct pdf_page *page)
{
    for_each(ctx, page, false);
}
