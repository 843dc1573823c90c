/* Text of a traced page: its glyphs are listed, each with what may hide it when it is drawn. */
#include "inspect/pdf/pdf-trace-text.h"

#include "inspect/pdf/pdf-apart.h"
#include "inspect/pdf/pdf-fonts.h"
#include "inspect/pdf/pdf-ground.h"

#include <math.h>

#define NO_AREA      1e-6f
#define NO_POINTS    0.1f
#define TINY_POINTS  1.0f
#define BLANK_WIDTH  0.5f /* of the size: the box of a letter without a shape */
#define BLANK_HEIGHT 0.7f
#define RIM_POINTS   0.75f /* a clip is drawn up to the end of the pixel that it ends in */

struct pdf_last_text pdf_trace_text_remember(const fz_text *text)
{
    return (struct pdf_last_text){.text = text,
                                  .first = text->head != NULL && text->head->len > 0
                                               ? text->head->items[0]
                                               : (fz_text_item){}};
}

bool pdf_trace_text_is_again(const struct pdf_last_text *last, const fz_text *text)
{
    struct pdf_last_text now = pdf_trace_text_remember(text);

    return last->text == text && memcmp(&last->first, &now.first, sizeof(now.first)) == 0;
}

static bool is_inside(fz_rect inner, fz_rect outer)
{
    return inner.x0 >= outer.x0 && inner.y0 >= outer.y0 && inner.x1 <= outer.x1 &&
           inner.y1 <= outer.y1;
}

/* How the edges of a box in which it is drawn cut the glyph, whose own box is not inside. */
static void mark_cut(struct pdf_glyph *g, fz_rect clip)
{
    fz_rect around = fz_expand_rect(clip, RIM_POINTS);
    bool is_near = !fz_is_empty_rect(clip) && !fz_is_empty_rect(fz_intersect_rect(g->box, around));

    g->is_cut = true;
    g->is_out = fz_is_empty_rect(fz_intersect_rect(g->box, clip));
    g->is_at_side = is_near && g->box.y0 >= clip.y0 && g->box.y1 <= clip.y1;
    g->is_at_end = is_near && g->box.x0 >= clip.x0 && g->box.x1 <= clip.x1;
}

static bool is_suspicious(const struct pdf_tracer *t, const struct pdf_glyph *g)
{
    return g->is_veiled || g->alpha < PDF_TRACER_FAINT || g->size < TINY_POINTS ||
           t->stamps > PDF_TRACER_MAX_STAMPS ||
           (t->cells == NULL ? t->vanishes_on_paper : pdf_ground_may_vanish(t, g));
}

void pdf_trace_text_begin(struct pdf_tracer *t, const uint8_t rgb[3], float alpha, enum pdf_way way)
{
    memcpy(t->rgb, rgb, sizeof(t->rgb));
    t->alpha = alpha;
    t->way = way;
    t->vanishes_on_paper = pdf_ground_is_paper_like(rgb);
    t->is_veiled = way == PDF_WAY_CLIP || t->odd_groups != 0 || pdf_tracer_is_clip_odd(t);
    t->clip = pdf_tracer_clip_box(t);
}

void pdf_trace_text_add(struct pdf_tracer *t, const struct pdf_ink *ink)
{
    struct pdf_hidden *h = t->trace->hidden;

    if (h->glyphs.n >= PDF_TRACE_MAX_GLYPHS) {
        t->trace->is_full = true;
        return;
    }
    struct pdf_glyph *g = VEC_ADD(t->trace->arena, &h->glyphs);

    *g = (struct pdf_glyph){.box = ink->box,
                            .x = ink->x,
                            .y = ink->y,
                            .size = ink->size,
                            .alpha = t->alpha,
                            .code_point = ink->code_point,
                            .shape = ink->glyph,
                            .owner = t->owner,
                            .order = t->order,
                            .rgb = {t->rgb[0], t->rgb[1], t->rgb[2]},
                            .is_coloured = ink->is_coloured,
                            .is_apart = ink->is_apart,
                            .is_not_drawn =
                                (t->way == PDF_WAY_IGNORE && !ink->is_apart) || ink->is_blank};
    if (ink->tail != NULL && ink->tail->count > 0) {
        struct pdf_tail *tail = VEC_ADD(t->trace->arena, &h->tails);

        *tail = *ink->tail;
        tail->glyph = h->glyphs.n - 1;
    }
    h->unmapped += ink->code_point == FZ_REPLACEMENT_CHARACTER;
    if (t->masks > 0 || fz_is_empty_rect(g->box) || fz_is_infinite_rect(g->box)) {
        g->is_in_mask = true; /* or nowhere */
        return;
    }
    g->is_veiled = t->is_veiled;
    if (!is_inside(g->box, t->clip)) {
        mark_cut(g, t->clip);
        g->is_veiled |= !is_inside(pdf_tracer_core(g->box), t->clip);
    }
    g->is_suspect = g->is_not_drawn || g->is_coloured || is_suspicious(t, g);
    pdf_ground_cover(t, g);
}

void pdf_trace_text_stroke(struct pdf_tracer *t, uint32_t first, const uint8_t rgb[3], float alpha)
{
    struct pdf_hidden *h = t->trace->hidden;

    for (uint32_t i = first; i < h->glyphs.n; i++) {
        struct pdf_glyph *g = &h->glyphs.v[i];

        g->is_stroked = true;
        g->alpha = fmaxf(g->alpha, alpha);
        g->is_suspect |= !g->is_in_mask && memcmp(g->rgb, rgb, sizeof(g->rgb)) != 0;
    }
}

struct pdf_ink pdf_trace_text_ink(fz_rect box, fz_matrix place, int32_t code_point, int32_t glyph)
{
    float area = fabsf(place.a * place.d - place.b * place.c);

    if (fz_is_empty_rect(box) && area < NO_AREA) {
        /* Of no size, and a machine reads it. */
        return (struct pdf_ink){
            .box = fz_make_rect(place.e, place.f, place.e + NO_POINTS, place.f + NO_POINTS),
            .x = place.e,
            .y = place.f,
            .code_point = code_point,
            .glyph = glyph};
    }
    return (struct pdf_ink){.box = box,
                            .x = place.e,
                            .y = place.f,
                            .size = fz_matrix_expansion(place),
                            .code_point = code_point,
                            .glyph = glyph};
}

static bool is_letter(int32_t c)
{
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') ||
           (c >= 0xC0 && c < 0x250) || (c >= 0x370 && c < 0x530) || (c >= 0x3041 && c < 0x3100) ||
           (c >= 0x3400 && c < 0xA000);
}

/* Whether the font has a shape for it, and that is empty; not one that could not be read. */
static bool has_empty_shape(fz_context *ctx, fz_font *font, int glyph)
{
    if (fz_font_t3_procs(ctx, font) != NULL) {
        return glyph < 256 && font->t3lists != NULL && font->t3lists[glyph] != NULL &&
               fz_display_list_is_empty(ctx, font->t3lists[glyph]) != 0;
    }
    fz_path *path =
        font->flags.ft_substitute ? NULL : fz_outline_glyph(ctx, font, glyph, fz_identity);
    bool is_empty = path != NULL && fz_is_empty_rect(fz_bound_path(ctx, path, NULL, fz_identity));

    fz_drop_path(ctx, path);
    return is_empty;
}

void pdf_trace_text_look_blank(fz_context *ctx, const struct pdf_tracer *t, fz_font *font,
                               fz_matrix place, struct pdf_ink *ink)
{
    if (t->way != PDF_WAY_IGNORE && ink->size > 0 && is_letter(ink->code_point) &&
        has_empty_shape(ctx, font, ink->glyph)) {
        ink->is_blank = true;
        ink->box = fz_transform_rect(fz_make_rect(0, 0, BLANK_WIDTH, BLANK_HEIGHT), place);
    }
}

/* The library has what a glyph stands for behind its first character as items without a glyph. */
static struct pdf_tail tail_of(const fz_text_span *span, int item)
{
    struct pdf_tail tail = {};

    while (++item < span->len && span->items[item].gid < 0 && tail.count < PDF_TAIL_MAX) {
        tail.code_points[tail.count++] = span->items[item].ucs;
    }
    return tail;
}

/*
 * A shape of Type 3 with colours of its own (d0; ISO 32000-1 9.6.5) is not drawn in that of the
 * text. Where it takes something else of the state of the page, such as the colour after all, the
 * library draws it before the text as if it stood in the content, and then hands the text over as
 * one that is not drawn.
 */
static void look_apart(fz_context *ctx, const struct pdf_tracer *t, fz_font *font,
                       struct pdf_ink *ink)
{
    if (font->t3procs == NULL || font->t3flags == NULL || ink->glyph < 0 || ink->glyph >= 256) {
        return;
    }
    ink->is_coloured = (font->t3flags[ink->glyph] & FZ_DEVFLAG_MASK) == 0;
    ink->is_apart = t->way == PDF_WAY_IGNORE && !fz_glyph_cacheable(ctx, font, ink->glyph);
    if (ink->is_apart) {
        pdf_apart_mark(font);
    }
}

/* What the glyph that was listed last says itself. */
static void list_inner(fz_context *ctx, struct pdf_tracer *t, fz_font *font, int glyph)
{
    struct pdf_hidden *h = t->trace->hidden;
    struct str text = pdf_proc_text(ctx, t->trace->arena, font, glyph);

    if (text.n > 0 && h->glyphs.n > 0 && !t->trace->is_full) {
        *VEC_ADD(t->trace->arena, &h->inners) =
            (struct pdf_inner){.glyph = h->glyphs.n - 1, .text = text};
    }
}

/* ---- as the device gets it ---- */

static void list_text(fz_context *ctx, struct pdf_tracer *t, const fz_text *text, fz_matrix ctm)
{
    for (const fz_text_span *span = text->head; span != NULL; span = span->next) {
        fz_matrix trm = span->trm;

        /* Fonts that stand in for missing ones come without: their boxes would be the font's. */
        span->font->use_glyph_bbox = 1;
        for (int i = 0; i < span->len; i++) {
            const fz_text_item *item = &span->items[i];

            if (pdf_fonts_has_ink(ctx, span->font, item->gid, item->ucs)) {
                trm.e = item->x;
                trm.f = item->y;
                fz_matrix place = fz_concat(trm, ctm);
                struct pdf_ink ink = pdf_trace_text_ink(
                    fz_bound_glyph(ctx, span->font, item->gid, place), place, item->ucs, item->gid);
                struct pdf_tail tail = tail_of(span, i);

                ink.tail = &tail;
                look_apart(ctx, t, span->font, &ink);
                if (fz_is_empty_rect(ink.box) || span->font->t3procs != NULL) {
                    pdf_trace_text_look_blank(ctx, t, span->font, place, &ink);
                }
                pdf_trace_text_add(t, &ink);
                if (span->font->t3procs != NULL) {
                    list_inner(ctx, t, span->font, item->gid);
                }
            }
        }
    }
}

/* A separation that no device prints (ISO 32000-1 8.6.6.4); the library draws it all the same. */
static bool paints_nothing(fz_context *ctx, fz_colorspace *space)
{
    int n = space == NULL ? 0 : fz_colorspace_n(ctx, space);

    if (n == 0 || fz_colorspace_type(ctx, space) != FZ_COLORSPACE_SEPARATION) {
        return false;
    }
    for (int i = 0; i < n; i++) {
        const char *name = fz_colorspace_colorant(ctx, space, i);

        if (name == NULL || strcmp(name, "None") != 0) {
            return false;
        }
    }
    return true;
}

enum pdf_way pdf_trace_text_way(fz_context *ctx, fz_colorspace *space)
{
    return paints_nothing(ctx, space) ? PDF_WAY_IGNORE : PDF_WAY_FILL;
}

static void on_fill_text(fz_context *ctx, fz_device *device, const fz_text *text, fz_matrix ctm,
                         fz_colorspace *space, const float *color, float alpha,
                         fz_color_params params)
{
    struct pdf_tracer *t = pdf_tracer_of(device);
    uint8_t rgb[3];

    pdf_tracer_rgb(ctx, space, color, params, rgb);
    t->filled = pdf_trace_text_remember(text);
    t->filled_from = t->trace->hidden->glyphs.n;
    pdf_trace_text_begin(t, rgb, alpha, pdf_trace_text_way(ctx, space));
    list_text(ctx, t, text, ctm);
}

static void on_stroke_text(fz_context *ctx, fz_device *device, const fz_text *text,
                           const fz_stroke_state *stroke, fz_matrix ctm, fz_colorspace *space,
                           const float *color, float alpha, fz_color_params params)
{
    struct pdf_tracer *t = pdf_tracer_of(device);
    uint8_t rgb[3];

    pdf_tracer_rgb(ctx, space, color, params, rgb);
    if (pdf_trace_text_is_again(&t->filled, text)) {
        pdf_trace_text_stroke(t, t->filled_from, rgb, alpha);
        return;
    }
    pdf_trace_text_begin(t, rgb, alpha, PDF_WAY_STROKE);
    list_text(ctx, t, text, ctm);
}

static void on_clip_text(fz_context *ctx, fz_device *device, const fz_text *text, fz_matrix ctm,
                         fz_rect scissor)
{
    static const uint8_t black[3];
    struct pdf_tracer *t = pdf_tracer_of(device);

    if (!pdf_trace_text_is_again(&t->filled, text)) { /* filled as well as clipped to: listed */
        pdf_trace_text_begin(t, black, 1, PDF_WAY_CLIP);
        list_text(ctx, t, text, ctm);
    }
    pdf_tracer_clip(t, fz_infinite_rect, true);
}

static void on_clip_stroke_text(fz_context *ctx, fz_device *device, const fz_text *text,
                                const fz_stroke_state *stroke, fz_matrix ctm, fz_rect scissor)
{
    on_clip_text(ctx, device, text, ctm, scissor);
}

static void on_ignore_text(fz_context *ctx, fz_device *device, const fz_text *text, fz_matrix ctm)
{
    static const uint8_t black[3];
    struct pdf_tracer *t = pdf_tracer_of(device);

    t->filled.text = NULL;
    pdf_trace_text_begin(t, black, 1, PDF_WAY_IGNORE);
    list_text(ctx, t, text, ctm);
}

void pdf_trace_text_set(fz_device *device)
{
    device->fill_text = on_fill_text;
    device->stroke_text = on_stroke_text;
    device->clip_text = on_clip_text;
    device->clip_stroke_text = on_clip_stroke_text;
    device->ignore_text = on_ignore_text;
}
