/* Text that runs down its pages, and shapes that float over it. */
#ifndef INSPECT_OOXML_SCENE_FLOW_H
#define INSPECT_OOXML_SCENE_FLOW_H

#include "inspect/office/ooxml-scene.h"

/*
 * Text is not set into pages; but a shape is mostly placed from the paragraph it is anchored in,
 * and so are the lines around it: heights are added up from paragraph to paragraph. A paragraph
 * goes into the scene as a shape when something floats where it stands.
 */
struct scene_flow {
    double y;            /* of the open paragraph, EMU from wherever the flow began */
    double cover_bottom; /* text above it may be under a shape */
    struct scene_shape recent[SCENE_RECENT]; /* without their paragraph, which is kept here: */
    struct scene_paragraph paragraphs[SCENE_RECENT]; /* of no width once it is in the scene */
    char words[SCENE_RECENT][SCENE_FLOW_BYTES];
    uint32_t recent_count;
};

/* A paragraph as far as its lines go. */
struct scene_line {
    uint32_t half_ems;   /* of its letters */
    int32_t half_points; /* of the largest; less than usual ones count as usual */
    int32_t line_twips;  /* exact height of a line; 0 = by the letters */
    double object;       /* height of the highest drawing in its lines, EMU */
    double indent;       /* EMU */
    double x, width;     /* of the cell of a table, when it stands in one */
    bool is_in_cell;
    char align;
    struct str words; /* borrowed for the call */
    uint32_t mark;    /* for whoever makes the scene */
    uint32_t number;  /* in the text; 0 = not known */
};

/* A paragraph has ended; `is_aside`: it takes place, but shapes are not held against it. */
void scene_flow_paragraph(struct scene *s, struct scene_flow *flow, const struct scene_line *p,
                          bool is_aside);
/* A shape that floats over the text lies there. */
void scene_flow_cover(struct scene *s, struct scene_flow *flow, double top, double bottom);
/* Blank, black or white. */
bool scene_flow_is_blank(const struct scene_shape *shape);
/* Blank, black or white, and as high as a line or a few: a bar drawn over words. */
bool scene_flow_is_bar(const struct scene_shape *shape);

#endif
