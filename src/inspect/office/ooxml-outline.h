/*
 * Outlines of preset shapes (ECMA-376 part 1, 20.1.9.18 and its presetShapeDefinitions), as far as
 * they are sure to be filled: with the adjustments that programs begin with.
 */
#ifndef INSPECT_OFFICE_OOXML_OUTLINE_H
#define INSPECT_OFFICE_OOXML_OUTLINE_H

#include "base/str.h"

struct ooxml_outline;

/* How a preset fills its box. */
enum ooxml_filling {
    OOXML_FILLS_UNKNOWN, /* it has holes, is a line, or nobody wrote it down here */
    OOXML_FILLS_BOX,     /* but for its corners */
    OOXML_FILLS_ELLIPSE,
    OOXML_FILLS_OUTLINE, /* see *ret_outline */
};

/* By its name ("roundRect", "chevron"). */
enum ooxml_filling ooxml_outline_find(struct str preset, const struct ooxml_outline **ret_outline);

/* Whether the point, from the left top of a box of that size, is in the outline. */
bool ooxml_outline_has(const struct ooxml_outline *outline, double width, double height, double x,
                       double y);

#endif
