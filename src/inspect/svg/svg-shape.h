/*
 * Shapes of an SVG picture as areas of the page: polygons in the units of its outermost element.
 * Curves become a few lines inside of them, so an area is never larger than what is painted.
 */
#ifndef INSPECT_SVG_SHAPE_H
#define INSPECT_SVG_SHAPE_H

#include "base/vec.h"
#include "read/xml-tree.h"

struct svg_point {
    float x, y;
};

/* x' = a x + c y + e; y' = b x + d y + f */
struct svg_matrix {
    float a, b, c, d, e, f;
};

struct svg_box {
    float x0, y0, x1, y1;
};

enum { SVG_MAX_POINTS = 4096 };

/* Contours one after the other; each is closed by a line to its first point. */
struct svg_area {
    struct svg_point *points;
    uint32_t *ends; /* of each contour, in points */
    uint32_t point_count, contours;
    struct svg_box box;
    bool is_even_odd;
    bool is_rect; /* four corners along the axes */
};

/* The matrix of a transform attribute, after `before` (that of what it is in). */
struct svg_matrix svg_matrix_of(struct str transform, struct svg_matrix before);
/* First `inner`, then `outer`. */
struct svg_matrix svg_matrix_joined(struct svg_matrix outer, struct svg_matrix inner);
struct svg_point svg_moved(struct svg_matrix m, float x, float y);
/* How much longer a length becomes, on the average. */
float svg_scale(struct svg_matrix m);

/*
 * The area that a shape element (rect, circle, ellipse, polygon, path) fills, in arena memory;
 * false: it is none, is empty, or has more points than are followed. `view` is what percentages are
 * of.
 */
bool svg_area_of(struct arena *a, const struct xml_tree *t, uint32_t node, struct svg_matrix m,
                 const struct svg_box *view, struct svg_area *ret_area);
/* The area of a line of that width between two points. */
void svg_area_of_line(struct arena *a, struct svg_point from, struct svg_point to, float width,
                      struct svg_area *ret_area);
/* The area of an upright rectangle. */
void svg_area_of_box(struct arena *a, struct svg_box box, struct svg_matrix m,
                     struct svg_area *ret_area);

/* Whether the point lies in it. */
bool svg_area_has(const struct svg_area *area, struct svg_point p);

#endif
