/*
 * A device of ours is run over the page. Beside the list of glyphs and pictures it keeps a grid of
 * small cells over the page: what was painted there last and in which colour. A glyph is a suspect
 * when its ground may have its colour when it is drawn, when something is painted over its middle
 * later, or when clip, opacity, size or place may hide it. The grid errs on the side of suspicion;
 * a page without suspects is not drawn at all.
 */
#include "inspect/pdf-trace.h"

#include <math.h>
#include <mupdf/pdf.h>

enum {
    MAX_FINE = 256 * 1024,
    MAX_COARSE = 32 * 1024,
    MAX_UNDER_CELLS = 400,
    MAX_STAMPS = 16 * 1000 * 1000, /* cells painted on one page */
    MAX_PAINTS = 1000 * 1000,
    MAX_DEPTH = 64,                /* of clips */
    MAX_CHAIN = 8,                 /* glyphs looked at in one cell */
    MAX_STEPS = 2000,              /* cells of a sloping line */
    CURVE_STEPS = 6,
    MAX_LOOKS = 20 * 1000 * 1000, /* at glyphs that layers may hide */
    PAPER = 0xFFFFFF,
    UNKNOWN = 0x1000000, /* colour of what is not one solid rectangle */
    NEAR = 24,           /* between two colours, of 255 */
};

#define FINE_POINTS 2.5f
#define COARSE_POINTS 6.0f
#define FAINT 0.15f
#define NO_AREA 1e-6f
#define NO_POINTS 0.1f
#define TINY_POINTS 1.0f
#define SOLID 0.97f
#define CORE 0.25f       /* of a box on each side: not its core */
#define OVERLAP 0.6f     /* of a glyph that another one lies over */
#define SAME_PLACE 0.35f /* of the size: a glyph drawn twice to look bold, or a shadow */
#define BOX_POINTS 4.0f  /* smaller boxes mask nothing */

struct cell {
    uint32_t order;  /* number of the last paint, from 1 */
    uint32_t colour; /* of it */
};

/* Cells of one size over the page. */
struct grid {
    float x0, y0, scale; /* cells a point */
    int across, down;
};

struct clip {
    fz_rect box;
    bool is_odd; /* no upright rectangle */
};

/* A text, told by its address and its first glyph: another may come to lie at the same address. */
struct last_text {
    const fz_text *text;
    fz_text_item first;
};

struct tracer {
    fz_device device;
    struct pdf_trace *trace;
    struct grid fine;   /* of paints; made with the first one */
    struct cell *cells;
    uint32_t stamps;
    VEC(fz_rect) paints; /* the box of each, by its order from 1 */
    struct grid coarse; /* of glyphs; made when text returns to where text is */
    uint32_t *heads;    /* last glyph with its middle in the cell, from 1 */
    uint32_t *chain;    /* for each glyph the one before it in its cell */
    uint32_t chain_room;
    uint32_t put;       /* glyphs that are in the grid */
    fz_rect above, line; /* glyphs of the lines before, and of this line */
    struct clip clips[MAX_DEPTH];
    int depth;
    int masks;             /* being drawn: not on the page */
    uint32_t odd_groups;   /* bits: of the innermost groups, which blend */
    int groups;
    struct last_text filled; /* its stroke is no new text */
    uint32_t filled_from;
    int32_t owner;
    uint32_t order;
    bool vanishes_on_paper; /* the text being listed, by its colour */
    bool is_veiled;         /* all of it, by clip, group or way */
    fz_rect clip;           /* where it is drawn */
};

static struct tracer *of(fz_device *device)
{
    return (struct tracer *)device;
}

static struct last_text remember(const fz_text *text)
{
    return (struct last_text){
        .text = text,
        .first = text->head != NULL && text->head->len > 0 ? text->head->items[0]
                                                           : (fz_text_item){}};
}

static bool is_same_text(const struct last_text *last, const fz_text *text)
{
    struct last_text now = remember(text);

    return last->text == text && memcmp(&last->first, &now.first, sizeof(now.first)) == 0;
}

/* ---- the grid ---- */

static struct grid make_grid(fz_rect page, float points, float max_cells)
{
    float w = fmaxf(page.x1 - page.x0, 1), h = fmaxf(page.y1 - page.y0, 1);
    float cell = fmaxf(points, sqrtf(w * h / max_cells) + (w + h) / max_cells);

    return (struct grid){.x0 = page.x0,
                         .y0 = page.y0,
                         .scale = 1 / cell,
                         .across = (int)(w / cell) + 1,
                         .down = (int)(h / cell) + 1};
}

/* The cells that a box touches, both corners meant; false = none of the page. */
static bool cells_of(const struct grid *g, fz_rect box, fz_irect *ret_cells)
{
    float x0 = (box.x0 - g->x0) * g->scale, y0 = (box.y0 - g->y0) * g->scale;
    float x1 = (box.x1 - g->x0) * g->scale, y1 = (box.y1 - g->y0) * g->scale;

    /* Also false for what is no number. */
    if (!(x0 <= x1 && y0 <= y1 && x1 >= 0 && y1 >= 0 && x0 < (float)g->across &&
          y0 < (float)g->down)) {
        return false;
    }
    ret_cells->x0 = x0 > 0 ? (int)x0 : 0;
    ret_cells->y0 = y0 > 0 ? (int)y0 : 0;
    ret_cells->x1 = x1 < (float)g->across ? (int)x1 : g->across - 1;
    ret_cells->y1 = y1 < (float)g->down ? (int)y1 : g->down - 1;
    return true;
}

static fz_rect clip_box(const struct tracer *t)
{
    return t->depth == 0 ? t->trace->hidden->bounds : t->clips[MIN(t->depth, MAX_DEPTH) - 1].box;
}

static bool is_clip_odd(const struct tracer *t)
{
    return t->depth > MAX_DEPTH || (t->depth > 0 && t->clips[t->depth - 1].is_odd);
}

static void stamp(struct tracer *t, fz_rect box, uint32_t colour)
{
    fz_irect r;

    box = fz_intersect_rect(box, clip_box(t));
    if (t->masks > 0 || !cells_of(&t->fine, box, &r)) {
        return;
    }
    if (t->paints.n > 0) {
        fz_rect *all = &t->paints.v[t->paints.n - 1];

        *all = fz_is_valid_rect(*all) ? fz_union_rect(*all, box) : box;
    }
    t->stamps += (uint32_t)((r.x1 - r.x0 + 1) * (r.y1 - r.y0 + 1));
    if (t->stamps > MAX_STAMPS) {
        return; /* all later glyphs are suspects, and so are those before: see the end */
    }
    for (int y = r.y0; y <= r.y1; y++) {
        struct cell *row = t->cells + (ptrdiff_t)y * t->fine.across;

        for (int x = r.x0; x <= r.x1; x++) {
            row[x].order = t->order;
            row[x].colour = colour;
        }
    }
}

static struct cell *cell_at(const struct tracer *t, float x, float y)
{
    fz_irect r;

    return cells_of(&t->fine, fz_make_rect(x, y, x, y), &r)
               ? &t->cells[(ptrdiff_t)r.y0 * t->fine.across + r.x0]
               : NULL;
}

static uint32_t pack(const uint8_t rgb[3])
{
    return (uint32_t)rgb[0] << 16 | (uint32_t)rgb[1] << 8 | rgb[2];
}

static bool is_near(uint32_t a, uint32_t b)
{
    for (int shift = 0; shift < 24; shift += 8) {
        if (abs((int)(a >> shift & 255) - (int)(b >> shift & 255)) > NEAR) {
            return false;
        }
    }
    return true;
}

static fz_rect core_of(fz_rect box)
{
    float dx = (box.x1 - box.x0) * CORE, dy = (box.y1 - box.y0) * CORE;

    return fz_make_rect(box.x0 + dx, box.y0 + dy, box.x1 - dx, box.y1 - dy);
}

/* Whether the ground where the glyph is about to be drawn may have its colour. */
static bool may_vanish(const struct tracer *t, const struct pdf_glyph *g)
{
    if (t->cells == NULL) {
        return t->vanishes_on_paper;
    }
    fz_rect c = core_of(g->box);
    const float at[5][2] = {{(c.x0 + c.x1) / 2, (c.y0 + c.y1) / 2},
                            {c.x0, c.y0}, {c.x1, c.y0}, {c.x0, c.y1}, {c.x1, c.y1}};

    for (int i = 0; i < 5; i++) {
        const struct cell *cell = cell_at(t, at[i][0], at[i][1]);
        uint32_t ground = cell == NULL || cell->order == 0 ? PAPER : cell->colour;

        if (ground == UNKNOWN || is_near(ground, pack(g->rgb))) {
            return true;
        }
    }
    return false;
}

static float area(fz_rect r)
{
    return fz_is_empty_rect(r) ? 0 : (r.x1 - r.x0) * (r.y1 - r.y0);
}

/* Puts the glyphs up to this one into the grid. */
static void put_glyphs(struct tracer *t, uint32_t end)
{
    const struct pdf_hidden *h = t->trace->hidden;

    if (t->heads == NULL) {
        t->coarse = make_grid(h->bounds, COARSE_POINTS, MAX_COARSE);
        t->heads = ARENA_ARRAY(t->trace->arena,
                               (size_t)t->coarse.across * (size_t)t->coarse.down, uint32_t);
    }
    if (end > t->chain_room) {
        uint32_t room = MAX(end, t->chain_room * 2);
        uint32_t *chain = ARENA_ARRAY(t->trace->arena, room, uint32_t);

        if (t->chain_room > 0) {
            memcpy(chain, t->chain, t->chain_room * sizeof(*chain));
        }
        t->chain = chain;
        t->chain_room = room;
    }
    for (; t->put < end; t->put++) {
        const struct pdf_glyph *g = &h->glyphs.v[t->put];
        float x = (g->box.x0 + g->box.x1) / 2, y = (g->box.y0 + g->box.y1) / 2;
        fz_irect r;

        t->chain[t->put] = 0;
        if (!g->is_in_mask && cells_of(&t->coarse, fz_make_rect(x, y, x, y), &r)) {
            uint32_t *head = &t->heads[(ptrdiff_t)r.y0 * t->coarse.across + r.x0];

            t->chain[t->put] = *head;
            *head = t->put + 1;
        }
    }
}

/* Earlier glyphs that this one lies over become suspects. */
static void cover_glyphs(struct tracer *t, uint32_t index)
{
    struct pdf_glyph *all = t->trace->hidden->glyphs.v;
    const struct pdf_glyph *g = &all[index];
    fz_irect r;

    put_glyphs(t, index);
    if (!cells_of(&t->coarse, core_of(g->box), &r) ||
        (r.x1 - r.x0) * (r.y1 - r.y0) > MAX_UNDER_CELLS) {
        return;
    }
    for (int y = r.y0; y <= r.y1; y++) {
        for (int x = r.x0; x <= r.x1; x++) {
            uint32_t at = t->heads[(ptrdiff_t)y * t->coarse.across + x];

            for (int i = 0; at > 0 && i < MAX_CHAIN; i++, at = t->chain[at - 1]) {
                struct pdf_glyph *below = &all[at - 1];
                bool is_again = below->code_point == g->code_point &&
                                fabsf(below->x - g->x) + fabsf(below->y - g->y) <
                                    SAME_PLACE * g->size;

                if (!is_again && area(fz_intersect_rect(below->box, g->box)) >
                                     OVERLAP * area(below->box)) {
                    below->is_suspect = below->is_under = true;
                }
            }
        }
    }
}

static bool touches(fz_rect a, fz_rect b)
{
    return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;
}

static fz_rect grow(fz_rect all, fz_rect box)
{
    return all.x1 <= all.x0 ? box
                            : (fz_rect){MIN(all.x0, box.x0), MIN(all.y0, box.y0),
                                        MAX(all.x1, box.x1), MAX(all.y1, box.y1)};
}

/*
 * Whether the glyph may lie over an earlier one. Text mostly runs on along its line, and lines follow
 * each other into the free; only when it comes back to where text is, it is worth a look.
 */
static bool comes_back(struct tracer *t, const struct pdf_glyph *g)
{
    fz_rect core = core_of(g->box);
    bool runs_on = g->box.x0 >= t->line.x1 - (g->box.x1 - g->box.x0) * OVERLAP / 2 &&
                   g->box.y0 < t->line.y1 && g->box.y1 > t->line.y0;

    if (!runs_on) {
        if (t->line.x1 > t->line.x0) {
            t->above = grow(t->above, t->line);
        }
        t->line = g->box;
    } else {
        t->line = grow(t->line, g->box);
    }
    return touches(core, t->above);
}

/* ---- text ---- */

enum way { FILL, STROKE, CLIP, IGNORE };

static bool is_inside(fz_rect inner, fz_rect outer)
{
    return inner.x0 >= outer.x0 && inner.y0 >= outer.y0 && inner.x1 <= outer.x1 &&
           inner.y1 <= outer.y1;
}

static bool is_suspicious(const struct tracer *t, const struct pdf_glyph *g)
{
    return g->is_veiled || g->alpha < FAINT || g->size < TINY_POINTS || t->stamps > MAX_STAMPS ||
           may_vanish(t, g);
}

bool pdf_trace_has_ink(const fz_text_item *item)
{
    return item->gid >= 0 && item->ucs > ' ' && item->ucs != 0xA0 && item->ucs != 0x3000 &&
           item->ucs != 0xAD && (item->ucs < 0x2000 || item->ucs > 0x200F);
}

static void list_glyph(fz_context *ctx, struct tracer *t, const fz_text_span *span,
                       const fz_text_item *item, fz_matrix place, const uint8_t rgb[3], float alpha,
                       enum way way)
{
    struct pdf_hidden *h = t->trace->hidden;

    if (h->glyphs.n >= PDF_TRACE_MAX_GLYPHS) {
        t->trace->is_full = true;
        return;
    }
    struct pdf_glyph *g = VEC_ADD(t->trace->arena, &h->glyphs);

    *g = (struct pdf_glyph){.box = fz_bound_glyph(ctx, span->font, item->gid, place),
                            .x = place.e,
                            .y = place.f,
                            .size = fz_matrix_expansion(place),
                            .alpha = alpha,
                            .code_point = item->ucs,
                            .shape = item->gid,
                            .owner = t->owner,
                            .order = t->order,
                            .rgb = {rgb[0], rgb[1], rgb[2]},
                            .is_not_drawn = way == IGNORE};
    if (fz_is_empty_rect(g->box) && fabsf(place.a * place.d - place.b * place.c) < NO_AREA) {
        g->box = fz_make_rect(place.e, place.f, place.e + NO_POINTS, place.f + NO_POINTS);
        g->size = 0; /* of no size, and a machine reads it */
    }
    h->unmapped += item->ucs == FZ_REPLACEMENT_CHARACTER;
    if (t->masks > 0 || fz_is_empty_rect(g->box) || fz_is_infinite_rect(g->box)) {
        g->is_in_mask = true; /* or nowhere */
        return;
    }
    g->is_veiled = t->is_veiled || !is_inside(g->box, t->clip);
    if (g->is_veiled && !t->is_veiled) {
        g->is_veiled = !is_inside(core_of(g->box), t->clip);
    }
    g->is_suspect = way == IGNORE || is_suspicious(t, g);
    if (comes_back(t, g) && way != IGNORE && alpha > FAINT) {
        cover_glyphs(t, h->glyphs.n - 1);
    }
}

static void list_text(fz_context *ctx, struct tracer *t, const fz_text *text, fz_matrix ctm,
                      const uint8_t rgb[3], float alpha, enum way way)
{
    t->vanishes_on_paper = is_near(PAPER, pack(rgb));
    t->is_veiled = way == CLIP || t->odd_groups != 0 || is_clip_odd(t);
    t->clip = clip_box(t);
    for (const fz_text_span *span = text->head; span != NULL; span = span->next) {
        fz_matrix trm = span->trm;

        /* Fonts that stand in for missing ones come without: their boxes would be the font's. */
        span->font->use_glyph_bbox = 1;
        for (int i = 0; i < span->len; i++) {
            const fz_text_item *item = &span->items[i];

            if (pdf_trace_has_ink(item)) {
                trm.e = item->x;
                trm.f = item->y;
                list_glyph(ctx, t, span, item, fz_concat(trm, ctm), rgb, alpha, way);
            }
        }
    }
}

static void rgb_of(fz_context *ctx, fz_colorspace *space, const float *color,
                   fz_color_params params, uint8_t ret_rgb[3])
{
    float rgb[3] = {};

    if (space != NULL && color != NULL) {
        fz_convert_color(ctx, space, color, fz_device_rgb(ctx), rgb, NULL, params);
    }
    for (int i = 0; i < 3; i++) {
        ret_rgb[i] = (uint8_t)(fmaxf(0, fminf(1, rgb[i])) * 255);
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

static void on_fill_text(fz_context *ctx, fz_device *device, const fz_text *text, fz_matrix ctm,
                         fz_colorspace *space, const float *color, float alpha,
                         fz_color_params params)
{
    struct tracer *t = of(device);
    uint8_t rgb[3];

    rgb_of(ctx, space, color, params, rgb);
    t->filled = remember(text);
    t->filled_from = t->trace->hidden->glyphs.n;
    list_text(ctx, t, text, ctm, rgb, alpha, paints_nothing(ctx, space) ? IGNORE : FILL);
}

static void on_stroke_text(fz_context *ctx, fz_device *device, const fz_text *text,
                           const fz_stroke_state *stroke, fz_matrix ctm, fz_colorspace *space,
                           const float *color, float alpha, fz_color_params params)
{
    struct tracer *t = of(device);
    struct pdf_hidden *h = t->trace->hidden;
    uint8_t rgb[3];

    if (is_same_text(&t->filled, text)) {
        for (uint32_t i = t->filled_from; i < h->glyphs.n; i++) {
            h->glyphs.v[i].is_stroked = true;
            h->glyphs.v[i].alpha = fmaxf(h->glyphs.v[i].alpha, alpha);
        }
        return;
    }
    rgb_of(ctx, space, color, params, rgb);
    list_text(ctx, t, text, ctm, rgb, alpha, STROKE);
}

static void push_clip(struct tracer *t, fz_rect box, bool is_odd)
{
    fz_rect outer = clip_box(t);
    bool was_odd = is_clip_odd(t);

    t->filled.text = NULL;
    if (t->depth < MAX_DEPTH) {
        t->clips[t->depth] =
            (struct clip){.box = fz_intersect_rect(box, outer), .is_odd = is_odd || was_odd};
    }
    t->depth++;
}

static void on_clip_text(fz_context *ctx, fz_device *device, const fz_text *text, fz_matrix ctm,
                         fz_rect scissor)
{
    static const uint8_t black[3];
    struct tracer *t = of(device);

    if (!is_same_text(&t->filled, text)) { /* filled as well as clipped to: listed */
        list_text(ctx, t, text, ctm, black, 1, CLIP);
    }
    push_clip(t, fz_infinite_rect, true);
}

static void on_clip_stroke_text(fz_context *ctx, fz_device *device, const fz_text *text,
                                const fz_stroke_state *stroke, fz_matrix ctm, fz_rect scissor)
{
    on_clip_text(ctx, device, text, ctm, scissor);
}

static void on_ignore_text(fz_context *ctx, fz_device *device, const fz_text *text, fz_matrix ctm)
{
    static const uint8_t black[3];

    of(device)->filled.text = NULL;
    list_text(ctx, of(device), text, ctm, black, 1, IGNORE);
}

/* ---- paths ---- */

struct pen {
    struct tracer *tracer;
    fz_matrix ctm;
    fz_point at, first;
    fz_rect shape; /* of the part being walked */
    uint32_t colour;
    float half;    /* width of a stroke; < 0 = filled */
    int points;
    bool is_bent;  /* no upright rectangle */
    bool only_asks;
    int shapes;
    uint8_t rgb[3];
};

static void take_box(struct pen *pen)
{
    struct tracer *t = pen->tracer;
    fz_rect box = fz_intersect_rect(pen->shape, clip_box(t));

    if (t->trace->hidden->pictures.n > 0 && t->trace->boxes.n < PDF_TRACE_MAX_BOXES &&
        box.x1 - box.x0 >= BOX_POINTS && box.y1 - box.y0 >= BOX_POINTS) {
        struct pdf_box *b = VEC_ADD(t->trace->arena, &t->trace->boxes);

        *b = (struct pdf_box){.box = box, .order = t->order, .owner = t->owner};
        memcpy(b->rgb, pen->rgb, sizeof(b->rgb));
    }
}

static void end_shape(struct pen *pen)
{
    if (pen->points > 1 && pen->half < 0) {
        bool is_rectangle = !pen->is_bent && pen->points <= 5;

        pen->shapes++;
        pen->is_bent |= pen->points > 5;
        if (!pen->only_asks) {
            stamp(pen->tracer, pen->shape, is_rectangle ? pen->colour : UNKNOWN);
            if (pen->colour != UNKNOWN) {
                take_box(pen);
            }
        }
    }
    if (!pen->only_asks) {
        pen->is_bent = false;
    }
    pen->points = 0;
}

static void pen_move(fz_context *ctx, void *user, float x, float y)
{
    struct pen *pen = user;

    end_shape(pen);
    pen->at = pen->first = fz_transform_point_xy(x, y, pen->ctm);
    pen->shape = fz_make_rect(pen->at.x, pen->at.y, pen->at.x, pen->at.y);
    pen->points = 1;
}

/* A line of the pen's width, cell by cell when it slopes. */
static void stamp_line(struct pen *pen, fz_point to)
{
    float dx = to.x - pen->at.x, dy = to.y - pen->at.y, w = pen->half;
    float longer = fmaxf(fabsf(dx), fabsf(dy));
    float scale = pen->tracer->fine.scale;
    bool slopes = fminf(fabsf(dx), fabsf(dy)) * scale > 1;
    int steps = slopes ? (int)fminf(longer * scale + 1, MAX_STEPS) : 1;

    for (int i = 0; i < steps && isfinite(longer); i++) {
        float x0 = pen->at.x + dx * (float)i / (float)steps;
        float y0 = pen->at.y + dy * (float)i / (float)steps;
        float x1 = pen->at.x + dx * (float)(i + 1) / (float)steps;
        float y1 = pen->at.y + dy * (float)(i + 1) / (float)steps;

        stamp(pen->tracer, fz_make_rect(fminf(x0, x1) - w, fminf(y0, y1) - w, fmaxf(x0, x1) + w,
                                        fmaxf(y0, y1) + w), UNKNOWN);
    }
}

static void pen_to(struct pen *pen, fz_point to)
{
    if (pen->half >= 0) {
        stamp_line(pen, to);
    }
    pen->is_bent |= fabsf(to.x - pen->at.x) > 0.1f && fabsf(to.y - pen->at.y) > 0.1f;
    pen->shape = fz_include_point_in_rect(pen->shape, to);
    pen->at = to;
    pen->points++;
}

static void pen_line(fz_context *ctx, void *user, float x, float y)
{
    struct pen *pen = user;

    pen_to(pen, fz_transform_point_xy(x, y, pen->ctm));
}

static void pen_curve(fz_context *ctx, void *user, float x1, float y1, float x2, float y2, float x3,
                      float y3)
{
    struct pen *pen = user;
    fz_point a = pen->at, b = fz_transform_point_xy(x1, y1, pen->ctm);
    fz_point c = fz_transform_point_xy(x2, y2, pen->ctm);
    fz_point d = fz_transform_point_xy(x3, y3, pen->ctm);

    for (int i = 1; i <= CURVE_STEPS; i++) {
        float s = (float)i / CURVE_STEPS, r = 1 - s;
        float ka = r * r * r, kb = 3 * r * r * s, kc = 3 * r * s * s, kd = s * s * s;

        pen_to(pen, fz_make_point(ka * a.x + kb * b.x + kc * c.x + kd * d.x,
                                  ka * a.y + kb * b.y + kc * c.y + kd * d.y));
    }
    pen->is_bent = true;
}

static void pen_close(fz_context *ctx, void *user)
{
    struct pen *pen = user;

    if (pen->points > 0) {
        pen_to(pen, pen->first);
    }
}

static const fz_path_walker walker = {
    .moveto = pen_move, .lineto = pen_line, .curveto = pen_curve, .closepath = pen_close};

static void start_paint(struct tracer *t)
{
    t->filled.text = NULL;
    t->order++;
    if (t->paints.n < MAX_PAINTS) {
        *VEC_ADD(t->trace->arena, &t->paints) = (fz_rect){1, 1, 0, 0}; /* none */
    } else {
        t->stamps = MAX_STAMPS + 1; /* everything is a suspect */
    }
    if (t->cells == NULL) {
        t->fine = make_grid(t->trace->hidden->bounds, FINE_POINTS, MAX_FINE);
        t->cells = ARENA_ARRAY(t->trace->arena, (size_t)t->fine.across * (size_t)t->fine.down,
                               struct cell);
    }
}

static void on_fill_path(fz_context *ctx, fz_device *device, const fz_path *path, int even_odd,
                         fz_matrix ctm, fz_colorspace *space, const float *color, float alpha,
                         fz_color_params params)
{
    struct tracer *t = of(device);
    struct pen pen = {.tracer = t, .ctm = ctm, .half = -1, .colour = UNKNOWN};

    start_paint(t);
    if (alpha >= SOLID && t->odd_groups == 0 && !is_clip_odd(t)) {
        rgb_of(ctx, space, color, params, pen.rgb);
        pen.colour = pack(pen.rgb);
    }
    fz_walk_path(ctx, path, &walker, &pen);
    end_shape(&pen);
}

static void on_stroke_path(fz_context *ctx, fz_device *device, const fz_path *path,
                           const fz_stroke_state *stroke, fz_matrix ctm, fz_colorspace *space,
                           const float *color, float alpha, fz_color_params params)
{
    struct tracer *t = of(device);
    struct pen pen = {.tracer = t, .ctm = ctm, .colour = UNKNOWN};

    start_paint(t);
    pen.half = stroke->linewidth * fz_matrix_expansion(ctm) / 2;
    fz_walk_path(ctx, path, &walker, &pen);
}

static void on_clip_path(fz_context *ctx, fz_device *device, const fz_path *path, int even_odd,
                         fz_matrix ctm, fz_rect scissor)
{
    struct tracer *t = of(device);
    struct pen pen = {.tracer = t, .ctm = ctm, .half = -1, .only_asks = true};

    fz_walk_path(ctx, path, &walker, &pen);
    end_shape(&pen);
    push_clip(t, fz_bound_path(ctx, path, NULL, ctm), pen.is_bent || pen.shapes != 1);
}

static void on_clip_stroke_path(fz_context *ctx, fz_device *device, const fz_path *path,
                                const fz_stroke_state *stroke, fz_matrix ctm, fz_rect scissor)
{
    push_clip(of(device), fz_bound_path(ctx, path, stroke, ctm), true);
}

static void on_pop_clip(fz_context *ctx, fz_device *device)
{
    struct tracer *t = of(device);

    t->depth -= t->depth > 0;
}

/* ---- pictures and the rest ---- */

static void on_picture(struct tracer *t, fz_image *image, fz_matrix ctm, bool is_mask, float alpha)
{
    struct pdf_hidden *h = t->trace->hidden;
    fz_rect box = fz_transform_rect(fz_unit_rect, ctm);

    start_paint(t);
    if (t->masks > 0) {
        return;
    }
    if (h->pictures.n < PDF_TRACE_MAX_PICTURES) {
        *VEC_ADD(t->trace->arena, &h->pictures) = (struct pdf_picture){.box = box,
                                                                      .owner = t->owner,
                                                                      .width = image->w,
                                                                      .height = image->h,
                                                                      .order = t->order,
                                                                      .is_mask = is_mask};
    } else {
        t->trace->is_full = true;
    }
    if (!is_mask && image->mask == NULL && alpha >= SOLID && t->odd_groups == 0 &&
        h->pictures.n > 1 && !is_clip_odd(t) && t->trace->boxes.n < PDF_TRACE_MAX_BOXES) {
        *VEC_ADD(t->trace->arena, &t->trace->boxes) =
            (struct pdf_box){.box = fz_intersect_rect(box, clip_box(t)),
                             .whole = box,
                             .is_picture = true,
                             .order = t->order,
                             .owner = t->owner};
    }
    t->trace->picture_area += area(fz_intersect_rect(box, h->bounds));
    stamp(t, box, UNKNOWN);
}

static void on_fill_image(fz_context *ctx, fz_device *device, fz_image *image, fz_matrix ctm,
                          float alpha, fz_color_params params)
{
    on_picture(of(device), image, ctm, false, alpha);
}

static void on_fill_image_mask(fz_context *ctx, fz_device *device, fz_image *image, fz_matrix ctm,
                               fz_colorspace *space, const float *color, float alpha,
                               fz_color_params params)
{
    on_picture(of(device), image, ctm, true, alpha);
}

static void on_clip_image_mask(fz_context *ctx, fz_device *device, fz_image *image, fz_matrix ctm,
                               fz_rect scissor)
{
    push_clip(of(device), fz_transform_rect(fz_unit_rect, ctm), true);
}

static void on_fill_shade(fz_context *ctx, fz_device *device, fz_shade *shade, fz_matrix ctm,
                          float alpha, fz_color_params params)
{
    start_paint(of(device));
    stamp(of(device), fz_bound_shade(ctx, shade, ctm), UNKNOWN);
}

static void on_begin_mask(fz_context *ctx, fz_device *device, fz_rect box, int luminosity,
                          fz_colorspace *space, const float *back, fz_color_params params)
{
    of(device)->masks++;
}

static void on_end_mask(fz_context *ctx, fz_device *device)
{
    struct tracer *t = of(device);

    t->masks -= t->masks > 0;
    push_clip(t, fz_infinite_rect, true);
}

static void on_begin_group(fz_context *ctx, fz_device *device, fz_rect box, fz_colorspace *space,
                           int isolated, int knockout, int blend, float alpha)
{
    struct tracer *t = of(device);

    t->groups++;
    if (t->groups <= 32 && (blend != FZ_BLEND_NORMAL || alpha < FAINT)) {
        t->odd_groups |= 1U << (t->groups - 1);
    }
}

static void on_end_group(fz_context *ctx, fz_device *device)
{
    struct tracer *t = of(device);

    if (t->groups > 0 && t->groups <= 32) {
        t->odd_groups &= ~(1U << (t->groups - 1));
    }
    t->groups -= t->groups > 0;
}

static int on_begin_tile(fz_context *ctx, fz_device *device, fz_rect box, fz_rect view, float xstep,
                         float ystep, fz_matrix ctm, int id)
{
    struct tracer *t = of(device);

    start_paint(t);
    stamp(t, clip_box(t), UNKNOWN);
    push_clip(t, fz_infinite_rect, true);
    return 0;
}

static void on_end_tile(fz_context *ctx, fz_device *device)
{
    on_pop_clip(ctx, device);
}

/* ---- layers ---- */

struct matcher {
    fz_device device;
    struct pdf_hidden *hidden;
    uint32_t glyph, picture; /* next in the lists */
    uint32_t contents;       /* glyphs of the content */
    uint32_t looked_at;
    struct last_text filled;
    bool is_print;
};

static void match_text(struct matcher *m, const fz_text *text, fz_matrix ctm)
{
    for (const fz_text_span *span = text->head; span != NULL; span = span->next) {
        fz_matrix trm = span->trm;

        for (int i = 0; i < span->len; i++) {
            const fz_text_item *item = &span->items[i];

            if (!pdf_trace_has_ink(item)) {
                continue;
            }
            trm.e = item->x;
            trm.f = item->y;
            fz_matrix place = fz_concat(trm, ctm);

            for (uint32_t k = m->glyph; k < m->contents && m->looked_at++ < MAX_LOOKS; k++) {
                struct pdf_glyph *g = &m->hidden->glyphs.v[k];

                if (g->code_point == item->ucs && g->x == place.e && g->y == place.f) {
                    g->is_off &= m->is_print;
                    g->is_off_print &= !m->is_print;
                    m->glyph = k + 1;
                    break;
                }
            }
        }
    }
}

static void match_fill(fz_context *ctx, fz_device *device, const fz_text *text, fz_matrix ctm,
                       fz_colorspace *space, const float *color, float alpha,
                       fz_color_params params)
{
    ((struct matcher *)device)->filled = remember(text);
    match_text((struct matcher *)device, text, ctm);
}

static void match_stroke(fz_context *ctx, fz_device *device, const fz_text *text,
                         const fz_stroke_state *stroke, fz_matrix ctm, fz_colorspace *space,
                         const float *color, float alpha, fz_color_params params)
{
    struct matcher *m = (struct matcher *)device;

    if (!is_same_text(&m->filled, text)) {
        match_text(m, text, ctm);
    }
}

static void match_clip(fz_context *ctx, fz_device *device, const fz_text *text, fz_matrix ctm,
                       fz_rect scissor)
{
    match_stroke(ctx, device, text, NULL, ctm, NULL, NULL, 1, fz_default_color_params);
}

static void match_ignored(fz_context *ctx, fz_device *device, const fz_text *text, fz_matrix ctm)
{
    match_clip(ctx, device, text, ctm, fz_infinite_rect);
}

static void match_image(fz_context *ctx, fz_device *device, fz_image *image, fz_matrix ctm,
                        float alpha, fz_color_params params)
{
    struct matcher *m = (struct matcher *)device;
    fz_rect box = fz_transform_rect(fz_unit_rect, ctm);

    for (uint32_t k = m->picture; k < m->hidden->pictures.n; k++) {
        struct pdf_picture *p = &m->hidden->pictures.v[k];

        if (p->width == image->w && p->height == image->h &&
            memcmp(&p->box, &box, sizeof(box)) == 0) {
            p->is_off &= m->is_print;
            m->picture = k + 1;
            break;
        }
    }
}

static void match_mask(fz_context *ctx, fz_device *device, fz_image *image, fz_matrix ctm,
                       fz_colorspace *space, const float *color, float alpha,
                       fz_color_params params)
{
    match_image(ctx, device, image, ctm, alpha, params);
}

/* Whatever this usage does not draw is off. */
static void mark_layers(fz_context *ctx, struct pdf_trace *trace, struct pdf_page *page,
                        const char *usage, fz_cookie *cookie)
{
    struct pdf_hidden *h = trace->hidden;
    struct matcher *m = fz_new_derived_device(ctx, struct matcher);

    m->hidden = h;
    m->contents = h->glyphs.n;
    m->device.fill_text = match_fill;
    m->device.stroke_text = match_stroke;
    m->device.clip_text = match_clip;
    m->device.ignore_text = match_ignored;
    m->device.fill_image = match_image;
    m->device.fill_image_mask = match_mask;
    m->is_print = strcmp(usage, "Print") == 0;
    for (uint32_t i = 0; i < h->glyphs.n; i++) {
        h->glyphs.v[i].is_off |= !m->is_print;
        h->glyphs.v[i].is_off_print |= m->is_print;
    }
    for (uint32_t i = 0; i < h->pictures.n; i++) {
        h->pictures.v[i].is_off |= !m->is_print;
    }
    fz_try(ctx)
    {
        pdf_run_page_contents_with_usage(ctx, page, &m->device, fz_identity, usage, cookie);
        fz_close_device(ctx, &m->device);
    }
    fz_always(ctx)
    {
        fz_drop_device(ctx, &m->device);
    }
    fz_catch(ctx)
    {
        fz_rethrow(ctx);
    }
}

/* ---- the page ---- */

static struct tracer *new_tracer(fz_context *ctx, struct pdf_trace *trace)
{
    struct tracer *t = fz_new_derived_device(ctx, struct tracer);

    t->trace = trace;
    t->owner = -1;
    t->device.fill_text = on_fill_text;
    t->device.stroke_text = on_stroke_text;
    t->device.clip_text = on_clip_text;
    t->device.clip_stroke_text = on_clip_stroke_text;
    t->device.ignore_text = on_ignore_text;
    t->device.fill_path = on_fill_path;
    t->device.stroke_path = on_stroke_path;
    t->device.clip_path = on_clip_path;
    t->device.clip_stroke_path = on_clip_stroke_path;
    t->device.pop_clip = on_pop_clip;
    t->device.fill_image = on_fill_image;
    t->device.fill_image_mask = on_fill_image_mask;
    t->device.clip_image_mask = on_clip_image_mask;
    t->device.fill_shade = on_fill_shade;
    t->device.begin_mask = on_begin_mask;
    t->device.end_mask = on_end_mask;
    t->device.begin_group = on_begin_group;
    t->device.end_group = on_end_group;
    t->device.begin_tile = on_begin_tile;
    t->device.end_tile = on_end_tile;
    return t;
}

static bool is_painted_over(const struct tracer *t, const struct pdf_glyph *g)
{
    fz_irect r;

    if (!cells_of(&t->fine, core_of(g->box), &r)) {
        return false;
    }
    for (int y = r.y0; y <= r.y1; y++) {
        for (int x = r.x0; x <= r.x1; x++) {
            if (t->cells[(ptrdiff_t)y * t->fine.across + x].order > g->order) {
                return true;
            }
        }
    }
    return false;
}

/* Suspects by what was painted after them; counts all suspects. */
static void end_trace(struct tracer *t)
{
    struct pdf_hidden *h = t->trace->hidden;

    /* The box of each paint becomes that of itself and all later ones. */
    for (uint32_t i = t->paints.n; i > 1; i--) {
        fz_rect *at = &t->paints.v[i - 2], later = t->paints.v[i - 1];

        *at = !fz_is_valid_rect(later) ? *at
              : !fz_is_valid_rect(*at) ? later
                                       : grow(*at, later);
    }
    for (uint32_t i = 0; i < h->glyphs.n; i++) {
        struct pdf_glyph *g = &h->glyphs.v[i];

        if (g->order < t->paints.n && !fz_is_empty_rect(g->box) && !fz_is_infinite_rect(g->box)) {
            g->is_suspect |= t->stamps > MAX_STAMPS;
            g->is_covered = fz_is_valid_rect(t->paints.v[g->order]) &&
                            touches(core_of(g->box), fz_expand_rect(t->paints.v[g->order], 1 / t->fine.scale)) &&
                            is_painted_over(t, g);
        }
        g->is_suspect |= g->is_covered;
        t->trace->suspects += g->is_suspect;
    }
}

void pdf_trace_run(fz_context *ctx, struct pdf_trace *trace, struct pdf_page *page,
                   struct pdf_layers layers, fz_cookie *cookie)
{
    struct tracer *t = new_tracer(ctx, trace);

    fz_try(ctx)
    {
        pdf_run_page_contents_with_usage(ctx, page, &t->device, fz_identity,
                                         layers.any ? NULL : "View", cookie);
        if (layers.any) {
            mark_layers(ctx, trace, page, "View", cookie);
        }
        if (layers.print_differs) {
            mark_layers(ctx, trace, page, "Print", cookie);
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
    }
    fz_always(ctx)
    {
        end_trace(t);
        fz_drop_device(ctx, &t->device);
    }
    fz_catch(ctx)
    {
        fz_rethrow(ctx);
    }
}
