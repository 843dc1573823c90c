/*
 * MuPDF 1.21. A page is run once through a device of ours, which keeps its text (pdf-text.c) and
 * its straight lines. Every call that can raise an error stands in fz_try; a variable set inside
 * and read after it is volatile or in memory, since the jump may lose registers.
 */
#include "read/pdf-mupdf.h"

#include "base/heap.h"
#include "read/pdf-guard.h"
#include "read/pdf-text.h"

#include <math.h>
#include <mupdf/fitz.h>
#include <mupdf/pdf.h>

enum {
    STORE_BYTES = 64 * 1024 * 1024, /* what MuPDF may keep of decoded objects */
    FEW_PAGES = 500,
    MAX_PATHS = 200000, /* looked at on one page */
    MAX_HEADINGS = 20000,
    MAX_HEADING_LEVEL = 9,
};

#define THIN_POINTS     3.0f /* a filled rectangle thinner than this is a line */
#define SHORT_POINTS    6.0f /* shorter lines rule no table */
#define STRAIGHT_POINTS 0.5f

struct pdf_mupdf {
    struct pdf_guard guard;
    fz_context *context; /* NULL until it is asked for */
    fz_stream *stream;
    pdf_document *document;
    struct pdf_text_fonts fonts;
    unsigned losses; /* enum pdf_loss */
    bool has_tree;   /* the library's list of pages, which it does not free wholly */
};

/* A stream that ends before its filter does, and may be empty; beside those of enum pdf_loss. */
enum { LOSS_OF_END = 4 };

/*
 * The library says what it cannot read and goes on. These of its messages (1.21; a test holds them
 * against it) tell that something is missing from what it gives; what was missed before it repaired
 * the file it looks for again.
 */
static void take_message(void *user, const char *message)
{
    static const struct {
        const char *words;
        unsigned loss;
    } losses[] = {
        {"cannot load object", PDF_LOSS_OBJECT},
        {"ignoring broken object", PDF_LOSS_OBJECT},
        {"content stream is not a stream", PDF_LOSS_OBJECT},
        {"cannot load content stream", PDF_LOSS_OBJECT},
        {"syntax error in content stream", PDF_LOSS_STREAM},
        {"ignoring zlib error", PDF_LOSS_STREAM},
        {"premature end of data in flate filter", LOSS_OF_END},
        {"read error; treating as end of file", PDF_LOSS_STREAM},
        {"unknown filter name", PDF_LOSS_STREAM},
    };
    struct pdf_mupdf *pdf = user;

    if (strcmp(message, "repairing PDF document") == 0) {
        pdf->losses = 0;
    }
    if (strstr(message, "(0 0 R)") != NULL) {
        return; /* a value that is no object: nothing is missing */
    }
    for (size_t i = 0; i < COUNT(losses); i++) {
        if (strncmp(message, losses[i].words, strlen(losses[i].words)) == 0) {
            pdf->losses |= losses[i].loss;
        }
    }
}

int pdf_mupdf_new(int seconds, struct pdf_mupdf **ret_pdf, struct err *err)
{
    struct pdf_mupdf *pdf = heap_new(sizeof(*pdf));

    if (pdf_guard_init(&pdf->guard, seconds, err) < 0) {
        free(pdf);
        return -1;
    }
    *ret_pdf = pdf;
    return 0;
}

/* Starting the library takes nothing but memory, and as long as reading a small file. */
static fz_context *start(struct pdf_mupdf *pdf)
{
    const fz_alloc_context memory = {.user = &pdf->guard,
                                     .malloc = pdf_guard_malloc,
                                     .realloc = pdf_guard_realloc,
                                     .free = pdf_guard_free};
    fz_context *ctx = fz_new_context(&memory, NULL, STORE_BYTES);

    if (ctx == NULL) {
        die_out_of_memory(STORE_BYTES);
    }
    fz_set_warning_callback(ctx, take_message, pdf);
    fz_set_error_callback(ctx, take_message, pdf);
    fz_disable_icc(ctx);
    return ctx;
}

struct fz_context *pdf_mupdf_context(struct pdf_mupdf *pdf)
{
    if (pdf->context == NULL) {
        pdf->context = start(pdf);
    }
    return pdf->context;
}

void pdf_mupdf_reset(struct pdf_mupdf *pdf)
{
    if (pdf->context == NULL) {
        return; /* no file was opened */
    }
    pdf_text_fonts_done(pdf->context, &pdf->fonts);
    if (pdf->has_tree) {
        pdf_drop_page_tree(pdf->context, pdf->document);
    }
    pdf_drop_document(pdf->context, pdf->document);
    fz_drop_stream(pdf->context, pdf->stream);
    pdf->has_tree = false;
    pdf->losses = 0;
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
    fz_context *ctx = pdf_mupdf_context(pdf);
    volatile bool needs_password = false;
    volatile bool failed = false;

    pdf_mupdf_reset(pdf);
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

int pdf_mupdf_count(fz_context *ctx, pdf_document *doc)
{
    volatile int pages = 0;

    fz_try(ctx)
    {
        pages = pdf_count_pages(ctx, doc);
    }
    fz_catch(ctx)
    {
        pages = 0;
    }
    return MAX(pages, 0);
}

uint32_t pdf_mupdf_pages(struct pdf_mupdf *pdf)
{
    fz_context *ctx = pdf->context;
    int pages = pdf_mupdf_count(ctx, pdf->document);

    if (pages <= FEW_PAGES || pdf->has_tree) {
        return (uint32_t)pages;
    }
    fz_try(ctx)
    {
        /* A list of all pages: without it each is looked for from the first. */
        pdf_load_page_tree(ctx, pdf->document);
        pdf->has_tree = true;
    }
    fz_catch(ctx)
    {
        return 0;
    }
    return (uint32_t)pdf_mupdf_count(ctx, pdf->document);
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

/* A stream of no bytes, which should have a filter's mark of the end: nothing is missing of it. */
static bool has_empty_stream(fz_context *ctx, pdf_document *doc)
{
    volatile bool found = false;
    int n = pdf_xref_len(ctx, doc);

    for (int i = 1; i < n && !found; i++) {
        fz_try(ctx)
        {
            pdf_obj *object = pdf_load_object(ctx, doc, i);

            found = pdf_obj_num_is_stream(ctx, doc, i) != 0 &&
                    pdf_dict_get_int(ctx, object, PDF_NAME(Length)) == 0;
            pdf_drop_obj(ctx, object);
        }
        fz_catch(ctx)
        {
            /* it is told by its own message */
        }
    }
    return found;
}

unsigned pdf_mupdf_losses(struct pdf_mupdf *pdf)
{
    fz_flush_warnings(pdf->context);
    if ((pdf->losses & LOSS_OF_END) != 0) {
        pdf->losses &= ~(unsigned)LOSS_OF_END;
        if (!has_empty_stream(pdf->context, pdf->document)) {
            pdf->losses |= PDF_LOSS_STREAM;
        }
    }
    return pdf->losses;
}

bool pdf_mupdf_was_repaired(struct pdf_mupdf *pdf)
{
    return pdf_was_repaired(pdf->context, pdf->document) != 0;
}

/* ---- lines that may rule a table ---- */

struct collector {
    fz_device device;
    struct pdf_text *text;
    struct pdf_sheet *page;
    uint32_t paths;
};

struct pen {
    struct pdf_sheet *page;
    fz_matrix ctm;
    bool filled;
    bool bent; /* the shape being walked is not made of straight lines along axes */
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
    } else if (upright && rule.y1 - rule.y0 >= SHORT_POINTS && page->down.n < PDF_MAX_PAGE_RULES) {
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

static void pen_curve(fz_context *ctx, void *user, float x1, float y1, float x2, float y2, float x3,
                      float y3)
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
    pdf_text_add(ctx, ((struct collector *)device)->text, text, ctm);
}

static void on_stroke_text(fz_context *ctx, fz_device *device, const fz_text *text,
                           const fz_stroke_state *stroke, fz_matrix ctm, fz_colorspace *space,
                           const float *color, float alpha, fz_color_params params)
{
    pdf_text_add(ctx, ((struct collector *)device)->text, text, ctm);
}

static void on_clip_text(fz_context *ctx, fz_device *device, const fz_text *text, fz_matrix ctm,
                         fz_rect scissor)
{
    pdf_text_add(ctx, ((struct collector *)device)->text, text, ctm);
}

static void on_ignore_text(fz_context *ctx, fz_device *device, const fz_text *text, fz_matrix ctm)
{
    pdf_text_add(ctx, ((struct collector *)device)->text, text, ctm);
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

static fz_device *new_collector(fz_context *ctx, struct pdf_sheet *page, struct pdf_text *text)
{
    struct collector *c = fz_new_derived_device(ctx, struct collector);

    c->device.fill_path = on_fill_path;
    c->device.stroke_path = on_stroke_path;
    c->device.fill_text = on_fill_text;
    c->device.stroke_text = on_stroke_text;
    c->device.clip_text = on_clip_text;
    c->device.ignore_text = on_ignore_text;
    c->device.fill_image = on_fill_image;
    c->device.fill_image_mask = on_fill_image_mask;
    c->page = page;
    c->text = text;
    return &c->device;
}

/* ---- pages ---- */

static float sane_or_zero(float value)
{
    return value > 0 && value < 100000 ? value : 0;
}

/* In memory that the jump of an error leaves alone, and freed whatever happens. */
struct held {
    pdf_page *from;
    fz_device *device;
    struct pdf_text text;
};

static void run_page(struct pdf_mupdf *pdf, struct held *held, struct pdf_sheet *page, int turns,
                     fz_cookie *cookie)
{
    fz_context *ctx = pdf->context;
    fz_matrix ctm = fz_rotate(90.0f * (float)turns);
    fz_rect box = fz_transform_rect(pdf_bound_page(ctx, held->from), ctm);

    ctm = fz_concat(ctm, fz_translate(-box.x0, -box.y0));
    box = fz_make_rect(0, 0, box.x1 - box.x0, box.y1 - box.y0);
    page->width = sane_or_zero(box.x1);
    page->height = sane_or_zero(box.y1);
    pdf_text_begin(&held->text, page, &pdf->fonts, box);
    held->device = new_collector(ctx, page, &held->text);
    pdf_run_page_contents(ctx, held->from, held->device, ctm, cookie);
    pdf_run_page_widgets(ctx, held->from, held->device, ctm, cookie);
    fz_close_device(ctx, held->device);
}

static void end_run(fz_context *ctx, struct held *held)
{
    pdf_text_end(ctx, &held->text);
    fz_drop_device(ctx, held->device);
    held->device = NULL;
}

void pdf_mupdf_read_page(struct pdf_mupdf *pdf, uint32_t number, struct pdf_sheet *page)
{
    fz_context *ctx = pdf->context;
    fz_cookie cookie = {};
    struct held *held = ARENA_NEW(page->arena, struct held);

    page->number = number;
    pdf_guard_page(&pdf->guard, &cookie.abort);
    fz_try(ctx)
    {
        held->from = pdf_load_page(ctx, pdf->document, (int)number - 1);
        run_page(pdf, held, page, 0, &cookie);
        int turns = pdf_text_turns_needed(&held->text);

        if (turns != 0) {
            end_run(ctx, held);
            page->across.n = page->down.n = page->characters.n = page->runs.n = page->unknown = 0;
            run_page(pdf, held, page, turns, &cookie);
        }
    }
    fz_catch(ctx)
    {
        page->is_damaged = true;
    }
    pdf_guard_page(&pdf->guard, NULL);
    page->is_cut |= cookie.abort != 0;
    page->is_damaged |= cookie.errors > 0;
    end_run(ctx, held);
    fz_drop_page(ctx, (fz_page *)held->from);
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
