/*
 * Both files are open at once; a page is drawn from each, without annotations, which a person may
 * have asked to take out, and in other ways when it differs so. Small and in grey: what is missing
 * or has moved shows in the shades of some pixel all the same. The memory of the library's store is
 * bounded, so are the pixels.
 */
#include "clean/pdf/pdf-check.h"

#include "clean/pdf/pdf-content.h"
#include "inspect/pdf/pdf-layers.h"
#include "inspect/pdf/pdf-trace-text.h"
#include "inspect/pdf/pdf-transfer.h"

#include <math.h>
#include <mupdf/pdf.h>

enum {
    MAX_PIXELS = 8 * 1000 * 1000,
    ALL_OF = 100, /* changed pages that are all looked at; of more, twice as many */
    A_LITTLE = 2, /* of 255: between a picture and the same stored anew */
    MEAN = 8,     /* of 255: no writing changes its place by as little */
    MAX_WHOLE = 100 * 1000 * 1000, /* pixels of a picture that is unpacked as a whole */
};

#define EDGE_PIXELS 1.5f /* around what went */

/* How a page is looked at. */
struct look {
    float scale; /* pixels a point */
    bool is_sharp, with_annotations;
};

struct pair {
    fz_context *ctx;
    fz_stream *streams[2];
    pdf_document *docs[2];
};

void pdf_check_add(struct pdf_check *check, struct arena *a, struct pdf_check_page added)
{
    struct pdf_check_page *last = check->pages.n > 0 ? &check->pages.v[check->pages.n - 1] : NULL;
    bool joins = last != NULL && last->number == added.number;
    uint32_t before = joins ? last->gone_count : 0;
    struct pdf_gone *all = ARENA_ARRAY(a, (size_t)before + added.gone_count + 1, struct pdf_gone);

    if (before > 0) {
        memcpy(all, last->gone, before * sizeof(*all));
    }
    if (added.gone_count > 0) {
        memcpy(all + before, added.gone, added.gone_count * sizeof(*all));
    }
    added.gone = all;
    added.gone_count += before;
    if (joins) {
        added.is_stored_anew |= last->is_stored_anew;
        *last = added;
    } else {
        *VEC_ADD(a, &check->pages) = added;
    }
}

static void open_both(struct pair *p, struct str before, struct str after)
{
    const struct str files[2] = {before, after};

    for (int i = 0; i < 2; i++) {
        p->streams[i] = fz_open_memory(p->ctx, (const unsigned char *)files[i].p, files[i].n);
        p->docs[i] = pdf_open_document_with_stream(p->ctx, p->streams[i]);
        /* As the standard has layers, not as the library does. */
        (void)pdf_layers_settle(p->ctx, p->docs[i]);
    }
}

static void close_both(struct pair *p)
{
    for (int i = 0; i < 2; i++) {
        pdf_drop_document(p->ctx, p->docs[i]);
        fz_drop_stream(p->ctx, p->streams[i]);
    }
}

/* Functions of the drawing device; the user context of the library while it draws. */
struct plain {
    void (*fill_text)(fz_context *ctx, fz_device *device, const fz_text *text, fz_matrix ctm,
                      fz_colorspace *space, const float *color, float alpha,
                      fz_color_params params);
    void (*fill_image)(fz_context *ctx, fz_device *device, fz_image *image, fz_matrix ctm,
                       float alpha, fz_color_params params);
};

/*
 * A picture is unpacked as a whole. Left to itself the library unpacks JPEG at a smaller size where
 * that is enough, and gets other shades than of the same pixels stored in another way.
 */
static void fill_whole(fz_context *ctx, fz_device *device, fz_image *image, fz_matrix ctm,
                       float alpha, fz_color_params params)
{
    const struct plain *plain = fz_user_context(ctx);
    fz_pixmap *volatile pixmap = NULL;
    fz_image *volatile whole = NULL;

    fz_try(ctx)
    {
        if ((int64_t)image->w * image->h <= MAX_WHOLE) {
            pixmap = fz_get_pixmap_from_image(ctx, image, NULL, NULL, NULL, NULL);
            whole = fz_new_image_from_pixmap(ctx, pixmap, image->mask);
        }
        plain->fill_image(ctx, device, whole != NULL ? whole : image, ctm, alpha, params);
    }
    fz_always(ctx)
    {
        fz_drop_image(ctx, whole);
        fz_drop_pixmap(ctx, pixmap);
    }
    fz_catch(ctx)
    {
        fz_rethrow(ctx);
    }
}

/* Text in a colour that no device prints is seen by the library alone. */
static void fill_printed(fz_context *ctx, fz_device *device, const fz_text *text, fz_matrix ctm,
                         fz_colorspace *space, const float *color, float alpha,
                         fz_color_params params)
{
    const struct plain *plain = fz_user_context(ctx);

    if (pdf_trace_text_way(ctx, space) != PDF_WAY_IGNORE) {
        plain->fill_text(ctx, device, text, ctm, space, color, alpha, params);
    }
}

/* May jump. */
static fz_pixmap *draw(fz_context *ctx, pdf_document *doc, const struct pdf_check_page *what,
                       const struct look *look, float *ret_scale)
{
    void *kept = fz_user_context(ctx);
    struct plain plain = {};
    pdf_page *volatile page = NULL;
    fz_pixmap *volatile pixmap = NULL;
    fz_device *volatile device = NULL;
    struct pdf_transfers *volatile transfers = NULL;

    fz_try(ctx)
    {
        page = pdf_load_page(ctx, doc, what->number - 1);
        /* Else it is blended in one go where an annotation does so, and rounded in another way. */
        page->transparency = 1;
        transfers = pdf_transfer_set(ctx, page);
        fz_rect box = pdf_bound_page(ctx, page);
        float pixels = (box.x1 - box.x0) * (box.y1 - box.y0);
        float scale = fminf(look->scale, sqrtf(MAX_PIXELS / fmaxf(pixels, 1)));
        fz_matrix ctm = fz_scale(scale, scale);

        pixmap = fz_new_pixmap_with_bbox(ctx, fz_device_gray(ctx),
                                         fz_round_rect(fz_transform_rect(box, ctm)), NULL, 0);
        fz_clear_pixmap_with_value(ctx, pixmap, 255);
        device = fz_new_draw_device(ctx, ctm, pixmap);
        plain = (struct plain){.fill_text = device->fill_text, .fill_image = device->fill_image};
        device->fill_text = fill_printed;
        device->fill_image = what->is_stored_anew ? fill_whole : device->fill_image;
        fz_set_user_context(ctx, &plain);
        pdf_run_page_contents(ctx, page, device, fz_identity, NULL);
        if (look->with_annotations) {
            pdf_run_page_annots(ctx, page, device, fz_identity, NULL);
            pdf_run_page_widgets(ctx, page, device, fz_identity, NULL);
        }
        fz_close_device(ctx, device);
        *ret_scale = scale;
    }
    fz_always(ctx)
    {
        fz_set_user_context(ctx, kept);
        pdf_transfer_end(ctx, transfers);
        fz_drop_device(ctx, device);
        fz_drop_page(ctx, (fz_page *)page);
    }
    fz_catch(ctx)
    {
        fz_drop_pixmap(ctx, pixmap);
        fz_rethrow(ctx);
    }
    return pixmap;
}

/* The pixels of a place where something went, with those around it. */
static fz_irect pixels_of(const struct pdf_gone *gone, float scale)
{
    fz_rect box = fz_transform_rect(gone->box, fz_scale(scale, scale));

    return (fz_irect){(int)floorf(box.x0 - EDGE_PIXELS), (int)floorf(box.y0 - EDGE_PIXELS),
                      (int)ceilf(box.x1 + EDGE_PIXELS), (int)ceilf(box.y1 + EDGE_PIXELS)};
}

static bool may_differ(const struct pdf_check_page *page, int x, int y, float scale, bool is_much)
{
    for (uint32_t i = 0; i < page->gone_count; i++) {
        fz_irect r = pixels_of(&page->gone[i], scale);

        if (!(is_much && page->gone[i].is_unseen) && x >= r.x0 && x < r.x1 && y >= r.y0 &&
            y < r.y1) {
            return true;
        }
    }
    return false;
}

static int step_at(const fz_pixmap *a, const fz_pixmap *b, int x, int y)
{
    ptrdiff_t row = y - a->y, column = x - a->x;

    return abs(a->samples[row * a->stride + column * a->n] -
               b->samples[row * b->stride + column * b->n]);
}

/*
 * Whether no writing is missing where something went that nobody is said to see. Seams of covers
 * and edges that are smoothed change a few pixels, and little; letters that are seen change their
 * place on the whole. With `has_open` the page has places that may change as they like.
 */
static bool is_unseen(const struct pdf_check_page *page, const struct pdf_gone *gone,
                      const fz_pixmap *a, const fz_pixmap *b, float scale, bool has_open)
{
    fz_irect r = fz_intersect_irect(pixels_of(gone, scale),
                                    (fz_irect){a->x, a->y, a->x + a->w, a->y + a->h});
    int64_t sum = 0;

    for (int y = r.y0; y < r.y1; y++) {
        for (int x = r.x0; x < r.x1; x++) {
            int step = step_at(a, b, x, y);

            if (step > 0 && !(has_open && may_differ(page, x, y, scale, true))) {
                sum += step;
            }
        }
    }
    return sum <= (int64_t)MEAN * (r.x1 - r.x0) * (r.y1 - r.y0);
}

static bool is_alike(const struct pdf_check_page *page, const fz_pixmap *a, const fz_pixmap *b,
                     float scale)
{
    int most = page->is_stored_anew ? A_LITTLE : 0; /* pixels are of one shade of grey */
    bool differs = false, has_open = false;

    if (a->w != b->w || a->h != b->h || a->x != b->x || a->y != b->y) {
        return false;
    }
    for (int y = a->y; y < a->y + a->h; y++) {
        if (memcmp(a->samples + (ptrdiff_t)(y - a->y) * a->stride,
                   b->samples + (ptrdiff_t)(y - b->y) * b->stride, (size_t)a->w * a->n) == 0) {
            continue;
        }
        differs = true;
        for (int x = a->x; x < a->x + a->w; x++) {
            if (step_at(a, b, x, y) > most && !may_differ(page, x, y, scale, false)) {
                return false;
            }
        }
    }
    for (uint32_t i = 0; i < page->gone_count; i++) {
        has_open |= !page->gone[i].is_unseen;
    }
    for (uint32_t i = 0; i < page->gone_count && differs; i++) {
        if (page->gone[i].is_unseen && !is_unseen(page, &page->gone[i], a, b, scale, has_open)) {
            return false;
        }
    }
    return true;
}

/* May jump. */
static bool look_at(struct pair *p, const struct pdf_check_page *page, const struct look *look)
{
    fz_pixmap *volatile before = NULL;
    fz_pixmap *volatile after = NULL;
    float scale = 1;
    volatile bool alike = false;
    int level = fz_graphics_aa_level(p->ctx);

    fz_try(p->ctx)
    {
        fz_set_graphics_aa_level(p->ctx, look->is_sharp ? 0 : level);
        before = draw(p->ctx, p->docs[0], page, look, &scale);
        after = draw(p->ctx, p->docs[1], page, look, &scale);
        alike = is_alike(page, before, after, scale);
    }
    fz_always(p->ctx)
    {
        fz_set_graphics_aa_level(p->ctx, level);
        fz_drop_pixmap(p->ctx, before);
        fz_drop_pixmap(p->ctx, after);
    }
    fz_catch(p->ctx)
    {
        fz_rethrow(p->ctx);
    }
    return alike;
}

/*
 * Annotations may have gone, and those that stay may be what hides something; through the seams of
 * many pieces more is seen from afar than from near and without smoothing. May jump.
 */
static bool looks_alike(struct pair *p, const struct pdf_check_page *page)
{
    static const struct look looks[] = {
        {.scale = 0.5f},
        {.scale = 0.5f, .with_annotations = true},
        {.scale = 2, .is_sharp = true},
        {.scale = 2, .is_sharp = true, .with_annotations = true},
    };

    for (size_t i = 0; i < COUNT(looks); i++) {
        if (look_at(p, page, &looks[i])) {
            return true;
        }
    }
    return false;
}

bool pdf_check_run(const struct pdf_check *check, struct pdf_mupdf *pdf, struct str before,
                   struct str after, uint8_t *spared)
{
    struct pair pair = {.ctx = pdf_mupdf_context(pdf)};
    volatile bool all = true;

    if (check->pages.n == 0) {
        return true;
    }
    fz_try(pair.ctx)
    {
        open_both(&pair, before, after);
        /* The first all, then some: what goes wrong does so in the way of the file's producer. */
        uint32_t step = 1 + (check->pages.n > ALL_OF ? (check->pages.n - ALL_OF) / ALL_OF : 0);

        for (uint32_t i = 0; i < check->pages.n; i += i < ALL_OF || !all ? 1 : step) {
            if (!looks_alike(&pair, &check->pages.v[i])) {
                spared[check->pages.v[i].number - 1] =
                    check->pages.v[i].is_stored_anew ? PDF_SPARED_PICTURES : PDF_SPARED_ALL;
                all = false;
            }
        }
    }
    fz_always(pair.ctx)
    {
        close_both(&pair);
    }
    fz_catch(pair.ctx)
    {
        all = false;
        for (uint32_t i = 0; i < check->pages.n; i++) {
            spared[check->pages.v[i].number - 1] = PDF_SPARED_ALL;
        }
    }
    return all;
}

/* ---- all pages ---- */

static bool is_same_page(fz_context *ctx, pdf_obj *a, pdf_obj *b)
{
    static const char *const boxes[] = {"MediaBox", "CropBox"};
    pdf_obj *content[2] = {pdf_dict_gets(ctx, a, "Contents"), pdf_dict_gets(ctx, b, "Contents")};

    for (size_t i = 0; i < COUNT(boxes); i++) {
        fz_rect one = pdf_to_rect(ctx, pdf_dict_getp_inheritable(ctx, a, boxes[i]));
        fz_rect two = pdf_to_rect(ctx, pdf_dict_getp_inheritable(ctx, b, boxes[i]));

        if (one.x0 != two.x0 || one.y0 != two.y0 || one.x1 != two.x1 || one.y1 != two.y1) {
            return false;
        }
    }
    return pdf_to_int(ctx, pdf_dict_getp_inheritable(ctx, a, "Rotate")) ==
               pdf_to_int(ctx, pdf_dict_getp_inheritable(ctx, b, "Rotate")) &&
           pdf_is_stream(ctx, content[0]) <=
               (pdf_is_stream(ctx, content[1]) || pdf_is_array(ctx, content[1])) &&
           (pdf_array_len(ctx, content[0]) == 0 || content[1] != NULL);
}

/* May jump. */
static bool have_same_pages(struct pair *p)
{
    int pages = pdf_count_pages(p->ctx, p->docs[0]);
    volatile bool same = pages == pdf_count_pages(p->ctx, p->docs[1]);

    pdf_load_page_tree(p->ctx, p->docs[0]);
    pdf_load_page_tree(p->ctx, p->docs[1]);
    fz_try(p->ctx)
    {
        for (int i = 0; i < pages && same; i++) {
            pdf_obj *before = pdf_cut_page_object(p->ctx, p->docs[0], i);
            pdf_obj *after = pdf_cut_page_object(p->ctx, p->docs[1], i);

            same = is_same_page(p->ctx, before, after);
            pdf_drop_obj(p->ctx, before);
            pdf_drop_obj(p->ctx, after);
        }
    }
    fz_always(p->ctx)
    {
        pdf_drop_page_tree(p->ctx, p->docs[0]);
        pdf_drop_page_tree(p->ctx, p->docs[1]);
    }
    fz_catch(p->ctx)
    {
        fz_rethrow(p->ctx);
    }
    return same;
}

bool pdf_check_pages(struct pdf_mupdf *pdf, struct str before, struct str after)
{
    struct pair pair = {.ctx = pdf_mupdf_context(pdf)};
    volatile bool same = false;

    fz_try(pair.ctx)
    {
        open_both(&pair, before, after);
        same = have_same_pages(&pair);
    }
    fz_always(pair.ctx)
    {
        close_both(&pair);
    }
    fz_catch(pair.ctx)
    {
        same = false;
    }
    return same;
}
