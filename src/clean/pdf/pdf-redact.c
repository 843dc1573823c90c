/*
 * A marked area (ISO 32000-1 section 12.5.6.23) becomes a box in the colour that was chosen for it,
 * or black. Text in it goes with the walk over the content; pictures are decoded, painted over and
 * stored without loss; drawn lines beneath stay beneath.
 */
#include "clean/pdf/pdf-redact.h"

#include "clean/pdf/pdf-repaint.h"

#include <math.h>

enum { MAX_AREAS = 2000 };

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
    return !meets ? 0
           : picture == NULL
               ? -1
               : pdf_repaint(cut, picture,
                             &(struct pdf_paint){.ctm = ctm, .areas = areas, .count = count});
}

int pdf_redact_under(struct pdf_cut *cut, pdf_obj *picture, fz_matrix ctm,
                     const struct pdf_redactions *parts)
{
    const struct pdf_paint paint = {.ctm = ctm,
                                    .areas = parts->areas.v,
                                    .colours = parts->colours.v,
                                    .count = parts->areas.n,
                                    .is_under = true};

    return picture == NULL ? 0 : MAX(pdf_repaint(cut, picture, &paint), 0);
}
