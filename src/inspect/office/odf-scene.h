/*
 * Shapes of a slide of OpenDocument in the order they are painted: words and pictures that lie whole
 * under an opaque rectangle painted later. Shapes that are turned, or move in the show, neither hide
 * nor are hidden.
 */
#ifndef INSPECT_ODF_SCENE_H
#define INSPECT_ODF_SCENE_H

#include "inspect/office/odf-style.h"

struct odf_scene;

/* A scene without shapes, in the arena. */
struct odf_scene *odf_scene_new(struct arena *a);

/* A slide begins. */
void odf_scene_page(struct odf_scene *s);

/* An element begins that may be a shape, or belong to the last one; `style` is that of a graphic. */
void odf_scene_start(struct odf_scene *s, const struct xml_element *e,
                     const struct odf_style *style);

/* An element ends. */
void odf_scene_end(struct odf_scene *s, const char *name);

/* Words of the innermost shape. */
void odf_scene_words(struct odf_scene *s, struct str words);

/* The next thing that is hidden on the slide: its words, or "" for a picture; *at is 0 at first. */
bool odf_scene_hidden(const struct odf_scene *s, uint32_t *at, struct str *ret_words);

#endif
