/*
 * What an element of an SVG picture looks like: its attributes, the rules of style sheets, its own
 * style, and what it inherits (SVG 1.1 chapters 6 and 11, CSS 2.1). What a rule sets that may not
 * apply (style-sheet.h) is unsure.
 */
#ifndef INSPECT_SVG_STYLE_H
#define INSPECT_SVG_STYLE_H

#include "inspect/svg/style-sheet.h"
#include "read/xml-tree.h"

enum svg_paint { SVG_NONE, SVG_SOLID, SVG_OTHER };

struct svg_colour {
    enum svg_paint paint;
    uint32_t rgb;
    float alpha; /* of the colour itself */
};

/* What may be unsure, as bits. */
enum {
    SVG_UNSURE_SHOWN = 1,  /* display, visibility */
    SVG_UNSURE_COLOUR = 2, /* fill, stroke, opacity */
    SVG_UNSURE_SIZE = 4,   /* of letters */
    SVG_UNSURE_EFFECT = 8, /* blending, filters, masks, animation: of all that is in it too */
    SVG_UNSURE_INK = SVG_UNSURE_COLOUR | SVG_UNSURE_EFFECT,
};

enum svg_anchor { SVG_START, SVG_MIDDLE, SVG_END };

struct svg_look {
    bool is_displayed; /* no display:none on the way to it */
    bool is_visible;
    bool is_upright; /* its letters run downwards */
    float opacity;   /* of it and all it is in */
    struct svg_colour fill, stroke, colour;
    float fill_opacity, stroke_opacity, stroke_width, font_size;
    enum svg_anchor anchor;
    bool is_even_odd;
    struct str clip, mask; /* ids; empty = none */
    unsigned int unsure;
};

/* The look of the document, before its first element. */
struct svg_look svg_look_first(void);

/* The look of an element in one that looks like `parent`. */
struct svg_look svg_look_of(const struct style_sheet *s, const struct xml_tree *t, uint32_t node,
                            const struct svg_look *parent);

/* A number with its unit as user units; `size` is what "em" means. False: it is none. */
bool svg_length(struct str text, float size, float *ret);

/*
 * A colour; `current` is what "currentColor" means. Names that are not known and gradients are
 * SVG_OTHER.
 */
struct svg_colour svg_colour_of(struct str text, struct svg_colour current);

#endif
