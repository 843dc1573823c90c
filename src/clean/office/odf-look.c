/*
 * Words of OpenDocument in the colour of their ground: the same rules as the inspector's
 * (inspect/odf-content.c). Letters become blanks of their width, so that a bar of colour stays and
 * nothing moves; a cell loses its value.
 */
#include "clean/office/odf.h"

#include "base/utf8.h"

enum { WIDE_FROM = 0x1100 };

static const char *family_of(const struct odf *o, const struct xml_tree *t, uint32_t node)
{
    static const struct {
        const char *name, *family;
    } families[] = {
        {"p", "paragraph"},   {"h", "paragraph"},          {"span", "text"},
        {"frame", "graphic"}, {"custom-shape", "graphic"}, {"rect", "graphic"},
        {"table", "table"},   {"table-row", "table-row"},  {"table-cell", "table-cell"}};

    for (size_t i = 0; i < COUNT(families); i++) {
        if (xml_tree_is(t, node, families[i].name)) {
            return o->flavour == ODF_SHEET && i > 5 ? NULL : families[i].family;
        }
    }
    return NULL;
}

/* Whether words that stand directly in the element have the colour of what is below them. */
static bool is_unreadable(const struct odf_edit *e, uint32_t node)
{
    struct ooxml_colour text = {}, ground = {};

    for (uint32_t i = node; i != XML_TREE_NONE; i = e->tree.nodes.v[i].parent) {
        const char *family = family_of(e->o, &e->tree, i);
        struct odf_style style = {};

        if (family == NULL) {
            continue;
        }
        style = odf_style_find(e->styles, family, xml_tree_value(&e->tree, i, "style-name"));
        text = text.paint == OOXML_UNSAID ? style.text : text;
        ground = ground.paint <= OOXML_CLEAR ? style.ground : ground;
    }
    if (ground.paint <= OOXML_CLEAR && e->o->flavour == ODF_SLIDE) {
        return false; /* what lies under a shape is not known */
    }
    if (ground.paint <= OOXML_CLEAR) {
        ground = (struct ooxml_colour){.paint = OOXML_SOLID, .rgb = OOXML_WHITE};
    }
    return text.paint == OOXML_SOLID && ground.paint == OOXML_SOLID &&
           ooxml_is_near(text.rgb, ground.rgb);
}

/* So many blanks as the letters are wide, in the way of the format. */
static void blank_out(struct odf_edit *e, uint32_t node, size_t beg, size_t end)
{
    const struct xml_node *x = &e->tree.nodes.v[node];
    struct str words = str_sub(e->tree.bytes, beg, end);
    struct str prefix = str_sub(e->tree.bytes, x->beg + 1, (size_t)x->beg + 1 + x->prefix_bytes);
    uint32_t blanks = 0;

    for (size_t i = 0; i < words.n;) {
        uint32_t cp;

        i += utf8_decode(words, i, &cp);
        if (cp == '&') {
            while (i < words.n && words.p[i - 1] != ';') {
                i++;
            }
        }
        /* A blank is about a quarter of a wide letter. */
        blanks += cp >= WIDE_FROM ? 4 : cp == ' ' ? 1 : 2;
    }
    xml_edit_put(&e->edits, beg, end,
                 arena_printf(e->arena, "<%.*s:s %.*s:c=\"%u\"/>", STR_ARG(prefix), STR_ARG(prefix),
                              blanks));
}

void odf_look_edit(struct odf_edit *e, uint32_t node)
{
    const char *rule = e->o->flavour == ODF_SLIDE ? "PPT-264" : "DOC-222";
    const struct xml_tree *t = &e->tree;
    const struct xml_node *x = &t->nodes.v[node];
    size_t at = x->head_end;

    if (e->o->flavour == ODF_SHEET || e->styles == NULL || x->prefix_bytes == 0 ||
        (!xml_tree_is(t, node, "p") && !xml_tree_is(t, node, "h") &&
         !xml_tree_is(t, node, "span")) ||
        !cleaning_may(e->o->c, rule) || !is_unreadable(e, node)) {
        return;
    }
    for (uint32_t i = x->child;; i = t->nodes.v[i].next) {
        size_t end = i == XML_TREE_NONE ? x->tail_beg : t->nodes.v[i].beg;

        if (str_trim(str_sub(t->bytes, at, end)).n > 0) {
            blank_out(e, node, at, end);
            cleaning_log(e->o->c, rule, e->part, 1);
        }
        if (i == XML_TREE_NONE) {
            return;
        }
        at = t->nodes.v[i].end;
    }
}

bool odf_look_is_empty_cell(const struct odf_edit *e, uint32_t node)
{
    struct odf_style style =
        odf_style_find(e->styles, "table-cell", xml_tree_value(&e->tree, node, "style-name"));
    uint32_t ground = style.ground.paint == OOXML_SOLID ? style.ground.rgb : OOXML_WHITE;

    return style.ground.paint != OOXML_UNKNOWN && style.text.paint == OOXML_SOLID &&
           ooxml_is_near(style.text.rgb, ground);
}
