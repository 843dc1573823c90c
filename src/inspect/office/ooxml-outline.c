/*
 * Outlines of preset shapes; see ooxml-outline.h. A corner is told by shares of the box's width or
 * height and of its shorter side, which is what the adjustments are measured in. What is round is cut
 * off straight inside.
 */
#include "inspect/office/ooxml-outline.h"

#include "base/common.h"

enum { MAX_CORNERS = 12 };

/* x = side × width + x × shorter side; y likewise. */
struct corner {
    double across, x, down, y;
};

struct ooxml_outline {
    const char *name;
    struct corner corners[MAX_CORNERS];
    unsigned count;
};

/* Arrows with a shaft of half the height and a head as long as half the shorter side. */
static const struct ooxml_outline outlines[] = {
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

enum ooxml_filling ooxml_outline_find(struct str preset, const struct ooxml_outline **ret_outline)
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
    for (size_t i = 0; i < COUNT(outlines); i++) {
        if (str_eq(preset, str_of(outlines[i].name))) {
            *ret_outline = &outlines[i];
            return OOXML_FILLS_OUTLINE;
        }
    }
    return str_starts(preset, STR("actionButton")) ? OOXML_FILLS_BOX : OOXML_FILLS_UNKNOWN;
}

bool ooxml_outline_has(const struct ooxml_outline *outline, double width, double height, double x,
                       double y)
{
    double side = MIN(width, height);
    bool is_in = false;

    /* How often a line from the point to the right crosses the outline: odd is inside. */
    for (unsigned i = 0; i < outline->count; i++) {
        const struct corner *a = &outline->corners[i];
        const struct corner *b = &outline->corners[(i + 1) % outline->count];
        double ax = a->across * width + a->x * side;
        double ay = a->down * height + a->y * side;
        double bx = b->across * width + b->x * side;
        double by = b->down * height + b->y * side;

        if ((ay > y) != (by > y) && x < ax + (y - ay) / (by - ay) * (bx - ax)) {
            is_in = !is_in;
        }
    }
    return is_in;
}
