/*
 * What paints a shape of a scene; see ooxml-scene.h: its fill, its line, its geometry, the picture in
 * it. A gradient of many colours or a pattern has no one colour, but what lies under it is not seen
 * either.
 */
#include "inspect/office/ooxml-scene.h"

enum {
    LEAST_ALPHA = 95000,    /* 100000ths: less is seen through */
    THICK_LINE_EMU = 76200, /* 6 points */
};

/* Colours of a gradient or a pattern: whether one of them is seen through. */
static void take_mixed(struct scene_shape *shape, const struct xml_element *e)
{
    if (ooxml_is(e->name, "gradFill") || ooxml_is(e->name, "pattFill")) {
        shape->fills_opaque = true;
    } else if (shape->fills_opaque && ooxml_is(e->name, "alpha") &&
               xml_attribute_int(e, "val", 100000) < LEAST_ALPHA) {
        shape->fills_opaque = false;
    }
}

static void take_fill(struct scene *s, struct scene_shape *shape, const struct xml_element *e)
{
    static const struct {
        const char *name;
        enum ooxml_paint paint;
    } fills[] = {{"noFill", OOXML_CLEAR},
                 {"gradFill", OOXML_UNKNOWN},
                 {"blipFill", OOXML_UNKNOWN},
                 {"pattFill", OOXML_UNKNOWN},
                 {"grpFill", OOXML_UNKNOWN}};

    take_mixed(shape, e);
    if (ooxml_is(e->name, "solidFill")) {
        s->in_fill = true;
        shape->fill.paint = OOXML_UNKNOWN;
        return;
    }
    for (size_t i = 0; i < COUNT(fills); i++) {
        if (ooxml_is(e->name, fills[i].name)) {
            shape->fill = (struct ooxml_colour){.paint = (uint8_t)fills[i].paint};
        }
    }
    if (ooxml_is(e->name, "gradFill")) {
        s->blends = 'f';
        s->blend = (struct ooxml_blend){};
    } else if (s->blends == 'f') {
        ooxml_blend_take(&s->blend, s->theme, e);
    } else if (s->in_fill) {
        ooxml_colour_take(&shape->fill, s->theme, e);
    }
}

/* What is filled of its box: only that is sure to cover what is under it. */
static void take_geometry(struct scene_shape *shape, const struct xml_element *e)
{
    struct str preset = {};

    shape->outline = NULL;
    shape->fills_area = false;
    if (ooxml_is(e->name, "prstGeom") && xml_attribute(e, "prst", &preset)) {
        enum ooxml_filling filling = ooxml_outline_find(preset, &shape->outline);

        shape->is_ellipse = filling == OOXML_FILLS_ELLIPSE;
        shape->fills_area = shape->is_ellipse || filling == OOXML_FILLS_BOX;
        shape->is_line = str_eq(preset, STR("line")) || str_has(preset, STR("Connector1"));
    }
}

bool scene_picture_has_holes(struct ooxml *o, struct str part)
{
    enum { COLOUR_TYPE_AT = 25, HAS_ALPHA = 4, PALETTE = 3 };
    struct ooxml_part *p = ooxml_part(o, part);
    struct package_stream stream = {};
    struct err err = {};
    char head[COLOUR_TYPE_AT + 1] = {0};
    size_t n = 0;

    if (ooxml_ends(part, ".jpg") || ooxml_ends(part, ".jpeg") || ooxml_ends(part, ".bmp")) {
        return false;
    }
    if (p == NULL || !ooxml_ends(part, ".png") ||
        package_stream_open(&o->package, p->index, &stream, &err) < 0) {
        return true;
    }
    bool read =
        package_stream_read(&stream, head, sizeof(head), &n, &err) == 0 && n == sizeof(head);

    package_stream_close(&stream);
    return !read || (head[COLOUR_TYPE_AT] & HAS_ALPHA) != 0 || head[COLOUR_TYPE_AT] == PALETTE;
}

static void take_picture(struct scene *s, struct scene_shape *shape, const struct xml_element *e)
{
    struct str id = {};

    if (ooxml_is(e->name, "blip") && shape->is_picture) {
        shape->is_see_through = !xml_attribute(e, "embed", &id) ||
                                scene_picture_has_holes(s->o, ooxml_target(s->o, s->part, id));
    } else if (ooxml_is(e->name, "alphaModFix") && xml_attribute_int(e, "amt", 100000) < 90000) {
        shape->is_see_through = true;
    }
}

/* The line of a shape: a solid one is a colour, dashes leave gaps. */
static void take_line(struct scene *s, struct scene_shape *shape, const struct xml_element *e)
{
    struct str value = {};

    if (ooxml_is(e->name, "ln")) {
        shape->line = (struct ooxml_colour){};
        shape->line_width = (double)xml_attribute_int(e, "w", 9525);
    } else if (ooxml_is(e->name, "prstDash") || ooxml_is(e->name, "custDash")) {
        if (!xml_attribute(e, "val", &value) || !str_eq(value, STR("solid"))) {
            shape->line_width = 0;
        }
    } else if (ooxml_is(e->name, "gradFill") || ooxml_is(e->name, "pattFill")) {
        shape->line_width = 0;
    } else {
        ooxml_colour_take(&shape->line, s->theme, e);
    }
}

void scene_paint_line(struct scene_shape *shape)
{
    double wide = shape->line_width;

    if (!shape->is_line || !shape->is_placed || wide < THICK_LINE_EMU || shape->turn != 0 ||
        shape->line.paint != OOXML_SOLID) {
        return;
    }
    if (shape->height < wide && shape->width > shape->height) {
        shape->y += (shape->height - wide) / 2;
        shape->height = wide;
    } else if (shape->width < wide) {
        shape->x += (shape->width - wide) / 2;
        shape->width = wide;
    } else {
        return; /* it runs aslant */
    }
    shape->fill = shape->line;
    shape->fills_area = true;
    shape->is_line = false;
}

void scene_paint_take(struct scene *s, struct scene_shape *shape, const struct xml_element *e)
{
    s->line_depth += ooxml_is(e->name, "ln");
    if (ooxml_is(e->name, "spPr") || ooxml_is(e->name, "tcPr")) {
        s->in_properties = true;
    } else if (ooxml_is(e->name, "gd")) {
        shape->outline = NULL; /* it was adjusted */
    } else if (ooxml_is(e->name, "prstGeom") || ooxml_is(e->name, "custGeom")) {
        take_geometry(shape, e);
    } else if (ooxml_is(e->name, "fillRef")) {
        s->in_style_fill = xml_attribute_int(e, "idx", 0) > 0 && shape->fill.paint == OOXML_UNSAID;
    } else if (s->in_style_fill) {
        ooxml_colour_take(&shape->fill, s->theme, e);
    } else if (s->in_properties && s->line_depth == 0) {
        take_fill(s, shape, e);
    } else if (s->in_properties) {
        take_line(s, shape, e);
    }
    take_picture(s, shape, e);
}
