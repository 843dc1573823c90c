/*
 * A link without an appearance of its own may have a border (ISO 32000-1 12.5.4), as thick as one
 * likes. The standard puts it inside the rectangle, viewers draw it along the rectangle's edge,
 * half of it on each side: a letter is covered when its middle lies in the one or the other.
 */
#include "inspect/pdf/pdf-border.h"

#include <mupdf/pdf.h>

enum {
    MAX_LINKS = 10000, /* of a page */
    FLAG_HIDDEN = 2,   /* bits of an annotation's F */
    FLAG_NO_VIEW = 32,
};

#define THICK_POINTS 4.0f /* thinner ones frame words */
#define MOST_POINTS  1000.0f

/* Width of a border that is drawn as a solid line; 0: there is none. */
static float width_of(fz_context *ctx, pdf_obj *link)
{
    pdf_obj *style = pdf_dict_get(ctx, link, PDF_NAME(BS));
    pdf_obj *border = pdf_dict_get(ctx, link, PDF_NAME(Border));
    pdf_obj *colour = pdf_dict_get(ctx, link, PDF_NAME(C));
    int flags = pdf_dict_get_int(ctx, link, PDF_NAME(F));

    if (pdf_dict_get(ctx, link, PDF_NAME(AP)) != NULL ||
        (flags & (FLAG_HIDDEN | FLAG_NO_VIEW)) != 0 ||
        (pdf_is_array(ctx, colour) && pdf_array_len(ctx, colour) == 0)) {
        return 0;
    }
    if (pdf_is_dict(ctx, style)) {
        pdf_obj *kind = pdf_dict_get(ctx, style, PDF_NAME(S));
        bool is_solid = kind == NULL || pdf_name_eq(ctx, kind, PDF_NAME(S));

        return is_solid ? pdf_dict_get_real(ctx, style, PDF_NAME(W)) : 0;
    }
    return pdf_array_len(ctx, border) == 3 ? pdf_array_get_real(ctx, border, 2) : 0;
}

/* Between an edge and the same that much further inside. */
static bool is_between(fz_point at, fz_rect outer, float width)
{
    fz_rect inner = {outer.x0 + width, outer.y0 + width, outer.x1 - width, outer.y1 - width};

    return fz_is_point_inside_rect(at, outer) &&
           !(inner.x0 < at.x && at.x < inner.x1 && inner.y0 < at.y && at.y < inner.y1);
}

static void mark_under(struct pdf_hidden *h, fz_rect box, float width)
{
    fz_rect around = fz_expand_rect(box, width / 2);

    for (uint32_t i = 0; i < h->glyphs.n; i++) {
        struct pdf_glyph *g = &h->glyphs.v[i];
        fz_point middle = {(g->box.x0 + g->box.x1) / 2, (g->box.y0 + g->box.y1) / 2};

        if (g->owner < 0 && !g->is_in_mask && !g->is_off && !g->is_not_drawn && !g->is_unseen &&
            (is_between(middle, box, width) || is_between(middle, around, width))) {
            g->is_unseen = g->is_framed = true;
        }
    }
}

void pdf_border_mark(fz_context *ctx, struct pdf_trace *trace, struct pdf_page *page)
{
    pdf_obj *all = pdf_dict_get(ctx, page->obj, PDF_NAME(Annots));
    fz_rect box;
    fz_matrix ctm;

    if (pdf_array_len(ctx, all) == 0) {
        return;
    }
    pdf_page_transform(ctx, page, &box, &ctm);
    for (int i = 0; i < MIN(pdf_array_len(ctx, all), MAX_LINKS); i++) {
        pdf_obj *link = pdf_array_get(ctx, all, i);

        if (pdf_name_eq(ctx, pdf_dict_get(ctx, link, PDF_NAME(Subtype)), PDF_NAME(Link))) {
            float width = width_of(ctx, link);

            if (width >= THICK_POINTS && width <= MOST_POINTS) {
                box = fz_transform_rect(pdf_dict_get_rect(ctx, link, PDF_NAME(Rect)), ctm);
                mark_under(trace->hidden, box, width);
            }
        }
    }
}
