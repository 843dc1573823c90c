/*
 * MuPDF unpacks JPEG 2000 as soon as a picture is met, since only the picture knows its colours. A
 * trace needs its size, which the dictionary has. The store of the library is asked for a picture
 * before it is unpacked: there the stand-in lies, under the picture's own key.
 */
#include "inspect/pdf-stand-in.h"

#include "base/common.h"

enum { MAX_PICTURES = 1000, MAX_SIZE = 100000 };

static fz_pixmap *draw_nothing(fz_context *ctx, fz_image *image, fz_irect *part, int w, int h,
                               int *l2factor)
{
    fz_throw(ctx, FZ_ERROR_GENERIC, "a stand-in has no pixels");
}

/* It holds nothing of its own; the library frees the image itself. */
static void drop_nothing(fz_context *ctx, fz_image *image)
{
}

static size_t size_of(fz_context *ctx, fz_image *image)
{
    return sizeof(*image);
}

/* Whether the picture is worth one, and has all that the trace wants to know. */
static bool wants_one(fz_context *ctx, pdf_obj *o)
{
    pdf_obj *filter = pdf_dict_get(ctx, o, PDF_NAME(Filter));
    int n = pdf_array_len(ctx, filter);
    int w = pdf_dict_get_int(ctx, o, PDF_NAME(Width)), h = pdf_dict_get_int(ctx, o, PDF_NAME(Height));

    return pdf_is_indirect(ctx, o) && w > 0 && w < MAX_SIZE && h > 0 && h < MAX_SIZE &&
           pdf_name_eq(ctx, n > 0 ? pdf_array_get(ctx, filter, n - 1) : filter,
                       PDF_NAME(JPXDecode)) &&
           pdf_dict_get(ctx, o, PDF_NAME(SMask)) == NULL &&
           pdf_dict_get(ctx, o, PDF_NAME(Mask)) == NULL;
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
            fz_image *image = fz_new_image_of_size(
                ctx, pdf_dict_get_int(ctx, o, PDF_NAME(Width)),
                pdf_dict_get_int(ctx, o, PDF_NAME(Height)), 8, fz_device_gray(ctx), 96, 96, 0, 0,
                NULL, NULL, NULL, sizeof(*image), draw_nothing, size_of, drop_nothing);

            pdf_store_item(ctx, o, image, sizeof(*image));
            fz_drop_image(ctx, image);
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
