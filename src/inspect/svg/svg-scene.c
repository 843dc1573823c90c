/*
 * What is drawn in an SVG picture (SVG 1.1 chapters 5, 7, 10): a walk over the elements in the
 * order they are painted keeps their look and their place; text is cut into runs of one look,
 * shapes and pictures become areas. What is hidden by its look alone is told here by being kept
 * with it.
 */
#include "inspect/svg/svg-scene.h"

#include "base/utf8.h"
#include "inspect/path-data.h"

#include <math.h>
#include <stdlib.h>

enum {
    MAX_ITEMS = 400000,
    MAX_RUNS = 200000,
    MAX_LINE_BYTES = 64 * 1024,
    MAX_CLIP_POINTS = 4 * 1024 * 1024
};

#define THICK_UNITS 5.0f /* a line as thick as this may cover words */
#define OPAQUE      0.985f
#define SMALL_UNITS 2.0f /* of the page's 595: smaller shapes cover nothing */

/* A position in a <text>: where the next letter stands. */
struct pen {
    uint32_t text_node;
    float x, y;
    uint32_t first_run; /* of the line being written */
    bool has_place;
    enum svg_anchor anchor;
    float y_of_line;
    struct buf line; /* its words as they are read */
    size_t line_at;  /* where it begins in the file */
    bool is_spaced;  /* a blank was the last thing */
};

struct clip_path {
    struct str id;
    uint32_t node;
    struct svg_matrix m; /* that its area was last made for */
    struct svg_area area;
    bool has_area;
};

struct walk {
    struct svg_scene *scene;
    struct svg *svg;
    VEC(struct clip_path) clips; /* in the order of their ids */
    uint32_t clip_points;        /* made so far */
};

struct place {
    struct svg_look look;
    struct svg_matrix m;
    const struct svg_clip *clip;
    bool is_used, is_unused;
};

/* ---- items ---- */

static bool is_painted(const struct svg_look *look)
{
    return look->is_displayed && look->is_visible && !(look->unsure & SVG_UNSURE_SHOWN) &&
           look->opacity > 0.01f;
}

static void add_item(struct walk *w, const struct svg_item *item)
{
    if (w->scene->items.n >= MAX_ITEMS) {
        w->svg->is_cut = true;
        return;
    }
    *VEC_ADD(w->svg->arena, &w->scene->items) = *item;
}

static bool is_opaque(const struct svg_look *look, const struct svg_colour *colour, float opacity)
{
    return colour->paint == SVG_SOLID && colour->alpha * opacity * look->opacity >= OPAQUE &&
           !(look->unsure & SVG_UNSURE_INK) && look->mask.n == 0;
}

/* Thick lines cover too. */
static void take_stroke(struct walk *w, const struct place *p, uint32_t node)
{
    const struct xml_tree *t = &w->svg->tree;
    float width = p->look.stroke_width * svg_scale(p->m);
    struct svg_area area;
    float ends[4] = {};
    static const char *const names[] = {"x1", "y1", "x2", "y2"};

    if (!is_opaque(&p->look, &p->look.stroke, p->look.stroke_opacity) ||
        width * w->scene->points_per_unit < THICK_UNITS) {
        return;
    }
    struct svg_item item = {
        .kind = SVG_COVER, .clip = p->clip, .rgb = p->look.stroke.rgb, .node = node};

    if (xml_tree_is(t, node, "line")) {
        for (size_t i = 0; i < COUNT(names); i++) {
            (void)svg_length(xml_tree_value(t, node, names[i]), 16, &ends[i]);
        }
        svg_area_of_line(w->svg->arena, svg_moved(p->m, ends[0], ends[1]),
                         svg_moved(p->m, ends[2], ends[3]), width, &item.area);
        add_item(w, &item);
        return;
    }
    if (!svg_area_of(w->svg->arena, t, node, p->m, &w->scene->view, &area)) {
        /* A straight path has no area: its two ends. */
        size_t at = 0;
        struct str d = xml_tree_value(t, node, xml_tree_is(t, node, "path") ? "d" : "points");
        bool is_straight = str_find(d, STR("c"), 0) < 0 && str_find(d, STR("C"), 0) < 0;
        int n = 0;

        while (n < 4 && path_data_number(d, &at, &ends[n])) {
            n++;
        }
        float dx = str_find(d, STR("h"), 0) >= 0 || str_find(d, STR("l"), 0) >= 0 ? ends[0] : 0;

        if (n >= 3 && is_straight &&
            (n == 4 || str_find(d, STR("h"), 0) >= 0 || str_find(d, STR("H"), 0) >= 0)) {
            float to_x = ends[2] + dx;
            float to_y = n == 4 ? ends[3] + (dx != 0 ? ends[1] : 0) : ends[1];

            svg_area_of_line(w->svg->arena, svg_moved(p->m, ends[0], ends[1]),
                             svg_moved(p->m, to_x, to_y), width, &item.area);
            add_item(w, &item);
        }
        return;
    }
    uint32_t beg = 0;

    for (uint32_t c = 0; c < area.contours && area.point_count <= 64; c++) {
        for (uint32_t i = beg; i + 1 < area.ends[c]; i++) {
            svg_area_of_line(w->svg->arena, area.points[i], area.points[i + 1], width, &item.area);
            add_item(w, &item);
        }
        beg = area.ends[c];
    }
}

static void take_shape(struct walk *w, const struct place *p, uint32_t node)
{
    struct svg_item item = {.kind = SVG_COVER, .clip = p->clip, .node = node};
    float least = SMALL_UNITS / w->scene->points_per_unit;

    if (!is_painted(&p->look) || p->is_used || p->is_unused) {
        return;
    }
    if (p->look.fill.paint != SVG_NONE && p->look.fill_opacity > 0.01f &&
        svg_area_of(w->svg->arena, &w->svg->tree, node, p->m, &w->scene->view, &item.area) &&
        item.area.box.x1 - item.area.box.x0 >= least &&
        item.area.box.y1 - item.area.box.y0 >= least) {
        item.area.is_even_odd = p->look.is_even_odd;
        item.rgb = p->look.fill.rgb;
        item.kind =
            is_opaque(&p->look, &p->look.fill, p->look.fill_opacity) ? SVG_COVER : SVG_GROUND;
        add_item(w, &item);
    }
    if (p->look.stroke.paint == SVG_SOLID) {
        take_stroke(w, p, node);
    }
}

static struct svg_box box_of(const struct xml_tree *t, uint32_t node, struct svg_box otherwise)
{
    struct svg_box box = {otherwise.x0, otherwise.y0, 0, 0};
    float width = otherwise.x1 - otherwise.x0;
    float height = otherwise.y1 - otherwise.y0;

    (void)svg_length(xml_tree_value(t, node, "x"), width, &box.x0);
    (void)svg_length(xml_tree_value(t, node, "y"), height, &box.y0);
    (void)svg_length(xml_tree_value(t, node, "width"), width, &width);
    (void)svg_length(xml_tree_value(t, node, "height"), height, &height);
    box.x1 = box.x0 + width;
    box.y1 = box.y0 + height;
    return box;
}

/* JPEG has no holes. One that fills the page may be a scan over the text that was read of it. */
static bool is_opaque_picture(const struct walk *w, const struct place *p, uint32_t node,
                              const struct svg_box *box)
{
    const struct svg_box *view = &w->scene->view;
    float whole = (view->x1 - view->x0) * (view->y1 - view->y0);

    return str_starts(xml_tree_value(&w->svg->tree, node, "href"), STR("data:image/jp")) &&
           is_painted(&p->look) && p->look.opacity >= OPAQUE && p->look.mask.n == 0 &&
           !(p->look.unsure & SVG_UNSURE_INK) &&
           (box->x1 - box->x0) * (box->y1 - box->y0) < whole * 0.5f;
}

static void take_picture(struct walk *w, const struct place *p, uint32_t node)
{
    struct svg_item item = {.kind = SVG_PICTURE, .clip = p->clip, .node = node, .look = p->look};

    if (p->is_used || p->is_unused) {
        return;
    }
    svg_area_of_box(w->svg->arena, box_of(&w->svg->tree, node, (struct svg_box){}), p->m,
                    &item.area);
    item.covers = is_opaque_picture(w, p, node, &item.area.box);
    add_item(w, &item);
}

/* ---- text ---- */

static void end_read_line(struct walk *w, struct pen *pen)
{
    struct str text = str_trim(buf_str(&pen->line));

    if (text.n > 0) {
        *VEC_ADD(w->svg->arena, &w->svg->lines) = (struct svg_line){
            .place = svg_place(w->svg, pen->line_at), .text = arena_str(w->svg->arena, text)};
    }
    buf_clear(&pen->line);
}

/* The line being written is over: it goes where its anchor says. */
static void end_line(struct walk *w, struct pen *pen)
{
    struct svg_scene *scene = w->scene;
    float width = 0;

    for (uint32_t i = pen->first_run; i < scene->runs.n; i++) {
        width += scene->runs.v[i].width;
        scene->runs.v[i].has_more = i + 1 < scene->runs.n;
    }
    float shift = pen->anchor == SVG_MIDDLE ? width / 2 : pen->anchor == SVG_END ? width : 0;

    for (uint32_t i = pen->first_run; i < scene->runs.n; i++) {
        scene->runs.v[i].x -= shift;
    }
    pen->first_run = scene->runs.n;
}

/* White space as blanks, none at the start of a line nor behind another. */
static struct str collapsed(struct walk *w, struct pen *pen, struct str raw)
{
    struct str text = svg_decoded(w->svg, raw);
    char *out = arena_alloc(w->svg->arena, text.n + 1);
    size_t n = 0;

    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];

        c = c == '\n' || c == '\r' || c == '\t' ? ' ' : c;
        if (c != ' ' || !pen->is_spaced) {
            out[n++] = c;
        }
        pen->is_spaced = c == ' ';
    }
    return (struct str){.p = out, .n = n};
}

static float width_of(struct str text, float size)
{
    float width = 0;

    for (size_t i = 0; i < text.n;) {
        uint32_t cp;

        i += utf8_decode(text, i, &cp);
        width += svg_advance(cp) * size;
    }
    return width;
}

static void take_words(struct walk *w, const struct place *p, struct pen *pen, uint32_t node,
                       size_t beg, size_t end)
{
    struct str raw = str_sub(w->svg->tree.bytes, beg, end);
    struct str text = collapsed(w, pen, raw);

    if (text.n == 0 || w->scene->runs.n >= MAX_RUNS) {
        w->svg->is_cut |= w->scene->runs.n >= MAX_RUNS;
        return;
    }
    float width = width_of(text, p->look.font_size);

    if (pen->line.n == 0) {
        pen->line_at = beg;
    }
    buf_add(&pen->line, text);
    *VEC_ADD(w->svg->arena, &w->scene->runs) =
        (struct svg_run){.text = text,
                         .node = node,
                         .text_node = pen->text_node,
                         .order = w->scene->items.n,
                         .look = p->look,
                         .m = p->m,
                         .clip = p->clip,
                         .x = pen->x,
                         .y = pen->y,
                         .width = width,
                         .has_place = pen->has_place && !p->look.is_upright,
                         .is_used = p->is_used,
                         .is_unused = p->is_unused};
    pen->x += width;
}

/* x, y, dx, dy of a <text> or <tspan>; with a place of its own a new line begins. */
static void move_pen(struct walk *w, struct pen *pen, const struct place *p, uint32_t node)
{
    const struct xml_tree *t = &w->svg->tree;
    float size = p->look.font_size;
    float was_x = pen->x;
    struct str x = xml_tree_value(t, node, "x");
    struct str y = xml_tree_value(t, node, "y");
    float value;

    if (x.n > 0 || y.n > 0) {
        end_line(w, pen);
        pen->anchor = p->look.anchor;
        pen->is_spaced = true;
    }
    if (svg_length(x, size, &value)) {
        pen->x = value;
    }
    if (svg_length(y, size, &value)) {
        pen->y = value;
    }
    if (svg_length(xml_tree_value(t, node, "dx"), size, &value)) {
        pen->x += value;
    }
    if (svg_length(xml_tree_value(t, node, "dy"), size, &value)) {
        pen->y += value;
    }
    if (fabsf(pen->y - pen->y_of_line) > size * 0.6f) {
        end_read_line(w, pen);
        pen->y_of_line = pen->y;
    } else if (pen->x - was_x > size * 0.3f || pen->x < was_x - size) {
        buf_add_char(&pen->line, ' ');
    }
}

static struct place place_of(struct walk *w, const struct place *in, uint32_t node);

static void walk_text(struct walk *w, const struct place *in, struct pen *pen, uint32_t node)
{
    const struct xml_tree *t = &w->svg->tree;
    const struct xml_node *x = &t->nodes.v[node];
    struct place p = place_of(w, in, node);
    bool had_place = pen->has_place;
    uint32_t runs = w->scene->runs.n;
    size_t at = x->head_end;
    float length;

    move_pen(w, pen, &p, node);
    pen->has_place &= !xml_tree_is(t, node, "textPath");
    float begin_x = pen->x;

    for (uint32_t i = x->child; i != XML_TREE_NONE; i = t->nodes.v[i].next) {
        take_words(w, &p, pen, node, at, t->nodes.v[i].beg);
        if (!xml_tree_is(t, i, "title") && !xml_tree_is(t, i, "desc")) {
            walk_text(w, &p, pen, i);
        }
        at = t->nodes.v[i].end;
    }
    take_words(w, &p, pen, node, at, x->tail_beg);
    if (svg_length(xml_tree_value(t, node, "textLength"), p.look.font_size, &length) &&
        w->scene->runs.n == runs + 1) {
        w->scene->runs.v[runs].width = length;
        pen->x = begin_x + length;
    }
    /* A list of places: one for each letter. */
    struct str xs = xml_tree_value(t, node, "x");
    float first = 0, last = 0;
    size_t from = 0;
    int n = 0;

    while (path_data_number(xs, &from, &last)) {
        first = n++ == 0 ? last : first;
    }
    if (n > 1 && w->scene->runs.n == runs + 1 && last > first) {
        w->scene->runs.v[runs].width = last - first + p.look.font_size * 0.5f;
        w->scene->runs.v[runs].places = xs;
    }
    pen->has_place = had_place;
}

static void take_text(struct walk *w, const struct place *in, uint32_t node)
{
    struct pen pen = {.text_node = node,
                      .has_place = true,
                      .first_run = w->scene->runs.n,
                      .is_spaced = true,
                      .line_at = w->svg->tree.nodes.v[node].beg};

    buf_init(&pen.line, MAX_LINE_BYTES);
    walk_text(w, in, &pen, node);
    end_line(w, &pen);
    end_read_line(w, &pen);
    buf_done(&pen.line);
}

/* HTML in the picture: its words as lines. */
static void take_foreign(struct walk *w, const struct place *p, uint32_t node)
{
    const struct xml_tree *t = &w->svg->tree;
    uint32_t end = xml_tree_past(t, node);
    struct str first = {};

    for (uint32_t i = node + 1; i < t->nodes.n && i != end; i++) {
        const struct xml_node *x = &t->nodes.v[i];
        size_t stop = x->child == XML_TREE_NONE ? x->tail_beg : t->nodes.v[x->child].beg;
        struct str text = str_trim(svg_decoded(w->svg, str_sub(t->bytes, x->head_end, stop)));

        if (text.n > 0 && !xml_tree_is(t, i, "style") && !xml_tree_is(t, i, "script")) {
            *VEC_ADD(w->svg->arena, &w->svg->lines) =
                (struct svg_line){.place = svg_place(w->svg, x->beg), .text = text};
            first = first.n == 0 ? text : first;
        }
    }
    bool is_hidden = !(p->look.unsure & SVG_UNSURE_SHOWN) &&
                     (!p->look.is_displayed || !p->look.is_visible ||
                      (p->look.opacity < 0.01f && !(p->look.unsure & SVG_UNSURE_EFFECT)));

    if (is_hidden && first.n > 0) {
        svg_mark(w->svg, &(struct svg_mark){.rule = "DOC-221",
                                            .basis = INSPECT_STRUCTURAL,
                                            .place = svg_place(w->svg, t->nodes.v[node].beg),
                                            .reads = first,
                                            .beg = t->nodes.v[node].beg,
                                            .end = t->nodes.v[node].end});
    }
}

/* ---- the walk ---- */

static bool is_animated(const struct xml_tree *t, uint32_t node)
{
    for (uint32_t i = t->nodes.v[node].child; i != XML_TREE_NONE; i = t->nodes.v[i].next) {
        struct str name = xml_tree_name(t, i);

        if (str_starts(name, STR("animate")) || str_eq(name, STR("set"))) {
            return true;
        }
    }
    return false;
}

static int by_id(const void *a, const void *b)
{
    return str_cmp(((const struct clip_path *)a)->id, ((const struct clip_path *)b)->id);
}

static void list_clips(struct walk *w)
{
    const struct xml_tree *t = &w->svg->tree;

    for (uint32_t i = 1; i < t->nodes.n; i++) {
        if (xml_tree_is(t, i, "clipPath")) {
            *VEC_ADD(w->svg->arena, &w->clips) =
                (struct clip_path){.id = xml_tree_value(t, i, "id"), .node = i};
        }
    }
    if (w->clips.n > 0) {
        qsort(w->clips.v, w->clips.n, sizeof(w->clips.v[0]), by_id);
    }
}

/* Makes the area of a clip of one shape; false for others, and when too many were made. */
static bool make_clip(struct walk *w, struct clip_path *clip, struct svg_matrix m)
{
    const struct xml_tree *t = &w->svg->tree;
    uint32_t shape = t->nodes.v[clip->node].child;

    if (clip->has_area && memcmp(&clip->m, &m, sizeof(m)) == 0) {
        return true;
    }
    clip->m = m;
    clip->has_area = false;
    if (shape == XML_TREE_NONE) {
        clip->area = (struct svg_area){}; /* nothing in it is shown */
        clip->has_area = true;
        return true;
    }
    if (t->nodes.v[shape].next != XML_TREE_NONE || w->clip_points > MAX_CLIP_POINTS ||
        str_eq(xml_tree_value(t, clip->node, "clipPathUnits"), STR("objectBoundingBox"))) {
        return false;
    }
    m = svg_matrix_of(xml_tree_value(t, clip->node, "transform"), m);
    m = svg_matrix_of(xml_tree_value(t, shape, "transform"), m);
    clip->has_area = svg_area_of(w->svg->arena, t, shape, m, &w->scene->view, &clip->area);
    w->clip_points += clip->has_area ? clip->area.point_count : 1;
    return clip->has_area;
}

/* Of clips that are not followed nothing is known, and nothing in them taken for hidden. */
static const struct svg_clip *clip_of(struct walk *w, struct place *p)
{
    const struct clip_path wanted = {.id = p->look.clip};
    struct clip_path *clip =
        w->clips.n == 0 ? NULL
                        : bsearch(&wanted, w->clips.v, w->clips.n, sizeof(w->clips.v[0]), by_id);

    if (clip == NULL || !make_clip(w, clip, p->m)) {
        p->look.unsure |= SVG_UNSURE_EFFECT;
        return p->clip;
    }
    struct svg_clip *out = ARENA_NEW(w->svg->arena, struct svg_clip);

    *out = (struct svg_clip){.area = clip->area, .up = p->clip};
    return out;
}

static struct place place_of(struct walk *w, const struct place *in, uint32_t node)
{
    const struct xml_tree *t = &w->svg->tree;
    struct place p = *in;
    struct str transform = xml_tree_value(t, node, "transform");

    p.look = svg_look_of(&w->svg->styles, t, node, &in->look);
    if (transform.n > 0) {
        p.m = svg_matrix_of(transform, in->m);
    }
    if (p.look.mask.n > 0) {
        p.look.unsure |= SVG_UNSURE_EFFECT;
    }
    if (p.look.clip.n > 0) {
        p.clip = clip_of(w, &p);
    }
    if (is_animated(t, node)) {
        p.look.unsure |= SVG_UNSURE_SHOWN | SVG_UNSURE_EFFECT;
    }
    return p;
}

/* The units of an <svg> element: its view into its box. */
static struct svg_matrix view_of(const struct xml_tree *t, uint32_t node, struct svg_box box,
                                 struct svg_box *ret_view)
{
    struct str list = xml_tree_value(t, node, "viewBox");
    float v[4] = {};
    size_t at = 0;
    int n = 0;

    while (n < 4 && path_data_number(list, &at, &v[n])) {
        n++;
    }
    float width = box.x1 - box.x0;
    float height = box.y1 - box.y0;

    if (n < 4 || v[2] <= 0 || v[3] <= 0 || width <= 0 || height <= 0) {
        *ret_view = (struct svg_box){0, 0, width, height};
        return (struct svg_matrix){.a = 1, .d = 1, .e = box.x0, .f = box.y0};
    }
    bool is_stretched = str_starts(xml_tree_value(t, node, "preserveAspectRatio"), STR("none"));
    float sx = width / v[2];
    float sy = height / v[3];
    float s = MIN(sx, sy);

    if (!is_stretched) {
        sx = sy = s;
    }
    float left = (width - v[2] * sx) / 2;
    float top = (height - v[3] * sy) / 2;

    *ret_view = (struct svg_box){v[0] - left / sx, v[1] - top / sy, v[0] + (width - left) / sx,
                                 v[1] + (height - top) / sy};
    return (struct svg_matrix){
        .a = sx, .d = sy, .e = box.x0 + left - v[0] * sx, .f = box.y0 + top - v[1] * sy};
}

static void walk(struct walk *w, const struct place *in, uint32_t node);

static void walk_children(struct walk *w, const struct place *p, uint32_t node)
{
    const struct xml_tree *t = &w->svg->tree;

    for (uint32_t i = t->nodes.v[node].child; i != XML_TREE_NONE; i = t->nodes.v[i].next) {
        walk(w, p, i);
    }
}

/* A layer that is off and has drawings, but no words (those are told themselves). */
static void check_layer(struct walk *w, const struct place *in, const struct place *p,
                        uint32_t node)
{
    const struct xml_tree *t = &w->svg->tree;
    const struct xml_node *x = &t->nodes.v[node];

    if (p->look.is_displayed || !in->look.is_displayed || x->child == XML_TREE_NONE ||
        !str_eq(xml_tree_value(t, node, "groupmode"), STR("layer")) ||
        (p->look.unsure & SVG_UNSURE_SHOWN)) {
        return;
    }
    svg_mark(w->svg,
             &(struct svg_mark){.rule = "PPT-264",
                                .basis = INSPECT_STRUCTURAL,
                                .place = svg_place(w->svg, x->beg),
                                .reads = svg_decoded(w->svg, xml_tree_value(t, node, "label")),
                                .beg = x->beg,
                                .end = x->end});
}

static void walk(struct walk *w, const struct place *in, uint32_t node)
{
    static const char *const shapes[] = {"rect",    "circle",   "ellipse", "line",
                                         "polygon", "polyline", "path"};
    static const char *const groups[] = {"g",      "a",       "switch",   "svg",  "symbol",
                                         "marker", "pattern", "clipPath", "mask", "defs"};
    static const char *const unpainted[] = {"symbol",   "marker", "pattern",
                                            "clipPath", "mask",   "defs"};
    const struct xml_tree *t = &w->svg->tree;
    struct place p = place_of(w, in, node);

    for (size_t i = 0; i < COUNT(shapes); i++) {
        if (xml_tree_is(t, node, shapes[i])) {
            take_shape(w, &p, node);
            return;
        }
    }
    for (size_t i = 0; i < COUNT(unpainted); i++) {
        p.is_unused |= xml_tree_is(t, node, unpainted[i]);
    }
    if (p.is_unused && svg_is_used(w->svg, node)) {
        p.is_used = true;
        p.is_unused = false;
    }
    if (xml_tree_is(t, node, "text")) {
        struct place outer = *in; /* its own look and place are taken once, with its words */

        outer.is_used = p.is_used;
        outer.is_unused = p.is_unused;
        take_text(w, &outer, node);
    } else if (xml_tree_is(t, node, "image")) {
        take_picture(w, &p, node);
    } else if (xml_tree_is(t, node, "foreignObject")) {
        take_foreign(w, &p, node);
    } else if (xml_tree_is(t, node, "use")) {
        w->scene->has_ground = true;
    } else if (xml_tree_is(t, node, "svg") && node != w->svg->root) {
        struct svg_box view;

        p.m = svg_matrix_joined(p.m, view_of(t, node, box_of(t, node, w->scene->view), &view));
        walk_children(w, &p, node);
    } else {
        for (size_t i = 0; i < COUNT(groups); i++) {
            if (xml_tree_is(t, node, groups[i])) {
                check_layer(w, in, &p, node);
                walk_children(w, &p, node);
                return;
            }
        }
    }
}

/* The view of the outermost element, in its own units. */
static void read_view(struct svg_scene *scene)
{
    const struct xml_tree *t = &scene->svg->tree;
    uint32_t root = scene->svg->root;
    struct str list = xml_tree_value(t, root, "viewBox");
    struct svg_box box = {};
    float v[4] = {};
    size_t at = 0;
    int n = 0;

    while (n < 4 && path_data_number(list, &at, &v[n])) {
        n++;
    }
    bool has_view = n == 4 && v[2] > 0 && v[3] > 0;
    bool has_size = !str_has(xml_tree_value(t, root, "width"), STR("%")) &&
                    !str_has(xml_tree_value(t, root, "height"), STR("%")) &&
                    svg_length(xml_tree_value(t, root, "width"), 16, &box.x1) &&
                    svg_length(xml_tree_value(t, root, "height"), 16, &box.y1) && box.x1 > 0 &&
                    box.y1 > 0;

    scene->has_box_limits = has_view || has_size;
    if (!has_size) {
        box = has_view ? (struct svg_box){0, 0, v[2], v[3]} : (struct svg_box){0, 0, 595, 842};
    }
    (void)view_of(t, root, box, &scene->view);
    float units = MAX(scene->view.x1 - scene->view.x0, 1e-6f);

    scene->points_per_unit = has_size ? (box.x1 - box.x0) * 0.75f / units : 595 / units;
    scene->has_ground = str_has(xml_tree_value(t, root, "style"), STR("background"));
}

void svg_scene_read(struct svg *s)
{
    struct svg_scene scene = {.svg = s};
    struct walk w = {.scene = &scene, .svg = s};
    const struct place first = {.look = svg_look_first(), .m = {.a = 1, .d = 1}};

    read_view(&scene);
    list_clips(&w);
    walk(&w, &first, s->root);
    svg_seen_judge(&scene);
}
