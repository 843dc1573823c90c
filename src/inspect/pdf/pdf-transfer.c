/*
 * A soft mask may send its values through a function before they mask: most often one that turns
 * them round, so that what the mask shows is hidden. The library draws such masks as if there were
 * no function; whole words would be taken for seen, or what covers them for opaque.
 *
 * So the group of the mask is drawn once, small; its values go through the function, and a picture
 * of them becomes the mask. The group stays beneath the picture: its letters are still met.
 */
#include "inspect/pdf/pdf-transfer.h"

#include "base/common.h"

#include <math.h>
#include <string.h>

enum {
    MAX_TRANSFERS = 100, /* of a page */
    MAX_FORMS = 500,     /* looked through */
    MAX_DEPTH = 8,
    PIXELS = 256 * 1024, /* of a mask */
};

struct transfer {
    pdf_obj *mask;                           /* its dictionary */
    pdf_obj *kind, *group, *back, *function; /* what it had; `back` may be NULL */
};

struct pdf_transfers {
    pdf_document *doc;
    struct transfer v[MAX_TRANSFERS];
    int n;
    int forms[MAX_FORMS]; /* numbers of those looked through */
    int form_count;
};

/* ---- the values of a mask ---- */

/* Brightness of the colour that lies behind the group, 0 to 1; black when none is named. */
static float brightness_of(fz_context *ctx, pdf_obj *back)
{
    float v[4] = {};
    int n = MIN(pdf_array_len(ctx, back), 4);

    for (int i = 0; i < n; i++) {
        v[i] = fz_clamp(pdf_array_get_real(ctx, back, i), 0, 1);
    }
    return n == 4   ? (1 - v[3]) * (1 - (0.3f * v[0] + 0.59f * v[1] + 0.11f * v[2]))
           : n == 3 ? 0.3f * v[0] + 0.59f * v[1] + 0.11f * v[2]
                    : v[0];
}

/* A form that draws another one, `/O Do`, and then what `rest` says. */
static pdf_obj *new_form(fz_context *ctx, pdf_document *doc, fz_rect box, pdf_obj *group,
                         pdf_obj *picture, const char *rest)
{
    pdf_obj *resources = pdf_new_dict(ctx, doc, 1);
    pdf_obj *form = NULL;
    fz_buffer *content = NULL;

    fz_var(form);
    fz_var(content);
    fz_try(ctx)
    {
        pdf_obj *drawn = pdf_dict_put_dict(ctx, resources, PDF_NAME(XObject), 2);

        pdf_dict_puts(ctx, drawn, "O", group);
        if (picture != NULL) {
            pdf_dict_puts(ctx, drawn, "I", picture);
        }
        content = fz_new_buffer(ctx, 128);
        fz_append_string(ctx, content, "/O Do ");
        fz_append_string(ctx, content, rest);
        form = pdf_new_xobject(ctx, doc, box, fz_identity, resources, content);
        pdf_obj *about = pdf_dict_put_dict(ctx, form, PDF_NAME(Group), 3);

        pdf_dict_put(ctx, about, PDF_NAME(S), PDF_NAME(Transparency));
        pdf_dict_put(ctx, about, PDF_NAME(CS), PDF_NAME(DeviceGray));
        pdf_dict_put_bool(ctx, about, PDF_NAME(I), 1);
    }
    fz_always(ctx)
    {
        fz_drop_buffer(ctx, content);
        pdf_drop_obj(ctx, resources);
    }
    fz_catch(ctx)
    {
        pdf_drop_obj(ctx, form);
        fz_rethrow(ctx);
    }
    return form;
}

/* The group as it masks, in gray: its opacity, or its brightness. */
static fz_pixmap *draw_group(fz_context *ctx, pdf_document *doc, pdf_obj *group, fz_rect box,
                             bool by_opacity, float behind)
{
    float w = box.x1 - box.x0, h = box.y1 - box.y0, scale = sqrtf(PIXELS / (w * h));
    int across = (int)fz_clamp(w * scale, 1, PIXELS), down = MAX(1, PIXELS / across);
    fz_matrix place = {(float)across / w, 0, 0, -(float)down / h, 0, 0};
    pdf_obj *volatile form = NULL;
    fz_pixmap *volatile pixmap = NULL;
    fz_device *volatile device = NULL;
    pdf_processor *volatile processor = NULL;

    place = fz_concat(fz_translate(-box.x0, -box.y1), place);
    fz_try(ctx)
    {
        form = new_form(ctx, doc, box, group, NULL, "");
        pixmap = fz_new_pixmap(ctx, fz_device_gray(ctx), across, down, NULL, by_opacity);
        if (by_opacity) {
            fz_clear_pixmap(ctx, pixmap);
        } else {
            fz_clear_pixmap_with_value(ctx, pixmap, (int)(behind * 255));
        }
        device = fz_new_draw_device(ctx, place, pixmap);
        processor = pdf_new_run_processor(ctx, device, fz_identity, "View", NULL, NULL, NULL);
        pdf_process_contents(ctx, processor, doc, pdf_dict_get(ctx, form, PDF_NAME(Resources)),
                             form, NULL);
        pdf_close_processor(ctx, processor);
        fz_close_device(ctx, device);
    }
    fz_always(ctx)
    {
        pdf_drop_processor(ctx, processor);
        fz_drop_device(ctx, device);
        pdf_drop_obj(ctx, form);
    }
    fz_catch(ctx)
    {
        fz_drop_pixmap(ctx, pixmap);
        fz_rethrow(ctx);
    }
    return pixmap;
}

struct curve {
    unsigned char v[256];
};

static struct curve load_curve(fz_context *ctx, pdf_obj *o)
{
    pdf_function *function = pdf_load_function(ctx, o, 1, 1);
    struct curve curve = {};

    fz_try(ctx)
    {
        for (int i = 0; i < 256; i++) {
            float in = (float)i / 255, out = 0;

            pdf_eval_function(ctx, function, &in, 1, &out, 1);
            curve.v[i] = (unsigned char)(fz_clamp(out, 0, 1) * 255);
        }
    }
    fz_always(ctx)
    {
        pdf_drop_function(ctx, function);
    }
    fz_catch(ctx)
    {
        fz_rethrow(ctx);
    }
    return curve;
}

/* The values after the curve; true when they are all the same. */
static bool apply(const struct curve *curve, const fz_pixmap *values, fz_pixmap *masked)
{
    bool is_even = true;

    for (int y = 0; y < values->h; y++) {
        const unsigned char *from = values->samples + (ptrdiff_t)y * values->stride;
        unsigned char *to = masked->samples + (ptrdiff_t)y * masked->stride;

        for (int x = 0; x < values->w; x++) {
            /* Opacity comes last. */
            to[x] = curve->v[from[(ptrdiff_t)x * values->n + values->n - 1]];
            is_even &= to[x] == masked->samples[0];
        }
    }
    return is_even;
}

/* A form whose brightness is what the mask lets through. */
static pdf_obj *new_group(fz_context *ctx, pdf_document *doc, pdf_obj *group, fz_rect box,
                          const struct curve *curve, const fz_pixmap *values)
{
    fz_pixmap *volatile masked = NULL;
    fz_image *volatile image = NULL;
    pdf_obj *volatile picture = NULL;
    pdf_obj *volatile form = NULL;
    char rest[160];

    fz_try(ctx)
    {
        masked = fz_new_pixmap(ctx, fz_device_gray(ctx), values->w, values->h, NULL, 0);
        if (apply(curve, values, masked)) {
            fz_snprintf(rest, sizeof(rest), "%g g %g %g %g %g re f", masked->samples[0] / 255.0,
                        box.x0, box.y0, box.x1 - box.x0, box.y1 - box.y0);
        } else {
            fz_snprintf(rest, sizeof(rest), "%g 0 0 %g %g %g cm /I Do", box.x1 - box.x0,
                        box.y1 - box.y0, box.x0, box.y0);
            image = fz_new_image_from_pixmap(ctx, masked, NULL);
            picture = pdf_add_image(ctx, doc, image);
        }
        form = new_form(ctx, doc, box, group, picture, rest);
    }
    fz_always(ctx)
    {
        fz_drop_pixmap(ctx, masked);
        fz_drop_image(ctx, image);
        pdf_drop_obj(ctx, picture);
    }
    fz_catch(ctx)
    {
        fz_rethrow(ctx);
    }
    return form;
}

/* ---- masks of a page ---- */

static void keep(fz_context *ctx, struct pdf_transfers *t, pdf_obj *mask)
{
    t->v[t->n++] =
        (struct transfer){.mask = pdf_keep_obj(ctx, mask),
                          .kind = pdf_keep_obj(ctx, pdf_dict_get(ctx, mask, PDF_NAME(S))),
                          .group = pdf_keep_obj(ctx, pdf_dict_get(ctx, mask, PDF_NAME(G))),
                          .back = pdf_keep_obj(ctx, pdf_dict_get(ctx, mask, PDF_NAME(BC))),
                          .function = pdf_keep_obj(ctx, pdf_dict_get(ctx, mask, PDF_NAME(TR)))};
}

static void replace(fz_context *ctx, struct pdf_transfers *t, pdf_obj *mask)
{
    pdf_obj *group = pdf_dict_get(ctx, mask, PDF_NAME(G));
    bool by_opacity = pdf_name_eq(ctx, pdf_dict_get(ctx, mask, PDF_NAME(S)), PDF_NAME(Alpha));
    float behind = by_opacity ? 0 : brightness_of(ctx, pdf_dict_get(ctx, mask, PDF_NAME(BC)));
    fz_rect box = fz_transform_rect(pdf_xobject_bbox(ctx, group), pdf_xobject_matrix(ctx, group));
    fz_pixmap *volatile values = NULL;
    pdf_obj *volatile form = NULL;

    if (fz_is_empty_rect(box) || fz_is_infinite_rect(box) || t->n == MAX_TRANSFERS) {
        return;
    }
    fz_try(ctx)
    {
        struct curve curve = load_curve(ctx, pdf_dict_get(ctx, mask, PDF_NAME(TR)));

        values = draw_group(ctx, t->doc, group, box, by_opacity, behind);
        form = new_group(ctx, t->doc, group, box, &curve, values);
        keep(ctx, t, mask);
        pdf_dict_put(ctx, mask, PDF_NAME(S), PDF_NAME(Luminosity));
        pdf_dict_put(ctx, mask, PDF_NAME(G), form);
        pdf_obj *back = pdf_dict_put_array(ctx, mask, PDF_NAME(BC), 1);

        pdf_array_push_real(ctx, back, curve.v[(int)(behind * 255)] / 255.0);
        pdf_dict_del(ctx, mask, PDF_NAME(TR));
    }
    fz_always(ctx)
    {
        fz_drop_pixmap(ctx, values);
        pdf_drop_obj(ctx, form);
    }
    fz_catch(ctx)
    {
        fz_rethrow(ctx);
    }
}

static bool is_met(fz_context *ctx, struct pdf_transfers *t, pdf_obj *form)
{
    int number = pdf_to_num(ctx, form);

    for (int i = 0; i < t->form_count; i++) {
        if (t->forms[i] == number) {
            return true;
        }
    }
    if (t->form_count == MAX_FORMS) {
        return true;
    }
    t->forms[t->form_count++] = number;
    return false;
}

static void look_at(fz_context *ctx, struct pdf_transfers *t, pdf_obj *resources, int depth);

static void look_at_each(fz_context *ctx, struct pdf_transfers *t, pdf_obj *forms, int depth)
{
    for (int i = 0; i < pdf_dict_len(ctx, forms) && depth < MAX_DEPTH; i++) {
        pdf_obj *form = pdf_dict_get_val(ctx, forms, i);
        pdf_obj *resources = pdf_dict_get(ctx, form, PDF_NAME(Resources));

        if (pdf_is_dict(ctx, resources) && !is_met(ctx, t, form)) {
            look_at(ctx, t, resources, depth + 1);
        }
    }
}

/* What content with these resources may draw with. */
static void look_at(fz_context *ctx, struct pdf_transfers *t, pdf_obj *resources, int depth)
{
    pdf_obj *states = pdf_dict_get(ctx, resources, PDF_NAME(ExtGState));

    for (int i = 0; i < pdf_dict_len(ctx, states); i++) {
        pdf_obj *mask = pdf_dict_get(ctx, pdf_dict_get_val(ctx, states, i), PDF_NAME(SMask));
        pdf_obj *group = pdf_dict_get(ctx, mask, PDF_NAME(G));
        pdf_obj *function = pdf_dict_get(ctx, mask, PDF_NAME(TR));

        if (pdf_is_dict(ctx, group) && depth < MAX_DEPTH && !is_met(ctx, t, group)) {
            look_at(ctx, t, pdf_dict_get(ctx, group, PDF_NAME(Resources)), depth + 1);
        }
        if (pdf_is_stream(ctx, group) &&
            (pdf_is_dict(ctx, function) || pdf_is_stream(ctx, function))) {
            replace(ctx, t, mask);
        }
    }
    look_at_each(ctx, t, pdf_dict_get(ctx, resources, PDF_NAME(XObject)), depth);
    look_at_each(ctx, t, pdf_dict_get(ctx, resources, PDF_NAME(Pattern)), depth);
}

struct pdf_transfers *pdf_transfer_set(fz_context *ctx, struct pdf_page *page)
{
    struct pdf_transfers *t = fz_calloc(ctx, 1, sizeof(*t));

    t->doc = page->doc;
    fz_try(ctx)
    {
        look_at(ctx, t, pdf_page_resources(ctx, page), 0);
    }
    fz_catch(ctx)
    {
        /* A damaged mask; drawing the page says so. */
    }
    if (t->n == 0) {
        pdf_transfer_end(ctx, t);
        t = NULL;
    }
    return t;
}

static void put_back(fz_context *ctx, struct transfer *old)
{
    fz_try(ctx)
    {
        pdf_dict_put(ctx, old->mask, PDF_NAME(S), old->kind);
        pdf_dict_put(ctx, old->mask, PDF_NAME(G), old->group);
        pdf_dict_put(ctx, old->mask, PDF_NAME(TR), old->function);
        if (old->back != NULL) {
            pdf_dict_put(ctx, old->mask, PDF_NAME(BC), old->back);
        } else {
            pdf_dict_del(ctx, old->mask, PDF_NAME(BC));
        }
    }
    fz_always(ctx)
    {
        pdf_drop_obj(ctx, old->mask);
        pdf_drop_obj(ctx, old->kind);
        pdf_drop_obj(ctx, old->group);
        pdf_drop_obj(ctx, old->function);
        pdf_drop_obj(ctx, old->back);
    }
    fz_catch(ctx)
    {
        fz_rethrow(ctx);
    }
}

void pdf_transfer_end(fz_context *ctx, struct pdf_transfers *transfers)
{
    for (int i = 0; transfers != NULL && i < transfers->n; i++) {
        put_back(ctx, &transfers->v[i]);
    }
    fz_free(ctx, transfers);
}
