/*
 * What paints a shape of a scene; see ooxml-scene.h: its fill, its line, its geometry, the picture
 * in it. A gradient of many colours or a pattern has no one colour, but what lies under it is not
 * seen either.
 */
#include "inspect/office/ooxml-scene-paint.h"

#include "inspect/office/ooxml-value.h"

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

    shape->outline.count = 0;
    shape->fills_area = false;
    if (ooxml_is(e->name, "prstGeom") && xml_attribute(e, "prst", &preset)) {
        enum ooxml_filling filling = ooxml_outline_find(preset, &shape->outline);

        shape->is_ellipse = filling == OOXML_FILLS_ELLIPSE;
        shape->fills_area = shape->is_ellipse || filling == OOXML_FILLS_BOX;
        shape->is_line = str_eq(preset, STR("line")) || str_has(preset, STR("Connector1"));
    }
}

/* A coordinate of a path; one that a formula of the shape gives is not known. */
static double coordinate(struct scene *s, const struct xml_element *e, const char *name)
{
    enum { NONE = INT32_MIN };
    int64_t n = xml_attribute_int(e, name, NONE);

    s->freehand.is_lost |= n == NONE;
    return (double)n;
}

static void take_point(struct scene *s, const struct xml_element *e)
{
    double *p = s->points;
    struct ooxml_freehand *f = &s->freehand;

    if (s->point_count >= COUNT(s->points)) {
        return;
    }
    p[s->point_count++] = coordinate(s, e, "x");
    p[s->point_count++] = coordinate(s, e, "y");
    if (s->command == 'm') {
        ooxml_freehand_move(f, p[0], p[1]);
    } else if (s->command == 'l') {
        ooxml_freehand_line(f, p[0], p[1]);
    } else if (s->command == 'c' && s->point_count == 6) {
        ooxml_freehand_curve(f, p[0], p[1], p[2], p[3], p[4], p[5]);
    } else if (s->command == 'q' && s->point_count == 4) {
        /* The same curve with two points instead of one between its ends. */
        ooxml_freehand_curve(f, (f->x + 2 * p[0]) / 3, (f->y + 2 * p[1]) / 3, (p[2] + 2 * p[0]) / 3,
                             (p[3] + 2 * p[1]) / 3, p[2], p[3]);
    }
}

/* An element of a path (ECMA-376 part 1, 20.1.9.15). */
static void take_path(struct scene *s, const struct xml_element *e)
{
    enum { PER_DEGREE = 60000 };
    static const struct {
        const char *name;
        char command;
    } commands[] = {{"moveTo", 'm'}, {"lnTo", 'l'}, {"cubicBezTo", 'c'}, {"quadBezTo", 'q'}};
    struct str fill = {};

    if (ooxml_is(e->name, "path")) {
        /*
         * One that is not filled covers nothing. Without a size of its own it is as large as the
         * shape.
         */
        s->in_path = !xml_attribute(e, "fill", &fill) || !str_eq(fill, STR("none"));
        s->freehand.width = (double)xml_attribute_int(e, "w", 0);
        s->freehand.height = (double)xml_attribute_int(e, "h", 0);
        s->freehand.width = s->freehand.width > 0 ? s->freehand.width : s->box.width;
        s->freehand.height = s->freehand.height > 0 ? s->freehand.height : s->box.height;
    } else if (s->in_path && ooxml_is(e->name, "pt")) {
        take_point(s, e);
    } else if (s->in_path && ooxml_is(e->name, "arcTo")) {
        ooxml_freehand_arc(&s->freehand, coordinate(s, e, "wR"), coordinate(s, e, "hR"),
                           coordinate(s, e, "stAng") / PER_DEGREE,
                           coordinate(s, e, "swAng") / PER_DEGREE);
    }
    for (size_t i = 0; i < COUNT(commands); i++) {
        if (ooxml_is(e->name, commands[i].name)) {
            s->command = commands[i].command;
            s->point_count = 0;
        }
    }
}

void scene_paint_freehand(struct scene *s, struct scene_shape *shape)
{
    (void)ooxml_freehand_end(&s->freehand, &shape->outline);
    s->is_freehand = s->in_path = false;
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
        shape->outline.count = 0; /* it was adjusted */
    } else if (ooxml_is(e->name, "prstGeom") || ooxml_is(e->name, "custGeom")) {
        take_geometry(shape, e);
        s->is_freehand = e->name[0] == 'c';
        s->in_path = false;
        s->freehand = (struct ooxml_freehand){.arena = s->arena};
    } else if (s->is_freehand) {
        take_path(s, e);
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
