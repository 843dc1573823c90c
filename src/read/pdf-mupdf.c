/*
 * MuPDF 1.21. A page is run once through a device of ours that hands text on to MuPDF's
 * structured text device and keeps straight lines for itself; the structured text is then copied
 * out as runs. Every call that can raise an error stands in fz_try; a variable set inside and read
 * after it is volatile or in memory, since the jump may lose registers.
 */
#include "read/pdf-mupdf.h"

#include "base/radical.h"
#include "read/pdf-guard.h"

#include <math.h>
#include <mupdf/fitz.h>
#include <mupdf/pdf.h>

enum {
    STORE_BYTES = 64 * 1024 * 1024, /* what MuPDF may keep of decoded objects */
    FEW_PAGES = 500,
    MAX_PATHS = 200000,      /* looked at on one page */
    MAX_HEADINGS = 20000,
    MAX_HEADING_LEVEL = 9,
};

#define THIN_POINTS 3.0f   /* a filled rectangle thinner than this is a line */
#define SHORT_POINTS 6.0f  /* shorter lines rule no table */
#define STRAIGHT_POINTS 0.5f
#define STRAIGHT 0.9f      /* along an axis, of a direction of length 1 */

struct pdf_mupdf {
    struct pdf_guard guard;
    fz_context *context;
    fz_stream *stream;
    pdf_document *document;
    bool has_tree; /* the library's list of pages, which it does not free wholly */
};

static void ignore_message(void *user, const char *message)
{
}

int pdf_mupdf_new(int seconds, struct pdf_mupdf **ret_pdf, struct err *err)
{
    struct pdf_mupdf *pdf = calloc(1, sizeof(*pdf));

    if (pdf == NULL) {
        die_out_of_memory(sizeof(*pdf));
    }
    if (pdf_guard_init(&pdf->guard, seconds, err) < 0) {
        free(pdf);
        return -1;
    }
    const fz_alloc_context memory = {.user = &pdf->guard,
                                     .malloc = pdf_guard_malloc,
                                     .realloc = pdf_guard_realloc,
                                     .free = pdf_guard_free};

    pdf->context = fz_new_context(&memory, NULL, STORE_BYTES);
    if (pdf->context == NULL) {
        pdf_guard_done(&pdf->guard);
        free(pdf);
        return err_set(err, ERR_INTERNAL, "the PDF library could not be started");
    }
    fz_set_warning_callback(pdf->context, ignore_message, NULL);
    fz_set_error_callback(pdf->context, ignore_message, NULL);
    fz_disable_icc(pdf->context);
    *ret_pdf = pdf;
    return 0;
}

void pdf_mupdf_reset(struct pdf_mupdf *pdf)
{
    if (pdf->has_tree) {
        pdf_drop_page_tree(pdf->context, pdf->document);
    }
    pdf_drop_document(pdf->context, pdf->document);
    fz_drop_stream(pdf->context, pdf->stream);
    pdf->has_tree = false;
    pdf->document = NULL;
    pdf->stream = NULL;
}

void pdf_mupdf_close(struct pdf_mupdf *pdf)
{
    if (pdf == NULL) {
        return;
    }
    pdf_mupdf_reset(pdf);
    fz_drop_context(pdf->context);
    pdf_guard_done(&pdf->guard);
    free(pdf);
}

int pdf_mupdf_open(struct pdf_mupdf *pdf, struct str bytes, struct err *err)
{
    fz_context *ctx = pdf->context;
    volatile bool needs_password = false;
    volatile bool failed = false;

    fz_try(ctx)
    {
        pdf->stream = fz_open_memory(ctx, (const unsigned char *)bytes.p, bytes.n);
        pdf->document = pdf_open_document_with_stream(ctx, pdf->stream);
        needs_password = pdf_needs_password(ctx, pdf->document) != 0;
    }
    fz_catch(ctx)
    {
        failed = true;
    }
    if (failed) {
        bool is_encryption = strstr(fz_caught_message(ctx), "ncrypt") != NULL;

        if (is_encryption) {
            needs_password = true;
        } else {
            err_set(err, ERR_INVALID, "the PDF is damaged: %s", fz_caught_message(ctx));
            return err_hint(err, "it may have been cut off when it was copied; ask for it again");
        }
    }
    if (needs_password) {
        err_set(err, ERR_UNSUPPORTED, "the PDF is protected by a password");
        return err_hint(err, "open it with its password and save it without one");
    }
    return 0;
}

uint32_t pdf_mupdf_pages(struct pdf_mupdf *pdf)
{
    fz_context *ctx = pdf->context;
    volatile int pages = 0;

    fz_try(ctx)
    {
        pages = pdf_count_pages(ctx, pdf->document);
        if (pages > FEW_PAGES && !pdf->has_tree) {
            /* A list of all pages: without it each is looked for from the first. */
            pdf_load_page_tree(ctx, pdf->document);
            pdf->has_tree = true;
            pages = pdf_count_pages(ctx, pdf->document);
        }
    }
    fz_catch(ctx)
    {
        pages = 0;
    }
    return pages > 0 ? (uint32_t)pages : 0;
}

struct fz_context *pdf_mupdf_context(struct pdf_mupdf *pdf)
{
    return pdf->context;
}

struct pdf_document *pdf_mupdf_document(struct pdf_mupdf *pdf)
{
    return pdf->document;
}

struct pdf_guard *pdf_mupdf_guard(struct pdf_mupdf *pdf)
{
    return &pdf->guard;
}

bool pdf_mupdf_is_late(const struct pdf_mupdf *pdf)
{
    return pdf_guard_is_late(&pdf->guard);
}

bool pdf_mupdf_was_repaired(struct pdf_mupdf *pdf)
{
    return pdf_was_repaired(pdf->context, pdf->document) != 0;
}

/* ---- lines that may rule a table ---- */

struct collector {
    fz_device device;
    fz_device *text; /* MuPDF's structured text */
    struct pdf_sheet *page;
    uint32_t paths;
};

struct pen {
    struct pdf_sheet *page;
    fz_matrix ctm;
    bool filled;
    bool bent;            /* the shape being walked is not made of straight lines along axes */
    fz_point first, at;
    fz_rect shape; /* of the part being walked, when filled */
};

static void add_rule(struct pdf_sheet *page, float x0, float y0, float x1, float y1)
{
    struct pdf_rule rule = {
        .x0 = fminf(x0, x1), .y0 = fminf(y0, y1), .x1 = fmaxf(x0, x1), .y1 = fmaxf(y0, y1)};
    bool flat = rule.y1 - rule.y0 <= STRAIGHT_POINTS;
    bool upright = rule.x1 - rule.x0 <= STRAIGHT_POINTS;

    if (!isfinite(rule.x0) || !isfinite(rule.y0) || !isfinite(rule.x1) || !isfinite(rule.y1)) {
        return;
    }
    if (flat && rule.x1 - rule.x0 >= SHORT_POINTS && page->across.n < PDF_MAX_PAGE_RULES) {
        rule.y0 = rule.y1 = (rule.y0 + rule.y1) / 2;
        *VEC_ADD(page->arena, &page->across) = rule;
    } else if (upright && rule.y1 - rule.y0 >= SHORT_POINTS &&
               page->down.n < PDF_MAX_PAGE_RULES) {
        rule.x0 = rule.x1 = (rule.x0 + rule.x1) / 2;
        *VEC_ADD(page->arena, &page->down) = rule;
    }
}

static void end_shape(struct pen *pen)
{
    fz_rect r = pen->shape;

    if (pen->filled && !pen->bent && r.x1 > r.x0 - 1) {
        if (r.y1 - r.y0 <= THIN_POINTS) {
            float y = (r.y0 + r.y1) / 2;

            add_rule(pen->page, r.x0, y, r.x1, y);
        } else if (r.x1 - r.x0 <= THIN_POINTS) {
            float x = (r.x0 + r.x1) / 2;

            add_rule(pen->page, x, r.y0, x, r.y1);
        }
    }
    pen->bent = false;
    pen->shape = fz_empty_rect;
}

static void pen_move(fz_context *ctx, void *user, float x, float y)
{
    struct pen *pen = user;

    end_shape(pen);
    pen->at = pen->first = fz_transform_point(fz_make_point(x, y), pen->ctm);
    pen->shape = fz_make_rect(pen->at.x, pen->at.y, pen->at.x, pen->at.y);
}

static void pen_to(struct pen *pen, fz_point to)
{
    if (!pen->filled) {
        add_rule(pen->page, pen->at.x, pen->at.y, to.x, to.y);
    }
    pen->shape = fz_include_point_in_rect(pen->shape, to);
    pen->at = to;
}

static void pen_line(fz_context *ctx, void *user, float x, float y)
{
    struct pen *pen = user;

    pen_to(pen, fz_transform_point(fz_make_point(x, y), pen->ctm));
}

static void pen_curve(fz_context *ctx, void *user, float x1, float y1, float x2, float y2,
                      float x3, float y3)
{
    struct pen *pen = user;

    pen->bent = true;
    pen->at = fz_transform_point(fz_make_point(x3, y3), pen->ctm);
}

static void pen_close(fz_context *ctx, void *user)
{
    struct pen *pen = user;

    pen_to(pen, pen->first);
}

static void walk_path(fz_context *ctx, struct collector *c, const fz_path *path, fz_matrix ctm,
                      bool filled)
{
    static const fz_path_walker walker = {
        .moveto = pen_move, .lineto = pen_line, .curveto = pen_curve, .closepath = pen_close};
    struct pen pen = {.page = c->page, .ctm = ctm, .filled = filled, .shape = fz_empty_rect};

    if (c->paths++ < MAX_PATHS) {
        fz_walk_path(ctx, path, &walker, &pen);
        end_shape(&pen);
    }
}

static void on_fill_path(fz_context *ctx, fz_device *device, const fz_path *path, int even_odd,
                         fz_matrix ctm, fz_colorspace *space, const float *color, float alpha,
                         fz_color_params params)
{
    struct collector *c = (struct collector *)device;

    if (alpha > 0) {
        walk_path(ctx, c, path, ctm, true);
    }
}

static void on_stroke_path(fz_context *ctx, fz_device *device, const fz_path *path,
                           const fz_stroke_state *stroke, fz_matrix ctm, fz_colorspace *space,
                           const float *color, float alpha, fz_color_params params)
{
    struct collector *c = (struct collector *)device;

    if (alpha > 0) {
        walk_path(ctx, c, path, ctm, false);
    }
}

static void on_fill_text(fz_context *ctx, fz_device *device, const fz_text *text, fz_matrix ctm,
                         fz_colorspace *space, const float *color, float alpha,
                         fz_color_params params)
{
    const struct collector *c = (const struct collector *)device;

    fz_fill_text(ctx, c->text, text, ctm, space, color, alpha, params);
}

static void on_stroke_text(fz_context *ctx, fz_device *device, const fz_text *text,
                           const fz_stroke_state *stroke, fz_matrix ctm, fz_colorspace *space,
                           const float *color, float alpha, fz_color_params params)
{
    const struct collector *c = (const struct collector *)device;

    fz_stroke_text(ctx, c->text, text, stroke, ctm, space, color, alpha, params);
}

static void on_clip_text(fz_context *ctx, fz_device *device, const fz_text *text, fz_matrix ctm,
                         fz_rect scissor)
{
    const struct collector *c = (const struct collector *)device;

    fz_clip_text(ctx, c->text, text, ctm, scissor);
}

static void on_ignore_text(fz_context *ctx, fz_device *device, const fz_text *text, fz_matrix ctm)
{
    const struct collector *c = (const struct collector *)device;

    fz_ignore_text(ctx, c->text, text, ctm);
}

/* Pictures are not decoded: that there is one tells a scan from an empty page. */
static void on_fill_image(fz_context *ctx, fz_device *device, fz_image *image, fz_matrix ctm,
                          float alpha, fz_color_params params)
{
    ((struct collector *)device)->page->has_picture = true;
}

static void on_fill_image_mask(fz_context *ctx, fz_device *device, fz_image *image, fz_matrix ctm,
                               fz_colorspace *space, const float *color, float alpha,
                               fz_color_params params)
{
    ((struct collector *)device)->page->has_picture = true;
}

static void on_close(fz_context *ctx, fz_device *device)
{
    fz_close_device(ctx, ((struct collector *)device)->text);
}

static void on_drop(fz_context *ctx, fz_device *device)
{
    fz_drop_device(ctx, ((struct collector *)device)->text);
}

static fz_device *new_collector(fz_context *ctx, struct pdf_sheet *page, fz_stext_page *text)
{
    fz_stext_options options = {.flags = FZ_STEXT_INHIBIT_SPACES | FZ_STEXT_MEDIABOX_CLIP |
                                         FZ_STEXT_PRESERVE_WHITESPACE};
    struct collector *c = fz_new_derived_device(ctx, struct collector);

    c->device.fill_path = on_fill_path;
    c->device.stroke_path = on_stroke_path;
    c->device.fill_text = on_fill_text;
    c->device.stroke_text = on_stroke_text;
    c->device.clip_text = on_clip_text;
    c->device.ignore_text = on_ignore_text;
    c->device.fill_image = on_fill_image;
    c->device.fill_image_mask = on_fill_image_mask;
    c->device.close_device = on_close;
    c->device.drop_device = on_drop;
    c->page = page;
    fz_try(ctx)
    {
        c->text = fz_new_stext_device(ctx, text, &options);
    }
    fz_catch(ctx)
    {
        fz_drop_device(ctx, &c->device);
        fz_rethrow(ctx);
    }
    return &c->device;
}

/* ---- text ---- */

static bool is_sane(float value)
{
    const float largest = 100000;

    return isfinite(value) && value > -largest && value < largest;
}

static void add_character(struct pdf_sheet *page, const fz_stext_char *ch)
{
    uint32_t cp = (uint32_t)ch->c;

    if (cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || cp > 0x10FFFF || (cp >= 0xD800 && cp < 0xE000)) {
        cp = cp < 0x20 || (cp >= 0x7F && cp < 0xA0) ? ' ' : 0xFFFD;
    }
    cp = radical_ideograph(cp); /* producers name a glyph by either of its codes */
    page->unknown += cp == 0xFFFD;
    *VEC_ADD(page->arena, &page->characters) = (struct pdf_character){
        .code_point = cp,
        .x0 = fminf(ch->quad.ll.x, ch->quad.ul.x),
        .x1 = fmaxf(ch->quad.lr.x, ch->quad.ur.x),
        .baseline = ch->origin.y,
        .size = ch->size,
    };
}

/* Nothing, or spaces only, which producers put where a line is empty. */
static bool is_blank(const struct pdf_sheet *page, const struct pdf_run *run)
{
    for (uint32_t i = 0; i < run->count; i++) {
        uint32_t cp = page->characters.v[run->first + i].code_point;

        if (cp != ' ' && cp != 0xA0 && cp != 0x3000) {
            return false;
        }
    }
    return true;
}

static void add_run(struct pdf_sheet *page, const fz_stext_line *line)
{
    const float ascent = 0.88f;
    const float descent = 0.12f;
    struct pdf_run run = {.first = page->characters.n,
                          .is_turned = line->wmode != 0 || line->dir.x < 0.9f};
    float largest = 0;

    for (const fz_stext_char *ch = line->first_char; ch != NULL; ch = ch->next) {
        if (page->characters.n >= PDF_MAX_PAGE_CHARACTERS) {
            page->is_cut = true;
            break;
        }
        if (!is_sane(ch->origin.x) || !is_sane(ch->origin.y) || !is_sane(ch->quad.ll.x) ||
            !is_sane(ch->quad.ur.x) || !is_sane(ch->size)) {
            continue;
        }
        add_character(page, ch);
        if (ch->size > largest) {
            largest = ch->size;
            run.baseline = ch->origin.y;
        }
    }
    run.count = page->characters.n - run.first;
    if (is_blank(page, &run)) {
        page->characters.n = run.first;
        return;
    }
    run.size = largest;
    if (run.is_turned) {
        run.box = (struct doc_box){line->bbox.x0, line->bbox.y0, line->bbox.x1, line->bbox.y1};
        if (!is_sane(run.box.x0) || !is_sane(run.box.y0) || !is_sane(run.box.x1) ||
            !is_sane(run.box.y1)) {
            run.box = (struct doc_box){};
        }
    } else {
        const struct pdf_character *first = &page->characters.v[run.first];

        run.box.x0 = first->x0;
        run.box.x1 = first[run.count - 1].x1;
        run.box.y0 = run.baseline - largest * ascent;
        run.box.y1 = run.baseline + largest * descent;
    }
    *VEC_ADD(page->arena, &page->runs) = run;
}

static void copy_text(struct pdf_sheet *page, const fz_stext_page *text)
{
    for (const fz_stext_block *block = text->first_block; block != NULL; block = block->next) {
        if (block->type != FZ_STEXT_BLOCK_TEXT) {
            continue;
        }
        for (const fz_stext_line *line = block->u.t.first_line; line != NULL; line = line->next) {
            add_run(page, line);
        }
    }
}

/* Quarter turns, clockwise, after which most characters stand upright; 0 when most do. */
static int turns_needed(const fz_stext_page *text)
{
    uint32_t count[4] = {};
    int most = 0;

    for (const fz_stext_block *block = text->first_block; block != NULL; block = block->next) {
        if (block->type != FZ_STEXT_BLOCK_TEXT) {
            continue;
        }
        for (const fz_stext_line *line = block->u.t.first_line; line != NULL; line = line->next) {
            int turn = line->wmode != 0         ? 0
                       : line->dir.y < -STRAIGHT ? 1
                       : line->dir.x < -STRAIGHT ? 2
                       : line->dir.y > STRAIGHT  ? 3
                                                 : 0;

            for (const fz_stext_char *ch = line->first_char; ch != NULL; ch = ch->next) {
                count[turn]++;
            }
        }
    }
    for (int i = 1; i < 4; i++) {
        most = count[i] > count[most] ? i : most;
    }
    return most;
}

/* In memory that the jump of an error leaves alone, and freed whatever happens. */
struct held {
    pdf_page *from;
    fz_stext_page *text;
    fz_device *device;
};

static void run_page(fz_context *ctx, volatile struct held *held, struct pdf_sheet *page, int turns,
                     fz_cookie *cookie)
{
    fz_matrix ctm = fz_rotate(90.0f * (float)turns);
    fz_rect box = fz_transform_rect(pdf_bound_page(ctx, held->from), ctm);

    ctm = fz_concat(ctm, fz_translate(-box.x0, -box.y0));
    box = fz_make_rect(0, 0, box.x1 - box.x0, box.y1 - box.y0);
    page->width = is_sane(box.x1) ? box.x1 : 0;
    page->height = is_sane(box.y1) ? box.y1 : 0;
    held->text = fz_new_stext_page(ctx, box);
    held->device = new_collector(ctx, page, held->text);
    pdf_run_page_contents(ctx, held->from, held->device, ctm, cookie);
    pdf_run_page_widgets(ctx, held->from, held->device, ctm, cookie);
    fz_close_device(ctx, held->device);
}

static void drop_run(fz_context *ctx, volatile struct held *held)
{
    fz_drop_device(ctx, held->device);
    fz_drop_stext_page(ctx, held->text);
    held->device = NULL;
    held->text = NULL;
}

void pdf_mupdf_read_page(struct pdf_mupdf *pdf, uint32_t number, struct pdf_sheet *page)
{
    fz_context *ctx = pdf->context;
    fz_cookie cookie = {};
    volatile struct held held = {};

    page->number = number;
    pdf_guard_page(&pdf->guard, &cookie.abort);
    fz_try(ctx)
    {
        held.from = pdf_load_page(ctx, pdf->document, (int)number - 1);
        run_page(ctx, &held, page, 0, &cookie);
        int turns = turns_needed(held.text);

        if (turns != 0) {
            drop_run(ctx, &held);
            page->across.n = page->down.n = 0;
            run_page(ctx, &held, page, turns, &cookie);
        }
    }
    fz_catch(ctx)
    {
        page->is_damaged = true;
    }
    pdf_guard_page(&pdf->guard, NULL);
    page->is_cut |= cookie.abort != 0;
    page->is_damaged |= cookie.errors > 0;
    if (held.text != NULL) {
        copy_text(page, held.text);
    }
    drop_run(ctx, &held);
    fz_drop_page(ctx, (fz_page *)held.from);
}

/* ---- outline ---- */

static void add_headings(struct pdf_mupdf *pdf, struct arena *a, const fz_outline *entry,
                         uint32_t level, struct pdf_outline *outline)
{
    for (; entry != NULL && outline->headings.n < MAX_HEADINGS; entry = entry->next) {
        if (entry->title != NULL && entry->page.page >= 0) {
            *VEC_ADD(a, &outline->headings) =
                (struct pdf_heading){.title = arena_str(a, str_of(entry->title)),
                                     .page = (uint32_t)entry->page.page + 1,
                                     .level = level};
        }
        if (level < MAX_HEADING_LEVEL) {
            add_headings(pdf, a, entry->down, level + 1, outline);
        }
    }
}

void pdf_mupdf_outline(struct pdf_mupdf *pdf, struct arena *a, struct pdf_outline *ret_outline)
{
    fz_outline *volatile first = NULL;

    *ret_outline = (struct pdf_outline){};
    fz_try(pdf->context)
    {
        first = pdf_load_outline(pdf->context, pdf->document);
    }
    fz_catch(pdf->context)
    {
        first = NULL;
    }
    add_headings(pdf, a, first, 1, ret_outline);
    fz_drop_outline(pdf->context, first);
}
