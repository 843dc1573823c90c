/*
 * Words below the edge of a shape that cuts off what does not fit; see ooxml-scene.h. As in texts
 * (ooxml-word-box.c) lines are set by the least room that they can take: what lies below the edge
 * here does so in every program.
 */
#include "inspect/office/ooxml-scene-cut.h"

#include "inspect/office/ooxml-words.h"

enum {
    INSET_EMU = 45720, /* above the text */
    EMU_PER_SIZE = 127,
    NARROW_PERCENT = 80,
    LINE_PERCENT = 115,
    LEAST_SIZE = 1000, /* of letters of which nothing is said */
};

static bool cuts(const struct scene_shape *shape)
{
    return shape->is_placed && !shape->is_hidden && shape->clips_y && !shape->is_flexible &&
           shape->own_height > 0 && shape->own_width > 0 &&
           (shape->anchor == 0 || shape->anchor == 't') && !shape->is_holder;
}

void scene_find_cut(struct scene *s, scene_cut *tell, void *user)
{
    for (uint32_t i = 0; i < s->shapes.n; i++) {
        const struct scene_shape *shape = &s->shapes.v[i];
        double y = INSET_EMU;

        for (uint32_t k = 0; k < shape->paragraphs.n && cuts(shape); k++) {
            const struct scene_paragraph *p = &shape->paragraphs.v[k];
            double em = (p->size > 0 ? p->size : LEAST_SIZE) * (double)EMU_PER_SIZE;
            double lines = p->half_ems * em / 2 * NARROW_PERCENT / 100 / shape->own_width;

            if (y >= shape->own_height && !ooxml_is_blank(p->words)) {
                tell(user, shape, k + 1);
            }
            y += (1 + (double)(uint32_t)MIN(lines, 10000.0)) * em * LINE_PERCENT / 100;
        }
    }
}
