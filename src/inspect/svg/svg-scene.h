/* What is drawn in an SVG picture, in the order it is drawn: between svg-scene.c and svg-seen.c. */
#ifndef INSPECT_SVG_SCENE_H
#define INSPECT_SVG_SCENE_H

#include "inspect/svg/svg-shape.h"
#include "inspect/svg/svg.h"

/* Areas that cut off what is in an element, from the inside out. */
struct svg_clip {
    struct svg_area area;
    const struct svg_clip *up;
};

enum svg_kind {
    SVG_COVER,   /* paints over what is below it, in one colour */
    SVG_GROUND,  /* paints, in colours not known: pictures, gradients, what shines through */
    SVG_PICTURE, /* as SVG_GROUND, and is looked for itself */
};

struct svg_item {
    enum svg_kind kind;
    struct svg_area area;
    const struct svg_clip *clip;
    uint32_t rgb, node;
    bool covers;          /* a picture that has no holes */
    struct svg_look look; /* of pictures */
};

/* Words in one style, one after the other. */
struct svg_run {
    struct str text;
    uint32_t node, text_node; /* the element it stands in, and its <text> */
    uint32_t order;           /* items before this one are drawn before it */
    struct svg_look look;
    struct svg_matrix m;
    const struct svg_clip *clip;
    struct str places; /* a list of places, one for each letter; may be empty */
    float x, y, width; /* where its first letter stands, in its own units */
    bool has_place;    /* it is known where it stands */
    bool is_used;      /* not drawn where it stands, but by what refers to it */
    bool is_unused;    /* … and nothing does */
    bool has_more;     /* words of the same line follow it */
};

struct svg_scene {
    struct svg *svg;
    struct svg_box view;   /* what is shown */
    float points_per_unit; /* of print, as far as the file says */
    VEC(struct svg_item) items;
    VEC(struct svg_run) runs;
    bool has_ground;     /* the page itself may have a colour, or things stand on it unseen here */
    bool has_box_limits; /* there is a view to be outside of */
};

/* How wide a letter is, of its size; near enough. */
float svg_advance(uint32_t code_point);

/* svg-seen.c: marks what nobody can see. */
void svg_seen_judge(struct svg_scene *scene);

#endif
