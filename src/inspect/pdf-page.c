/*
 * Proof by pixels. The page is recorded once; a device of ours lists its glyphs with their ink
 * boxes; then it is drawn twice, as it is and without text. Where a glyph's box shows no difference
 * between the two nobody can see the glyph, whatever the reason. The reason is told afterwards, by
 * its place, its colour, its mode.
 *
 * Text of the invisible mode over a picture that fills the page is the text layer of a scan and
 * right, unless the picture is uniformly dark there.
 *
 * Not seen yet: a glyph under other, visible glyphs (their difference hides it).
 */
#include "inspect/pdf-page.h"

#include "base/buf.h"
#include "base/tr.h"
#include "inspect/personal.h"
#include "read/pdf-guard.h"
#include "read/pdf-mupdf.h"

#include <math.h>
#include <mupdf/fitz.h>
#include <mupdf/pdf.h>

enum {
    MAX_GLYPHS = 200000,
    MAX_PIXELS = 20 * 1000 * 1000,
    MAX_MASKS = 500,
    MAX_PAINTS = 20000,
    MANY_DATES = 3, /* hidden on one page: stamps, not secrets */
    LINE_BYTES = 4096,
    DARK = 70,       /* of 255 */
    WHITE = 250,
    NEAR_COLOUR = 6, /* between two colours taken for one */
};

#define SCAN_SHARE 0.7f      /* of the page that a picture covers */
#define TINY_POINTS 1.0f
#define ALPHA_SEEN 0.03f
#define FRINGE_SHARE 0.12f
#define WORD_GAP 0.22f /* of the size, between two words */

struct glyph {
    fz_rect box; /* ink, in pixels of the page */
    int32_t code_point;
    float size, baseline, left, alpha;
    uint8_t rgb[3];
    bool is_invisible; /* of the mode that draws nothing */
    bool is_hidden;    /* no pixel shows it */
    bool is_fringe;    /* a few pixels do: the edge of what covers it; hidden beside hidden ones */
};

/* Something painted; what lies over a glyph came after it. */
struct paint {
    fz_rect box;
    uint32_t glyphs; /* how many were drawn before */
};

struct page {
    struct found *f;
    struct arena *arena;
    int number;
    fz_rect bounds;
    VEC(struct glyph) glyphs;
    VEC(struct paint) paints;
    VEC(fz_rect) masks; /* annotations that may lie over text */
    float picture_area;
    bool is_full, has_picture;
    uint32_t dates; /* hidden runs that are a date */
    fz_pixmap *with, *without;
};

struct lister {
    fz_device device;
    struct page *page;
};

/* ---- the list of glyphs ---- */

static void list_text(fz_context *ctx, struct page *p, const fz_text *text, fz_matrix ctm,
                      const uint8_t rgb[3], float alpha, bool is_invisible)
{
    for (const fz_text_span *span = text->head; span != NULL; span = span->next) {
        fz_matrix trm = span->trm;

        for (int i = 0; i < span->len; i++) {
            const fz_text_item *item = &span->items[i];

            if (item->ucs <= ' ' || item->ucs == 0xA0 || item->ucs == 0x3000 || item->gid < 0) {
                continue;
            }
            if (p->glyphs.n >= MAX_GLYPHS) {
                p->is_full = true;
                return;
            }
            trm.e = item->x;
            trm.f = item->y;
            fz_matrix place = fz_concat(trm, ctm);
            fz_rect box = fz_bound_glyph(ctx, span->font, item->gid, place);
            struct glyph *g = VEC_ADD(p->arena, &p->glyphs);

            *g = (struct glyph){.box = box,
                                .code_point = item->ucs,
                                .size = fz_matrix_expansion(place),
                                .baseline = place.f,
                                .left = place.e,
                                .alpha = alpha,
                                .rgb = {rgb[0], rgb[1], rgb[2]},
                                .is_invisible = is_invisible};
        }
    }
}

static void on_fill_text(fz_context *ctx, fz_device *device, const fz_text *text, fz_matrix ctm,
                         fz_colorspace *space, const float *color, float alpha,
                         fz_color_params params)
{
    float rgb[3] = {};
    uint8_t bytes[3];

    if (space != NULL && color != NULL) {
        fz_convert_color(ctx, space, color, fz_device_rgb(ctx), rgb, NULL, params);
    }
    for (int i = 0; i < 3; i++) {
        bytes[i] = (uint8_t)(fmaxf(0, fminf(1, rgb[i])) * 255);
    }
    list_text(ctx, ((struct lister *)device)->page, text, ctm, bytes, alpha, false);
}

static void on_stroke_text(fz_context *ctx, fz_device *device, const fz_text *text,
                           const fz_stroke_state *stroke, fz_matrix ctm, fz_colorspace *space,
                           const float *color, float alpha, fz_color_params params)
{
    on_fill_text(ctx, device, text, ctm, space, color, alpha, params);
}

static void on_ignore_text(fz_context *ctx, fz_device *device, const fz_text *text, fz_matrix ctm)
{
    static const uint8_t none[3];

    list_text(ctx, ((struct lister *)device)->page, text, ctm, none, 1, true);
}

static void add_paint(struct page *p, fz_rect box)
{
    if (p->paints.n < MAX_PAINTS && p->glyphs.n > 0) {
        *VEC_ADD(p->arena, &p->paints) = (struct paint){.box = box, .glyphs = p->glyphs.n};
    }
}

static void on_fill_path(fz_context *ctx, fz_device *device, const fz_path *path, int even_odd,
                         fz_matrix ctm, fz_colorspace *space, const float *color, float alpha,
                         fz_color_params params)
{
    add_paint(((struct lister *)device)->page, fz_bound_path(ctx, path, NULL, ctm));
}

static void on_image(struct page *p, fz_matrix ctm)
{
    add_paint(p, fz_transform_rect(fz_unit_rect, ctm));
    fz_rect box = fz_intersect_rect(fz_transform_rect(fz_unit_rect, ctm), p->bounds);

    p->has_picture = true;
    if (!fz_is_empty_rect(box)) {
        p->picture_area += (box.x1 - box.x0) * (box.y1 - box.y0);
    }
}

static void on_fill_image(fz_context *ctx, fz_device *device, fz_image *image, fz_matrix ctm,
                          float alpha, fz_color_params params)
{
    on_image(((struct lister *)device)->page, ctm);
}

static void on_fill_image_mask(fz_context *ctx, fz_device *device, fz_image *image, fz_matrix ctm,
                               fz_colorspace *space, const float *color, float alpha,
                               fz_color_params params)
{
    on_image(((struct lister *)device)->page, ctm);
}

/* ---- drawing without text ---- */

static void drop_fill(fz_context *ctx, fz_device *device, const fz_text *text, fz_matrix ctm,
                      fz_colorspace *space, const float *color, float alpha,
                      fz_color_params params)
{
}

static void drop_stroke(fz_context *ctx, fz_device *device, const fz_text *text,
                        const fz_stroke_state *stroke, fz_matrix ctm, fz_colorspace *space,
                        const float *color, float alpha, fz_color_params params)
{
}

static fz_pixmap *draw(fz_context *ctx, fz_display_list *list, fz_rect bounds, bool with_text,
                       fz_cookie *cookie)
{
    fz_pixmap *pixmap = NULL;
    fz_device *device = NULL;

    fz_var(pixmap);
    fz_var(device);
    fz_try(ctx)
    {
        pixmap = fz_new_pixmap_with_bbox(ctx, fz_device_rgb(ctx), fz_round_rect(bounds), NULL, 0);
        fz_clear_pixmap_with_value(ctx, pixmap, 255);
        device = fz_new_draw_device(ctx, fz_identity, pixmap);
        if (!with_text) {
            device->fill_text = drop_fill;
            device->stroke_text = drop_stroke;
        }
        fz_run_display_list(ctx, list, device, fz_identity, fz_infinite_rect, cookie);
        fz_close_device(ctx, device);
    }
    fz_always(ctx)
    {
        fz_drop_device(ctx, device);
    }
    fz_catch(ctx)
    {
        fz_drop_pixmap(ctx, pixmap);
        pixmap = NULL;
    }
    return pixmap;
}

/* The pixels of a box, inside the picture. */
static fz_irect pixels_of(const fz_pixmap *pixmap, fz_rect box)
{
    fz_irect all = {pixmap->x, pixmap->y, pixmap->x + pixmap->w, pixmap->y + pixmap->h};

    return fz_intersect_irect(fz_irect_from_rect(box), all);
}

static const unsigned char *pixel(const fz_pixmap *pixmap, int x, int y)
{
    return pixmap->samples + (ptrdiff_t)(y - pixmap->y) * pixmap->stride +
           (ptrdiff_t)(x - pixmap->x) * pixmap->n;
}

/* Share of the pixels of the box that differ without text, 0 to 1. */
static float shown_share(const struct page *p, fz_rect box)
{
    fz_irect r = pixels_of(p->with, box);
    int changed = 0;

    for (int y = r.y0; y < r.y1; y++) {
        size_t n = (size_t)MAX(r.x1 - r.x0, 0) * p->with->n;

        if (n == 0 || memcmp(pixel(p->with, r.x0, y), pixel(p->without, r.x0, y), n) == 0) {
            continue;
        }
        for (int x = r.x0; x < r.x1; x++) {
            changed += memcmp(pixel(p->with, x, y), pixel(p->without, x, y), 3) != 0;
        }
    }
    return fz_is_empty_irect(r) ? 0 : (float)changed / (float)((r.x1 - r.x0) * (r.y1 - r.y0));
}

/* Whether the box has one colour, and which. */
static bool is_uniform(const struct page *p, fz_rect box, uint8_t ret_rgb[3])
{
    fz_irect r = pixels_of(p->with, box);

    if (fz_is_empty_irect(r)) {
        return false;
    }
    memcpy(ret_rgb, pixel(p->with, r.x0, r.y0), 3);
    for (int y = r.y0; y < r.y1; y++) {
        for (int x = r.x0; x < r.x1; x++) {
            const unsigned char *at = pixel(p->with, x, y);

            for (int i = 0; i < 3; i++) {
                if (abs(at[i] - ret_rgb[i]) > NEAR_COLOUR) {
                    return false;
                }
            }
        }
    }
    return true;
}

/* ---- findings ---- */

struct run {
    fz_rect box;
    struct buf text;
    uint32_t first, count; /* glyphs */
    uint32_t wide, narrow; /* letters and digits */
    bool is_one_character;
};

/* Whether something was painted over the run later. */
static bool is_covered(const struct page *p, const struct run *run)
{
    fz_point middle = {(run->box.x0 + run->box.x1) / 2, (run->box.y0 + run->box.y1) / 2};

    for (uint32_t i = p->paints.n; i > 0; i--) {
        const struct paint *paint = &p->paints.v[i - 1];

        if (paint->glyphs <= run->first) {
            return false;
        }
        if (fz_is_point_inside_rect(middle, paint->box)) {
            return true;
        }
    }
    return false;
}

/* Whether the run lies in a box: under paint, or on a ground of one colour that is not white. */
static bool is_boxed_in(const struct page *p, const struct run *run)
{
    uint8_t rgb[3] = {};

    return is_covered(p, run) ||
           (is_uniform(p, run->box, rgb) && (rgb[0] < WHITE || rgb[1] < WHITE || rgb[2] < WHITE));
}

/* Why nobody sees the run; NULL = it is right so. */
static const char *reason_of(const struct page *p, const struct run *run)
{
    const struct glyph *g = &p->glyphs.v[run->first];
    uint8_t rgb[3] = {};
    bool uniform = is_uniform(p, run->box, rgb);
    float area = (p->bounds.x1 - p->bounds.x0) * (p->bounds.y1 - p->bounds.y0);

    if (g->is_invisible && p->picture_area > area * SCAN_SHARE) {
        return uniform && rgb[0] < DARK && rgb[1] < DARK && rgb[2] < DARK ? "PDF-105" : NULL;
    }
    if (fz_is_empty_rect(fz_intersect_rect(run->box, p->bounds))) {
        return "PDF-107";
    }
    if (g->is_invisible) {
        return "PDF-104";
    }
    if (g->alpha < ALPHA_SEEN) {
        return "PDF-103";
    }
    if (g->size < TINY_POINTS || run->box.y1 - run->box.y0 < TINY_POINTS) {
        return "PDF-106";
    }
    for (uint32_t i = 0; i < p->masks.n; i++) {
        if (!fz_is_empty_rect(fz_intersect_rect(p->masks.v[i], run->box))) {
            return "PDF-110";
        }
    }
    return uniform && !is_covered(p, run) && abs(rgb[0] - g->rgb[0]) <= NEAR_COLOUR &&
                   abs(rgb[1] - g->rgb[1]) <= NEAR_COLOUR && abs(rgb[2] - g->rgb[2]) <= NEAR_COLOUR
               ? "PDF-102"
               : "PDF-101";
}

/* A date and nothing else: what a redaction tool writes into each of its boxes. */
static bool is_date(struct str text)
{
    size_t digits = 0;

    for (size_t i = 0; i < text.n; i++) {
        digits += text.p[i] >= '0' && text.p[i] <= '9';
        if ((text.p[i] < '0' || text.p[i] > '9') && strchr("/-. ", text.p[i]) == NULL) {
            return false;
        }
    }
    return digits >= 5 && text.n <= 12 && digits < text.n;
}

static void start_again(struct run *run)
{
    buf_clear(&run->text);
    *run = (struct run){.text = run->text};
}

static void end_run(struct page *p, struct run *run)
{
    /* One letter, or one repeated, tells nothing: rules of dots, marks of lists. */
    bool is_worth = run->wide >= 2 || run->narrow >= (is_boxed_in(p, run) ? 2 : 3) ||
                    (run->wide >= 1 && run->narrow >= 1);

    if (run->count > 0 && is_worth && !run->is_one_character &&
        !(p->dates >= MANY_DATES && is_date(buf_str(&run->text)))) {
        const char *rule = reason_of(p, run);

        if (rule != NULL) {
            found_add(p->f, rule, INSPECT_PROVEN,
                      arena_printf(p->arena, "p%d [%.0f %.0f %.0f %.0f]", p->number, run->box.x0,
                                   run->box.y0, run->box.x1, run->box.y1),
                      buf_str(&run->text));
        }
    }
    start_again(run);
}

static bool is_same_line(const struct glyph *a, const struct glyph *b)
{
    return fabsf(a->baseline - b->baseline) < fmaxf(a->size, 1) * 0.5f ||
           fabsf(a->left - b->left) < fmaxf(a->size, 1) * 0.5f; /* written down */
}

static void add_to_run(struct page *p, struct run *run, uint32_t index)
{
    const struct glyph *g = &p->glyphs.v[index];
    uint32_t cp = (uint32_t)g->code_point;

    if (run->count == 0) {
        run->first = index;
        run->box = fz_empty_rect;
        run->is_one_character = true;
    } else if (g->box.x0 - g[-1].box.x1 > g->size * WORD_GAP) {
        buf_add_char(&run->text, ' ');
    }
    run->is_one_character &= cp == (uint32_t)p->glyphs.v[run->first].code_point;
    run->box = run->count == 0 ? g->box : fz_union_rect(run->box, g->box);
    run->count++;
    run->wide += cp >= 0x3041 && cp != 0xFFFD;
    run->narrow += (cp >= '0' && cp <= '9') || ((cp | 0x20) >= 'a' && (cp | 0x20) <= 'z') ||
                   (cp >= 0xC0 && cp < 0x2000);
    buf_add_code_point(&run->text, cp);
}

/* Which glyphs are hidden; those at the edge of a cover go with their neighbours. */
static void find_hidden(struct page *p)
{
    for (uint32_t i = 0; i < p->glyphs.n; i++) {
        struct glyph *g = &p->glyphs.v[i];

        if (!fz_is_empty_rect(g->box) && !fz_is_infinite_rect(g->box)) {
            float share = g->size < TINY_POINTS ? 0 : shown_share(p, g->box);

            g->is_hidden = share <= 0;
            g->is_fringe = share > 0 && share < FRINGE_SHARE;
        }
    }
    for (uint32_t i = 0; i < p->glyphs.n; i++) {
        struct glyph *g = &p->glyphs.v[i];
        bool before = i > 0 && g[-1].is_hidden && !g[-1].is_fringe && is_same_line(&g[-1], g);
        bool after = i + 1 < p->glyphs.n && g[1].is_hidden && !g[1].is_fringe &&
                     is_same_line(g, &g[1]);

        g->is_hidden |= g->is_fringe && (before || after);
    }
}

static void walk_runs(struct page *p, struct run *run, void (*take)(struct page *p, struct run *run))
{
    for (uint32_t i = 0; i < p->glyphs.n; i++) {
        const struct glyph *g = &p->glyphs.v[i];

        if (fz_is_empty_rect(g->box) || fz_is_infinite_rect(g->box)) {
            continue;
        }
        if (run->count > 0 && (!g->is_hidden || !is_same_line(&g[-1], g))) {
            take(p, run);
        }
        if (g->is_hidden) {
            add_to_run(p, run, i);
        }
    }
    take(p, run);
}

static void count_run(struct page *p, struct run *run)
{
    p->dates += run->count > 0 && is_date(buf_str(&run->text));
    start_again(run);
}

static void judge(struct page *p)
{
    struct run run = {};

    buf_init(&run.text, LINE_BYTES);
    find_hidden(p);
    walk_runs(p, &run, count_run);
    walk_runs(p, &run, end_run);
    buf_done(&run.text);
}

/* The words of the page, line by line, in the order they are drawn. */
static void read_words(struct page *p)
{
    struct buf line CLEANUP(buf_done);
    struct str place = arena_printf(p->arena, "p%d", p->number);

    buf_init(&line, LINE_BYTES);
    for (uint32_t i = 0; i < p->glyphs.n; i++) {
        const struct glyph *g = &p->glyphs.v[i];

        if (i > 0 && fabsf(g[-1].baseline - g->baseline) >= fmaxf(g->size, 1) * 0.5f) {
            personal_scan(p->f, buf_str(&line), (struct str){}, place);
            buf_clear(&line);
        } else if (i > 0 && g->box.x0 - g[-1].box.x1 > g->size * WORD_GAP) {
            buf_add_char(&line, ' ');
        }
        buf_add_code_point(&line, (uint32_t)g->code_point);
    }
    personal_scan(p->f, buf_str(&line), (struct str){}, place);
}

/* ---- the page ---- */

/* What MuPDF holds of a page; dropped in any case. */
struct held {
    pdf_page *page;
    fz_display_list *list;
    fz_device *device;
};

static void list_masks(fz_context *ctx, struct page *p, pdf_page *page)
{
    for (pdf_annot *a = pdf_first_annot(ctx, page); a != NULL && p->masks.n < MAX_MASKS;
         a = pdf_next_annot(ctx, a)) {
        enum pdf_annot_type type = pdf_annot_type(ctx, a);

        if (type != PDF_ANNOT_LINK && type != PDF_ANNOT_POPUP && type != PDF_ANNOT_WIDGET &&
            type != PDF_ANNOT_TEXT) {
            *VEC_ADD(p->arena, &p->masks) = pdf_bound_annot(ctx, a);
        }
    }
}

static void look_at(fz_context *ctx, struct held *held, struct page *p, pdf_document *doc,
                    fz_cookie *cookie)
{
    held->page = pdf_load_page(ctx, doc, p->number - 1);
    p->bounds = pdf_bound_page(ctx, held->page);
    list_masks(ctx, p, held->page);
    held->list = fz_new_display_list_from_page(ctx, &held->page->super);
    struct lister *lister = fz_new_derived_device(ctx, struct lister);

    held->device = &lister->device;
    lister->page = p;
    lister->device.fill_text = on_fill_text;
    lister->device.stroke_text = on_stroke_text;
    lister->device.ignore_text = on_ignore_text;
    lister->device.fill_path = on_fill_path;
    lister->device.fill_image = on_fill_image;
    lister->device.fill_image_mask = on_fill_image_mask;
    fz_run_display_list(ctx, held->list, held->device, fz_identity, fz_infinite_rect, cookie);
    fz_close_device(ctx, held->device);
    if (p->glyphs.n == 0 || cookie->abort) {
        return;
    }
    if ((p->bounds.x1 - p->bounds.x0) * (p->bounds.y1 - p->bounds.y0) > MAX_PIXELS) {
        found_less(p->f, INSPECT_PARTIAL, tr("a page is too large to be drawn"));
        return;
    }
    p->with = draw(ctx, held->list, p->bounds, true, cookie);
    p->without = draw(ctx, held->list, p->bounds, false, cookie);
}

void pdf_page_inspect(struct found *f, struct pdf_mupdf *pdf, int number)
{
    struct arena arena CLEANUP(arena_done) = {};
    fz_context *ctx = pdf_mupdf_context(pdf);
    struct page p = {.f = f, .arena = &arena, .number = number};
    struct held held = {};
    fz_cookie cookie = {};
    volatile bool failed = false;

    pdf_guard_page(pdf_mupdf_guard(pdf), &cookie.abort);
    fz_try(ctx)
    {
        look_at(ctx, &held, &p, pdf_mupdf_document(pdf), &cookie);
    }
    fz_catch(ctx)
    {
        failed = true;
    }
    pdf_guard_page(pdf_mupdf_guard(pdf), NULL);
    if (p.with != NULL && p.without != NULL && !cookie.abort) {
        judge(&p);
    }
    read_words(&p);
    if (p.glyphs.n == 0 && p.has_picture) {
        found_add(f, "PDF-180", INSPECT_STRUCTURAL, arena_printf(&arena, "p%d", number),
                  (struct str){});
    }
    if (failed || cookie.abort || p.is_full || (p.glyphs.n > 0 && (p.with == NULL || p.without == NULL))) {
        found_add(f, "SYS-399", INSPECT_STRUCTURAL, arena_printf(&arena, "p%d", number),
                  (struct str){});
        found_less(f, INSPECT_PARTIAL, tr("a page is damaged or took too long"));
    }
    fz_drop_pixmap(ctx, p.with);
    fz_drop_pixmap(ctx, p.without);
    fz_drop_device(ctx, held.device);
    fz_drop_display_list(ctx, held.list);
    if (held.page != NULL) {
        fz_drop_page(ctx, &held.page->super);
    }
}
