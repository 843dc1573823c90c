/*
 * Shapes of OpenDocument, read into the scene that all office files are judged by (ooxml-scene.h):
 * those of a slide as they follow each other, those of a sheet by the cell they stand in, those of
 * a text by the paragraph they are anchored in, or else by the page.
 */
#include "inspect/office/odf-scene.h"

#include "inspect/office/odf-scene-judge.h"
#include "inspect/office/odf-scene-place.h"
#include "inspect/office/odf-table.h"
#include "inspect/office/ooxml-scene-paint.h"
#include "inspect/office/ooxml-value.h"
#include "inspect/office/ooxml-words.h"

enum {
    MAX_WORDS = 400,
    MAX_LETTERS = 20000,
    MAX_TARGETS = 5000, /* of a slide that are looked for among its shapes */
};

bool odf_scene_is_shape(const char *name)
{
    static const char *const names[] = {
        "frame",    "custom-shape", "rect",          "ellipse",   "circle",          "polygon",
        "polyline", "path",         "line",          "connector", "regular-polygon", "g",
        "caption",  "control",      "page-thumbnail"};

    for (size_t i = 0; name[1] != '\0' && i < COUNT(names); i++) {
        if (ooxml_is(name, names[i])) {
            return true;
        }
    }
    return name[0] == 'g' && name[1] == '\0'; /* most elements have one letter, and are none */
}

static struct scene_shape *innermost(struct odf_drawing *d)
{
    for (uint32_t i = MIN(d->depth, (uint32_t)ODF_MAX_SHAPES_OPEN); i > 0; i--) {
        if (d->open[i - 1] > 0) {
            return &d->scene.shapes.v[d->open[i - 1] - 1];
        }
    }
    return NULL;
}

bool odf_scene_has_words(const struct odf_walk *w)
{
    return w->drawing.is_on && w->drawing.depth > 0;
}

/* ---- shapes ---- */

static void take_paint(struct scene_shape *x, const struct odf_style *style, const char *name)
{
    x->fill = style->ground;
    x->fill.opacity = x->fill.paint == OOXML_SOLID ? 100 : x->fill.opacity;
    x->fills_opaque = style->fills_opaque == 1;
    x->line = style->line;
    x->line_width = MAX(style->line_width, 0.0);
    x->is_line = ooxml_is(name, "line");
    x->is_ellipse = ooxml_is(name, "ellipse") || ooxml_is(name, "circle");
    x->fills_area = x->is_ellipse || ooxml_is(name, "rect") || ooxml_is(name, "frame") ||
                    ooxml_is(name, "custom-shape") || ooxml_is(name, "caption");
    x->anchor = style->anchor;
    x->is_see_through = style->is_see_through == 1;
}

static void begin_shape(struct odf_walk *w, const struct xml_element *e)
{
    struct odf_drawing *d = &w->drawing;
    struct str name = ooxml_value(w->arena, e, "style-name");
    const struct odf_style *style = odf_style_find(&w->styles, "graphic", name);
    bool in_words = innermost(d) != NULL; /* anchored in the words of another */
    struct str value;

    style = style->name.n > 0 ? style : odf_style_find(&w->styles, "presentation", name);
    if (d->depth == 0) {
        odf_scene_place(w, e, style);
    }
    uint32_t index = 0;

    if (!ooxml_is(e->name, "g") && d->scene.shapes.n < SCENE_MAX_SHAPES) {
        struct scene_shape *x = VEC_ADD(d->scene.arena, &d->scene.shapes);

        *x = (struct scene_shape){.name = ooxml_value(w->arena, e, "name"),
                                  .id = ooxml_value(w->arena, e, "id"),
                                  .frame = d->place.frame,
                                  .level = d->place.level,
                                  .is_behind = d->place.is_behind,
                                  .pushes_text = d->place.pushes_text,
                                  .mark = w->element};
        take_paint(x, style, e->name);
        x->is_placed = odf_scene_box(e, x) && !d->place.is_lost && !in_words;
        x->x += d->place.x;
        x->y += d->place.y;
        if (x->is_placed && (ooxml_is(e->name, "polygon") || ooxml_is(e->name, "path"))) {
            odf_scene_freehand(w, e, x);
        }
        x->is_hidden = xml_attribute(e, "display", &value) && str_eq(value, STR("none"));
        x->is_holder = xml_attribute(e, "class", &value);
        x->holder_type = x->is_holder ? arena_str(w->arena, value) : (struct str){};
        index = d->scene.shapes.n;
    }
    if (d->depth < ODF_MAX_SHAPES_OPEN) {
        d->open[d->depth] = index;
    }
    d->depth++;
}

/*
 * What programs call the geometries that fill their box, and ellipses; those of Word keep its
 * names.
 */
static void take_geometry(struct odf_walk *w, struct scene_shape *x, const struct xml_element *e)
{
    static const char *const full[] = {"rectangle", "mso-spt1",          "round-rectangle",
                                       "mso-spt2",  "flowchart-process", "mso-spt202",
                                       "quad-bevel"};
    enum ooxml_filling filling = OOXML_FILLS_UNKNOWN;
    struct str type = {};

    xml_attribute(e, "type", &type);
    if (str_starts(type, STR("ooxml-"))) {
        filling = ooxml_outline_find(str_sub(type, strlen("ooxml-"), type.n), &x->outline);
    }
    x->is_ellipse = filling == OOXML_FILLS_ELLIPSE || str_eq(type, STR("ellipse")) ||
                    str_eq(type, STR("mso-spt3")) || str_eq(type, STR("circle"));
    x->fills_area = x->is_ellipse || filling == OOXML_FILLS_BOX;
    for (size_t i = 0; i < COUNT(full); i++) {
        x->fills_area |= str_eq(type, str_of(full[i]));
    }
    if (x->is_placed && str_ends(type, STR("non-primitive"))) {
        x->mirrors_x = ooxml_is_on(e, "mirror-horizontal");
        x->mirrors_y = ooxml_is_on(e, "mirror-vertical");
        odf_scene_freehand(w, e, x);
    }
}

static void take_picture(struct odf_walk *w, struct scene_shape *x, const struct xml_element *e)
{
    struct str href = ooxml_value(w->arena, e, "href");

    href = str_sub(href, str_starts(href, STR("./")) ? 2 : 0, href.n);
    if (!x->is_frame) {
        x->is_picture = true;
        x->is_see_through |= w->o == NULL || scene_picture_has_holes(w->o, href);
    }
}

/* What moves, appears or goes in the show. */
static void take_target(struct odf_drawing *d, const struct xml_element *e)
{
    struct str id;

    if (!xml_attribute(e, "targetElement", &id) || d->targets++ >= MAX_TARGETS) {
        return;
    }
    for (uint32_t i = 0; i < d->scene.shapes.n; i++) {
        struct scene_shape *x = &d->scene.shapes.v[i];

        x->is_animated |= x->id.n > 0 && str_eq(x->id, id);
    }
}

static void begin_scene(struct odf_walk *w, struct ooxml_colour ground)
{
    struct odf_drawing *d = &w->drawing;

    d->scene.shapes.n = 0;
    d->letters.n = 0;
    d->depth = d->targets = 0;
    d->flow = (struct scene_flow){};
    d->ground = ground;
    d->width = d->height = 0;
    d->is_on = true;
}

/* ---- slides and masters ---- */

static struct ooxml_colour ground_of_page(struct odf_walk *w, const struct xml_element *e)
{
    return odf_style_find(&w->styles, "drawing-page", ooxml_value(w->arena, e, "style-name"))
        ->ground;
}

static void start_slide(struct odf_walk *w, const struct xml_element *e)
{
    struct odf_drawing *d = &w->drawing;
    struct ooxml_colour ground = ground_of_page(w, e);
    struct str master = ooxml_value(w->arena, e, "master-page-name");

    begin_scene(w, ground);
    for (uint32_t i = 0; i < d->masters.n; i++) {
        struct odf_master *m = &d->masters.v[i];

        if (!str_eq(m->name, master)) {
            continue;
        }
        d->width = m->width;
        d->height = m->height;
        for (uint32_t k = 0; k < m->shapes.n; k++) {
            *VEC_ADD(d->scene.arena, &d->scene.shapes) = m->shapes.v[k];
        }
        d->ground =
            ground.paint == OOXML_UNSAID || ground.paint == OOXML_CLEAR ? m->ground : ground;
        break;
    }
    if (d->ground.paint <= OOXML_CLEAR) {
        d->ground = (struct ooxml_colour){.paint = OOXML_SOLID, .opacity = 100, .rgb = OOXML_WHITE};
    }
}

static void start_master(struct odf_walk *w, const struct xml_element *e)
{
    w->drawing.master = ooxml_value(w->arena, e, "name");
    begin_scene(w, ground_of_page(w, e));
    const struct odf_style *layout =
        odf_style_find(&w->styles, "page-layout", ooxml_value(w->arena, e, "page-layout-name"));

    w->drawing.width = layout->page_width;
    w->drawing.height = layout->page_height;
}

/*
 * The shapes of a master are painted on its slides: all but place holders; its words are its own.
 */
static void end_master(struct odf_walk *w)
{
    struct odf_drawing *d = &w->drawing;

    if (w->flavour == ODF_SLIDE) {
        struct odf_master *m = VEC_ADD(w->arena, &d->masters);

        *m = (struct odf_master){
            .name = d->master, .ground = d->ground, .width = d->width, .height = d->height};
        for (uint32_t i = 0; i < d->scene.shapes.n; i++) {
            if (!d->scene.shapes.v[i].is_holder) {
                struct scene_shape *x = VEC_ADD(w->arena, &m->shapes);

                *x = d->scene.shapes.v[i];
                x->level = -1;
                x->paragraphs.n = x->runs.n = 0;
            }
        }
    } else {
        odf_scene_judge(w);
    }
    d->master = (struct str){};
    d->is_on = false;
}

/* ---- words ---- */

/* The colour of letters as far as it hides them. */
static struct ooxml_colour colour_of(const struct odf_open *look, struct str words)
{
    if (odf_open_is_tiny(look, words)) {
        return (struct ooxml_colour){.paint = OOXML_SOLID}; /* as good as transparent */
    }
    if (look->text.paint <= OOXML_AUTO && look->mark.paint == OOXML_SOLID &&
        ooxml_is_dark(look->mark.rgb)) {
        return look->mark; /* drawn to hide, whatever a program makes of it */
    }
    return look->text;
}

static void keep_run(struct odf_drawing *d, struct scene_shape *x, struct ooxml_colour text,
                     struct ooxml_colour mark, struct str words)
{
    for (uint32_t i = 0; i < x->runs.n; i++) {
        const struct scene_run *r = &x->runs.v[i];

        if (r->text.rgb == text.rgb && r->text.opacity == text.opacity &&
            r->highlight.paint == mark.paint && r->highlight.rgb == mark.rgb) {
            return;
        }
    }
    if (x->runs.n < SCENE_MAX_RUNS) {
        *VEC_ADD(d->scene.arena, &x->runs) =
            (struct scene_run){.text = text,
                               .highlight = mark,
                               .words = arena_str(d->scene.arena, str_sub(words, 0, MAX_WORDS))};
    }
}

static uint32_t half_ems_of(struct str text)
{
    uint32_t n = 0;

    for (size_t i = 0; i < text.n; i++) {
        unsigned char c = (unsigned char)text.p[i];

        n += (c & 0xC0) == 0x80 ? 0 : c < 0x80 ? 1 : 2;
    }
    return n;
}

void odf_scene_words(struct odf_walk *w, struct str words, const struct odf_open *look)
{
    struct odf_drawing *d = &w->drawing;
    struct scene_shape *x = innermost(d);
    int32_t size = MAX(look->latin_size, look->asian_size);

    if (!d->is_on || ooxml_is_blank(words)) {
        return;
    }
    if (d->depth == 0) {
        if (w->paragraph_depth == 1) {
            w->half_ems += half_ems_of(words);
            w->size = MAX(w->size, size);
        }
        return;
    }
    d->paragraph.half_ems += half_ems_of(words);
    d->paragraph.size = MAX(d->paragraph.size, size);
    if (x == NULL) {
        return;
    }
    struct ooxml_colour text = colour_of(look, words);
    /* What a paragraph or a cell of the shape paints is nearer than the shape. */
    struct ooxml_colour mark = look->mark.paint > OOXML_CLEAR ? look->mark : look->ground;

    if (text.paint != OOXML_SOLID || mark.paint == OOXML_UNKNOWN ||
        (w->table_depth > 0 && w->flavour == ODF_SLIDE && mark.paint != OOXML_SOLID)) {
        return;
    }
    keep_run(d, x, text, mark, words);
    if (d->letters.n < MAX_LETTERS) {
        *VEC_ADD(d->scene.arena, &d->letters) =
            (struct odf_letters){.shape = (uint32_t)(x - d->scene.shapes.v),
                                 .element = odf_walk_element(w),
                                 .text = text,
                                 .mark = mark};
    }
}

/* The paragraph of the flow takes its place. */
static void end_of_flow(struct odf_walk *w, struct str words)
{
    struct scene_line line = {.half_ems = w->half_ems,
                              .half_points = MIN(w->size, 40000) / 50,
                              .words = words,
                              .mark = odf_walk_element(w)};

    scene_flow_paragraph(&w->drawing.scene, &w->drawing.flow, &line,
                         w->table_depth > 0 || w->in_margin);
    w->half_ems = 0;
    w->size = 0;
}

void odf_scene_paragraph(struct odf_walk *w, struct str words)
{
    struct odf_drawing *d = &w->drawing;
    struct scene_shape *x = innermost(d);

    if (!d->is_on || w->in_annotation || w->in_notes || w->in_changes) {
        return;
    }
    if (d->depth == 0) {
        if (w->flavour == ODF_TEXT && w->paragraph_depth == 0) {
            end_of_flow(w, words);
        }
        return;
    }
    if (x != NULL && d->paragraph.half_ems > 0) {
        d->paragraph.words = arena_str(d->scene.arena, str_sub(words, 0, MAX_WORDS));
        *VEC_ADD(d->scene.arena, &x->paragraphs) = d->paragraph;
    }
    d->paragraph = (struct scene_paragraph){};
}

/* ---- the end of a shape ---- */

/* Whether it was drawn over another shape that is placed as it is: that is what it hides. */
static bool lies_over_shape(const struct odf_drawing *d, uint32_t index)
{
    const struct scene_shape *x = &d->scene.shapes.v[index];

    for (uint32_t i = 0; i < index; i++) {
        const struct scene_shape *y = &d->scene.shapes.v[i];

        if (y->frame == x->frame && y->is_placed && y->x < x->x + x->width &&
            x->x < y->x + y->width && y->y < x->y + x->height && x->y < y->y + y->height) {
            return true;
        }
    }
    return false;
}

/* The outermost shape of a text is over: what lies beside it may lie under it. */
static void end_in_text(struct odf_walk *w)
{
    struct odf_drawing *d = &w->drawing;
    double top = d->flow.y;
    double bottom = d->flow.y;

    for (uint32_t i = d->place.first; i < d->scene.shapes.n; i++) {
        const struct scene_shape *x = &d->scene.shapes.v[i];

        if (x->frame == SCENE_FRAME_FLOW && x->is_placed) {
            top = MIN(top, x->y);
            bottom = MAX(bottom, x->y + x->height);
        } else if (x->frame >= SCENE_FRAME_OWN && x->is_placed && !x->is_behind &&
                   !x->pushes_text && scene_flow_is_bar(x) && !lies_over_shape(d, i)) {
            odf_walk_add(w, "DOC-222", INSPECT_HEURISTIC, (struct str){});
        }
    }
    if (bottom > top && !d->place.is_behind && !d->place.pushes_text) {
        scene_flow_cover(&d->scene, &d->flow, top, bottom);
    }
}

static void end_shape(struct odf_walk *w)
{
    struct odf_drawing *d = &w->drawing;
    uint32_t index = d->depth <= ODF_MAX_SHAPES_OPEN ? d->open[d->depth - 1] : 0;

    if (index > 0) {
        scene_paint_line(&d->scene.shapes.v[index - 1]);
    }
    if (index > 0 && w->flavour == ODF_SHEET) {
        odf_table_cover(w, &d->scene.shapes.v[index - 1]);
    }
    d->depth--;
    if (d->depth == 0 && w->flavour == ODF_TEXT) {
        end_in_text(w);
    }
}

/* ---- the walk ---- */

void odf_scene_start(struct odf_walk *w, const struct xml_element *e)
{
    struct odf_drawing *d = &w->drawing;

    if (ooxml_is(e->name, "page")) {
        start_slide(w, e);
    } else if (ooxml_is(e->name, "master-page")) {
        start_master(w, e);
    } else if ((w->flavour == ODF_TEXT && ooxml_is(e->name, "text")) ||
               (w->flavour == ODF_SHEET && ooxml_is(e->name, "table"))) {
        begin_scene(w, (struct ooxml_colour){.paint = OOXML_UNKNOWN});
    }
    if (!d->is_on || w->in_notes) {
        return;
    }
    struct scene_shape *x = innermost(d);

    if (odf_scene_is_shape(e->name)) {
        begin_shape(w, e);
    } else if (x == NULL) {
        if (w->flavour == ODF_SLIDE) {
            take_target(d, e);
        }
    } else if (ooxml_is(e->name, "enhanced-geometry")) {
        take_geometry(w, x, e);
    } else if (ooxml_is(e->name, "image")) {
        take_picture(w, x, e);
    } else if (ooxml_is(e->name, "object") || ooxml_is(e->name, "object-ole")) {
        x->is_frame = true;
        x->is_picture = false;
    }
}

void odf_scene_end(struct odf_walk *w, const char *name)
{
    struct odf_drawing *d = &w->drawing;

    if (d->is_on && !w->in_notes && d->depth > 0 && odf_scene_is_shape(name)) {
        end_shape(w);
    }
    if (ooxml_is(name, "master-page")) {
        end_master(w);
    } else if (d->is_on &&
               (ooxml_is(name, "page") || (w->flavour == ODF_TEXT && ooxml_is(name, "text")) ||
                (w->flavour == ODF_SHEET && ooxml_is(name, "table")))) {
        odf_scene_judge(w);
        d->is_on = false;
    }
}
