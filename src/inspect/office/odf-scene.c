/* Shapes over others on slides of OpenDocument; see odf-scene.h. */
#include "inspect/office/odf-scene.h"

#include <stdlib.h>

enum {
    MAX_SHAPES = 2000,
    MAX_DEPTH = 32,
    MAX_WORDS_BYTES = 200,
    MAX_TARGETS = 5000, /* of a slide that are looked for among its shapes */
    SLACK = 500,        /* micrometres */
};

struct box {
    int64_t x0, y0, x1, y1; /* micrometres */
};

struct shape {
    struct box box;
    struct str words, id;
    bool has_box, may_cover, has_picture, moves;
};

struct odf_scene {
    struct arena *arena;
    VEC(struct shape) shapes;
    uint32_t open[MAX_DEPTH]; /* indices of open shapes, one more; 0 = not kept */
    uint32_t depth, targets;
    bool in_page;
};

struct odf_scene *odf_scene_new(struct arena *a)
{
    struct odf_scene *s = ARENA_NEW(a, struct odf_scene);

    *s = (struct odf_scene){.arena = a};
    return s;
}

void odf_scene_page(struct odf_scene *s)
{
    s->shapes.n = 0;
    s->depth = 0;
    s->targets = 0;
    s->in_page = true;
}

/* "2.5cm" as micrometres; false: it is no length. */
static bool length_of(const struct xml_element *e, const char *name, int64_t *ret)
{
    static const struct {
        const char *unit;
        double factor;
    } units[] = {
        {"cm", 10000}, {"mm", 1000}, {"in", 25400}, {"pt", 25400.0 / 72}, {"px", 25400.0 / 96}};
    char digits[32];
    struct str value;

    if (!xml_attribute(e, name, &value) || value.n < 3 || value.n >= sizeof(digits)) {
        return false;
    }
    memcpy(digits, value.p, value.n);
    digits[value.n] = '\0';
    for (size_t i = 0; i < COUNT(units); i++) {
        if (str_ends(value, str_of(units[i].unit))) {
            double number = strtod(digits, NULL);

            *ret = (int64_t)(number * units[i].factor);
            return number > -1e6 && number < 1e6;
        }
    }
    return false;
}

static bool box_of(const struct xml_element *e, struct box *ret)
{
    int64_t x, y, width, height;
    struct str transform;

    if (xml_attribute(e, "transform", &transform) || !length_of(e, "x", &x) ||
        !length_of(e, "y", &y) || !length_of(e, "width", &width) ||
        !length_of(e, "height", &height)) {
        return false;
    }
    *ret = (struct box){x, y, x + width, y + height};
    return width > 0 && height > 0;
}

static bool is_shape(const char *name)
{
    static const char *const names[] = {
        "frame", "custom-shape", "rect",      "ellipse",         "circle", "polygon", "polyline",
        "path",  "line",         "connector", "regular-polygon", "g",      "caption", "control"};

    for (size_t i = 0; i < COUNT(names); i++) {
        if (ooxml_is(name, names[i])) {
            return true;
        }
    }
    return false;
}

static struct shape *innermost(struct odf_scene *s)
{
    for (uint32_t i = s->depth; i > 0; i--) {
        if (i <= MAX_DEPTH && s->open[i - 1] > 0) {
            return &s->shapes.v[s->open[i - 1] - 1];
        }
    }
    return NULL;
}

static void begin_shape(struct odf_scene *s, const struct xml_element *e,
                        const struct odf_style *style)
{
    uint32_t index = 0;

    if (s->shapes.n < MAX_SHAPES && !ooxml_is(e->name, "g")) {
        struct shape *x = VEC_ADD(s->arena, &s->shapes);

        *x = (struct shape){.id = ooxml_value(s->arena, e, "id")};
        x->has_box = box_of(e, &x->box);
        /* Others than rectangles say so in an element of theirs. */
        x->may_cover = x->has_box && style->ground.paint == OOXML_SOLID &&
                       (ooxml_is(e->name, "rect") || ooxml_is(e->name, "frame") ||
                        ooxml_is(e->name, "custom-shape"));
        index = s->shapes.n;
    }
    if (s->depth < MAX_DEPTH) {
        s->open[s->depth] = index;
    }
    s->depth++;
}

/* "rectangle" and what programs call it. */
static bool is_rectangle(const struct xml_element *e)
{
    struct str type;

    return xml_attribute(e, "type", &type) &&
           (str_eq(type, STR("rectangle")) || str_eq(type, STR("mso-spt1")) ||
            str_eq(type, STR("ooxml-rect")));
}

/* What moves, appears or goes in the show. */
static void take_target(struct odf_scene *s, const struct xml_element *e)
{
    struct str id;

    if (!xml_attribute(e, "targetElement", &id) || s->targets++ >= MAX_TARGETS) {
        return;
    }
    for (uint32_t i = 0; i < s->shapes.n; i++) {
        s->shapes.v[i].moves |= str_eq(s->shapes.v[i].id, id);
    }
}

void odf_scene_start(struct odf_scene *s, const struct xml_element *e,
                     const struct odf_style *style)
{
    struct shape *x = s->in_page ? innermost(s) : NULL;

    if (!s->in_page) {
        return;
    }
    if (is_shape(e->name)) {
        begin_shape(s, e, style);
    } else if (x != NULL && ooxml_is(e->name, "enhanced-geometry")) {
        x->may_cover &= is_rectangle(e);
    } else if (x != NULL && ooxml_is(e->name, "image")) {
        struct str href = ooxml_value(s->arena, e, "href");

        x->has_picture = true;
        x->may_cover |= x->has_box && (ooxml_ends(href, ".jpg") || ooxml_ends(href, ".jpeg"));
    } else if (x != NULL && (ooxml_is(e->name, "object") || ooxml_is(e->name, "object-ole"))) {
        x->has_picture = true;
    } else {
        take_target(s, e);
    }
}

void odf_scene_end(struct odf_scene *s, const char *name)
{
    if (s->in_page && is_shape(name)) {
        s->depth -= s->depth > 0;
    }
    s->in_page &= !ooxml_is(name, "page");
}

void odf_scene_words(struct odf_scene *s, struct str words)
{
    struct shape *x = s->in_page ? innermost(s) : NULL;

    words = str_trim(words);
    if (x != NULL && words.n > 0 && x->words.n < MAX_WORDS_BYTES) {
        x->words = x->words.n == 0
                       ? arena_str(s->arena, words)
                       : arena_printf(s->arena, "%.*s %.*s", STR_ARG(x->words), STR_ARG(words));
    }
}

static bool covers(const struct box *over, const struct box *under)
{
    return over->x0 <= under->x0 + SLACK && over->y0 <= under->y0 + SLACK &&
           over->x1 >= under->x1 - SLACK && over->y1 >= under->y1 - SLACK;
}

bool odf_scene_hidden(const struct odf_scene *s, uint32_t *at, struct str *ret_words)
{
    while (*at < s->shapes.n) {
        const struct shape *x = &s->shapes.v[(*at)++];

        for (uint32_t i = *at; i < s->shapes.n && x->has_box && !x->moves; i++) {
            const struct shape *over = &s->shapes.v[i];

            if (over->may_cover && !over->moves && (x->words.n > 0 || x->has_picture) &&
                covers(&over->box, &x->box)) {
                *ret_words = x->words;
                return true;
            }
        }
    }
    return false;
}
