/*
 * Reading styles; see ooxml-word-style.h. After all are read each is made flat once, so that a run
 * needs one search. Colours of the theme win over those written beside them, as in Word.
 */
#include "inspect/office/ooxml-word-style.h"

#include "inspect/office/ooxml-theme.h"
#include "inspect/office/ooxml-value.h"

#include <stdlib.h>

enum { MAX_STYLES = 5000, MAX_BASED_ON = 12, FLAT_PERCENT = 5, MAX_TWIPS = 200000, ONE_LINE = 240 };

const struct word_look word_look_nothing = {.hidden = -1, .half_points = -1};
const struct word_spacing word_spacing_nothing = {.before = -1, .after = -1, .is_tight = -1};

/* ---- properties ---- */

/* Two hexadecimal digits as a share of 255, or `otherwise`. */
static int share_of(const struct xml_element *e, const char *name, int otherwise)
{
    struct str value;
    uint32_t rgb = 0;
    char digits[6] = {'0', '0', '0', '0', '0', '0'};

    if (!xml_attribute(e, name, &value) || value.n == 0 || value.n > 2) {
        return otherwise;
    }
    memcpy(digits + 6 - value.n, value.p, value.n);
    return ooxml_rgb((struct str){.p = digits, .n = 6}, &rgb) ? (int)rgb : otherwise;
}

/* A colour given by name in the theme, else in hexadecimal. */
static struct ooxml_colour colour_of(const struct ooxml_theme *theme, const struct xml_element *e,
                                     const char *hex, const char *named, const char *tint,
                                     const char *shade)
{
    struct ooxml_colour c = {.opacity = 100};
    struct str value;
    int index = xml_attribute(e, named, &value) ? ooxml_theme_index(theme, value) : -1;

    if (index >= 0) {
        c.paint = OOXML_SOLID;
        c.rgb = theme->colours[index];
        c.rgb = ooxml_tint(c.rgb, (255 - share_of(e, tint, 255)) * 1000 / 255);
        c.rgb = ooxml_tint(c.rgb, (share_of(e, shade, 255) - 255) * 1000 / 255);
    } else if (xml_attribute(e, hex, &value)) {
        c.paint = ooxml_rgb(value, &c.rgb)     ? OOXML_SOLID
                  : str_eq(value, STR("auto")) ? OOXML_AUTO
                                               : OOXML_UNSAID;
    }
    return c;
}

struct ooxml_colour word_shading(const struct ooxml_theme *theme, const struct xml_element *e)
{
    struct ooxml_colour fill =
        colour_of(theme, e, "fill", "themeFill", "themeFillTint", "themeFillShade");
    struct ooxml_colour ink = colour_of(theme, e, "color", "themeColor", "themeTint", "themeShade");
    struct str value = {};

    xml_attribute(e, "val", &value);
    if (fill.paint == OOXML_AUTO || fill.paint == OOXML_UNSAID) {
        fill.paint = OOXML_CLEAR;
        fill.rgb = OOXML_WHITE;
    }
    if (ink.paint != OOXML_SOLID) {
        ink = (struct ooxml_colour){.paint = OOXML_SOLID, .opacity = 100, .rgb = OOXML_BLACK};
    }
    if (str_eq(value, STR("solid"))) {
        return ink; /* it is over all */
    }
    bool is_pattern = value.n > 0 && !str_eq(value, STR("clear")) && !str_eq(value, STR("nil"));

    if (is_pattern && (fill.paint != OOXML_SOLID || !ooxml_is_near(ink.rgb, fill.rgb))) {
        fill.paint = OOXML_UNKNOWN; /* letters can be told from it, mostly */
    }
    return fill;
}

static struct ooxml_colour highlight_of(struct str value)
{
    static const struct {
        const char *name;
        uint32_t rgb;
    } names[] = {{"black", 0},           {"white", 0xFFFFFF},      {"red", 0xFF0000},
                 {"yellow", 0xFFFF00},   {"green", 0x00FF00},      {"blue", 0x0000FF},
                 {"cyan", 0x00FFFF},     {"magenta", 0xFF00FF},    {"darkBlue", 0x000080},
                 {"darkCyan", 0x008080}, {"darkGreen", 0x008000},  {"darkMagenta", 0x800080},
                 {"darkRed", 0x800000},  {"darkYellow", 0x808000}, {"darkGray", 0x808080},
                 {"lightGray", 0xC0C0C0}};

    for (size_t i = 0; i < COUNT(names); i++) {
        if (str_eq(value, str_of(names[i].name))) {
            return (struct ooxml_colour){.paint = OOXML_SOLID, .opacity = 100, .rgb = names[i].rgb};
        }
    }
    return (struct ooxml_colour){.paint = OOXML_CLEAR};
}

static int16_t number_of(const struct xml_element *e, const char *name, int16_t most)
{
    return (int16_t)MIN(MAX(xml_attribute_int(e, name, 0), -(int64_t)most), (int64_t)most);
}

void word_indents(const struct xml_element *e, int32_t *left, int32_t *right)
{
    static const char *const names[][2] = {{"left", "start"}, {"right", "end"}};

    for (size_t i = 0; i < COUNT(names); i++) {
        int64_t twips = xml_attribute_int(e, names[i][0], xml_attribute_int(e, names[i][1], 0));

        twips +=
            i == 0 ? xml_attribute_int(e, "firstLine", -xml_attribute_int(e, "hanging", 0)) : 0;
        if (twips != 0) {
            *(i == 0 ? left : right) =
                (int32_t)MIN(MAX(twips, -(int64_t)MAX_TWIPS), (int64_t)MAX_TWIPS);
        }
    }
}

/* Lengths of so many 20ths of a point, or what there was. */
static int32_t twips_of(const struct xml_element *e, const char *name, int32_t otherwise)
{
    return (int32_t)MIN(MAX(xml_attribute_int(e, name, otherwise), (int64_t)-1),
                        (int64_t)MAX_TWIPS);
}

void word_spacing_take(struct word_spacing *s, const struct xml_element *e)
{
    struct str rule = {};

    if (ooxml_is(e->name, "contextualSpacing")) {
        s->is_tight = xml_is_on(e);
    } else if (ooxml_is(e->name, "spacing")) {
        int32_t line = twips_of(e, "line", 0);

        xml_attribute(e, "lineRule", &rule);
        if (str_eq(rule, STR("exact"))) {
            s->line_exact = line;
        } else if (line > 0) {
            s->line_exact = 0;
            s->line = str_eq(rule, STR("atLeast")) ? ONE_LINE : line;
        }
        s->before = ooxml_is_on(e, "beforeAutospacing") ? 0 : twips_of(e, "before", s->before);
        s->after = ooxml_is_on(e, "afterAutospacing") ? 0 : twips_of(e, "after", s->after);
    }
}

struct word_spacing word_spacing_over(struct word_spacing over, const struct word_spacing *under)
{
    if (over.line_exact == 0 && over.line == 0) {
        over.line_exact = under->line_exact;
        over.line = under->line;
    }
    over.before = over.before >= 0 ? over.before : under->before;
    over.after = over.after >= 0 ? over.after : under->after;
    over.is_tight = over.is_tight >= 0 ? over.is_tight : under->is_tight;
    return over;
}

void word_look_take(struct word_look *look, const struct ooxml_theme *theme,
                    const struct xml_element *e)
{
    struct str value = {};

    if (ooxml_is(e->name, "vanish")) {
        look->hidden = xml_is_on(e);
    } else if (ooxml_is(e->name, "specVanish")) {
        look->is_separator = xml_is_on(e);
    } else if (ooxml_is(e->name, "color")) {
        look->text = colour_of(theme, e, "val", "themeColor", "themeTint", "themeShade");
    } else if (ooxml_is(e->name, "shd")) {
        look->ground = word_shading(theme, e);
    } else if (ooxml_is(e->name, "highlight") && xml_attribute(e, "val", &value)) {
        look->highlight = highlight_of(value);
    } else if (ooxml_is(e->name, "sz")) {
        look->half_points =
            (int16_t)MIN(MAX(xml_attribute_int(e, "val", -1), (int64_t)-1), (int64_t)4000);
    } else if (ooxml_is(e->name, "w") && xml_attribute_int(e, "val", 100) <= FLAT_PERCENT) {
        look->is_pressed = true;
    } else if (ooxml_is(e->name, "spacing")) {
        look->spacing = number_of(e, "val", INT16_MAX);
    } else if (ooxml_is(e->name, "position")) {
        look->position = number_of(e, "val", INT16_MAX);
    } else if (ooxml_is(e->name, "fitText")) {
        look->fit =
            (int32_t)MIN(MAX(xml_attribute_int(e, "val", 0), (int64_t)0), (int64_t)MAX_TWIPS);
    } else if (ooxml_is(e->name, "outline") || ooxml_is(e->name, "emboss") ||
               ooxml_is(e->name, "imprint") || ooxml_is(e->name, "shadow")) {
        look->has_effect |= xml_is_on(e);
    }
}

struct word_look word_look_over(struct word_look over, const struct word_look *under)
{
    if (over.hidden < 0) {
        over.hidden = under->hidden;
    }
    over.is_separator |= under->is_separator;
    over.has_effect |= under->has_effect;
    over.is_pressed |= under->is_pressed;
    over.spacing = over.spacing != 0 ? over.spacing : under->spacing;
    over.position = over.position != 0 ? over.position : under->position;
    over.fit = over.fit != 0 ? over.fit : under->fit;
    if (over.text.paint == OOXML_UNSAID) {
        over.text = under->text;
    }
    if (over.ground.paint == OOXML_UNSAID) {
        over.ground = under->ground;
    }
    if (over.highlight.paint == OOXML_UNSAID) {
        over.highlight = under->highlight;
    }
    if (over.half_points < 0) {
        over.half_points = under->half_points;
    }
    return over;
}

struct word_layer word_layer_over(struct word_layer over, const struct word_layer *under)
{
    over.run = word_look_over(over.run, &under->run);
    if (over.paragraph.paint == OOXML_UNSAID) {
        over.paragraph = under->paragraph;
    }
    if (over.cell.paint == OOXML_UNSAID) {
        over.cell = under->cell;
    }
    over.spacing = word_spacing_over(over.spacing, &under->spacing);
    over.left = over.left != 0 ? over.left : under->left;
    over.right = over.right != 0 ? over.right : under->right;
    return over;
}

/* ---- reading ---- */

struct style_walk {
    struct word_styles *s;
    struct arena *arena;
    struct word_style *style; /* being read */
    struct word_layer *layer; /* of it */
    bool in_run, in_paragraph, in_table;
};

static const struct word_layer no_layer = {
    .run = {.hidden = -1, .half_points = -1},
    .spacing = {.before = -1, .after = -1, .is_tight = -1},
};

static void start_style(struct style_walk *w, const struct xml_element *e)
{
    struct str type = ooxml_value(w->arena, e, "type");

    w->style = VEC_ADD(w->arena, &w->s->all);
    *w->style = (struct word_style){.id = ooxml_value(w->arena, e, "styleId"), .whole = no_layer};
    w->layer = &w->style->whole;
    if (ooxml_is_on(e, "default") && str_eq(type, STR("paragraph"))) {
        w->s->paragraph = w->style->id;
    } else if (ooxml_is_on(e, "default") && str_eq(type, STR("table"))) {
        w->s->table = w->style->id;
    }
}

static void start_table_part(struct style_walk *w, const struct xml_element *e)
{
    static const char *const names[WORD_TABLE_PARTS] = {
        "firstRow",  "lastRow", "firstCol", "lastCol", "band1Vert", "band2Vert", "band1Horz",
        "band2Horz", "neCell",  "nwCell",   "seCell",  "swCell",    "wholeTable"};
    struct str type = {};

    xml_attribute(e, "type", &type);
    for (size_t i = 0; i < WORD_TABLE_PARTS; i++) {
        if (!str_eq(type, str_of(names[i]))) {
            continue;
        }
        if (w->style->parts == NULL) {
            w->style->parts = ARENA_ARRAY(w->arena, WORD_TABLE_PARTS, struct word_layer);
            for (size_t k = 0; k < WORD_TABLE_PARTS; k++) {
                w->style->parts[k] = no_layer;
            }
        }
        w->layer = &w->style->parts[i];
    }
}

static enum xml_step style_start(void *user, const struct xml_element *e)
{
    struct style_walk *w = user;

    if (ooxml_is(e->name, "style") && w->s->all.n < MAX_STYLES) {
        start_style(w, e);
    } else if (ooxml_is(e->name, "latentStyles")) {
        return XML_SKIP;
    } else if (ooxml_is(e->name, "basedOn") && w->style != NULL) {
        w->style->based_on = ooxml_value(w->arena, e, "val");
    } else if (ooxml_is(e->name, "tblStylePr") && w->style != NULL) {
        start_table_part(w, e);
    } else if (ooxml_is(e->name, "rPr")) {
        w->in_run = true;
    } else if (ooxml_is(e->name, "pPr")) {
        w->in_paragraph = true;
    } else if (ooxml_is(e->name, "tcPr") || ooxml_is(e->name, "tblPr")) {
        w->in_table = true;
    } else if (w->in_run) {
        word_look_take(w->layer != NULL ? &w->layer->run : &w->s->defaults, &w->s->theme, e);
    } else if (w->layer != NULL && ooxml_is(e->name, "shd")) {
        if (w->in_paragraph) {
            w->layer->paragraph = word_shading(&w->s->theme, e);
        } else if (w->in_table) {
            w->layer->cell = word_shading(&w->s->theme, e);
        }
    } else if (w->layer != NULL && w->in_paragraph && ooxml_is(e->name, "ind")) {
        word_indents(e, &w->layer->left, &w->layer->right);
    } else if (w->in_paragraph) {
        word_spacing_take(w->layer != NULL ? &w->layer->spacing : &w->s->spacing, e);
    }
    return XML_ENTER;
}

static void style_end(void *user, const char *name, enum xml_namespace ns)
{
    struct style_walk *w = user;

    if (ooxml_is(name, "style")) {
        w->style = NULL;
        w->layer = NULL;
    } else if (ooxml_is(name, "tblStylePr")) {
        w->layer = w->style == NULL ? NULL : &w->style->whole;
    } else if (ooxml_is(name, "rPr")) {
        w->in_run = false;
    } else if (ooxml_is(name, "pPr")) {
        w->in_paragraph = false;
    } else if (ooxml_is(name, "tcPr") || ooxml_is(name, "tblPr")) {
        w->in_table = false;
    }
}

static int by_id(const void *a, const void *b)
{
    return str_cmp(((const struct word_style *)a)->id, ((const struct word_style *)b)->id);
}

const struct word_style *word_style_find(const struct word_styles *s, struct str id)
{
    const struct word_style key = {.id = id};

    return id.n == 0 || s->all.n == 0
               ? NULL
               : bsearch(&key, s->all.v, s->all.n, sizeof(s->all.v[0]), by_id);
}

/* With what it is based on; `depth` ends circles. */
static void flatten(struct word_styles *s, struct word_style *style, struct arena *a, int depth)
{
    struct word_style *base = (struct word_style *)word_style_find(s, style->based_on);

    if (style->is_flat) {
        return;
    }
    style->is_flat = true;
    if (base == NULL || base == style || depth >= MAX_BASED_ON) {
        return;
    }
    flatten(s, base, a, depth + 1);
    style->whole = word_layer_over(style->whole, &base->whole);
    if (base->parts == NULL) {
        return;
    }
    if (style->parts == NULL) {
        style->parts = base->parts;
        return;
    }
    for (size_t i = 0; i < WORD_TABLE_PARTS; i++) {
        style->parts[i] = word_layer_over(style->parts[i], &base->parts[i]);
    }
}

void word_styles_read(struct ooxml *o, struct arena *a, struct word_styles *s)
{
    static const struct xml_handler handler = {.start = style_start, .end = style_end};
    struct style_walk w = {.s = s, .arena = a};
    struct str part = ooxml_target_of_type(o, o->main, "styles");

    s->defaults = word_look_nothing;
    s->spacing = word_spacing_nothing;
    ooxml_theme_read(o, ooxml_target_of_type(o, o->main, "theme"), &s->theme);
    ooxml_walk(o, part.n > 0 ? part : STR("word/styles.xml"), &handler, &w);
    if (s->all.n > 0) {
        qsort(s->all.v, s->all.n, sizeof(s->all.v[0]), by_id);
    }
    for (uint32_t i = 0; i < s->all.n; i++) {
        flatten(s, &s->all.v[i], a, 0);
    }
}
