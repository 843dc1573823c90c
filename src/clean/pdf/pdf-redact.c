/*
 * A marked area (ISO 32000-1 section 12.5.6.23) becomes a box in the colour that was chosen for it,
 * or black. Text in it goes with the walk over the content; pictures are decoded, painted over and
 * stored without loss; drawn lines beneath stay beneath.
 */
#include "clean/pdf/pdf-redact.h"

#include "clean/pdf/pdf-trim.h"

#include <math.h>

enum { MAX_AREAS = 2000, MAX_SAMPLES = 400 * 1000 * 1000 };

#define LEAST_POINTS 0.5f /* of an overlap that counts */

static uint32_t colour_of(fz_context *ctx, pdf_obj *annotation)
{
    pdf_obj *colour = pdf_dict_gets(ctx, annotation, "IC");
    float c[4] = {};
    int n = pdf_array_len(ctx, colour);
    uint32_t rgb = 0;

    for (int i = 0; i < MIN(n, 4); i++) {
        c[i] = fmaxf(0, fminf(1, pdf_to_real(ctx, pdf_array_get(ctx, colour, i))));
    }
    if (n == 1) {
        c[1] = c[2] = c[0];
    } else if (n == 4) {
        for (int i = 0; i < 3; i++) {
            c[i] = (1 - c[i]) * (1 - c[3]);
        }
    }
    for (int i = 0; i < 3; i++) {
        rgb = rgb << 8 | (uint32_t)lroundf(c[i] * 255);
    }
    return rgb;
}

static void add_area(struct pdf_redactions *r, struct arena *a, fz_rect area, uint32_t colour)
{
    if (!fz_is_empty_rect(area) && r->areas.n < MAX_AREAS) {
        *VEC_ADD(a, &r->areas) = area;
        *VEC_ADD(a, &r->colours) = colour;
    }
}

void pdf_redact_find(struct pdf_redactions *redactions, struct arena *a, fz_context *ctx,
                     pdf_page *page)
{
    for (pdf_annot *one = pdf_first_annot(ctx, page); one != NULL; one = pdf_next_annot(ctx, one)) {
        if (pdf_annot_type(ctx, one) != PDF_ANNOT_REDACT) {
            continue;
        }
        uint32_t colour = colour_of(ctx, pdf_annot_obj(ctx, one));
        int quads = pdf_annot_quad_point_count(ctx, one);

        for (int i = 0; i < quads; i++) {
            add_area(redactions, a, fz_rect_from_quad(pdf_annot_quad_point(ctx, one, i)), colour);
        }
        if (quads == 0) {
            add_area(redactions, a, pdf_annot_rect(ctx, one), colour);
        }
    }
}

static pdf_obj *add_stream(struct pdf_cut *cut, const struct buf *text)
{
    fz_context *ctx = cut->ctx;
    fz_buffer *buffer =
        fz_new_buffer_from_copied_data(ctx, (const unsigned char *)text->p, text->n);
    pdf_obj *made = pdf_add_stream(ctx, cut->doc, buffer, NULL, 0);

    fz_drop_buffer(ctx, buffer);
    *VEC_ADD(cut->arena, &cut->held) = made;
    return made;
}

static void add_boxes(const struct pdf_redactions *r, struct buf *text, fz_matrix to_user)
{
    for (uint32_t i = 0; i < r->areas.n; i++) {
        fz_rect area = fz_transform_rect(r->areas.v[i], to_user);
        uint32_t c = r->colours.v[i];

        buf_printf(text, "q %.3f %.3f %.3f rg %.2f %.2f %.2f %.2f re f Q\n",
                   (double)(c >> 16 & 255) / 255, (double)(c >> 8 & 255) / 255,
                   (double)(c & 255) / 255, (double)area.x0, (double)area.y0,
                   (double)(area.x1 - area.x0), (double)(area.y1 - area.y0));
    }
}

void pdf_redact_draw(const struct pdf_redactions *redactions, struct pdf_cut *cut, pdf_page *page,
                     const struct pdf_cut_page *what)
{
    struct buf head CLEANUP(buf_done) = {};
    struct buf tail CLEANUP(buf_done) = {};
    fz_context *ctx = cut->ctx;
    pdf_obj *old = pdf_dict_get(ctx, page->obj, PDF_NAME(Contents));
    pdf_obj *all;
    fz_rect box;
    fz_matrix ctm;

    if (redactions->areas.n == 0) {
        return;
    }
    pdf_page_transform(ctx, page, &box, &ctm);
    buf_init(&head, 1024 * 1024);
    buf_init(&tail, 1024 * 1024);
    for (uint32_t i = 0; i <= what->extra_ends; i++) {
        buf_add(&head, STR("q\n"));
    }
    for (uint32_t i = 0; i <= what->open_states; i++) {
        buf_add(&tail, STR("\nQ"));
    }
    buf_add_char(&tail, '\n');
    add_boxes(redactions, &tail, fz_invert_matrix(ctm));
    all = pdf_new_array(ctx, cut->doc, 4);
    *VEC_ADD(cut->arena, &cut->held) = all;
    pdf_array_push(ctx, all, add_stream(cut, &head));
    for (int i = 0; i < pdf_array_len(ctx, old); i++) {
        pdf_array_push(ctx, all, pdf_array_get(ctx, old, i));
    }
    if (pdf_is_stream(ctx, old)) {
        pdf_array_push(ctx, all, old);
    }
    pdf_array_push(ctx, all, add_stream(cut, &tail));
    pdf_dict_put(ctx, page->obj, PDF_NAME(Contents), all);
}

/* ---- pictures ---- */

/* An area as pixels of the picture, which the unit square is: all it touches, or whole ones only.
 */
static fz_irect pixels_of(fz_rect area, fz_matrix to_unit, const fz_pixmap *pixmap, bool whole)
{
    fz_rect unit = fz_transform_rect(area, to_unit);
    float x0 = unit.x0 * (float)pixmap->w;
    float x1 = unit.x1 * (float)pixmap->w;
    float y0 = (1 - unit.y1) * (float)pixmap->h;
    float y1 = (1 - unit.y0) * (float)pixmap->h;
    fz_irect r = {(int)floorf(x0), (int)floorf(y0), (int)ceilf(x1), (int)ceilf(y1)};

    if (whole) {
        r = (fz_irect){(int)ceilf(x0), (int)ceilf(y0), (int)floorf(x1), (int)floorf(y1)};
    }
    return fz_intersect_irect(r, (fz_irect){0, 0, pixmap->w, pixmap->h});
}

/* A colour as the picture has it; inks that are none of the usual ones: none of them. */
static void find_samples(fz_context *ctx, fz_pixmap *pixmap, uint32_t rgb,
                         unsigned char ret_samples[static FZ_MAX_COLORS])
{
    const float from[3] = {(float)(rgb >> 16 & 255) / 255, (float)(rgb >> 8 & 255) / 255,
                           (float)(rgb & 255) / 255};
    float to[FZ_MAX_COLORS] = {};

    if (pixmap->colorspace != NULL && !fz_colorspace_is_device_n(ctx, pixmap->colorspace)) {
        fz_convert_color(ctx, fz_device_rgb(ctx), from, pixmap->colorspace, to, NULL,
                         fz_default_color_params);
    }
    for (int i = 0; i < FZ_MAX_COLORS; i++) {
        ret_samples[i] = (unsigned char)lroundf(fmaxf(0, fminf(1, to[i])) * 255);
    }
}

static void paint(fz_context *ctx, fz_pixmap *pixmap, fz_irect r, uint32_t rgb)
{
    int colours = pixmap->n - pixmap->alpha;
    unsigned char samples[FZ_MAX_COLORS];

    find_samples(ctx, pixmap, rgb, samples);
    for (int y = r.y0; y < r.y1; y++) {
        unsigned char *row = pixmap->samples + (ptrdiff_t)y * pixmap->stride;

        for (int x = r.x0; x < r.x1; x++) {
            memcpy(row + (ptrdiff_t)x * pixmap->n, samples, (size_t)colours);
        }
    }
}

/* The library stores a picture as it is; compressed without loss it is a part of that. */
static void compress(struct pdf_cut *cut, pdf_obj *picture)
{
    fz_context *ctx = cut->ctx;
    fz_buffer *packed = pdf_trim_pack(ctx, picture, SIZE_MAX);

    fz_try(ctx)
    {
        pdf_dict_del(ctx, picture, PDF_NAME(DecodeParms));
        pdf_dict_put(ctx, picture, PDF_NAME(Filter), PDF_NAME(FlateDecode));
        pdf_update_stream(ctx, cut->doc, picture, packed, 1);
    }
    fz_always(ctx)
    {
        fz_drop_buffer(ctx, packed);
    }
    fz_catch(ctx)
    {
        fz_rethrow(ctx);
    }
}

/* In black where there are no colours. */
static int painted(struct pdf_cut *cut, pdf_obj *picture, fz_matrix ctm, const fz_rect *areas,
                   const uint32_t *colours, uint32_t count, bool whole)
{
    fz_context *ctx = cut->ctx;
    fz_image *volatile image = NULL;
    fz_image *volatile made = NULL;
    fz_pixmap *volatile pixmap = NULL;
    volatile int number = -1;

    fz_try(ctx)
    {
        image = pdf_load_image(ctx, cut->doc, picture);
        if (!image->imagemask && (int64_t)image->w * image->h * 4 < MAX_SAMPLES) {
            pixmap = fz_get_pixmap_from_image(ctx, image, NULL, NULL, NULL, NULL);
            for (uint32_t i = 0; i < count; i++) {
                paint(ctx, pixmap, pixels_of(areas[i], fz_invert_matrix(ctm), pixmap, whole),
                      colours == NULL ? 0 : colours[i]);
            }
            made = fz_new_image_from_pixmap(ctx, pixmap, NULL);
            pdf_obj *object = pdf_add_image(ctx, cut->doc, made);

            *VEC_ADD(cut->arena, &cut->held) = object;
            compress(cut, object);
            if (pdf_dict_get(ctx, picture, PDF_NAME(SMask)) != NULL) {
                pdf_dict_put(ctx, object, PDF_NAME(SMask),
                             pdf_dict_get(ctx, picture, PDF_NAME(SMask)));
            }
            number = pdf_to_num(ctx, object);
        }
    }
    fz_always(ctx)
    {
        fz_drop_image(ctx, image);
        fz_drop_image(ctx, made);
        fz_drop_pixmap(ctx, pixmap);
    }
    fz_catch(ctx)
    {
        number = -1;
    }
    return number;
}

int pdf_redact_picture(struct pdf_cut *cut, pdf_obj *picture, fz_matrix ctm, const fz_rect *areas,
                       uint32_t count)
{
    fz_rect box = fz_transform_rect(fz_unit_rect, ctm);
    bool meets = false;

    for (uint32_t i = 0; i < count; i++) {
        fz_rect both = fz_intersect_rect(box, areas[i]);

        if (fz_contains_rect(areas[i], box)) {
            return -1;
        }
        meets |= both.x1 - both.x0 >= LEAST_POINTS && both.y1 - both.y0 >= LEAST_POINTS;
    }
    return !meets            ? 0
           : picture == NULL ? -1
                             : painted(cut, picture, ctm, areas, NULL, count, false);
}

int pdf_redact_under(struct pdf_cut *cut, pdf_obj *picture, fz_matrix ctm,
                     const struct pdf_redactions *parts)
{
    return MAX(painted(cut, picture, ctm, parts->areas.v, parts->colours.v, parts->areas.n, true),
               0);
}
