/* Reads the shapes of a part into a scene: a walk over its XML hands its events on. */
#ifndef INSPECT_OOXML_SCENE_READ_H
#define INSPECT_OOXML_SCENE_READ_H

#include "inspect/office/ooxml-scene.h"

/* An element begins or ends, or a text; any that says nothing of shapes does nothing. */
void scene_read_start(struct scene *s, const struct xml_element *e);
void scene_read_end(struct scene *s, const char *name);
void scene_read_text(struct scene *s, struct str text);

#endif
