/*
 * What nobody can see of an SVG picture. Each letter of a run is tried at two places, low and half
 * high: it is seen where it lies in the view, in all clips around it, and under nothing that is
 * painted over it later. The colour of a run is held against what is painted nearest below it.
 *
 * Where something is not understood (gradients, filters, scripts' states) nothing is told. Areas
 * are found through a grid over the view, so that a map of many shapes stays cheap.
 */
#include "inspect/office/ooxml-colour.h"
#include "inspect/path-data.h"
#include "inspect/svg/svg-scene.h"

#include "base/utf8.h"

#include <math.h>
#include <stdlib.h>

enum {
    GRID = 48,
    MAX_CELLS = 64,       /* of one area; larger ones stand in a list of their own */
    MAX_TRIES = 40000000, /* areas held against points, in all */
    MAX_GLYPHS = 4000,    /* of a run */
    FEW_GLYPHS = 2,       /* so many hidden ones in a row are told */
    PICTURE_STEPS = 10,
    DARK = 48, /* of 255: a box as dark as this covers */
};

#define TINY_POINTS    0.9f
#define FAINT          0.02f  /* of ink */
#define BOX_SHARE      0.003f /* of a picture: smaller boxes cover nothing of note … */
#define BOX_SIDE_SHARE 0.02f  /* … nor narrower ones: bars that tell the scale */

enum reason { SEEN, NOT_DRAWN, OUTSIDE, CLIPPED, COVERED };

struct cell {
    VEC(uint32_t) items; /* in the order they are painted */
};

struct judge {
    struct svg_scene *scene;
    struct arena *arena;
    struct cell cells[GRID * GRID];
    struct cell large;
    uint32_t tries;
    bool has_dark_text; /* on the page itself */
};

/* ---- the grid ---- */

static int cell_of(float value, float from, float to)
{
    float share = (value - from) / (to - from) * GRID;

    return share <= 0 ? 0 : share >= GRID - 1 ? GRID - 1 : (int)share;
}

static void add_to_grid(struct judge *j, uint32_t index)
{
    const struct svg_box *view = &j->scene->view;
    const struct svg_box *box = &j->scene->items.v[index].area.box;
    int x0 = cell_of(box->x0, view->x0, view->x1);
    int x1 = cell_of(box->x1, view->x0, view->x1);
    int y0 = cell_of(box->y0, view->y0, view->y1);
    int y1 = cell_of(box->y1, view->y0, view->y1);

    if ((x1 - x0 + 1) * (y1 - y0 + 1) > MAX_CELLS) {
        *VEC_ADD(j->arena, &j->large.items) = index;
        return;
    }
    for (int y = y0; y <= y1; y++) {
        for (int x = x0; x <= x1; x++) {
            *VEC_ADD(j->arena, &j->cells[y * GRID + x].items) = index;
        }
    }
}

static const struct cell *cell_at(const struct judge *j, struct svg_point p)
{
    const struct svg_box *view = &j->scene->view;

    return &j->cells[cell_of(p.y, view->y0, view->y1) * GRID + cell_of(p.x, view->x0, view->x1)];
}

static bool is_in_clips(const struct svg_clip *clip, struct svg_point p)
{
    for (; clip != NULL; clip = clip->up) {
        if (!svg_area_has(&clip->area, p)) {
            return false;
        }
    }
    return true;
}

static bool is_item_at(struct judge *j, const struct svg_item *item, struct svg_point p)
{
    j->tries += 1 + item->area.point_count / 8;
    return svg_area_has(&item->area, p) && is_in_clips(item->clip, p);
}

/* Whether a cover painted at or after `order` lies over the point. */
static bool is_covered_in(struct judge *j, const struct cell *cell, uint32_t order,
                          struct svg_point p)
{
    for (uint32_t i = cell->items.n; i-- > 0 && cell->items.v[i] >= order;) {
        const struct svg_item *item = &j->scene->items.v[cell->items.v[i]];

        if ((item->kind == SVG_COVER || item->covers) && is_item_at(j, item, p)) {
            return true;
        }
        if (j->tries > MAX_TRIES) {
            return false;
        }
    }
    return false;
}

static bool is_covered(struct judge *j, uint32_t order, struct svg_point p)
{
    return is_covered_in(j, cell_at(j, p), order, p) || is_covered_in(j, &j->large, order, p);
}

/* The item painted nearest below the point before `order`; NULL: the page. */
static const struct svg_item *ground_at(struct judge *j, uint32_t order, struct svg_point p)
{
    const struct cell *cells[] = {cell_at(j, p), &j->large};
    uint32_t best = 0;

    for (size_t c = 0; c < COUNT(cells); c++) {
        for (uint32_t i = cells[c]->items.n; i-- > 0;) {
            uint32_t index = cells[c]->items.v[i];

            if (index < order && index + 1 > best && j->tries <= MAX_TRIES &&
                is_item_at(j, &j->scene->items.v[index], p)) {
                best = index + 1;
                break;
            }
        }
    }
    return best == 0 ? NULL : &j->scene->items.v[best - 1];
}

/* ---- letters ---- */

static enum reason reason_at(struct judge *j, const struct svg_run *run, struct svg_point p)
{
    const struct svg_box *view = &j->scene->view;
    float margin = (view->x1 - view->x0) * 0.005f;

    if (j->scene->has_box_limits && (p.x < view->x0 - margin || p.x > view->x1 + margin ||
                                     p.y < view->y0 - margin || p.y > view->y1 + margin)) {
        return OUTSIDE;
    }
    if (!is_in_clips(run->clip, p)) {
        return CLIPPED;
    }
    return is_covered(j, run->order, p) ? COVERED : SEEN;
}

struct glyphs {
    uint32_t count, hidden;    /* without blanks */
    enum reason first;         /* of the hidden ones */
    size_t best_beg, best_end; /* the longest stretch of hidden ones, in bytes */
    uint32_t best;
};

/* Tries every letter of a run. */
static struct glyphs try_glyphs(struct judge *j, const struct svg_run *run)
{
    float size = run->look.font_size;
    float natural = 0;
    struct glyphs out = {};
    size_t stretch_beg = 0;
    uint32_t stretch = 0;
    uint32_t cp;

    for (size_t i = 0; i < run->text.n;) {
        i += utf8_decode(run->text, i, &cp);
        natural += svg_advance(cp) * size;
    }
    float scale = natural > 0 ? run->width / natural : 1;
    float x = run->x;
    size_t place_at = 0;

    for (size_t i = 0; i < run->text.n && out.count < MAX_GLYPHS;) {
        size_t beg = i;

        i += utf8_decode(run->text, i, &cp);
        float advance = svg_advance(cp) * size * scale;

        (void)path_data_number(run->places, &place_at, &x);
        float middle = x + (run->places.n > 0 ? svg_advance(cp) * size : advance) / 2;

        x += advance;
        if (cp == ' ' || cp == 0x3000) {
            continue;
        }
        enum reason low = reason_at(j, run, svg_moved(run->m, middle, run->y - size * 0.15f));
        enum reason high =
            low == SEEN ? SEEN
                        : reason_at(j, run, svg_moved(run->m, middle, run->y - size * 0.55f));

        out.count++;
        if (high == SEEN) {
            stretch = 0;
            continue;
        }
        out.first = out.hidden++ == 0 ? low : out.first;
        stretch_beg = stretch++ == 0 ? beg : stretch_beg;
        if (stretch > out.best) {
            out.best = stretch;
            out.best_beg = stretch_beg;
            out.best_end = i;
        }
    }
    return out;
}

/* ---- runs ---- */

static bool has_ink(const struct svg_look *look, const struct svg_colour *colour, float opacity)
{
    return colour->paint == SVG_OTHER ||
           (colour->paint == SVG_SOLID && colour->alpha * opacity * look->opacity > FAINT);
}

static bool is_stroked(const struct svg_look *look)
{
    return look->stroke_width > 0 && has_ink(look, &look->stroke, look->stroke_opacity);
}

static struct svg_point middle_of(const struct svg_run *run, float share)
{
    return svg_moved(run->m, run->x + run->width * share, run->y - run->look.font_size * 0.35f);
}

/* Words without ink over a picture are the text layer of a scan. */
static bool is_layer_of_scan(struct judge *j, const struct svg_run *run)
{
    const struct svg_item *below =
        run->has_place ? ground_at(j, run->order, middle_of(run, 0.5f)) : NULL;

    if (below != NULL && below->kind == SVG_PICTURE) {
        return true;
    }
    /* The picture may be painted over them. */
    for (uint32_t i = run->order; i < j->scene->items.n && run->has_place; i++) {
        const struct svg_item *item = &j->scene->items.v[i];

        if (item->kind == SVG_PICTURE && svg_area_has(&item->area, middle_of(run, 0.5f))) {
            return true;
        }
        if (i - run->order > 64) {
            break;
        }
    }
    return false;
}

/* Letters in the colour of what is below all of them. */
static bool is_colour_of_ground(struct judge *j, const struct svg_run *run)
{
    static const float shares[] = {0.1f, 0.5f, 0.9f};
    const struct svg_look *look = &run->look;

    if (!run->has_place || look->fill.paint != SVG_SOLID || is_stroked(look) ||
        (look->unsure & SVG_UNSURE_INK)) {
        return false;
    }
    for (size_t i = 0; i < COUNT(shares); i++) {
        const struct svg_item *ground = ground_at(j, run->order, middle_of(run, shares[i]));
        uint32_t rgb = ground == NULL ? 0xFFFFFF : ground->rgb;
        bool is_known =
            ground == NULL ? !j->scene->has_ground && j->has_dark_text : ground->kind == SVG_COVER;

        if (!is_known || !ooxml_is_near(look->fill.rgb, rgb)) {
            return false;
        }
    }
    return true;
}

static bool is_tiny(const struct judge *j, const struct svg_run *run)
{
    float points = run->look.font_size * svg_scale(run->m) * j->scene->points_per_unit;

    return !(run->look.unsure & SVG_UNSURE_SIZE) && points < TINY_POINTS;
}

/* The rule that a run falls under by its look and its place, or NULL; the hidden words. */
static const char *judge_run(struct judge *j, const struct svg_run *run, struct str *ret_words)
{
    static const char *const rules[] = {NULL, "DOC-221", "PPT-262", "DOC-221", "DOC-222"};
    const struct svg_look *look = &run->look;

    *ret_words = run->text;
    if (run->is_unused) {
        return "DOC-221";
    }
    if (!(look->unsure & SVG_UNSURE_SHOWN) && (!look->is_displayed || !look->is_visible)) {
        return "DOC-221";
    }
    if (look->unsure & SVG_UNSURE_SHOWN) {
        return NULL;
    }
    if (!has_ink(look, &look->fill, look->fill_opacity) && !is_stroked(look)) {
        return (look->unsure & SVG_UNSURE_INK) || is_layer_of_scan(j, run) ? NULL : "DOC-221";
    }
    if (run->is_used) {
        return NULL;
    }
    if (is_tiny(j, run) || is_colour_of_ground(j, run)) {
        return "DOC-222";
    }
    if (!run->has_place) {
        return NULL;
    }
    struct glyphs glyphs = try_glyphs(j, run);
    bool is_whole = glyphs.hidden == glyphs.count && glyphs.count > 0;

    if (!is_whole && glyphs.first == COVERED && glyphs.best >= FEW_GLYPHS) {
        *ret_words = str_sub(run->text, glyphs.best_beg, glyphs.best_end);
        return "DOC-222";
    }
    return is_whole ? rules[glyphs.first] : NULL;
}

/* Whether the words can go without moving others. */
static bool can_go(const struct svg_run *run, struct str words)
{
    return words.n == run->text.n && (!run->has_more || !run->look.is_displayed);
}

static struct str place_of_run(struct judge *j, const struct svg_run *run, size_t at)
{
    struct svg_point p = svg_moved(run->m, run->x, run->y);
    struct str line = svg_place(j->scene->svg, at);

    return !run->has_place || !isfinite(p.x) || !isfinite(p.y)
               ? line
               : arena_printf(j->scene->svg->arena, "%.*s (%.0f, %.0f)", STR_ARG(line), (double)p.x,
                              (double)p.y);
}

/*
 * Whether the same words are drawn once more at nearly the same place: a shadow, or struck twice.
 */
static bool is_drawn_twice(struct judge *j, uint32_t index)
{
    enum { NEIGHBOURS = 6 };
    const struct svg_run *run = &j->scene->runs.v[index];
    uint32_t end = MIN(j->scene->runs.n, index + NEIGHBOURS + 1);
    float near = run->look.font_size * svg_scale(run->m) * 0.3f;

    for (uint32_t i = index - MIN(index, (uint32_t)NEIGHBOURS); i < end; i++) {
        const struct svg_run *other = &j->scene->runs.v[i];
        struct svg_point a = svg_moved(run->m, run->x, run->y);
        struct svg_point b = svg_moved(other->m, other->x, other->y);

        if (i != index && run->has_place && other->has_place && other->look.is_displayed &&
            str_eq(str_trim(other->text), str_trim(run->text)) && fabsf(a.x - b.x) <= near &&
            fabsf(a.y - b.y) <= near && has_ink(&other->look, &other->look.fill, 1) &&
            !is_colour_of_ground(j, other)) {
            return true;
        }
    }
    return false;
}

/* The rule for a run, or NULL: a run whose words are seen all the same is not hidden. */
static const char *rule_of(struct judge *j, uint32_t index, struct str *ret_words)
{
    const char *rule = judge_run(j, &j->scene->runs.v[index], ret_words);

    return rule != NULL && strcmp(rule, "DOC-222") == 0 && is_drawn_twice(j, index) ? NULL : rule;
}

/* All runs of one <text>: it goes whole when nothing of it is seen. */
static void judge_text(struct judge *j, uint32_t beg, uint32_t end)
{
    const struct xml_tree *t = &j->scene->svg->tree;
    const struct svg_run *runs = j->scene->runs.v;
    const char *first = NULL;
    uint32_t seen = 0;
    struct str words;

    for (uint32_t i = beg; i < end; i++) {
        if (str_trim(runs[i].text).n == 0) {
            continue;
        }
        const char *rule = rule_of(j, i, &words);

        seen += rule == NULL || words.n < runs[i].text.n;
        first = first == NULL ? rule : first;
    }
    if (first == NULL) {
        return;
    }
    for (uint32_t i = beg; i < end; i++) {
        const struct xml_node *x = &t->nodes.v[seen == 0 ? runs[i].text_node : runs[i].node];
        const char *rule = str_trim(runs[i].text).n == 0 ? NULL : rule_of(j, i, &words);
        bool goes = rule != NULL &&
                    (seen == 0 || (runs[i].node != runs[i].text_node && can_go(&runs[i], words)));

        if (rule != NULL) {
            svg_mark(j->scene->svg, &(struct svg_mark){.rule = rule,
                                                       .basis = INSPECT_STRUCTURAL,
                                                       .place = place_of_run(j, &runs[i], x->beg),
                                                       .reads = str_trim(words),
                                                       .beg = goes ? x->beg : 0,
                                                       .end = goes ? x->end : 0});
        }
    }
}

/* ---- pictures ---- */

static void mark_picture(struct judge *j, const struct svg_item *item, const char *rule, bool goes,
                         enum inspect_basis basis)
{
    const struct xml_node *x = &j->scene->svg->tree.nodes.v[item->node];

    svg_mark(j->scene->svg, &(struct svg_mark){.rule = rule,
                                               .basis = basis,
                                               .place = svg_place(j->scene->svg, x->beg),
                                               .beg = goes ? x->beg : 0,
                                               .end = goes ? x->end : 0});
}

static bool is_dark(uint32_t rgb)
{
    return (rgb >> 16) < DARK && (rgb >> 8 & 255) < DARK && (rgb & 255) < DARK;
}

/* A dark box that lies within the picture and has no words on it. */
static bool has_box_over(struct judge *j, uint32_t index)
{
    const struct svg_box *in = &j->scene->items.v[index].area.box;
    float whole = (in->x1 - in->x0) * (in->y1 - in->y0);

    for (uint32_t i = index + 1; i < j->scene->items.n && j->tries < MAX_TRIES; i++) {
        const struct svg_item *item = &j->scene->items.v[i];
        const struct svg_box *box = &item->area.box;

        j->tries++;
        if (item->kind != SVG_COVER || !item->area.is_rect || !is_dark(item->rgb) ||
            (box->x1 - box->x0) * (box->y1 - box->y0) < whole * BOX_SHARE ||
            MIN(box->x1 - box->x0, box->y1 - box->y0) <
                MIN(in->x1 - in->x0, in->y1 - in->y0) * BOX_SIDE_SHARE ||
            box->x0 < in->x0 || box->x1 > in->x1 || box->y0 < in->y0 || box->y1 > in->y1) {
            continue;
        }
        bool has_words = false;

        for (uint32_t k = 0; k < j->scene->runs.n && !has_words; k++) {
            const struct svg_run *run = &j->scene->runs.v[k];

            j->tries++;
            has_words =
                run->order > i && run->has_place && svg_area_has(&item->area, middle_of(run, 0.5f));
        }
        if (!has_words) {
            return true;
        }
    }
    return false;
}

static void judge_picture(struct judge *j, uint32_t index)
{
    const struct svg_item *item = &j->scene->items.v[index];
    const struct svg_box *box = &item->area.box;
    const struct svg_box *view = &j->scene->view;
    uint32_t covered = 0, points = 0;

    if (item->look.unsure & SVG_UNSURE_SHOWN) {
        return;
    }
    if (!item->look.is_displayed || !item->look.is_visible || item->look.opacity <= FAINT) {
        mark_picture(j, item, "PPT-264", true, INSPECT_STRUCTURAL);
        return;
    }
    if (item->area.contours == 0) {
        return;
    }
    if (j->scene->has_box_limits && (box->x1 <= view->x0 || box->x0 >= view->x1 ||
                                     box->y1 <= view->y0 || box->y0 >= view->y1)) {
        mark_picture(j, item, "PPT-262", true, INSPECT_STRUCTURAL);
        return;
    }
    for (int y = 0; y < PICTURE_STEPS; y++) {
        for (int x = 0; x < PICTURE_STEPS; x++) {
            struct svg_point p = {box->x0 + (box->x1 - box->x0) * ((float)x + 0.5f) / PICTURE_STEPS,
                                  box->y0 +
                                      (box->y1 - box->y0) * ((float)y + 0.5f) / PICTURE_STEPS};

            if (svg_area_has(&item->area, p) && is_in_clips(item->clip, p)) {
                points++;
                covered += is_covered(j, index + 1, p);
            }
        }
    }
    if (points > 0 && covered == points) {
        mark_picture(j, item, "PPT-263", false, INSPECT_STRUCTURAL);
    } else if (has_box_over(j, index)) {
        mark_picture(j, item, "PPT-263", false, INSPECT_HEURISTIC);
    }
}

/* ---- all ---- */

/* Whether words in a dark colour stand on the page itself: then it is read on white. */
static bool has_dark_text(struct judge *j)
{
    for (uint32_t i = 0; i < j->scene->runs.n; i++) {
        const struct svg_run *run = &j->scene->runs.v[i];

        if (run->has_place && run->look.is_displayed && run->look.is_visible &&
            run->look.fill.paint == SVG_SOLID && is_dark(run->look.fill.rgb) &&
            ground_at(j, run->order, middle_of(run, 0.5f)) == NULL) {
            return true;
        }
        if (i > 1000) {
            break;
        }
    }
    return false;
}

void svg_seen_judge(struct svg_scene *scene)
{
    struct arena arena CLEANUP(arena_done) = {};
    struct judge *j = ARENA_NEW(&arena, struct judge);

    j->scene = scene;
    j->arena = &arena;
    for (uint32_t i = 0; i < scene->items.n; i++) {
        if (scene->items.v[i].area.contours > 0) {
            add_to_grid(j, i);
        }
    }
    j->has_dark_text = has_dark_text(j);
    for (uint32_t beg = 0, end; beg < scene->runs.n; beg = end) {
        for (end = beg;
             end < scene->runs.n && scene->runs.v[end].text_node == scene->runs.v[beg].text_node;) {
            end++;
        }
        judge_text(j, beg, end);
    }
    for (uint32_t i = 0; i < scene->items.n; i++) {
        if (scene->items.v[i].kind == SVG_PICTURE) {
            judge_picture(j, i);
        }
    }
    scene->svg->is_cut |= j->tries > MAX_TRIES;
}
