/* Where shapes lie. */
#ifndef INSPECT_ODF_SCENE_PLACE_H
#define INSPECT_ODF_SCENE_PLACE_H

#include "inspect/office/odf-walk.h"

/* The frame of what is placed from the page, where the flow is at that height. */
uint32_t odf_scene_page(double flow_y);

/* The outermost shape or group begins: where it is anchored. */
void odf_scene_place(struct odf_walk *w, const struct xml_element *e,
                     const struct odf_style *style);
/* The outline of a polygon, a path or a geometry in its box, when it can be told. */
void odf_scene_freehand(struct odf_walk *w, const struct xml_element *e, struct scene_shape *x);
/* Its box by its own attributes; false: that cannot be told. */
bool odf_scene_box(const struct xml_element *e, struct scene_shape *ret_shape);

#endif
