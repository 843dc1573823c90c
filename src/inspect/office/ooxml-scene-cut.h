/* What shapes of a scene cut off of their words. */
#ifndef INSPECT_OOXML_SCENE_CUT_H
#define INSPECT_OOXML_SCENE_CUT_H

#include "inspect/office/ooxml-scene.h"

/* Told of a paragraph that is cut off: which of those of the shape that have words, from 1. */
typedef void scene_cut(void *user, const struct scene_shape *shape, uint32_t paragraph);

/* Paragraphs below the edge of a shape that cuts off what does not fit. */
void scene_find_cut(struct scene *s, scene_cut *tell, void *user);

#endif
