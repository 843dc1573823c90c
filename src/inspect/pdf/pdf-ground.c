/*
 * What lies where on a page while it is traced. A grid of small cells keeps what was painted there
 * last and in which colour; a coarse one keeps glyphs by their middle. The grids err on the side of
 * suspicion.
 */
#include "inspect/pdf/pdf-ground.h"

#include <math.h>

enum {
    MAX_FINE = 256 * 1024,
    MAX_COARSE = 32 * 1024,
    MAX_UNDER_CELLS = 400,
    MAX_PAINTS = 1000 * 1000,
    MAX_CHAIN = 8, /* glyphs looked at in one cell */
    PAPER = 0xFFFFFF,
    NEAR = 24, /* between two colours, of 255 */
    DARK = 96,
};

#define FINE_POINTS   2.5f
#define COARSE_POINTS 6.0f
#define OVERLAP       0.6f  /* of a glyph that another one lies over */
#define BLOT_SIZES    1.5f  /* of a letter, from its middle to the end of a box of its own */
#define MAX_LETTER    72.0f /* points */
#define SAME_PLACE    0.35f /* of the size: a glyph drawn twice to look bold, or a shadow */

static struct pdf_grid make_grid(fz_rect page, float points, float max_cells)
{
    float w = fmaxf(page.x1 - page.x0, 1), h = fmaxf(page.y1 - page.y0, 1);
    float cell = fmaxf(points, sqrtf(w * h / max_cells) + (w + h) / max_cells);

    return (struct pdf_grid){.x0 = page.x0,
                             .y0 = page.y0,
                             .scale = 1 / cell,
                             .across = (int)(w / cell) + 1,
                             .down = (int)(h / cell) + 1};
}

/* The cells that a box touches, both corners meant; false = none of the page. */
static bool cells_of(const struct pdf_grid *g, fz_rect box, fz_irect *ret_cells)
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

/* ---- paints ---- */

void pdf_ground_start(struct pdf_tracer *t)
{
    t->filled.text = NULL;
    t->order++;
    if (t->paints.n < MAX_PAINTS) {
        *VEC_ADD(t->trace->arena, &t->paints) = (fz_rect){1, 1, 0, 0}; /* none */
    } else {
        t->stamps = PDF_TRACER_MAX_STAMPS + 1; /* everything is a suspect */
    }
    if (t->cells == NULL) {
        t->fine = make_grid(t->trace->hidden->bounds, FINE_POINTS, MAX_FINE);
        t->cells = ARENA_ARRAY(t->trace->arena, (size_t)t->fine.across * (size_t)t->fine.down,
                               struct pdf_cell);
    }
}

void pdf_ground_stamp(struct pdf_tracer *t, fz_rect box, uint32_t colour)
{
    fz_irect r;

    box = fz_intersect_rect(box, pdf_tracer_clip_box(t));
    if (t->masks > 0 || !cells_of(&t->fine, box, &r)) {
        return;
    }
    if (t->paints.n > 0) {
        fz_rect *all = &t->paints.v[t->paints.n - 1];

        *all = fz_is_valid_rect(*all) ? fz_union_rect(*all, box) : box;
    }
    t->stamps += (uint32_t)((r.x1 - r.x0 + 1) * (r.y1 - r.y0 + 1));
    if (t->stamps > PDF_TRACER_MAX_STAMPS) {
        return; /* all later glyphs are suspects, and so are those before: see the end */
    }
    for (int y = r.y0; y <= r.y1; y++) {
        struct pdf_cell *row = t->cells + (ptrdiff_t)y * t->fine.across;

        for (int x = r.x0; x <= r.x1; x++) {
            row[x].order = t->order;
            row[x].colour = colour;
        }
    }
}

static struct pdf_cell *cell_at(const struct pdf_tracer *t, float x, float y)
{
    fz_irect r;

    return cells_of(&t->fine, fz_make_rect(x, y, x, y), &r)
               ? &t->cells[(ptrdiff_t)r.y0 * t->fine.across + r.x0]
               : NULL;
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

bool pdf_ground_is_paper_like(const uint8_t rgb[3])
{
    return is_near(PAPER, pdf_tracer_pack(rgb));
}

static bool has_hue(const uint8_t rgb[3])
{
    return MAX(rgb[0], MAX(rgb[1], rgb[2])) - MIN(rgb[0], MIN(rgb[1], rgb[2])) > 2 * NEAR;
}

bool pdf_ground_may_vanish(const struct pdf_tracer *t, const struct pdf_glyph *g)
{
    fz_rect c = pdf_tracer_core(g->box);
    const float at[5][2] = {{(c.x0 + c.x1) / 2, (c.y0 + c.y1) / 2},
                            {c.x0, c.y0},
                            {c.x1, c.y0},
                            {c.x0, c.y1},
                            {c.x1, c.y1}};

    for (int i = 0; i < 5; i++) {
        const struct pdf_cell *cell = cell_at(t, at[i][0], at[i][1]);
        uint32_t ground = cell == NULL || cell->order == 0 ? PAPER : cell->colour;

        if (ground == PDF_TRACER_UNKNOWN ||
            (ground == PDF_TRACER_GREY ? !has_hue(g->rgb)
                                       : is_near(ground, pdf_tracer_pack(g->rgb)))) {
            return true;
        }
    }
    return false;
}

/* ---- glyphs ---- */

/* Puts the glyphs up to this one into the grid. */
static void put_glyphs(struct pdf_tracer *t, uint32_t end)
{
    const struct pdf_hidden *h = t->trace->hidden;

    if (t->heads == NULL) {
        t->coarse = make_grid(h->bounds, COARSE_POINTS, MAX_COARSE);
        t->heads = ARENA_ARRAY(t->trace->arena, (size_t)t->coarse.across * (size_t)t->coarse.down,
                               uint32_t);
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
static void cover_glyphs(struct pdf_tracer *t, uint32_t index)
{
    struct pdf_glyph *all = t->trace->hidden->glyphs.v;
    const struct pdf_glyph *g = &all[index];
    fz_irect r;

    put_glyphs(t, index);
    if (!cells_of(&t->coarse, pdf_tracer_core(g->box), &r) ||
        (r.x1 - r.x0) * (r.y1 - r.y0) > MAX_UNDER_CELLS) {
        return;
    }
    for (int y = r.y0; y <= r.y1; y++) {
        for (int x = r.x0; x <= r.x1; x++) {
            uint32_t at = t->heads[(ptrdiff_t)y * t->coarse.across + x];

            for (int i = 0; at > 0 && i < MAX_CHAIN; i++, at = t->chain[at - 1]) {
                struct pdf_glyph *below = &all[at - 1];
                bool is_again =
                    below->code_point == g->code_point &&
                    fabsf(below->x - g->x) + fabsf(below->y - g->y) < SAME_PLACE * g->size;

                if (!is_again && pdf_tracer_area(fz_intersect_rect(below->box, g->box)) >
                                     OVERLAP * pdf_tracer_area(below->box)) {
                    below->is_suspect = below->is_under = true;
                }
            }
        }
    }
}

/*
 * Whether the glyph may lie over an earlier one. Text mostly runs on along its line, and lines
 * follow each other into the free; only when it comes back to where text is, it is worth a look.
 */
static bool comes_back(struct pdf_tracer *t, const struct pdf_glyph *g)
{
    fz_rect core = pdf_tracer_core(g->box);
    bool runs_on = g->box.x0 >= t->line.x1 - (g->box.x1 - g->box.x0) * OVERLAP / 2 &&
                   g->box.y0 < t->line.y1 && g->box.y1 > t->line.y0;

    if (!runs_on) {
        if (t->line.x1 > t->line.x0) {
            t->above = pdf_tracer_grow(t->above, t->line);
        }
        t->line = g->box;
    } else {
        t->line = pdf_tracer_grow(t->line, g->box);
    }
    return pdf_tracer_touches(core, t->above);
}

void pdf_ground_cover(struct pdf_tracer *t, const struct pdf_glyph *g)
{
    if (comes_back(t, g) && t->way != PDF_WAY_IGNORE && g->alpha > PDF_TRACER_FAINT) {
        cover_glyphs(t, (uint32_t)(g - t->trace->hidden->glyphs.v));
    }
}

/* ---- at the end of the page ---- */

static bool is_painted_over(const struct pdf_tracer *t, const struct pdf_glyph *g)
{
    fz_irect r;

    if (!cells_of(&t->fine, pdf_tracer_core(g->box), &r)) {
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

/* How many cells from this one on, `step` apart, one paint was the last on: at most `most` + 1. */
static int reach_of(const struct pdf_tracer *t, fz_irect from, int dx, int dy, int most)
{
    const struct pdf_cell *first = &t->cells[(ptrdiff_t)from.y0 * t->fine.across + from.x0];
    int n = 0;

    for (int x = from.x0, y = from.y0; n <= most; n++, x += dx, y += dy) {
        if (x < 0 || y < 0 || x >= t->fine.across || y >= t->fine.down ||
            t->cells[(ptrdiff_t)y * t->fine.across + x].order != first->order) {
            break;
        }
    }
    return n;
}

static bool is_dark(uint32_t colour)
{
    return colour < PDF_TRACER_UNKNOWN && (colour >> 16 & 255) <= DARK &&
           (colour >> 8 & 255) <= DARK && (colour & 255) <= DARK;
}

/* Whether what was painted last in its middle is a dark rectangle that ends near the glyph. */
static bool is_blotted(const struct pdf_tracer *t, const struct pdf_glyph *g)
{
    fz_point middle = {(g->box.x0 + g->box.x1) / 2, (g->box.y0 + g->box.y1) / 2};
    int most = (int)(fminf(g->size, MAX_LETTER) * BLOT_SIZES * t->fine.scale);
    fz_irect at;

    if (!cells_of(&t->fine, fz_make_rect(middle.x, middle.y, middle.x, middle.y), &at) ||
        !is_dark(t->cells[(ptrdiff_t)at.y0 * t->fine.across + at.x0].colour)) {
        return false;
    }
    return reach_of(t, at, 0, 1, most) <= most && reach_of(t, at, 0, -1, most) <= most &&
           reach_of(t, at, 1, 0, most) <= most && reach_of(t, at, -1, 0, most) <= most;
}

bool pdf_ground_is_buried(const struct pdf_tracer *t, fz_rect box, uint32_t order)
{
    fz_irect r;

    if (t->stamps > PDF_TRACER_MAX_STAMPS || !cells_of(&t->fine, box, &r)) {
        return false;
    }
    for (int y = r.y0; y <= r.y1; y++) {
        for (int x = r.x0; x <= r.x1; x++) {
            if (t->cells[(ptrdiff_t)y * t->fine.across + x].order <= order) {
                return false;
            }
        }
    }
    return true;
}

void pdf_ground_end(struct pdf_tracer *t)
{
    struct pdf_hidden *h = t->trace->hidden;

    /* The box of each paint becomes that of itself and all later ones. */
    for (uint32_t i = t->paints.n; i > 1; i--) {
        fz_rect *at = &t->paints.v[i - 2], later = t->paints.v[i - 1];

        *at = !fz_is_valid_rect(later) ? *at
              : !fz_is_valid_rect(*at) ? later
                                       : pdf_tracer_grow(*at, later);
    }
    for (uint32_t i = 0; i < h->glyphs.n && t->paints.n > 0; i++) {
        struct pdf_glyph *g = &h->glyphs.v[i];

        if (g->order < t->paints.n && !fz_is_empty_rect(g->box) && !fz_is_infinite_rect(g->box)) {
            g->is_suspect |= t->stamps > PDF_TRACER_MAX_STAMPS;
            g->is_covered =
                fz_is_valid_rect(t->paints.v[g->order]) &&
                pdf_tracer_touches(pdf_tracer_core(g->box),
                                   fz_expand_rect(t->paints.v[g->order], 1 / t->fine.scale)) &&
                is_painted_over(t, g);
            g->is_blotted = g->is_covered && is_blotted(t, g);
            g->is_suspect |= g->is_covered;
        }
    }
    for (uint32_t i = 0; i < h->glyphs.n; i++) {
        t->trace->suspects += h->glyphs.v[i].is_suspect;
    }
}
