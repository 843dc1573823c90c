/*
 * A device of ours is run over the page. Beside the list of glyphs and pictures it keeps a grid of
 * small cells over the page: what was painted there last and in which colour. A glyph is a suspect
 * when its ground may have its colour when it is drawn, when something is painted over its middle
 * later, or when clip, opacity, size or place may hide it. The grid errs on the side of suspicion;
 * a page without suspects is not drawn at all.
 */
#include "inspect/pdf/pdf-trace-run.h"

#include "inspect/pdf/pdf-crop.h"
#include "inspect/pdf/pdf-drawing.h"
#include "inspect/pdf/pdf-ground.h"
#include "inspect/pdf/pdf-quick.h"
#include "inspect/pdf/pdf-trace-layers.h"
#include "inspect/pdf/pdf-trace-paint.h"
#include "inspect/pdf/pdf-trace-text.h"
#include "inspect/pdf/pdf-transfer.h"

static struct pdf_tracer *tracer_new(fz_context *ctx, struct pdf_trace *trace)
{
    struct pdf_tracer *t = fz_new_derived_device(ctx, struct pdf_tracer);

    t->trace = trace;
    t->owner = -1;
    pdf_trace_text_set(&t->device);
    pdf_trace_paint_set(&t->device);
    return t;
}

/* Forgets what was traced. */
static void start_again(fz_context *ctx, struct pdf_tracer *t)
{
    struct pdf_trace *trace = t->trace;

    pdf_crop_forget(ctx, trace);
    *t = (struct pdf_tracer){.device = t->device, .trace = trace, .owner = -1};
    trace->hidden->glyphs.n = trace->hidden->pictures.n = trace->hidden->inners.n = 0;
    trace->hidden->unmapped = 0;
    trace->boxes.n = trace->outlines.n = 0;
    trace->picture_area = 0;
    trace->is_full = trace->runs_over = false;
}

/* By our own interpreter where it knows how. */
static void run_content(fz_context *ctx, struct pdf_tracer *t, struct pdf_page *page,
                        const struct pdf_hidden_options *options, fz_cookie *cookie)
{
    bool may_be_quick = !options->layers.any && options->fonts != NULL;

    if (may_be_quick && pdf_quick_run(ctx, t, options->fonts, page, cookie)) {
        t->trace->hidden->is_quick = true;
        return;
    }
    start_again(ctx, t);
    t->trace->transfers = pdf_transfer_set(ctx, page);
    pdf_run_page_contents_with_usage(ctx, page, &t->device, fz_identity,
                                     options->layers.any ? NULL : "View", cookie);
}

void pdf_trace_run(fz_context *ctx, struct pdf_trace *trace, struct pdf_page *page,
                   const struct pdf_hidden_options *options, fz_cookie *cookie)
{
    struct pdf_layers layers = options->layers;
    struct pdf_tracer *t = tracer_new(ctx, trace);

    fz_try(ctx)
    {
        if (!options->annotations_only) {
            run_content(ctx, t, page, options, cookie);
        }
        if (layers.any) {
            pdf_trace_layers_mark(ctx, trace, page, "View", cookie);
        }
        if (layers.print_differs) {
            pdf_trace_layers_mark(ctx, trace, page, "Print", cookie);
        }
        for (pdf_annot *a = pdf_first_annot(ctx, page); a != NULL; a = pdf_next_annot(ctx, a)) {
            t->owner++;
            pdf_run_annot(ctx, a, &t->device, fz_identity, cookie);
        }
        for (pdf_annot *w = pdf_first_widget(ctx, page); w != NULL; w = pdf_next_widget(ctx, w)) {
            t->owner++;
            pdf_run_annot(ctx, w, &t->device, fz_identity, cookie);
        }
        fz_close_device(ctx, &t->device);
        if (!options->words_only && trace->outlines.n > 0) {
            pdf_drawing_nominate(t);
        }
    }
    fz_always(ctx)
    {
        pdf_ground_end(t);
        fz_drop_device(ctx, &t->device);
    }
    fz_catch(ctx)
    {
        fz_rethrow(ctx);
    }
}
