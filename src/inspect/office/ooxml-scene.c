/* A scene and its list of shapes; see ooxml-scene.h. */
#include "inspect/office/ooxml-scene.h"

#include "base/tr.h"

enum { MAX_WORDS = 400 };

void scene_init(struct scene *s, struct ooxml *o, struct str part, const struct ooxml_theme *theme,
                struct arena *a)
{
    *s = (struct scene){.o = o,
                        .part = part,
                        .theme = theme,
                        .arena = a,
                        .open = -1,
                        .cell = -1,
                        .default_size = 1800};
    s->maps[0] = (struct scene_map){.scale_x = 1, .scale_y = 1};
    buf_init(&s->words, MAX_WORDS);
    buf_init(&s->run_words, MAX_WORDS);
}

void scene_done(struct scene *s)
{
    buf_done(&s->words);
    buf_done(&s->run_words);
}

struct scene_shape *scene_last(struct scene *s)
{
    return s->shapes.n == 0 ? NULL : &s->shapes.v[s->shapes.n - 1];
}

int scene_add(struct scene *s)
{
    if (s->shapes.n >= SCENE_MAX_SHAPES) {
        found_less(s->o->found, INSPECT_PARTIAL, tr("more shapes than are compared"));
        return -1;
    }
    struct scene_shape *shape = VEC_ADD(s->arena, &s->shapes);

    *shape = (struct scene_shape){
        .frame = s->frame, .level = s->level, .is_behind = s->is_behind, .fills_area = true};
    return (int)s->shapes.n - 1;
}

void scene_begin(struct scene *s)
{
    s->open = scene_add(s);
    s->cell = -1;
    s->in_properties = s->in_fill = s->in_style_fill = s->in_run = s->in_highlight = false;
    s->text_depth = s->line_depth = 0;
    s->blends = 0;
    s->is_freehand = false;
}

void scene_open(struct scene *s, const struct scene_shape *shape)
{
    scene_begin(s);
    if (s->open >= 0) {
        struct scene_shape *new = &s->shapes.v[s->open];
        struct scene_shape as_made = *new;

        *new = *shape;
        new->frame = as_made.frame;
        new->level = as_made.level;
        new->is_behind = as_made.is_behind;
    }
}

void scene_close(struct scene *s)
{
    s->open = -1;
    s->cell = -1;
}
