/*
 * Outlines of shapes; see ooxml-outline.h. A corner is told by shares of the box's width or
 * height and of its shorter side, which is what the adjustments are measured in. What is round is
 * cut off straight inside.
 */
#include "inspect/office/ooxml-outline.h"

#include "base/common.h"

#include <math.h>

enum { MAX_PRESET_CORNERS = 12, CURVE_STEPS = 8 };

struct preset {
    const char *name;
    struct ooxml_corner corners[MAX_PRESET_CORNERS];
    uint32_t count;
};

/* Arrows with a shaft of half the height and a head as long as half the shorter side. */
static const struct preset presets[] = {
    {"homePlate", {{0, 0, 0, 0}, {1, -.5, 0, 0}, {1, 0, .5, 0}, {1, -.5, 1, 0}, {0, 0, 1, 0}}, 5},
    {"chevron",
     {{0, 0, 0, 0}, {1, -.5, 0, 0}, {1, 0, .5, 0}, {1, -.5, 1, 0}, {0, 0, 1, 0}, {0, .5, .5, 0}},
     6},
    {"hexagon",
     {{0, 0, .5, 0},
      {0, .25, 0, 0},
      {1, -.25, 0, 0},
      {1, 0, .5, 0},
      {1, -.25, 1, 0},
      {0, .25, 1, 0}},
     6},
    {"octagon",
     {{0, .293, 0, 0},
      {1, -.293, 0, 0},
      {1, 0, 0, .293},
      {1, 0, 1, -.293},
      {1, -.293, 1, 0},
      {0, .293, 1, 0},
      {0, 0, 1, -.293},
      {0, 0, 0, .293}},
     8},
    {"trapezoid", {{0, 0, 1, 0}, {0, .25, 0, 0}, {1, -.25, 0, 0}, {1, 0, 1, 0}}, 4},
    {"parallelogram", {{0, 0, 1, 0}, {0, .25, 0, 0}, {1, 0, 0, 0}, {1, -.25, 1, 0}}, 4},
    {"diamond", {{0, 0, .5, 0}, {.5, 0, 0, 0}, {1, 0, .5, 0}, {.5, 0, 1, 0}}, 4},
    {"flowChartDecision", {{0, 0, .5, 0}, {.5, 0, 0, 0}, {1, 0, .5, 0}, {.5, 0, 1, 0}}, 4},
    {"triangle", {{0, 0, 1, 0}, {.5, 0, 0, 0}, {1, 0, 1, 0}}, 3},
    {"rtTriangle", {{0, 0, 0, 0}, {1, 0, 1, 0}, {0, 0, 1, 0}}, 3},
    {"rightArrow",
     {{0, 0, .25, 0},
      {1, -.5, .25, 0},
      {1, -.5, 0, 0},
      {1, 0, .5, 0},
      {1, -.5, 1, 0},
      {1, -.5, .75, 0},
      {0, 0, .75, 0}},
     7},
    {"leftArrow",
     {{1, 0, .25, 0},
      {0, .5, .25, 0},
      {0, .5, 0, 0},
      {0, 0, .5, 0},
      {0, .5, 1, 0},
      {0, .5, .75, 0},
      {1, 0, .75, 0}},
     7},
    {"leftRightArrow",
     {{0, .5, .25, 0},
      {1, -.5, .25, 0},
      {1, -.5, 0, 0},
      {1, 0, .5, 0},
      {1, -.5, 1, 0},
      {1, -.5, .75, 0},
      {0, .5, .75, 0},
      {0, .5, 1, 0},
      {0, 0, .5, 0},
      {0, .5, 0, 0}},
     10},
    {"downArrow",
     {{.25, 0, 0, 0},
      {.75, 0, 0, 0},
      {.75, 0, 1, -.5},
      {1, 0, 1, -.5},
      {.5, 0, 1, 0},
      {0, 0, 1, -.5},
      {.25, 0, 1, -.5}},
     7},
    {"upArrow",
     {{.25, 0, 1, 0},
      {.75, 0, 1, 0},
      {.75, 0, 0, .5},
      {1, 0, 0, .5},
      {.5, 0, 0, 0},
      {0, 0, 0, .5},
      {.25, 0, 0, .5}},
     7},
    {"cube",
     {{0, 0, 0, .25}, {0, .25, 0, 0}, {1, 0, 0, 0}, {1, 0, 1, -.25}, {1, -.25, 1, 0}, {0, 0, 1, 0}},
     6},
    {"can", {{0, 0, 0, .125}, {1, 0, 0, .125}, {1, 0, 1, -.125}, {0, 0, 1, -.125}}, 4},
    {"flowChartMagneticDisk", {{0, 0, .17, 0}, {1, 0, .17, 0}, {1, 0, .83, 0}, {0, 0, .83, 0}}, 4},
    {"flowChartTerminator",
     {{0, 0, .5, 0},
      {.047, 0, .146, 0},
      {.161, 0, 0, 0},
      {.839, 0, 0, 0},
      {.953, 0, .146, 0},
      {1, 0, .5, 0},
      {.953, 0, .854, 0},
      {.839, 0, 1, 0},
      {.161, 0, 1, 0},
      {.047, 0, .854, 0}},
     10},
    {"flowChartDocument", {{0, 0, 0, 0}, {1, 0, 0, 0}, {1, 0, .8, 0}, {0, 0, .8, 0}}, 4},
    {"flowChartPreparation",
     {{0, 0, .5, 0}, {.2, 0, 0, 0}, {.8, 0, 0, 0}, {1, 0, .5, 0}, {.8, 0, 1, 0}, {.2, 0, 1, 0}},
     6},
    {"flowChartInputOutput", {{0, 0, 1, 0}, {.2, 0, 0, 0}, {1, 0, 0, 0}, {.8, 0, 1, 0}}, 4},
    {"flowChartManualOperation", {{0, 0, 0, 0}, {1, 0, 0, 0}, {.8, 0, 1, 0}, {.2, 0, 1, 0}}, 4},
    {"flowChartManualInput", {{0, 0, .2, 0}, {1, 0, 0, 0}, {1, 0, 1, 0}, {0, 0, 1, 0}}, 4},
    {"wave", {{0, 0, .25, 0}, {1, 0, .25, 0}, {1, 0, .75, 0}, {0, 0, .75, 0}}, 4},
    {"doubleWave", {{0, 0, .125, 0}, {1, 0, .125, 0}, {1, 0, .875, 0}, {0, 0, .875, 0}}, 4},
    {"horizontalScroll",
     {{0, .125, 0, .125}, {1, -.0625, 0, .125}, {1, -.0625, 1, -.125}, {0, .125, 1, -.125}},
     4},
    {"verticalScroll",
     {{0, .125, 0, .125}, {1, -.125, 0, .125}, {1, -.125, 1, -.125}, {0, .125, 1, -.125}},
     4},
    {"cloud", {{.1, 0, .13, 0}, {.78, 0, .13, 0}, {.78, 0, .78, 0}, {.1, 0, .78, 0}}, 4},
    {"cloudCallout", {{.1, 0, .13, 0}, {.78, 0, .13, 0}, {.78, 0, .78, 0}, {.1, 0, .78, 0}}, 4},
};

enum ooxml_filling ooxml_outline_find(struct str preset, struct ooxml_outline *ret_outline)
{
    static const char *const boxes[] = {"rect",
                                        "roundRect",
                                        "round1Rect",
                                        "round2SameRect",
                                        "round2DiagRect",
                                        "snip1Rect",
                                        "snip2SameRect",
                                        "snip2DiagRect",
                                        "snipRoundRect",
                                        "bevel",
                                        "plaque",
                                        "foldedCorner",
                                        "flowChartProcess",
                                        "flowChartAlternateProcess",
                                        "flowChartPredefinedProcess",
                                        "flowChartInternalStorage",
                                        "flowChartPunchedCard",
                                        "wedgeRectCallout",
                                        "wedgeRoundRectCallout"};
    static const char *const ellipses[] = {"ellipse", "flowChartConnector", "wedgeEllipseCallout"};

    for (size_t i = 0; i < COUNT(boxes); i++) {
        if (str_eq(preset, str_of(boxes[i]))) {
            return OOXML_FILLS_BOX;
        }
    }
    for (size_t i = 0; i < COUNT(ellipses); i++) {
        if (str_eq(preset, str_of(ellipses[i]))) {
            return OOXML_FILLS_ELLIPSE;
        }
    }
    for (size_t i = 0; i < COUNT(presets); i++) {
        if (str_eq(preset, str_of(presets[i].name))) {
            *ret_outline =
                (struct ooxml_outline){.corners = presets[i].corners, .count = presets[i].count};
            return OOXML_FILLS_OUTLINE;
        }
    }
    return str_starts(preset, STR("actionButton")) ? OOXML_FILLS_BOX : OOXML_FILLS_UNKNOWN;
}

bool ooxml_outline_has(const struct ooxml_outline *outline, double width, double height, double x,
                       double y)
{
    double side = MIN(width, height);
    uint32_t first = 0; /* corner of the contour at hand */
    bool is_in = false;

    /* How often a line from the point to the right crosses the outline: odd is inside. */
    for (uint32_t i = 0; i < outline->count; i++) {
        const struct ooxml_corner *a = &outline->corners[i];
        bool is_last = a->is_last || i + 1 == outline->count;
        const struct ooxml_corner *b = &outline->corners[is_last ? first : i + 1];
        double ax = a->across * width + a->x * side;
        double ay = a->down * height + a->y * side;
        double bx = b->across * width + b->x * side;
        double by = b->down * height + b->y * side;

        if ((ay > y) != (by > y) && x < ax + (y - ay) / (by - ay) * (bx - ax)) {
            is_in = !is_in;
        }
        first = is_last ? i + 1 : first;
    }
    return is_in;
}

/* ---- freehand ---- */

static void add_corner(struct ooxml_freehand *f, double x, double y)
{
    if (f->corners.n >= OOXML_MAX_CORNERS || !(f->width > 0) || !(f->height > 0)) {
        f->is_lost = true;
        return;
    }
    *VEC_ADD(f->arena, &f->corners) =
        (struct ooxml_corner){.across = x / f->width, .down = y / f->height};
    f->x = x;
    f->y = y;
}

void ooxml_freehand_move(struct ooxml_freehand *f, double x, double y)
{
    if (f->corners.n > 0) {
        f->corners.v[f->corners.n - 1].is_last = true;
    }
    add_corner(f, x, y);
}

void ooxml_freehand_line(struct ooxml_freehand *f, double x, double y)
{
    add_corner(f, x, y);
}

void ooxml_freehand_curve(struct ooxml_freehand *f, double x1, double y1, double x2, double y2,
                          double x3, double y3)
{
    const double x0 = f->x, y0 = f->y;

    for (int i = 1; i <= CURVE_STEPS; i++) {
        double t = (double)i / CURVE_STEPS, u = 1 - t;

        add_corner(f, u * u * u * x0 + 3 * u * u * t * x1 + 3 * u * t * t * x2 + t * t * t * x3,
                   u * u * u * y0 + 3 * u * u * t * y1 + 3 * u * t * t * y2 + t * t * t * y3);
    }
}

void ooxml_freehand_arc(struct ooxml_freehand *f, double width, double height, double from,
                        double degrees)
{
    const double per_degree = 3.14159265358979 / 180;
    const double x = f->x - width * cos(from * per_degree);
    const double y = f->y - height * sin(from * per_degree);

    for (int i = 1; i <= CURVE_STEPS; i++) {
        double angle = (from + degrees * i / CURVE_STEPS) * per_degree;

        add_corner(f, x + width * cos(angle), y + height * sin(angle));
    }
}

bool ooxml_freehand_end(struct ooxml_freehand *f, struct ooxml_outline *ret_outline)
{
    if (f->is_lost || f->corners.n < 3) {
        return false;
    }
    *ret_outline = (struct ooxml_outline){.corners = f->corners.v, .count = f->corners.n};
    return true;
}
