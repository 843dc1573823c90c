/*
 * What cannot be seen of the shapes of a slide, a sheet or a text: the scene says which, here it
 * gets its rule, its place and its mark.
 */
#include "inspect/office/odf-scene-judge.h"

#include "inspect/office/odf-scene-place.h"
#include "inspect/office/ooxml-scene-judge.h"

static struct str place_of(struct odf_walk *w, const struct scene_shape *shape)
{
    struct str where = w->flavour == ODF_SLIDE   ? w->slide
                       : w->flavour == ODF_SHEET ? w->table.name
                                                 : w->part;

    return arena_printf(w->arena, "%.*s \"%.*s\"", STR_ARG(where), STR_ARG(shape->name));
}

static void tell_covered(void *user, const struct scene_shape *shape,
                         const struct scene_shape *cover, bool is_whole, struct str words)
{
    static const struct {
        const char *rule;
        enum odf_mark_kind mark;
    } by_flavour[] = {[ODF_TEXT] = {"DOC-222", ODF_MARK_SHAPE_WORDS},
                      [ODF_SHEET] = {"XLS-249", ODF_MARK_BOX_WORDS},
                      [ODF_SLIDE] = {"PPT-263", ODF_MARK_SHAPE}};
    struct odf_walk *w = user;

    if (w->flavour == ODF_SLIDE && shape->level < 0) {
        return; /* of the master, not of this slide */
    }
    found_add(w->found, by_flavour[w->flavour].rule,
              is_whole && !shape->is_flow ? INSPECT_STRUCTURAL : INSPECT_HEURISTIC,
              place_of(w, shape->is_flow ? cover : shape), words);
    if (is_whole) {
        odf_walk_mark(w, by_flavour[w->flavour].mark, shape->mark);
    }
}

static bool is_same(struct ooxml_colour a, struct ooxml_colour b)
{
    return a.paint == b.paint && a.rgb == b.rgb && a.opacity == b.opacity;
}

/* All letters of the shape that look as the run does. */
static void mark_run(struct odf_walk *w, const struct scene_shape *shape, struct str words)
{
    const struct odf_drawing *d = &w->drawing;
    uint32_t index = (uint32_t)(shape - d->scene.shapes.v);
    const struct scene_run *run = NULL;

    for (uint32_t i = 0; i < shape->runs.n; i++) {
        run = shape->runs.v[i].words.p == words.p ? &shape->runs.v[i] : run;
    }
    for (uint32_t i = 0; i < d->letters.n && run != NULL; i++) {
        const struct odf_letters *l = &d->letters.v[i];

        if (l->shape == index && is_same(l->text, run->text) && is_same(l->mark, run->highlight)) {
            odf_walk_mark(w, ODF_MARK_WORDS, l->element);
        }
    }
}

static void tell_colourless(void *user, const struct scene_shape *shape,
                            const struct scene_shape *cover, bool is_whole, struct str words)
{
    struct odf_walk *w = user;

    found_add(w->found, "DOC-222",
              shape->fill.paint == OOXML_SOLID ? INSPECT_STRUCTURAL : INSPECT_HEURISTIC,
              place_of(w, shape), words);
    mark_run(w, shape, words);
}

/*
 * What is under the shapes of a text: the page, unless something lies there that they are not held
 * against.
 */
static struct ooxml_colour ground_of(const struct odf_walk *w)
{
    struct ooxml_colour white = {.paint = OOXML_SOLID, .opacity = 100, .rgb = OOXML_WHITE};
    const struct odf_drawing *d = &w->drawing;
    uint32_t frame = 0;

    if (w->flavour != ODF_TEXT) {
        return d->ground;
    }
    for (uint32_t i = 0; i < d->scene.shapes.n; i++) {
        const struct scene_shape *x = &d->scene.shapes.v[i];
        bool paints = x->fill.paint > OOXML_CLEAR || x->is_picture || x->is_frame;

        if (paints && frame != 0 && x->frame != frame) {
            white.paint = OOXML_UNKNOWN;
        }
        frame = paints ? x->frame : frame;
    }
    white.paint = w->styles.page_is_painted ? OOXML_UNKNOWN : white.paint;
    return white;
}

/* ---- words of a text on what lies under them ---- */

void odf_scene_faint(struct odf_walk *w, struct str words)
{
    enum { MAX_FAINT = 2000, MAX_WORDS = 400 };
    struct odf_drawing *d = &w->drawing;

    if (!d->is_on || d->faint.n >= MAX_FAINT) {
        odf_walk_add(w, "DOC-222", INSPECT_HEURISTIC, words);
        odf_walk_mark(w, ODF_MARK_WORDS, odf_walk_element(w));
        return;
    }
    *VEC_ADD(w->arena, &d->faint) =
        (struct odf_faint){.element = odf_walk_element(w),
                           .paragraph = w->paragraph,
                           .y = d->flow.y,
                           .words = arena_str(w->arena, str_sub(words, 0, MAX_WORDS))};
}

/* Whether a shape with a colour of its own, or a picture, may lie under words at that height. */
static bool lies_under(const struct scene_shape *x, double y)
{
    enum { AROUND_EMU = 457200 }; /* two lines: heights are estimated */
    bool paints = x->is_picture || x->fills_opaque || x->fill.paint == OOXML_UNKNOWN ||
                  (x->fill.paint == OOXML_SOLID && !ooxml_is_near(x->fill.rgb, OOXML_WHITE));

    if (x->is_flow || !paints || x->pushes_text || x->is_hidden) {
        return false;
    }
    if (x->frame == SCENE_FRAME_FLOW && x->is_placed) {
        return y + AROUND_EMU > x->y && y - AROUND_EMU < x->y + x->height;
    }
    uint32_t page = odf_scene_page(y);

    return x->frame + 1 >= page && x->frame <= page + 1;
}

static void judge_faint(struct odf_walk *w)
{
    struct odf_drawing *d = &w->drawing;
    uint32_t paragraph = w->paragraph;

    for (uint32_t i = 0; i < d->faint.n; i++) {
        const struct odf_faint *f = &d->faint.v[i];
        bool is_seen = false;

        for (uint32_t k = 0; k < d->scene.shapes.n && !is_seen; k++) {
            is_seen = lies_under(&d->scene.shapes.v[k], f->y);
        }
        if (!is_seen) {
            w->paragraph = f->paragraph;
            odf_walk_add(w, "DOC-222", INSPECT_HEURISTIC, f->words);
            odf_walk_mark(w, ODF_MARK_WORDS, f->element);
        }
    }
    w->paragraph = paragraph;
    d->faint.n = 0;
}

/* PPT-262: shapes that lie wholly beside the slide. */
static void tell_off_slide(struct odf_walk *w)
{
    const struct odf_drawing *d = &w->drawing;

    for (uint32_t i = 0; i < d->scene.shapes.n && d->width > 0 && d->height > 0; i++) {
        const struct scene_shape *x = &d->scene.shapes.v[i];

        if (x->level == 0 && x->is_placed && (x->width > 0 || x->height > 0) &&
            (x->x + x->width < 0 || x->y + x->height < 0 || x->x > d->width || x->y > d->height)) {
            found_add(w->found, "PPT-262", INSPECT_STRUCTURAL, place_of(w, x),
                      x->paragraphs.n > 0 ? x->paragraphs.v[0].words : (struct str){});
            odf_walk_mark(w, ODF_MARK_OFF_SLIDE, x->mark);
        }
    }
}

void odf_scene_judge(struct odf_walk *w)
{
    struct odf_drawing *d = &w->drawing;
    struct ooxml_colour ground = ground_of(w);

    if (w->flavour == ODF_SLIDE) {
        tell_off_slide(w);
    }
    judge_faint(w);
    scene_find_covered(&d->scene, tell_covered, w);
    scene_find_colourless(&d->scene, &ground, tell_colourless, w);
    d->scene.shapes.n = 0;
    d->letters.n = 0;
}
