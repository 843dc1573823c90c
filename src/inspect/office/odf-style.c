/*
 * Styles; see odf-style.h. They are found by family and name through a table of hashes, larger than
 * there may be styles.
 */
#include "inspect/office/odf-style.h"

#include <stdlib.h>

enum { MAX_STYLES = 20000, INDEX_ROOM = 1 << 16, MAX_DEPTH = 12 };

void odf_styles_init(struct odf_styles *s, struct arena *a)
{
    *s = (struct odf_styles){.arena = a, .open = -1};
    s->index = calloc(INDEX_ROOM, sizeof(*s->index));
    if (s->index == NULL) {
        die_out_of_memory(INDEX_ROOM * sizeof(*s->index));
    }
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

void odf_style_start(struct odf_styles *s, const struct xml_element *e)
{
    if (s->all.n >= MAX_STYLES) {
        s->open = -1;
        return;
    }
    struct odf_style *style = VEC_ADD(s->arena, &s->all);

    *style = (struct odf_style){.family = ooxml_value(s->arena, e, "family"),
                                .name = ooxml_value(s->arena, e, "name"),
                                .parent = ooxml_value(s->arena, e, "parent-style-name"),
                                .hidden = -1};
    s->open = (int)s->all.n - 1;
    *place_of(s, style->family, style->name) = s->all.n;
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

void odf_style_take(struct odf_styles *styles, const struct xml_element *e)
{
    struct odf_style *s = &styles->all.v[styles->open];
    struct ooxml_colour text = colour_of(e, "color");
    struct ooxml_colour ground = colour_of(e, "background-color");
    struct str value;

    if (!str_ends(str_of(e->name), STR("-properties"))) {
        return;
    }
    if (xml_attribute(e, "display", &value)) {
        s->hidden = str_eq(value, STR("none")) || str_eq(value, STR("false"));
    }
    if (xml_attribute(e, "visibility", &value)) {
        s->hidden = str_eq(value, STR("hidden"));
    }
    if (xml_attribute(e, "use-window-font-color", &value) && str_eq(value, STR("true"))) {
        text.paint = OOXML_AUTO;
    }
    if (ooxml_is(e->name, "graphic-properties") && xml_attribute(e, "fill", &value)) {
        ground = str_eq(value, STR("solid"))  ? colour_of(e, "fill-color")
                 : str_eq(value, STR("none")) ? (struct ooxml_colour){.paint = OOXML_CLEAR}
                                              : (struct ooxml_colour){.paint = OOXML_UNKNOWN};
    }
    if (ooxml_is(e->name, "graphic-properties") && xml_attribute(e, "opacity", &value) &&
        !str_eq(value, STR("100%")) && ground.paint == OOXML_SOLID) {
        ground.paint = OOXML_UNKNOWN;
    }
    s->text = text.paint != OOXML_UNSAID ? text : s->text;
    s->ground = ground.paint != OOXML_UNSAID ? ground : s->ground;
}

struct odf_style odf_style_find(const struct odf_styles *styles, const char *family,
                                struct str name)
{
    struct odf_style out = {.hidden = -1};

    for (int depth = 0; name.n > 0 && depth < MAX_DEPTH; depth++) {
        uint32_t at = *place_of(styles, str_of(family), name);

        if (at == 0) {
            break;
        }
        const struct odf_style *s = &styles->all.v[at - 1];

        out.text = out.text.paint == OOXML_UNSAID ? s->text : out.text;
        out.ground = out.ground.paint == OOXML_UNSAID ? s->ground : out.ground;
        out.hidden = out.hidden < 0 ? s->hidden : out.hidden;
        name = s->parent;
    }
    return out;
}
