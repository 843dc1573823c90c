/* The paragraph at hand of a text that is walked through; see ooxml-word-walk.h. */
#include "inspect/office/ooxml-word-walk.h"

struct str word_walk_place(struct word_walk *w)
{
    return arena_printf(w->arena, "%.*s ¶%u", STR_ARG(w->part), MAX(w->number, 1u));
}

void word_walk_add(struct word_walk *w, const char *rule, enum inspect_basis basis,
                   struct str reads)
{
    found_add(w->o->found, rule, basis, word_walk_place(w), reads);
}

struct word_paragraph *word_paragraph_last(struct word_walk *w)
{
    return &w->open[MIN(MAX(w->open_depth, 1u), (uint32_t)WORD_MAX_OPEN) - 1];
}

void word_walk_anchor(struct word_walk *w)
{
    struct word_float *d = &w->drawing;
    bool first_in_line = w->text.n == 0;

    w->scene.level = d->level;
    w->scene.is_behind = d->is_behind;
    w->scene.maps[0] = (struct scene_map){
        .scale_x = 1, .scale_y = 1, .x = d->x, .y = d->by_page ? d->y : d->y + w->flow.y};
    w->scene.frame = d->is_inline && !first_in_line ? SCENE_FRAME_OWN + w->scene.shapes.n
                     : d->by_page                   ? SCENE_FRAME_OWN
                                                    : SCENE_FRAME_FLOW;
}
