/* Styles of an OpenDocument file: whether what has them is shown, and in which colours. */
#ifndef INSPECT_ODF_STYLE_H
#define INSPECT_ODF_STYLE_H

#include "inspect/office/ooxml-colour.h"

struct odf_style {
    struct str family, name, parent;
    struct ooxml_colour text, ground;
    int8_t hidden; /* 1: its text, sheet or slide is not shown; -1: not said */
};

struct odf_styles {
    struct arena *arena;
    VEC(struct odf_style) all;
    uint32_t *index; /* of styles by hash; 0 = free, else one more */
    int open;        /* the style being read, or -1 */
};

/* None yet; styles live in the arena. odf_styles_done() frees the index. */
void odf_styles_init(struct odf_styles *s, struct arena *a);
void odf_styles_done(struct odf_styles *s);

/* style:style begins; then its elements (style:text-properties and their like). */
void odf_style_start(struct odf_styles *s, const struct xml_element *e);
void odf_style_take(struct odf_styles *s, const struct xml_element *e);

/* What the style and those it is based on say. */
struct odf_style odf_style_find(const struct odf_styles *s, const char *family, struct str name);

#endif
