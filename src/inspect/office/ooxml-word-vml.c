/*
 * Shapes of VML, as Word wrote them before 2010 and in compatibility mode: place and looks stand in
 * the attributes `style`, `fillcolor` and `filled` (Office Open XML part 4, 19.1). They go into the
 * same scene as others. A shape in a group has its place in units of the group: it is not placed.
 */
#include "inspect/office/ooxml-word-vml.h"

#include "inspect/office/ooxml-value.h"
#include "inspect/office/ooxml-word-box.h"

#include <stdlib.h>

enum { VML_INSET_EMU = 45720, EMU_PER_PIXEL = 9525, EMU_PER_INCH = 914400, EMU_PER_CM = 360000 };

static bool is_shape(const char *name)
{
    return ooxml_is(name, "shape") || ooxml_is(name, "rect") || ooxml_is(name, "roundrect") ||
           ooxml_is(name, "oval");
}

/* The value of a property of the style, or "". */
static struct str property(struct str style, const char *name)
{
    struct str wanted = str_of(name);

    while (style.n > 0) {
        ptrdiff_t end = str_find(style, STR(";"), 0);
        struct str one = str_sub(style, 0, end < 0 ? style.n : (size_t)end);
        ptrdiff_t colon = str_find(one, STR(":"), 0);

        if (colon > 0 && str_eq(str_trim(str_sub(one, 0, (size_t)colon)), wanted)) {
            return str_trim(str_sub(one, (size_t)colon + 1, one.n));
        }
        style = str_sub(style, one.n + 1, style.n);
    }
    return (struct str){};
}

/* "12.5pt" in EMU; a number alone is pixels. */
static double length_of(struct str value)
{
    static const struct {
        const char *unit;
        double emu;
    } units[] = {{"pt", SCENE_EMU_PER_POINT},
                 {"in", EMU_PER_INCH},
                 {"cm", EMU_PER_CM},
                 {"mm", EMU_PER_CM / 10.0},
                 {"pc", 12.0 * SCENE_EMU_PER_POINT}};
    char digits[24] = {0};
    double unit = EMU_PER_PIXEL;

    memcpy(digits, value.p == NULL ? "" : value.p, MIN(value.n, sizeof(digits) - 1));
    for (size_t i = 0; i < COUNT(units); i++) {
        unit = str_ends(value, str_of(units[i].unit)) ? units[i].emu : unit;
    }
    return strtod(digits, NULL) * unit;
}

/* "black", "#f00", "#ff0000 [3212]"; unknown when it is another name. */
static struct ooxml_colour colour_of(struct str value)
{
    static const struct {
        struct str name;
        uint32_t rgb;
    } names[] = {{STR_IN_TABLE("black"), 0x000000}, {STR_IN_TABLE("white"), 0xFFFFFF},
                 {STR_IN_TABLE("gray"), 0x808080},  {STR_IN_TABLE("silver"), 0xC0C0C0},
                 {STR_IN_TABLE("red"), 0xFF0000},   {STR_IN_TABLE("yellow"), 0xFFFF00},
                 {STR_IN_TABLE("blue"), 0x0000FF},  {STR_IN_TABLE("navy"), 0x000080},
                 {STR_IN_TABLE("green"), 0x008000}, {STR_IN_TABLE("lime"), 0x00FF00}};
    struct ooxml_colour c = {.paint = OOXML_UNKNOWN, .opacity = 100};
    ptrdiff_t blank = str_find(value, STR(" "), 0);

    value = blank < 0 ? value : str_sub(value, 0, (size_t)blank);
    for (size_t i = 0; i < COUNT(names); i++) {
        if (str_eq_any_case(value, names[i].name)) {
            c.paint = OOXML_SOLID;
            c.rgb = names[i].rgb;
        }
    }
    if (value.n == 7 && value.p[0] == '#' && ooxml_rgb(str_sub(value, 1, 7), &c.rgb)) {
        c.paint = OOXML_SOLID;
    } else if (value.n == 4 && value.p[0] == '#') {
        char six[6] = {value.p[1], value.p[1], value.p[2], value.p[2], value.p[3], value.p[3]};

        if (ooxml_rgb((struct str){.p = six, .n = sizeof(six)}, &c.rgb)) {
            c.paint = OOXML_SOLID;
        }
    }
    return c;
}

/* What is not said is the default of a type that is not read: then nothing is sure. */
static struct ooxml_colour fill_of(const struct xml_element *e)
{
    struct str value;

    if (xml_attribute(e, "filled", &value) && value.n > 0 &&
        (value.p[0] == 'f' || value.p[0] == '0')) {
        return (struct ooxml_colour){.paint = OOXML_CLEAR};
    }
    return xml_attribute(e, "fillcolor", &value) ? colour_of(value)
                                                 : (struct ooxml_colour){.paint = OOXML_UNKNOWN};
}

static void start_shape(struct word_walk *w, const struct xml_element *e)
{
    struct word_float *d = &w->drawing;
    struct scene_shape shape = {.name = ooxml_value(w->arena, e, "id"),
                                .fill = fill_of(e),
                                .is_ellipse = ooxml_is(e->name, "oval")};
    struct str style = {};
    struct str type = {};

    xml_attribute(e, "style", &style);
    xml_attribute(e, "type", &type);
    struct str from = property(style, "mso-position-vertical-relative");
    struct str level = property(style, "z-index");

    /* A free shape may be of any form; one of the type of text boxes is a rectangle. */
    shape.fills_area = !ooxml_is(e->name, "shape") || str_ends(type, STR("_t202"));
    d->is_inline = !str_eq(property(style, "position"), STR("absolute"));
    d->is_behind = level.n > 0 && level.p[0] == '-';
    d->level = level.n == 0 ? 0 : (int64_t)(length_of(level) / EMU_PER_PIXEL);
    d->by_page = str_eq(from, STR("page")) || str_eq(from, STR("margin"));
    d->x = length_of(property(style, "margin-left")) + length_of(property(style, "left"));
    d->y = length_of(property(style, "margin-top")) + length_of(property(style, "top"));
    d->is_unseen = str_eq(property(style, "visibility"), STR("hidden"));
    shape.is_hidden = d->is_unseen;
    shape.turn = property(style, "rotation").n > 0 ? 45 : 0;
    shape.width = length_of(property(style, "width"));
    shape.height = length_of(property(style, "height"));
    shape.is_placed = d->vml_groups == 0 && shape.width > 0 && shape.height > 0;
    w->text_box =
        (struct word_box){.first = w->cut_runs.n,
                          .is_fixed = property(style, "v-text-anchor").n == 0 &&
                                      property(style, "mso-height-percent").n == 0 &&
                                      !str_eq(property(style, "mso-wrap-style"), STR("none"))};
    word_walk_anchor(w);
    shape.x = w->scene.maps[0].x;
    shape.y = w->scene.maps[0].y;
    scene_open(&w->scene, &shape);
}

/* Whether the box is of a fixed size and its words stand at the top of it, in lines across. */
static void take_textbox(struct word_walk *w, const struct xml_element *e)
{
    struct word_box *b = &w->text_box;
    struct str style = {};
    struct str inset = {};

    xml_attribute(e, "style", &style);
    b->is_linked = property(style, "mso-next-textbox").n > 0;
    b->is_fixed &= !str_eq(property(style, "mso-fit-shape-to-text"), STR("t")) &&
                   property(style, "layout-flow").n == 0;
    b->inset = xml_attribute(e, "inset", &inset) ? 0 : VML_INSET_EMU;
}

void word_vml_start(struct word_walk *w, const struct xml_element *e)
{
    struct word_float *d = &w->drawing;
    struct str value;

    if (e->ns == XML_WORD) {
        if (!d->is_open && ooxml_is(e->name, "pict")) {
            *d = (struct word_float){.is_open = true, .is_vml = true};
        }
        return;
    }
    if (!d->is_vml || w->scene.text_depth > 0) {
        return;
    }
    if (ooxml_is(e->name, "group")) {
        d->vml_groups++;
    } else if (is_shape(e->name)) {
        start_shape(w, e);
    } else if (ooxml_is(e->name, "textbox")) {
        take_textbox(w, e);
    } else if (ooxml_is(e->name, "fill") && w->scene.open >= 0) {
        struct scene_shape *shape = &w->scene.shapes.v[w->scene.open];

        if (xml_attribute(e, "type", &value) && !str_eq(value, STR("solid"))) {
            shape->fill.paint = OOXML_UNKNOWN;
        }
        if (xml_attribute(e, "opacity", &value) && !str_eq(value, STR("1")) &&
            !str_eq(value, STR("100%"))) {
            shape->fill.paint = OOXML_UNKNOWN; /* seen through, as far as it says */
        }
    }
}

bool word_vml_end(struct word_walk *w, const char *name)
{
    struct word_float *d = &w->drawing;

    if (!d->is_vml || w->scene.text_depth > 0) {
        return false;
    }
    if (ooxml_is(name, "group")) {
        d->vml_groups -= d->vml_groups > 0;
    } else if (is_shape(name)) {
        scene_close(&w->scene);
        word_box_shape(w);
        d->is_unseen = false;
    }
    return ooxml_is(name, "pict");
}
