/* Looks of HTML; see html-look.h. */
#include "inspect/html-look.h"

#include "inspect/office/ooxml-colour.h"

enum {
    FAR_PX = -500, /* moved further than this: out of sight */
    TINY_PX = 2,
};

static const struct svg_colour black = {.paint = SVG_SOLID, .rgb = OOXML_BLACK, .alpha = 1};

struct html_look html_look_first(void)
{
    const struct svg_colour white = {.paint = SVG_SOLID, .rgb = OOXML_WHITE, .alpha = 1};

    return (struct html_look){.text = black, .ground = white};
}

static const struct str hidden_values[][2] = {
    {STR_IN_TABLE("display"), STR_IN_TABLE("none")},
    {STR_IN_TABLE("visibility"), STR_IN_TABLE("hidden")},
    {STR_IN_TABLE("visibility"), STR_IN_TABLE("collapse")},
    {STR_IN_TABLE("mso-hide"), STR_IN_TABLE("all")},
};

static bool is_word(struct str value, struct str word)
{
    return str_starts_any_case(value, word) &&
           (value.n == word.n || style_is_blank(value.p[word.n]));
}

static struct svg_colour ground_of(struct str value, struct svg_colour before)
{
    struct svg_colour colour = svg_colour_of(value, black);

    if (colour.paint == SVG_NONE || is_word(value, STR("inherit"))) {
        return before;
    }
    return colour.paint == SVG_SOLID && colour.alpha > 0.95f
               ? colour
               : (struct svg_colour){.paint = SVG_OTHER};
}

/* What bounds the box of an element, until all of its style is known. */
struct bounds {
    bool is_flat, is_clipped, is_far;
};

static void take_property(struct html_look *look, struct bounds *b, struct str name,
                          struct str value)
{
    float px = 0;

    for (size_t i = 0; i < COUNT(hidden_values); i++) {
        if (str_eq_any_case(name, hidden_values[i][0]) && is_word(value, hidden_values[i][1])) {
            look->is_hidden = true;
            look->has_room |= str_eq(hidden_values[i][0], STR("visibility"));
        }
    }
    bool is_length = svg_length(value, 16, &px);

    if (str_eq_any_case(name, STR("opacity"))) {
        look->is_hidden |= is_length && px <= 0;
        look->has_room |= is_length && px <= 0;
    } else if (str_eq_any_case(name, STR("font-size"))) {
        look->is_tiny = is_length && px < TINY_PX;
    } else if (str_eq_any_case(name, STR("color"))) {
        look->text = svg_colour_of(value, look->text);
    } else if (str_eq_any_case(name, STR("background-color")) ||
               str_eq_any_case(name, STR("background"))) {
        look->ground = ground_of(value, look->ground);
    } else if (str_eq_any_case(name, STR("background-image"))) {
        look->ground.paint = is_word(value, STR("none")) ? look->ground.paint : SVG_OTHER;
    } else if (str_eq_any_case(name, STR("max-height")) || str_eq_any_case(name, STR("height"))) {
        b->is_flat |= is_length && px <= 0;
    } else if (str_eq_any_case(name, STR("overflow"))) {
        b->is_clipped = is_word(value, STR("hidden"));
    } else if (str_eq_any_case(name, STR("text-indent")) || str_eq_any_case(name, STR("left")) ||
               str_eq_any_case(name, STR("top"))) {
        b->is_far |= is_length && px < FAR_PX;
    }
}

void html_look_style(struct html_look *look, struct str style)
{
    struct bounds b = {};

    for (size_t at = 0; at < style.n;) {
        const char *stop = memchr(style.p + at, ';', style.n - at);
        size_t end = stop == NULL ? style.n : (size_t)(stop - style.p);
        struct str one = str_sub(style, at, end);
        const char *colon = memchr(one.p, ':', one.n);

        if (colon != NULL) {
            size_t n = (size_t)(colon - one.p);

            struct str value = str_sub(one, n + 1, one.n);
            const char *mark = memchr(value.p, '!', value.n); /* "!important" */

            value = str_sub(value, 0, mark == NULL ? value.n : (size_t)(mark - value.p));
            take_property(look, &b, str_trim(str_sub(one, 0, n)), str_trim(value));
        }
        at = end + 1;
    }
    look->is_hidden |= b.is_far || (b.is_flat && b.is_clipped);
}

void html_look_attribute(struct html_look *look, struct str name, struct str value)
{
    if (str_eq_any_case(name, STR("bgcolor"))) {
        look->ground = ground_of(value, look->ground);
    } else if (str_eq_any_case(name, STR("background"))) {
        look->ground = (struct svg_colour){.paint = SVG_OTHER};
    } else if (str_eq_any_case(name, STR("color"))) {
        look->text = svg_colour_of(value, look->text);
    } else if (str_eq_any_case(name, STR("hidden"))) {
        look->is_hidden = true;
    }
}
