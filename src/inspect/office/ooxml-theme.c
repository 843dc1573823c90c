/*
 * Reads the colours of a theme; see ooxml-theme.h. They stand before its fonts and forms: the part
 * is read no further than that.
 */
#include "inspect/office/ooxml-theme.h"

#include "inspect/office/ooxml-value.h"

struct theme_walk {
    struct ooxml_theme *theme;
    int index; /* of the colour being read, or -1 */
};

static enum xml_step theme_start(void *user, const struct xml_element *e)
{
    struct theme_walk *w = user;
    struct ooxml_colour c = {};

    if (ooxml_is(e->name, "fontScheme") || ooxml_is(e->name, "fmtScheme")) {
        return XML_STOP;
    }
    if (w->index >= 0 && ooxml_colour_take(&c, w->theme, e)) {
        if (c.paint == OOXML_SOLID) {
            w->theme->colours[w->index] = c.rgb;
        }
        return XML_SKIP;
    }
    w->index = ooxml_theme_index(w->theme, str_of(e->name));
    return XML_ENTER;
}

static void theme_end(void *user, const char *name, enum xml_namespace ns)
{
    ((struct theme_walk *)user)->index = -1;
}

void ooxml_theme_read(struct ooxml *o, struct str part, struct ooxml_theme *theme)
{
    static const struct xml_handler handler = {.start = theme_start, .end = theme_end};
    struct theme_walk w = {.theme = theme, .index = -1};

    ooxml_walk(o, part, &handler, &w);
}
