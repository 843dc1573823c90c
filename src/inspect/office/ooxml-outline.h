/*
 * Outlines of preset shapes (ECMA-376 part 1, 20.1.9.18 and its presetShapeDefinitions), as far as
 * they are sure to be filled: with the adjustments that programs begin with; and of freehand
 * shapes, by their own path (20.1.9.15).
 */
#ifndef INSPECT_OFFICE_OOXML_OUTLINE_H
#define INSPECT_OFFICE_OOXML_OUTLINE_H

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"

enum { OOXML_MAX_CORNERS = 600 }; /* of a freehand shape: one of more is not followed */

/* x = across × width of the box + x × its shorter side; y likewise. */
struct ooxml_corner {
    double across, x, down, y;
    bool is_last; /* of its contour, which is closed to its first one */
};

struct ooxml_outline {
    const struct ooxml_corner *corners;
    uint32_t count; /* 0 = none */
};

/* How a preset fills its box. */
enum ooxml_filling {
    OOXML_FILLS_UNKNOWN, /* it has holes, is a line, or nobody wrote it down here */
    OOXML_FILLS_BOX,     /* but for its corners */
    OOXML_FILLS_ELLIPSE,
    OOXML_FILLS_OUTLINE, /* see *ret_outline */
};

/* By its name ("roundRect", "chevron"). */
enum ooxml_filling ooxml_outline_find(struct str preset, struct ooxml_outline *ret_outline);

/* Whether the point, from the left top of a box of that size, is in the outline. */
bool ooxml_outline_has(const struct ooxml_outline *outline, double width, double height, double x,
                       double y);

/*
 * A freehand shape while its path is read, in units of its own; {} with an arena at its beginning.
 */
struct ooxml_freehand {
    struct arena *arena;
    double width, height; /* of the box in these units */
    double x, y;          /* where the path has come to */
    VEC(struct ooxml_corner) corners;
    bool is_lost; /* it has more corners than are followed, or they cannot be told */
};

/* A contour begins there. */
void ooxml_freehand_move(struct ooxml_freehand *f, double x, double y);
/* A line to there. */
void ooxml_freehand_line(struct ooxml_freehand *f, double x, double y);
/* A cubic curve with two points between its ends; it becomes a few lines. */
void ooxml_freehand_curve(struct ooxml_freehand *f, double x1, double y1, double x2, double y2,
                          double x3, double y3);
/* Part of an ellipse of such radii, from one angle on for so many degrees, clockwise. */
void ooxml_freehand_arc(struct ooxml_freehand *f, double width, double height, double from,
                        double degrees);
/* The outline, in memory of the arena; false when there is none. */
bool ooxml_freehand_end(struct ooxml_freehand *f, struct ooxml_outline *ret_outline);

#endif
