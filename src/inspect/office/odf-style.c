/*
 * Styles; see odf-style.h. They are found by family and name through a table of hashes, larger than
 * there may be styles. What a style says together with those it is based on is put together when it
 * is first asked for: all of a part's styles stand before what they are for.
 */
#include "inspect/office/odf-style.h"

#include "base/heap.h"
#include "inspect/office/ooxml-sheet-area.h"
#include "inspect/office/ooxml-value.h"

#include <stdlib.h>

enum { MAX_STYLES = 20000, INDEX_ROOM = 1 << 16, MAX_DEPTH = 12, MAX_MAPS = 20000 };

static const struct odf_style unsaid = {.hidden = -1,
                                        .runs_through = -1,
                                        .is_behind = -1,
                                        .fills_opaque = -1,
                                        .is_see_through = -1,
                                        .line_width = -1,
                                        .extent = -1};

void odf_styles_init(struct odf_styles *s, struct arena *a)
{
    *s = (struct odf_styles){.arena = a, .open = -1};
    s->index = heap_new(INDEX_ROOM * sizeof(*s->index));
}

void odf_styles_done(struct odf_styles *s)
{
    free(s->index);
    *s = (struct odf_styles){.open = -1};
}

/* Where the style stands in the index, or the free place where it belongs. */
static uint32_t *place_of(const struct odf_styles *s, struct str family, struct str name)
{
    uint32_t at = (uint32_t)((str_hash(name) * 31 + str_hash(family)) & (INDEX_ROOM - 1));

    while (s->index[at] != 0 && !(str_eq(s->all.v[s->index[at] - 1].name, name) &&
                                  str_eq(s->all.v[s->index[at] - 1].family, family))) {
        at = (at + 1) & (INDEX_ROOM - 1);
    }
    return &s->index[at];
}

/* ---- values ---- */

bool odf_length_of(struct str value, double *ret_emu)
{
    static const struct {
        const char *unit;
        double emu;
    } units[] = {{"cm", 360000}, {"mm", 36000},  {"in", 914400},
                 {"pt", 12700},  {"pc", 152400}, {"px", 9525}};
    char digits[32];

    if (value.n < 3 || value.n >= sizeof(digits)) {
        return false;
    }
    memcpy(digits, value.p, value.n);
    digits[value.n] = '\0';
    for (size_t i = 0; i < COUNT(units); i++) {
        if (str_ends(value, str_of(units[i].unit))) {
            double number = strtod(digits, NULL);

            *ret_emu = number * units[i].emu;
            return number > -1e6 && number < 1e6;
        }
    }
    return false;
}

bool odf_length(const struct xml_element *e, const char *name, double *ret_emu)
{
    struct str value;

    return xml_attribute(e, name, &value) && odf_length_of(value, ret_emu);
}

static struct ooxml_colour colour_of(const struct xml_element *e, const char *name)
{
    struct ooxml_colour c = {.opacity = 100};
    struct str value;

    if (xml_attribute(e, name, &value)) {
        c.paint = value.n == 7 && ooxml_rgb(str_sub(value, 1, 7), &c.rgb) ? OOXML_SOLID
                  : str_eq(value, STR("transparent"))                     ? OOXML_CLEAR
                                                                          : OOXML_UNKNOWN;
    }
    return c;
}

/* "40%", or `otherwise`. */
static int percent_of(const struct xml_element *e, const char *name, int otherwise)
{
    struct str value;

    return xml_attribute(e, name, &value) && str_ends(value, STR("%"))
               ? (int)(MIN(MAX(ooxml_thousandths(e, name, 0), (int64_t)0), (int64_t)1000000) / 1000)
               : otherwise;
}

/* Hundredths of a point of a length, or 0. */
static int32_t points_of(const struct xml_element *e, const char *name)
{
    double emu;

    return odf_length(e, name, &emu) && emu > 0 ? (int32_t)(emu * 100 / ODF_EMU_PER_POINT) + 1 : 0;
}

static void say(int8_t *flag, const struct xml_element *e, const char *name, const char *when)
{
    struct str value;

    if (xml_attribute(e, name, &value)) {
        *flag = str_eq(value, str_of(when));
    }
}

/* ---- properties ---- */

static void take_text(struct odf_style *s, const struct xml_element *e)
{
    struct ooxml_colour text = colour_of(e, "color");
    struct ooxml_colour mark = colour_of(e, "background-color");
    int32_t size = points_of(e, "font-size");
    int32_t asian = points_of(e, "font-size-asian");

    say(&s->hidden, e, "display", "none");
    if (ooxml_is_on(e, "use-window-font-color")) {
        text.paint = OOXML_AUTO;
    } else if (text.paint == OOXML_SOLID) {
        text.opacity = (uint8_t)MIN(percent_of(e, "opacity", 100), 100);
    }
    s->text = text.paint != OOXML_UNSAID ? text : s->text;
    s->mark = mark.paint != OOXML_UNSAID ? mark : s->mark;
    s->latin_size = size > 0 ? size : s->latin_size;
    s->asian_size = asian > 0 ? asian : s->asian_size;
    s->scale = (int16_t)percent_of(e, "text-scale", s->scale);
}

static void take_place(struct odf_style *s, const struct xml_element *e)
{
    struct str value;

    say(&s->runs_through, e, "wrap", "run-through");
    say(&s->is_behind, e, "run-through", "background");
    if (xml_attribute(e, "vertical-rel", &value)) {
        s->top_from = str_starts(value, STR("page")) ? 'p' : 't';
    }
    if (xml_attribute(e, "horizontal-rel", &value)) {
        s->left_from = str_eq(value, STR("page")) ? 'p' : 't';
    }
    if (xml_attribute(e, "vertical-pos", &value)) {
        s->top = str_eq(value, STR("from-top")) ? 'f' : str_eq(value, STR("top")) ? 's' : '?';
    }
    if (xml_attribute(e, "horizontal-pos", &value)) {
        s->left = str_eq(value, STR("from-left")) ? 'f' : str_eq(value, STR("left")) ? 's' : '?';
    }
}

/* Which fill, with how much of it seen through. */
static void take_fill(struct odf_style *s, const struct xml_element *e)
{
    int opacity = percent_of(e, "opacity", 100);
    struct str value;

    if (!xml_attribute(e, "fill", &value)) {
        return;
    }
    s->fills_opaque = str_eq(value, STR("gradient")) && opacity == 100 &&
                      !xml_attribute(e, "opacity-name", &(struct str){});
    if (str_eq(value, STR("none"))) {
        s->ground = (struct ooxml_colour){.paint = OOXML_CLEAR};
        return;
    }
    struct ooxml_colour fill = colour_of(e, "fill-color");

    s->ground = str_eq(value, STR("solid")) && fill.paint == OOXML_SOLID && opacity == 100
                    ? fill
                    : (struct ooxml_colour){.paint = OOXML_UNKNOWN};
}

static void take_graphic(struct odf_style *s, const struct xml_element *e)
{
    struct ooxml_colour line = colour_of(e, "stroke-color");
    struct ooxml_colour ground = colour_of(e, "background-color");
    struct str value;
    double width;

    /* Frames of a text have a ground of their own beside the fill of shapes. */
    if (ground.paint == OOXML_SOLID || s->ground.paint == OOXML_UNSAID) {
        s->ground = ground.paint != OOXML_UNSAID ? ground : s->ground;
    }
    take_fill(s, e);
    take_place(s, e);
    s->line = line.paint != OOXML_UNSAID ? line : s->line;
    if (odf_length(e, "stroke-width", &width)) {
        s->line_width = width;
    }
    if (xml_attribute(e, "stroke", &value) && !str_eq(value, STR("solid"))) {
        s->line_width = 0;
    }
    if (percent_of(e, "image-opacity", -1) >= 0) {
        s->is_see_through = percent_of(e, "image-opacity", 100) < 90;
    }
    if (xml_attribute(e, "textarea-vertical-align", &value) ||
        xml_attribute(e, "vertical-align", &value)) {
        s->anchor = str_eq(value, STR("middle")) ? 'c' : str_eq(value, STR("bottom")) ? 'b' : 't';
    }
}

static void take_paragraph(struct odf_style *s, const struct xml_element *e)
{
    struct ooxml_colour ground = colour_of(e, "background-color");
    struct str value;

    s->ground = ground.paint != OOXML_UNSAID ? ground : s->ground;
    if (xml_attribute(e, "line-height", &value)) {
        int32_t points = points_of(e, "line-height");

        s->line_height = points > 0 ? points : -1;
    }
    if (xml_attribute(e, "text-align", &value)) {
        s->align = str_eq(value, STR("center"))                               ? 'c'
                   : str_eq(value, STR("end")) || str_eq(value, STR("right")) ? 'r'
                                                                              : 'l';
    }
}

/* Cells, rows, columns, tables, pages. */
static void take_others(struct odf_style *s, const struct xml_element *e)
{
    struct ooxml_colour ground = colour_of(e, "background-color");
    double extent;

    s->ground = ground.paint != OOXML_UNSAID ? ground : s->ground;
    take_fill(s, e);
    say(&s->hidden, e, "display", "false");
    say(&s->hidden, e, "visibility", "hidden");
    if (odf_length(e, "row-height", &extent) || odf_length(e, "column-width", &extent)) {
        s->extent = extent;
    }
}

/* Parts of a number style that show the value; any other shows nothing of it, or is no part. */
static bool shows_value(const char *name)
{
    static const char *const parts[] = {"number",      "scientific-number",
                                        "fraction",    "text-content",
                                        "day",         "month",
                                        "year",        "era",
                                        "hours",       "minutes",
                                        "seconds",     "am-pm",
                                        "quarter",     "week-of-year",
                                        "day-of-week", "boolean"};

    for (size_t i = 0; i < COUNT(parts); i++) {
        if (ooxml_is(name, parts[i])) {
            return true;
        }
    }
    return false;
}

static void take_map(struct odf_styles *styles, struct odf_style *s, const struct xml_element *e)
{
    struct odf_map map = {.condition = ooxml_value(styles->arena, e, "condition"),
                          .style = ooxml_value(styles->arena, e, "apply-style-name")};
    struct sheet_area base;
    struct str value = {};

    if (styles->maps.n >= MAX_MAPS) {
        return;
    }
    /* "Sheet1.B2" */
    if (xml_attribute(e, "base-cell-address", &value) &&
        sheet_area_of(str_sub(value, (size_t)(str_rfind(value, STR(".")) + 1), value.n), &base)) {
        map.base_column = base.column;
        map.base_row = base.row;
        map.asks =
            str_has(map.condition, STR("is-true-formula")) && str_has(map.condition, STR("["));
        styles->asks |= map.asks;
    }
    s->first_map = s->maps == 0 ? styles->maps.n : s->first_map;
    s->maps++;
    *VEC_ADD(styles->arena, &styles->maps) = map;
}

static void take_page(struct odf_styles *styles, struct odf_style *s, const struct xml_element *e)
{
    struct ooxml_colour ground = colour_of(e, "background-color");
    struct str fill;

    styles->page_is_painted |=
        (ground.paint == OOXML_SOLID && !ooxml_is_near(ground.rgb, OOXML_WHITE)) ||
        (xml_attribute(e, "fill", &fill) && !str_eq(fill, STR("none")) &&
         !str_eq(fill, STR("solid")));
    odf_length(e, "page-width", &s->page_width);
    odf_length(e, "page-height", &s->page_height);
}

static void take(struct odf_styles *styles, const struct xml_element *e)
{
    struct odf_style *s = &styles->all.v[styles->open];

    if (ooxml_is(e->name, "map")) {
        take_map(styles, s, e);
    } else if (ooxml_is(e->name, "text-properties")) {
        take_text(s, e);
    } else if (ooxml_is(e->name, "graphic-properties")) {
        take_graphic(s, e);
    } else if (ooxml_is(e->name, "page-layout-properties")) {
        take_page(styles, s, e);
    } else if (ooxml_is(e->name, "paragraph-properties")) {
        take_paragraph(s, e);
    } else if (str_ends(str_of(e->name), STR("-properties"))) {
        take_others(s, e);
    } else {
        s->shows |= shows_value(e->name);
    }
}

/* ---- reading ---- */

static bool is_number_style(const char *name)
{
    static const char *const names[] = {"number-style", "currency-style", "percentage-style",
                                        "date-style",   "time-style",     "boolean-style",
                                        "text-style"};

    for (size_t i = 0; i < COUNT(names); i++) {
        if (ooxml_is(name, names[i])) {
            return true;
        }
    }
    return false;
}

static bool is_style(const char *name)
{
    return ooxml_is(name, "style") || ooxml_is(name, "page-layout") || is_number_style(name);
}

static void open_style(struct odf_styles *s, const struct xml_element *e)
{
    bool is_number = is_number_style(e->name);
    struct odf_style *style = VEC_ADD(s->arena, &s->all);

    *style = unsaid;
    style->family = is_number                          ? STR("data")
                    : ooxml_is(e->name, "page-layout") ? STR("page-layout")
                                                       : ooxml_value(s->arena, e, "family");
    style->name = ooxml_value(s->arena, e, "name");
    style->parent = ooxml_value(s->arena, e, "parent-style-name");
    style->data = is_number ? arena_str(s->arena, str_of(e->name))
                            : ooxml_value(s->arena, e, "data-style-name");
    style->master = ooxml_value(s->arena, e, "master-page-name");
    *VEC_ADD(s->arena, &s->whole) = NULL;
    s->open = (int)s->all.n - 1;
    *place_of(s, style->family, style->name) = s->all.n;
}

bool odf_style_start(struct odf_styles *s, const struct xml_element *e)
{
    if (s->open >= 0) {
        take(s, e);
        return true;
    }
    if (!is_style(e->name) || s->all.n >= MAX_STYLES) {
        return false;
    }
    open_style(s, e);
    return true;
}

bool odf_style_end(struct odf_styles *s, const char *name)
{
    bool is_of_style = s->open >= 0;

    if (is_of_style && is_style(name)) {
        s->open = -1;
    }
    return is_of_style;
}

bool odf_style_words(struct odf_styles *s, struct str words)
{
    if (s->open < 0) {
        return false;
    }
    struct odf_style *style = &s->all.v[s->open];

    if (str_eq(style->family, STR("data")) && str_trim(words).n > 0 && style->words.n < 200) {
        style->words = arena_printf(s->arena, "%.*s%.*s", STR_ARG(style->words), STR_ARG(words));
    }
    return true;
}

/* ---- what a style says in all ---- */

static void lay_colour(struct ooxml_colour *over, const struct ooxml_colour *under)
{
    *over = over->paint == OOXML_UNSAID ? *under : *over;
}

static void lay_flag(int8_t *over, int8_t under)
{
    *over = *over < 0 ? under : *over;
}

static void lay_choice(char *over, char under)
{
    *over = *over == 0 ? under : *over;
}

static void lay_number(int32_t *over, int32_t under)
{
    *over = *over == 0 ? under : *over;
}

/* What `over` leaves open is as `under` has it. */
static void lay_over(struct odf_style *over, const struct odf_style *under)
{
    over->data = over->data.n == 0 ? under->data : over->data;
    lay_colour(&over->text, &under->text);
    lay_colour(&over->mark, &under->mark);
    lay_colour(&over->ground, &under->ground);
    lay_colour(&over->line, &under->line);
    over->line_width = over->line_width < 0 ? under->line_width : over->line_width;
    over->extent = over->extent < 0 ? under->extent : over->extent;
    lay_number(&over->latin_size, under->latin_size);
    lay_number(&over->asian_size, under->asian_size);
    lay_number(&over->line_height, under->line_height);
    over->scale = over->scale == 0 ? under->scale : over->scale;
    lay_flag(&over->hidden, under->hidden);
    lay_flag(&over->runs_through, under->runs_through);
    lay_flag(&over->is_behind, under->is_behind);
    lay_flag(&over->fills_opaque, under->fills_opaque);
    lay_flag(&over->is_see_through, under->is_see_through);
    lay_choice(&over->align, under->align);
    lay_choice(&over->anchor, under->anchor);
    lay_choice(&over->top_from, under->top_from);
    lay_choice(&over->left_from, under->left_from);
    lay_choice(&over->top, under->top);
    lay_choice(&over->left, under->left);
    if (over->maps == 0) {
        over->first_map = under->first_map;
        over->maps = under->maps;
    }
}

const struct odf_style *odf_style_own(const struct odf_styles *s, const char *family,
                                      struct str name)
{
    uint32_t at = name.n == 0 ? 0 : *place_of(s, str_of(family), name);

    return at == 0 ? &unsaid : &s->all.v[at - 1];
}

const struct odf_style *odf_style_find(struct odf_styles *s, const char *family, struct str name)
{
    uint32_t at = name.n == 0 ? 0 : *place_of(s, str_of(family), name);

    if (at == 0) {
        return &unsaid;
    }
    if (s->whole.v[at - 1] == NULL) {
        struct odf_style *whole = ARENA_NEW(s->arena, struct odf_style);

        *whole = s->all.v[at - 1];
        name = whole->parent;
        for (int depth = 1; name.n > 0 && depth < MAX_DEPTH; depth++) {
            uint32_t below = *place_of(s, str_of(family), name);

            if (below == 0) {
                break;
            }
            lay_over(whole, &s->all.v[below - 1]);
            name = s->all.v[below - 1].parent;
        }
        s->whole.v[at - 1] = whole;
    }
    return s->whole.v[at - 1];
}

const struct odf_style *odf_style_of(struct odf_styles *s, const char *family,
                                     const struct xml_element *e)
{
    struct str name = {};

    xml_attribute(e, "style-name", &name);
    return odf_style_find(s, family, name);
}

bool odf_size_is_tiny(int32_t latin_size, int32_t asian_size, int16_t scale, struct str words)
{
    enum { TINY_SIZE = 100, TINY_SCALE = 5 };
    /* Letters of the two groups of scripts have sizes of their own. */
    bool is_asian = words.n > 0 && (unsigned char)words.p[0] >= 0xE2;
    int32_t size = is_asian ? asian_size : latin_size;

    return (size > 0 && size <= TINY_SIZE + 1) || (scale > 0 && scale <= TINY_SCALE);
}
