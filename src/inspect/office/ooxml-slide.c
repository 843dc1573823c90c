/*
 * PowerPoint: slides that are not shown or not listed, notes, shapes off the slide, hidden, under
 * others or in the colour of their ground.
 *
 * What lies under a slide's own shapes is on its layout and master; they also say where a place
 * holder lies that does not say so itself. Both are read once and kept.
 */
#include "inspect/office/ooxml-slide.h"

#include "base/buf.h"
#include "inspect/office/ooxml-drawing.h"
#include "inspect/office/ooxml-scene-cut.h"
#include "inspect/office/ooxml-scene-judge.h"
#include "inspect/office/ooxml-scene-read.h"
#include "inspect/office/ooxml-slide-title.h"
#include "inspect/office/ooxml-theme.h"
#include "inspect/office/ooxml-value.h"
#include "inspect/office/ooxml-words.h"
#include "inspect/personal/personal.h"

enum { MAX_TEXT_BYTES = 256 * 1024, MAX_GROUNDS = 200, CLIPPED_EMU = 2 * SCENE_EMU_PER_POINT };

/* A layout or master. */
struct ground {
    struct str part;
    struct ooxml_colour colour;
    struct scene scene;
    struct ooxml_theme theme;
    struct ground *master; /* of a layout */
    bool maps_colours;
};

struct presentation {
    struct ooxml *o;
    struct arena *arena;
    int64_t width, height;
    VEC(struct str) slides; /* parts that are listed */
    VEC(struct ground *) grounds;
    struct buf shown; /* letters of slides and of what lies under them */
};

struct slide_walk {
    struct ooxml *o;
    struct str part, shape;
    struct arena *arena;
    bool is_hidden, is_notes, is_slide;
    bool in_text, in_ground, shape_is_furniture;
    bool maps_colours; /* the colours of its theme are others here */
    struct buf text;   /* of the paragraph */
    struct buf words;  /* of the slide or its notes */
    struct buf *shown; /* takes the letters of all words; may be NULL */
    struct scene *scene;
    struct ooxml_colour ground;
    struct ooxml_theme *theme;
    VEC(struct str) animated; /* ids */
};

static struct str place_of(struct slide_walk *w, struct str shape)
{
    return shape.n == 0 ? w->part
                        : arena_printf(w->arena, "%.*s \"%.*s\"", STR_ARG(w->part), STR_ARG(shape));
}

static void add(struct slide_walk *w, const char *rule, enum inspect_basis basis, struct str reads)
{
    found_add(w->o->found, rule, basis, place_of(w, w->shape), reads);
}

/* ---- the walk over a slide, layout, master or notes ---- */

/* cNvPr, docPr: the shape's name, its alternative text, whether it is shown. */
static void take_shape(struct slide_walk *w, const struct xml_element *e)
{
    w->shape = ooxml_value(w->arena, e, "name");
    w->shape_is_furniture = false;
    ooxml_check_alternative(w->o->found, e, place_of(w, w->shape));
    if (ooxml_is_on(e, "hidden")) {
        add(w, "PPT-264", INSPECT_STRUCTURAL, (struct str){});
    }
}

/* The ground of the slide: a colour, or one of the theme's by number. */
static void take_ground(struct slide_walk *w, const struct xml_element *e)
{
    enum { FIRST_GROUND = 1001 };

    if (ooxml_is(e->name, "bg")) {
        w->in_ground = true;
        w->ground = (struct ooxml_colour){.paint = OOXML_UNKNOWN};
    } else if (ooxml_is(e->name, "bgRef") && xml_attribute_int(e, "idx", 0) != FIRST_GROUND) {
        w->in_ground = false;
    } else if (ooxml_is(e->name, "gradFill") || ooxml_is(e->name, "blipFill") ||
               ooxml_is(e->name, "pattFill")) {
        w->in_ground = false;
    } else {
        ooxml_colour_take(&w->ground, w->theme, e);
    }
}

static enum xml_step slide_start(void *user, const struct xml_element *e)
{
    struct slide_walk *w = user;
    struct str value;

    if (e->ns == XML_COMPATIBILITY && ooxml_is(e->name, "Fallback")) {
        return XML_SKIP;
    }
    scene_read_start(w->scene, e);
    if (ooxml_is(e->name, "sld")) {
        w->is_hidden = xml_attribute(e, "show", &value) &&
                       (str_eq(value, STR("0")) || str_eq(value, STR("false")));
    } else if (ooxml_is(e->name, "cSld") && w->is_slide && xml_attribute(e, "name", &value) &&
               ooxml_is_free_text(value)) {
        add(w, "PPT-267", INSPECT_STRUCTURAL, value);
    } else if (w->in_ground || ooxml_is(e->name, "bg")) {
        take_ground(w, e);
    } else if (ooxml_is(e->name, "cNvPr") || ooxml_is(e->name, "docPr")) {
        take_shape(w, e);
    } else if (ooxml_is(e->name, "ph")) {
        w->shape_is_furniture = xml_attribute(e, "type", &value) &&
                                (str_eq(value, STR("sldNum")) || str_eq(value, STR("dt")) ||
                                 str_eq(value, STR("hdr")) || str_eq(value, STR("ftr")) ||
                                 str_eq(value, STR("sldImg")));
    } else if (ooxml_is(e->name, "overrideClrMapping")) {
        w->maps_colours = true;
    } else if (ooxml_is(e->name, "spTgt") && xml_attribute(e, "spid", &value)) {
        *VEC_ADD(w->arena, &w->animated) = arena_str(w->arena, value);
    } else if (ooxml_is(e->name, "control")) {
        add(w, "OOX-208", INSPECT_STRUCTURAL, (struct str){});
    } else if (ooxml_may_crop(e)) {
        ooxml_check_crop(w->o->found, e, place_of(w, w->shape));
    }
    w->in_text = ooxml_is(e->name, "t");
    return XML_ENTER;
}

static void end_paragraph(struct slide_walk *w)
{
    struct str text = buf_str(&w->text);

    if (str_trim(text).n > 0) {
        personal_line(w->o->found, text, place_of(w, w->shape));
        if (w->shown != NULL) {
            ooxml_add_letters(w->shown, text);
        }
        if (!w->shape_is_furniture) {
            buf_add(&w->words, text);
            buf_add(&w->words, STR(" "));
        }
    }
    buf_clear(&w->text);
}

static void slide_end(void *user, const char *name, enum xml_namespace ns)
{
    struct slide_walk *w = user;

    w->in_text = false;
    scene_read_end(w->scene, name);
    if (ooxml_is(name, "p")) {
        end_paragraph(w);
    } else if (ooxml_is(name, "bg")) {
        w->in_ground = false;
    }
}

static void slide_text(void *user, struct str text)
{
    struct slide_walk *w = user;

    scene_read_text(w->scene, text);
    if (w->in_text) {
        buf_add(&w->text, text);
    }
}

/* Walks a part; what its words are judged by stays in *w, whose buffers the caller ends. */
static bool walk_part(struct slide_walk *w)
{
    static const struct xml_handler handler = {
        .start = slide_start, .end = slide_end, .text = slide_text};

    buf_init(&w->text, MAX_TEXT_BYTES);
    buf_init(&w->words, MAX_TEXT_BYTES);
    bool found = ooxml_walk(w->o, w->part, &handler, w);

    end_paragraph(w);
    personal_end(w->o->found);
    w->shape = (struct str){};
    return found;
}

/* ---- layouts and masters ---- */

static enum xml_step map_start(void *user, const struct xml_element *e)
{
    if (!ooxml_is(e->name, "clrMap")) {
        return XML_ENTER;
    }
    ooxml_theme_map(user, e);
    return XML_STOP;
}

static void map_end(void *user, const char *name, enum xml_namespace ns)
{
}

/* What the colours of a master stand for is said behind its shapes, and is needed before them. */
static void read_theme(struct presentation *p, struct str master, struct ooxml_theme *theme)
{
    static const struct xml_handler handler = {.start = map_start, .end = map_end};

    ooxml_theme_read(p->o, ooxml_target_of_type(p->o, master, "theme"), theme);
    ooxml_walk(p->o, master, &handler, theme);
}

/* Reads a layout or master, once. NULL when there is none. */
static struct ground *ground_of(struct presentation *p, struct str part, struct ground *master,
                                struct buf *shown)
{
    if (part.n == 0) {
        return NULL;
    }
    for (uint32_t i = 0; i < p->grounds.n; i++) {
        if (str_eq(p->grounds.v[i]->part, part)) {
            return p->grounds.v[i];
        }
    }
    struct ground *g = ARENA_NEW(p->arena, struct ground);
    struct slide_walk w = {
        .o = p->o, .part = part, .arena = p->arena, .scene = &g->scene, .shown = shown};

    if (p->grounds.n >= MAX_GROUNDS) {
        return NULL;
    }
    *VEC_ADD(p->arena, &p->grounds) = g;
    g->part = part;
    g->master = master;
    g->theme = master != NULL ? master->theme : ooxml_theme_default();
    if (master == NULL) {
        read_theme(p, part, &g->theme);
    }
    w.theme = &g->theme;
    scene_init(&g->scene, p->o, part, &g->theme, p->arena);
    walk_part(&w);
    scene_done(&g->scene);
    buf_done(&w.text);
    buf_done(&w.words);
    g->colour = w.ground;
    g->maps_colours = w.maps_colours;
    return g;
}

static struct ground *layout_of(struct presentation *p, struct str slide)
{
    struct str layout = ooxml_target_of_type(p->o, slide, "slideLayout");
    struct str master = ooxml_target_of_type(p->o, layout, "slideMaster");

    return layout.n == 0 ? NULL
                         : ground_of(p, layout, ground_of(p, master, NULL, &p->shown), &p->shown);
}

/* The shapes of a layout or master that are painted on the slide: all but place holders. */
static void lay_under(struct scene *s, const struct ground *g, int level)
{
    for (uint32_t i = 0; g != NULL && i < g->scene.shapes.n; i++) {
        if (!g->scene.shapes.v[i].is_holder) {
            struct scene_shape *shape = VEC_ADD(s->arena, &s->shapes);

            *shape = g->scene.shapes.v[i];
            shape->level = level;
            shape->paragraphs.n = 0; /* its own words are not of this slide */
            shape->runs.n = 0;
        }
    }
}

/* The place holder of a layout or master that one of a slide takes its place from. */
static const struct scene_shape *holder_of(const struct ground *g, const struct scene_shape *shape)
{
    for (int by_type = 0; g != NULL && by_type < 2; by_type++) {
        for (uint32_t i = 0; i < g->scene.shapes.n; i++) {
            const struct scene_shape *h = &g->scene.shapes.v[i];

            if (h->is_holder && h->is_placed &&
                (by_type == 0
                     ? shape->holder_index.n > 0 && str_eq(h->holder_index, shape->holder_index)
                     : str_eq(h->holder_type, shape->holder_type))) {
                return h;
            }
        }
    }
    return NULL;
}

static void place_holders(struct scene *s, const struct ground *layout)
{
    for (uint32_t i = 0; i < s->shapes.n; i++) {
        struct scene_shape *shape = &s->shapes.v[i];
        const struct scene_shape *h;

        if (!shape->is_holder || shape->is_placed) {
            continue;
        }
        h = holder_of(layout, shape);
        if (h == NULL && layout != NULL) {
            h = holder_of(layout->master, shape);
        }
        if (h != NULL) {
            shape->x = h->x;
            shape->y = h->y;
            shape->width = h->width;
            shape->height = h->height;
            shape->is_placed = true;
            shape->anchor = shape->anchor != 0 ? shape->anchor : h->anchor;
        }
    }
}

/* ---- a slide ---- */

static void tell_off_slide(struct slide_walk *w, const struct presentation *p)
{
    double width = (double)p->width;
    double height = (double)p->height;

    for (uint32_t i = 0; i < w->scene->shapes.n && width > 0; i++) {
        const struct scene_shape *s = &w->scene->shapes.v[i];

        if (s->level == 0 && s->is_placed && !s->is_cell && (s->width > 0 || s->height > 0) &&
            (s->x + s->width < 0 || s->y + s->height < 0 || s->x > width || s->y > height)) {
            w->shape = s->name;
            add(w, "PPT-262", INSPECT_STRUCTURAL,
                s->paragraphs.n > 0 ? s->paragraphs.v[0].words : (struct str){});
        }
    }
}

/* Words in a box of next to no size that cuts off what does not fit. */
static void tell_clipped(struct slide_walk *w)
{
    for (uint32_t i = 0; i < w->scene->shapes.n; i++) {
        const struct scene_shape *s = &w->scene->shapes.v[i];

        if (s->level == 0 && s->is_placed && !s->is_cell && s->paragraphs.n > 0 &&
            ((s->clips_x && s->width <= CLIPPED_EMU) || (s->clips_y && s->height <= CLIPPED_EMU))) {
            w->shape = s->name;
            add(w, "PPT-264", INSPECT_STRUCTURAL, s->paragraphs.v[0].words);
        }
    }
}

static void tell_covered(void *user, const struct scene_shape *shape,
                         const struct scene_shape *cover, bool is_whole, struct str words)
{
    struct slide_walk *w = user;

    if (shape->level == 0) {
        found_add(w->o->found, "PPT-263", is_whole ? INSPECT_STRUCTURAL : INSPECT_HEURISTIC,
                  place_of(w, shape->name), words);
    }
}

static void tell_colourless(void *user, const struct scene_shape *shape,
                            const struct scene_shape *cover, bool is_whole, struct str words)
{
    struct slide_walk *w = user;

    if (shape->level == 0) {
        found_add(w->o->found, "DOC-222", INSPECT_HEURISTIC, place_of(w, shape->name), words);
    }
}

static void tell_cut(void *user, const struct scene_shape *shape, uint32_t paragraph)
{
    struct slide_walk *w = user;
    struct str place = place_of(w, shape->name);

    if (shape->level == 0) {
        found_add(w->o->found, "DOC-222", INSPECT_HEURISTIC,
                  arena_printf(w->arena, "%.*s ¶%u", STR_ARG(place), paragraph),
                  shape->paragraphs.v[paragraph - 1].words);
    }
}

static void judge_shapes(struct presentation *p, struct slide_walk *w, const struct ground *layout)
{
    struct ooxml_colour ground = w->ground;

    for (uint32_t i = 0; i < w->animated.n; i++) {
        for (uint32_t k = 0; k < w->scene->shapes.n; k++) {
            struct scene_shape *s = &w->scene->shapes.v[k];

            s->is_animated |= s->level == 0 && str_eq(s->id, w->animated.v[i]);
        }
    }
    if (ground.paint == OOXML_UNSAID && layout != NULL) {
        ground = layout->colour.paint == OOXML_UNSAID && layout->master != NULL
                     ? layout->master->colour
                     : layout->colour;
    }
    place_holders(w->scene, layout);
    tell_off_slide(w, p);
    tell_clipped(w);
    scene_find_covered(w->scene, tell_covered, w);
    if (!w->maps_colours && (layout == NULL || !layout->maps_colours)) {
        scene_find_colourless(w->scene, &ground, tell_colourless, w);
        scene_find_cut(w->scene, tell_cut, w);
    }
}

/* Which slide it is, from 1; 0 = it is not in the list of slides. */
static uint32_t number_of(const struct presentation *p, struct str name)
{
    for (uint32_t i = 0; i < p->slides.n; i++) {
        if (str_eq(p->slides.v[i], name)) {
            return i + 1;
        }
    }
    return 0;
}

/* The order of slides is not that of their names. */
static void call_slide(struct presentation *p, struct str name, bool is_notes)
{
    struct str slide = is_notes ? ooxml_target_of_type(p->o, name, "slide") : name;
    uint32_t number = number_of(p, slide);

    if (number > 0) {
        found_call(p->o->found, name,
                   arena_printf(p->arena, is_notes ? "slide %u notes (%.*s)" : "slide %u (%.*s)",
                                number, STR_ARG(str_file_name(name))));
    }
}

static void read_slide(struct presentation *p, struct str name, bool is_notes)
{
    struct arena arena CLEANUP(arena_done) = {};
    struct ground *layout = is_notes ? NULL : layout_of(p, name);
    struct ooxml_theme theme = layout != NULL ? layout->theme : ooxml_theme_default();
    struct scene scene;
    struct slide_walk w = {.o = p->o,
                           .part = name,
                           .arena = &arena,
                           .scene = &scene,
                           .theme = &theme,
                           .is_notes = is_notes,
                           .is_slide = !is_notes,
                           .shown = is_notes ? NULL : &p->shown};

    scene_init(&scene, p->o, name, &theme, &arena);
    lay_under(&scene, layout == NULL ? NULL : layout->master, -2);
    lay_under(&scene, layout, -1);
    if (walk_part(&w)) {
        struct str words = str_trim(buf_str(&w.words));

        if (is_notes && words.n > 0) {
            add(&w, "PPT-261", INSPECT_STRUCTURAL, words);
        } else if (!is_notes && (w.is_hidden || number_of(p, name) == 0)) {
            add(&w, "PPT-260", INSPECT_STRUCTURAL, words);
        }
        if (!is_notes) {
            judge_shapes(p, &w, layout);
        }
    }
    scene_done(&scene);
    buf_done(&w.text);
    buf_done(&w.words);
}

/* ---- the presentation ---- */

static enum xml_step presentation_start(void *user, const struct xml_element *e)
{
    struct presentation *w = user;

    if (ooxml_is(e->name, "sldSz")) {
        w->width = xml_attribute_int(e, "cx", 0);
        w->height = xml_attribute_int(e, "cy", 0);
    } else if (ooxml_is(e->name, "sldId")) {
        /* Two attributes are called "id": the relation's has a prefix. */
        for (const struct xml_attribute *a = e->attributes; a->name != NULL; a++) {
            if (a->local != a->name && ooxml_is(a->local, "id")) {
                *VEC_ADD(w->arena, &w->slides) = ooxml_target(w->o, w->o->main, a->value);
            }
        }
    } else if (ooxml_is(e->name, "section")) {
        found_add(w->o->found, "PPT-267", INSPECT_STRUCTURAL, w->o->main,
                  ooxml_value(w->arena, e, "name"));
    } else if (ooxml_is(e->name, "custShow") &&
               ooxml_slide_title_is_own(ooxml_value(w->arena, e, "name"))) {
        found_add(w->o->found, "PPT-267", INSPECT_STRUCTURAL, w->o->main,
                  ooxml_value(w->arena, e, "name"));
    } else if (ooxml_is(e->name, "modifyVerifier")) {
        found_add(w->o->found, "OOX-218", INSPECT_STRUCTURAL, w->o->main, (struct str){});
    }
    return XML_ENTER;
}

static void presentation_end(void *user, const char *name, enum xml_namespace ns)
{
}

static bool is_slide(const struct ooxml_part *part)
{
    return str_eq(part->type, STR("slide")) ||
           (part->type.n == 0 && ooxml_starts(part->name, "ppt/slides/") &&
            ooxml_ends(part->name, ".xml"));
}

static bool is_notes(const struct ooxml_part *part)
{
    return str_eq(part->type, STR("notesSlide")) ||
           (part->type.n == 0 && ooxml_starts(part->name, "ppt/notesSlides/") &&
            ooxml_ends(part->name, ".xml"));
}

bool ooxml_slide_has(const struct ooxml *o, const struct ooxml_part *part)
{
    return o->flavour == OOXML_SLIDE &&
           (str_eq(part->name, o->main) || is_slide(part) || is_notes(part));
}

/* A layout or master, of slides, notes or handouts. */
static bool is_ground(const struct ooxml_part *part)
{
    static const char *const types[] = {"slideLayout", "slideMaster", "notesMaster",
                                        "handoutMaster"};

    for (size_t i = 0; i < COUNT(types); i++) {
        if (str_eq(part->type, str_of(types[i]))) {
            return true;
        }
    }
    return false;
}

/* Words of a layout or master that no slide shows, and that are not those of one that is shown. */
static void tell_unused(struct presentation *p, const struct ground *g)
{
    struct buf letters CLEANUP(buf_done) = {};

    buf_init(&letters, MAX_TEXT_BYTES);
    for (uint32_t i = 0; i < g->scene.shapes.n; i++) {
        const struct scene_shape *s = &g->scene.shapes.v[i];

        /* Place holders have words for whoever makes slides. */
        for (uint32_t k = 0; k < s->paragraphs.n && !s->is_holder; k++) {
            struct str words = s->paragraphs.v[k].words;

            buf_clear(&letters);
            ooxml_add_letters(&letters, words);
            if (ooxml_has_words(words) && !str_has(buf_str(&p->shown), buf_str(&letters))) {
                found_add(
                    p->o->found, "PPT-264", INSPECT_STRUCTURAL,
                    arena_printf(p->arena, "%.*s \"%.*s\"", STR_ARG(g->part), STR_ARG(s->name)),
                    words);
                break;
            }
        }
    }
}

/* All slides were read, and with them the layouts and masters that lie under them. */
static void read_unused(struct presentation *p)
{
    uint32_t used = p->grounds.n;

    for (uint32_t i = 0; i < p->o->parts.n; i++) {
        const struct ooxml_part *part = &p->o->parts.v[i];
        struct str master = ooxml_target_of_type(p->o, part->name, "slideMaster");

        if (is_ground(part)) {
            bool is_layout = str_eq(part->type, STR("slideLayout"));

            ground_of(p, part->name, is_layout ? ground_of(p, master, NULL, NULL) : NULL, NULL);
        }
    }
    for (uint32_t i = used; i < p->grounds.n && !buf_is_full(&p->shown); i++) {
        tell_unused(p, p->grounds.v[i]);
    }
}

void ooxml_slide_inspect(struct ooxml *o)
{
    static const struct xml_handler handler = {.start = presentation_start,
                                               .end = presentation_end};
    struct arena arena CLEANUP(arena_done) = {};
    struct presentation p = {.o = o, .arena = &arena};

    buf_init(&p.shown, MAX_TEXT_BYTES);
    ooxml_walk(o, o->main, &handler, &p);
    for (uint32_t i = 0; i < o->parts.n; i++) {
        const struct ooxml_part *part = &o->parts.v[i];

        if (is_slide(part) || is_notes(part)) {
            read_slide(&p, part->name, is_notes(part));
            call_slide(&p, part->name, is_notes(part));
        }
    }
    read_unused(&p);
    if (!buf_is_full(&p.shown)) {
        ooxml_slide_titles(o, p.slides.n, buf_str(&p.shown));
    }
    buf_done(&p.shown);
}
