/* What a person cannot see of a scene: shapes under others, text in the colour of its ground. */
#ifndef INSPECT_OOXML_SCENE_JUDGE_H
#define INSPECT_OOXML_SCENE_JUDGE_H

#include "inspect/office/ooxml-scene.h"

/* Whether nothing is seen through the shape where it lies. */
bool scene_is_opaque(const struct scene_shape *shape);

/*
 * Told of each shape that cannot be seen, wholly or in part: the words of it, and the shape that
 * lies over it.
 */
typedef void scene_covered(void *user, const struct scene_shape *shape,
                           const struct scene_shape *cover, bool is_whole, struct str words);

/* Shapes with content under later, opaque ones. */
void scene_find_covered(struct scene *s, scene_covered *tell, void *user);

/*
 * Text in the colour of what lies under it: its shape, or a shape below, or `ground`. `cover` of
 * the call is NULL.
 */
void scene_find_colourless(struct scene *s, const struct ooxml_colour *ground, scene_covered *tell,
                           void *user);

#endif
