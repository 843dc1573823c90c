/* What shapes of a scene are painted with: fills, lines, outlines, pictures. */
#ifndef INSPECT_OOXML_SCENE_PAINT_H
#define INSPECT_OOXML_SCENE_PAINT_H

#include "inspect/office/ooxml-scene.h"

/* What an element says of the fill, the line, the geometry and the picture of a shape. */
void scene_paint_take(struct scene *s, struct scene_shape *shape, const struct xml_element *e);
/* PNG with an alpha channel, and drawings, may have holes; a photograph has none. */
bool scene_picture_has_holes(struct ooxml *o, struct str part);
/* The path of a freehand shape is over. */
void scene_paint_freehand(struct scene *s, struct scene_shape *shape);
/* A line that is thick becomes the box it paints. */
void scene_paint_line(struct scene_shape *shape);

#endif
