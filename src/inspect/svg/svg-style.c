/* Styles of SVG; see svg-style.h. Rules are applied from the weakest to the strongest. */
#include "inspect/svg/svg-style.h"

#include "inspect/path-data.h"

/* ---- properties ---- */

enum property {
    CLIP_PATH,
    COLOUR,
    DISPLAY,
    FILL,
    FILL_OPACITY,
    FILL_RULE,
    FONT,
    FONT_SIZE,
    MASK,
    OPACITY,
    PAINTED,
    STROKE,
    STROKE_OPACITY,
    STROKE_WIDTH,
    TEXT_ANCHOR,
    VISIBILITY,
    WRITING_MODE,
};

static const struct {
    struct str name;
    enum property property;
    unsigned int unsure; /* when a rule that may not apply says it */
} properties[] = {
    {STR_IN_TABLE("clip-path"), CLIP_PATH, SVG_UNSURE_EFFECT},
    {STR_IN_TABLE("color"), COLOUR, SVG_UNSURE_COLOUR},
    {STR_IN_TABLE("display"), DISPLAY, SVG_UNSURE_SHOWN},
    {STR_IN_TABLE("fill"), FILL, SVG_UNSURE_COLOUR},
    {STR_IN_TABLE("fill-opacity"), FILL_OPACITY, SVG_UNSURE_COLOUR},
    {STR_IN_TABLE("fill-rule"), FILL_RULE, 0},
    {STR_IN_TABLE("font"), FONT, SVG_UNSURE_SIZE},
    {STR_IN_TABLE("font-size"), FONT_SIZE, SVG_UNSURE_SIZE},
    {STR_IN_TABLE("mask"), MASK, SVG_UNSURE_EFFECT},
    {STR_IN_TABLE("opacity"), OPACITY, SVG_UNSURE_COLOUR},
    {STR_IN_TABLE("filter"), PAINTED, SVG_UNSURE_EFFECT},
    {STR_IN_TABLE("mix-blend-mode"), PAINTED, SVG_UNSURE_EFFECT},
    {STR_IN_TABLE("animation"), PAINTED, SVG_UNSURE_EFFECT},
    {STR_IN_TABLE("animation-name"), PAINTED, SVG_UNSURE_EFFECT},
    {STR_IN_TABLE("transform"), PAINTED, SVG_UNSURE_SIZE},
    {STR_IN_TABLE("stroke"), STROKE, SVG_UNSURE_COLOUR},
    {STR_IN_TABLE("stroke-opacity"), STROKE_OPACITY, SVG_UNSURE_COLOUR},
    {STR_IN_TABLE("stroke-width"), STROKE_WIDTH, SVG_UNSURE_COLOUR},
    {STR_IN_TABLE("text-anchor"), TEXT_ANCHOR, 0},
    {STR_IN_TABLE("visibility"), VISIBILITY, SVG_UNSURE_SHOWN},
    {STR_IN_TABLE("writing-mode"), WRITING_MODE, 0},
};

/* "url(#a)" -> "a"; "" for anything else */
static struct str id_of(struct str value)
{
    ptrdiff_t beg = str_find(value, STR("#"), 0);
    size_t end = beg < 0 ? 0 : (size_t)beg + 1;

    while (end > 0 && end < value.n && memchr(")'\"& ", value.p[end], 5) == NULL) {
        end++;
    }
    return beg < 0 ? (struct str){} : str_sub(value, (size_t)beg + 1, end);
}

static float share_of(struct str value)
{
    size_t at = 0;
    float number = 1;

    if (path_data_number(value, &at, &number) && at < value.n && value.p[at] == '%') {
        number /= 100;
    }
    return MIN(MAX(number, 0.0f), 1.0f);
}

struct setting {
    struct svg_look *look;
    const struct svg_look *parent;
};

static void set_colour(struct svg_look *look, struct svg_colour *colour, struct str value)
{
    *colour = svg_colour_of(value, look->colour);
    look->unsure &= ~(unsigned int)SVG_UNSURE_COLOUR;
}

static void set_size(const struct setting *x, struct str value)
{
    float size;

    if (svg_length(value, x->parent->font_size, &size)) {
        x->look->font_size = size;
        x->look->unsure &= ~(unsigned int)SVG_UNSURE_SIZE;
    } else {
        x->look->unsure |= SVG_UNSURE_SIZE;
    }
}

/* "italic bold 12px/1.2 Arial": the first word that is a length */
static void set_font(const struct setting *x, struct str value)
{
    for (size_t at = 0; at < value.n;) {
        size_t end = at;

        while (end < value.n && !style_is_blank(value.p[end])) {
            end++;
        }
        struct str word = str_sub(value, at, end);

        if (word.n > 0 && memchr("0123456789.", word.p[0], 11) != NULL &&
            !(word.n == 3 && str_ends(word, STR("00")))) {
            set_size(x, word);
            return;
        }
        at = end + 1;
    }
}

static void set(const struct setting *x, enum property property, struct str value)
{
    struct svg_look *look = x->look;

    switch (property) {
    case CLIP_PATH:
        look->clip = id_of(value);
        break;
    case COLOUR:
        set_colour(look, &look->colour, value);
        break;
    case DISPLAY:
        look->is_displayed = x->parent->is_displayed && !str_eq_any_case(value, STR("none"));
        look->unsure &= ~(unsigned int)SVG_UNSURE_SHOWN;
        break;
    case FILL:
        set_colour(look, &look->fill, value);
        break;
    case FILL_OPACITY:
        look->fill_opacity = share_of(value);
        break;
    case FILL_RULE:
        look->is_even_odd = str_eq(value, STR("evenodd"));
        break;
    case FONT:
        set_font(x, value);
        break;
    case FONT_SIZE:
        set_size(x, value);
        break;
    case MASK:
        look->mask = id_of(value);
        break;
    case OPACITY:
        look->opacity = x->parent->opacity * share_of(value);
        break;
    case PAINTED:
        look->unsure |=
            str_eq(value, STR("none")) || str_eq(value, STR("normal")) ? 0 : SVG_UNSURE_EFFECT;
        break;
    case STROKE:
        set_colour(look, &look->stroke, value);
        break;
    case STROKE_OPACITY:
        look->stroke_opacity = share_of(value);
        break;
    case STROKE_WIDTH:
        (void)svg_length(value, look->font_size, &look->stroke_width);
        break;
    case TEXT_ANCHOR:
        look->anchor = str_eq(value, STR("middle")) ? SVG_MIDDLE
                       : str_eq(value, STR("end"))  ? SVG_END
                                                    : SVG_START;
        break;
    case VISIBILITY:
        look->is_visible = !str_eq(value, STR("hidden")) && !str_eq(value, STR("collapse"));
        look->unsure &= ~(unsigned int)SVG_UNSURE_SHOWN;
        break;
    case WRITING_MODE:
        look->is_upright = str_starts(value, STR("tb")) || str_starts(value, STR("vertical"));
        break;
    }
}

static void take_property(const struct setting *x, struct str name, struct str value,
                          bool is_unsure)
{
    ptrdiff_t important = str_find(value, STR("!"), 0);

    value = str_trim(str_sub(value, 0, important < 0 ? value.n : (size_t)important));
    if (str_eq(value, STR("inherit")) || value.n == 0) {
        return;
    }
    for (size_t i = 0; i < COUNT(properties); i++) {
        if (str_eq(name, properties[i].name)) {
            if (is_unsure) {
                x->look->unsure |= properties[i].unsure;
            } else {
                set(x, properties[i].property, value);
            }
            return;
        }
    }
}

/* "fill:red;opacity:0.5" */
static void take_declarations(const struct setting *x, struct str text, bool is_unsure)
{
    for (size_t at = 0; at < text.n;) {
        const char *semicolon = memchr(text.p + at, ';', text.n - at);
        size_t end = semicolon == NULL ? text.n : (size_t)(semicolon - text.p);
        struct str one = str_sub(text, at, end);
        ptrdiff_t colon = str_find(one, STR(":"), 0);

        if (colon > 0) {
            take_property(x, str_trim(str_sub(one, 0, (size_t)colon)),
                          str_sub(one, (size_t)colon + 1, one.n), is_unsure);
        }
        at = end + 1;
    }
}

/* ---- an element ---- */

static void take_rules(const struct style_sheet *s, const struct setting *x, struct str name,
                       struct str id, struct str classes)
{
    struct style_matches m;

    style_sheet_match(s, name, id, classes, &m);
    for (uint32_t i = 0; i < m.n; i++) {
        const struct style_rule *rule = &s->rules.v[m.list[i]];

        take_declarations(x, rule->declarations, rule->is_unsure);
    }
}

struct svg_look svg_look_first(void)
{
    const struct svg_colour black = {.paint = SVG_SOLID, .alpha = 1};

    return (struct svg_look){.is_displayed = true,
                             .is_visible = true,
                             .opacity = 1,
                             .fill = black,
                             .colour = black,
                             .fill_opacity = 1,
                             .stroke_opacity = 1,
                             .stroke_width = 1,
                             .font_size = 16};
}

struct svg_look svg_look_of(const struct style_sheet *s, const struct xml_tree *t, uint32_t node,
                            const struct svg_look *parent)
{
    const struct xml_node *x = &t->nodes.v[node];
    struct svg_look look = *parent;
    const struct setting setting = {.look = &look, .parent = parent};
    struct str style = {}, id = {}, classes = {};
    struct xml_attr attr;

    look.clip = look.mask = (struct str){};
    for (size_t at = 0; xml_attr_next(t->bytes, x->beg, x->head_end, &at, &attr);) {
        if (str_eq(attr.name, STR("style"))) {
            style = attr.value;
        } else if (str_eq(attr.name, STR("id"))) {
            id = attr.value;
        } else if (str_eq(attr.name, STR("class"))) {
            classes = attr.value;
        } else if (!str_eq(attr.name, STR("transform"))) {
            take_property(&setting, attr.name, attr.value, false);
        }
    }
    take_rules(s, &setting, xml_tree_name(t, node), id, classes);
    take_declarations(&setting, style, false);
    return look;
}
