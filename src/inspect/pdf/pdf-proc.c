/*
 * The library has for each glyph its content and what that draws, a list. Content without an
 * operator that shows text, which all fonts of small pictures have, is not asked further.
 *
 * Which glyphs pages draw is told by what their content is: the same drawing of another font counts
 * as drawn too.
 */
#include "inspect/pdf/pdf-proc.h"

#include "base/buf.h"
#include "inspect/pdf/pdf-texts.h"
#include "read/pdf-guard.h"
#include "read/pdf-mupdf.h"

#include <mupdf/pdf.h>

enum {
    GLYPHS = 256, /* of such a font */
    TEXT_BYTES = 4096,
    MAX_PROCS = 10000,
    MAX_OBJECTS = 1000000,
};

static struct str bytes_of(fz_context *ctx, fz_buffer *buffer)
{
    unsigned char *bytes = NULL;
    size_t n = buffer == NULL ? 0 : fz_buffer_storage(ctx, buffer, &bytes);

    return (struct str){.p = (const char *)bytes, .n = n};
}

static bool shows_text(struct str content)
{
    return str_has(content, STR("Tj")) || str_has(content, STR("TJ"));
}

/* The content of a glyph, if it shows text; else "". */
static struct str content_of(fz_context *ctx, fz_font *font, int glyph)
{
    struct str content = font->t3procs == NULL || glyph < 0 || glyph >= GLYPHS
                             ? (struct str){}
                             : bytes_of(ctx, font->t3procs[glyph]);

    return shows_text(content) ? content : (struct str){};
}

/* ---- what a glyph says ---- */

struct reader {
    fz_device device;
    struct buf text;
};

static void add_text(fz_device *device, const fz_text *text)
{
    struct reader *r = (struct reader *)device;

    for (const fz_text_span *span = text->head; span != NULL; span = span->next) {
        for (int i = 0; i < span->len; i++) {
            if (span->items[i].ucs > ' ') {
                buf_add_code_point(&r->text, (uint32_t)span->items[i].ucs);
            }
        }
    }
}

static void on_fill_text(fz_context *ctx, fz_device *device, const fz_text *text, fz_matrix ctm,
                         fz_colorspace *space, const float *color, float alpha,
                         fz_color_params params)
{
    add_text(device, text);
}

static void on_stroke_text(fz_context *ctx, fz_device *device, const fz_text *text,
                           const fz_stroke_state *stroke, fz_matrix ctm, fz_colorspace *space,
                           const float *color, float alpha, fz_color_params params)
{
    add_text(device, text);
}

static void on_ignore_text(fz_context *ctx, fz_device *device, const fz_text *text, fz_matrix ctm)
{
    add_text(device, text);
}

struct str pdf_proc_text(fz_context *ctx, struct arena *a, fz_font *font, int glyph)
{
    struct str text = {};

    if (content_of(ctx, font, glyph).n == 0) {
        return text;
    }
    struct reader *r = fz_new_derived_device(ctx, struct reader);

    r->device.fill_text = on_fill_text;
    r->device.stroke_text = on_stroke_text;
    r->device.ignore_text = on_ignore_text;
    buf_init(&r->text, TEXT_BYTES);
    fz_var(text);
    fz_try(ctx)
    {
        fz_run_t3_glyph(ctx, font, glyph, fz_identity, &r->device);
        fz_close_device(ctx, &r->device);
        text = arena_str(a, buf_str(&r->text));
    }
    fz_always(ctx)
    {
        buf_done(&r->text);
        fz_drop_device(ctx, &r->device);
    }
    fz_catch(ctx)
    {
        fz_rethrow(ctx);
    }
    return text;
}

/* ---- what no page draws ---- */

/* Drawings with text, of all fonts. */
struct procs {
    fz_context *ctx;
    struct arena *arena;
    VEC(int) numbers;
    struct pdf_texts drawn; /* contents */
    bool is_cut_short;      /* a page took too long */
};

static void list_font(struct procs *p, pdf_obj *font)
{
    fz_context *ctx = p->ctx;
    pdf_obj *procs = pdf_dict_get(ctx, font, PDF_NAME(CharProcs));

    for (int i = 0; i < MIN(pdf_dict_len(ctx, procs), MAX_PROCS); i++) {
        pdf_obj *proc = pdf_dict_get_val(ctx, procs, i);

        if (pdf_is_stream(ctx, proc) && p->numbers.n < MAX_PROCS) {
            fz_buffer *content = pdf_load_stream(ctx, proc);

            if (shows_text(bytes_of(ctx, content))) {
                *VEC_ADD(p->arena, &p->numbers) = pdf_to_num(ctx, proc);
            }
            fz_drop_buffer(ctx, content);
        }
    }
}

static void list_fonts(struct procs *p, pdf_document *doc)
{
    fz_context *ctx = p->ctx;
    int objects = MIN(pdf_xref_len(ctx, doc), MAX_OBJECTS);

    for (int i = 1; i < objects; i++) {
        pdf_obj *volatile font = NULL;

        fz_try(ctx)
        {
            font = pdf_load_object(ctx, doc, i);
            if (pdf_name_eq(ctx, pdf_dict_get(ctx, font, PDF_NAME(Subtype)), PDF_NAME(Type3))) {
                list_font(p, font);
            }
        }
        fz_always(ctx)
        {
            pdf_drop_obj(ctx, font);
        }
        fz_catch(ctx)
        {
            continue; /* damaged: nothing draws with it */
        }
    }
}

struct viewer {
    fz_device device;
    struct procs *procs;
};

static void view_text(fz_context *ctx, fz_device *device, const fz_text *text)
{
    struct procs *p = ((struct viewer *)device)->procs;

    for (const fz_text_span *span = text->head; span != NULL; span = span->next) {
        for (int i = 0; i < span->len; i++) {
            struct str content = content_of(ctx, span->font, span->items[i].gid);

            if (content.n > 0 && !pdf_texts_has(&p->drawn, content)) {
                pdf_texts_add(p->arena, &p->drawn, content);
            }
        }
    }
}

static void on_view_fill(fz_context *ctx, fz_device *device, const fz_text *text, fz_matrix ctm,
                         fz_colorspace *space, const float *color, float alpha,
                         fz_color_params params)
{
    view_text(ctx, device, text);
}

static void on_view_stroke(fz_context *ctx, fz_device *device, const fz_text *text,
                           const fz_stroke_state *stroke, fz_matrix ctm, fz_colorspace *space,
                           const float *color, float alpha, fz_color_params params)
{
    view_text(ctx, device, text);
}

static void on_view_ignored(fz_context *ctx, fz_device *device, const fz_text *text, fz_matrix ctm)
{
    view_text(ctx, device, text);
}

static void view_page(struct procs *p, struct pdf_guard *guard, pdf_document *doc, int number)
{
    fz_context *ctx = p->ctx;
    fz_cookie cookie = {};
    struct viewer *v = fz_new_derived_device(ctx, struct viewer);
    fz_page *page = NULL;

    v->procs = p;
    v->device.fill_text = on_view_fill;
    v->device.stroke_text = on_view_stroke;
    v->device.ignore_text = on_view_ignored;
    fz_var(page);
    pdf_guard_page(guard, &cookie.abort);
    fz_try(ctx)
    {
        page = fz_load_page(ctx, &doc->super, number - 1);
        fz_run_page(ctx, page, &v->device, fz_identity, &cookie);
        fz_close_device(ctx, &v->device);
    }
    fz_always(ctx)
    {
        pdf_guard_page(guard, NULL);
        p->is_cut_short |= cookie.abort != 0;
        fz_drop_page(ctx, page);
        fz_drop_device(ctx, &v->device);
    }
    fz_catch(ctx)
    {
        fz_rethrow(ctx);
    }
}

static bool is_drawn(const struct procs *p, pdf_document *doc, int number)
{
    fz_buffer *content = pdf_load_stream_number(p->ctx, doc, number);
    bool is_drawn = pdf_texts_has(&p->drawn, bytes_of(p->ctx, content));

    fz_drop_buffer(p->ctx, content);
    return is_drawn;
}

void pdf_proc_unused(struct pdf_mupdf *pdf, struct arena *a, int pages, struct pdf_procs *ret_procs)
{
    struct procs p = {.ctx = pdf_mupdf_context(pdf), .arena = a};
    pdf_document *doc = pdf_mupdf_document(pdf);

    *ret_procs = (struct pdf_procs){};
    list_fonts(&p, doc);
    for (int page = 1; page <= pages && p.numbers.n > 0; page++) {
        if (pdf_mupdf_is_late(pdf) || p.is_cut_short) {
            return;
        }
        view_page(&p, pdf_mupdf_guard(pdf), doc, page);
    }
    for (uint32_t i = 0; i < p.numbers.n && !p.is_cut_short; i++) {
        if (!is_drawn(&p, doc, p.numbers.v[i])) {
            *VEC_ADD(a, &ret_procs->numbers) = p.numbers.v[i];
        }
    }
}
