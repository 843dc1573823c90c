/*
 * Shapes that float over a text: what lies under one is judged as on a slide, by the flow of the
 * paragraphs (ooxml-scene-flow.c). A shape placed from the page says nothing about the lines under
 * it: it counts when it looks like a bar drawn over words.
 */
#include "inspect/office/ooxml-word-float.h"

#include "inspect/office/ooxml-scene-judge.h"
#include "inspect/office/ooxml-scene-read.h"
#include "inspect/office/ooxml-value.h"
#include "inspect/office/ooxml-word-box.h"
#include "inspect/office/ooxml-word-cell.h"
#include "inspect/office/ooxml-word-vml.h"
#include "inspect/office/ooxml-words.h"

enum {
    MARGIN_EMU = 1080000, /* 3 cm */
    PAPER_EMU = 30276000, /* 841 mm, the long side of A1 */
};

static void open_drawing(struct word_walk *w, const struct xml_element *e)
{
    bool is_inline = ooxml_is(e->name, "inline");

    w->drawing =
        (struct word_float){.is_open = true,
                            .is_inline = is_inline,
                            .is_behind = ooxml_is_on(e, "behindDoc"),
                            .is_in_cell = xml_attribute_int(e, "layoutInCell", 1) != 0,
                            .level = is_inline ? -1 : xml_attribute_int(e, "relativeHeight", 0)};
}

static void start_place(struct word_walk *w, const struct xml_element *e)
{
    struct word_float *d = &w->drawing;
    struct str from = {};
    double width;

    if (ooxml_is(e->name, "positionH")) {
        d->in_horizontal = true;
        xml_attribute(e, "relativeFrom", &from);
        d->x = str_eq(from, STR("page")) ? -MARGIN_EMU : 0;
        if (d->is_in_cell && (str_eq(from, STR("column")) || str_eq(from, STR("character")))) {
            word_cell_place(w, &d->x, &width);
        }
    } else if (ooxml_is(e->name, "positionV")) {
        d->in_vertical = true;
        xml_attribute(e, "relativeFrom", &from);
        d->by_page = !str_eq(from, STR("paragraph")) && !str_eq(from, STR("line"));
    } else if (ooxml_is(e->name, "posOffset")) {
        d->in_offset = true;
    } else if (ooxml_is(e->name, "pctHeight")) {
        d->in_share = true;
    } else if (ooxml_is(e->name, "wrapSquare") || ooxml_is(e->name, "wrapTight") ||
               ooxml_is(e->name, "wrapThrough") || ooxml_is(e->name, "wrapTopAndBottom")) {
        d->pushes_text = true;
    } else if (ooxml_is(e->name, "graphic")) {
        word_walk_anchor(w);
    }
}

/* Each paragraph of a shape by its number, so that it can be taken out; false: not known. */
static bool tell_paragraphs(struct word_walk *w, const struct scene_shape *shape,
                            enum inspect_basis basis)
{
    bool is_known = shape->paragraphs.n > 0;

    for (uint32_t i = 0; i < shape->paragraphs.n; i++) {
        is_known &= shape->paragraphs.v[i].number > 0;
    }
    for (uint32_t i = 0; i < shape->paragraphs.n && is_known; i++) {
        const struct scene_paragraph *p = &shape->paragraphs.v[i];

        if (!ooxml_is_blank(p->words)) {
            found_add(w->o->found, "DOC-222", basis,
                      arena_printf(w->arena, "%.*s ¶%u", STR_ARG(w->part), p->number), p->words);
        }
    }
    return is_known;
}

/* Wholly off any page there is: left of it, above it, or further than the largest paper goes. */
static bool is_off_page(const struct word_float *d, const struct scene_shape *s)
{
    return s->is_placed && !d->is_inline && (s->paragraphs.n > 0 || s->is_picture) &&
           (s->x + s->width <= -MARGIN_EMU || s->x >= PAPER_EMU ||
            (d->by_page && (s->y + s->height <= 0 || s->y >= PAPER_EMU)));
}

/* A box of no size with words that does not grow with them. */
static bool is_flat_box(const struct scene_shape *s)
{
    enum { FLAT_EMU = 12700 };

    return s->is_placed && s->paragraphs.n > 0 && !s->is_flexible &&
           (s->width < FLAT_EMU || s->height < FLAT_EMU);
}

static void end_drawing(struct word_walk *w)
{
    struct word_float *d = &w->drawing;
    double top = w->flow.y;
    double bottom = w->flow.y;

    for (uint32_t i = w->scene.shapes.n; i > 0; i--) {
        struct scene_shape *s = &w->scene.shapes.v[i - 1];

        if (s->is_flow || s->is_judged) {
            break;
        }
        s->is_judged = true;
        s->pushes_text = d->pushes_text || d->is_inline;
        if (d->is_inline && s->is_placed && w->open_depth == 1) {
            word_paragraph_last(w)->object_height =
                MAX(word_paragraph_last(w)->object_height, s->height);
        }
        if ((is_off_page(d, s) || is_flat_box(s)) && !tell_paragraphs(w, s, INSPECT_HEURISTIC)) {
            found_add(w->o->found, "DOC-222", INSPECT_HEURISTIC,
                      arena_printf(w->arena, "%.*s \"%.*s\"", STR_ARG(w->part), STR_ARG(s->name)),
                      s->paragraphs.n > 0 ? s->paragraphs.v[0].words : (struct str){});
        }
        if (s->frame == SCENE_FRAME_FLOW && s->is_placed && !d->is_inline) {
            top = MIN(top, s->y);
            bottom = MAX(bottom, s->y + s->height);
        } else if (s->frame == SCENE_FRAME_OWN && !d->is_inline && !d->is_behind &&
                   !d->pushes_text && scene_flow_is_bar(s)) {
            found_add(w->o->found, "DOC-222", INSPECT_HEURISTIC,
                      arena_printf(w->arena, "%.*s ¶%u \"%.*s\"", STR_ARG(w->part), w->number,
                                   STR_ARG(s->name)),
                      (struct str){});
        }
    }
    word_box_judge(w);
    if (bottom > top && !d->is_behind && !d->pushes_text) {
        scene_flow_cover(&w->scene, &w->flow, top, bottom);
    }
    *d = (struct word_float){};
    w->scene.maps[0] = (struct scene_map){.scale_x = 1, .scale_y = 1};
}

/* A drawing that is hidden, a shape or a group in it; VML says so of its shapes. */
static void take_unseen(struct word_float *d, const struct xml_element *e)
{
    if (ooxml_is(e->name, "docPr")) {
        d->is_unseen |= ooxml_is_on(e, "hidden");
    } else if (ooxml_is(e->name, "cNvPr")) {
        d->part_is_unseen = ooxml_is_on(e, "hidden");
    } else if (ooxml_is(e->name, "grpSp")) {
        d->unseen_groups += d->unseen_groups > 0;
        d->part_is_unseen = false;
    } else if (ooxml_is(e->name, "grpSpPr")) {
        d->unseen_groups += d->part_is_unseen && d->unseen_groups == 0;
        d->part_is_unseen = false;
    } else if (ooxml_is(e->name, "wsp")) {
        d->part_is_unseen = false;
    }
}

void word_float_start(struct word_walk *w, const struct xml_element *e)
{
    if (ooxml_is(e->name, "anchor") || ooxml_is(e->name, "inline")) {
        open_drawing(w, e);
    }
    word_vml_start(w, e);
    if (w->drawing.is_open) {
        take_unseen(&w->drawing, e);
        start_place(w, e);
        word_box_take(w, e);
        scene_read_start(&w->scene, e);
    }
}

void word_float_end(struct word_walk *w, const char *name)
{
    if (!w->drawing.is_open) {
        return;
    }
    w->drawing.in_offset = w->drawing.in_share = false;
    if (ooxml_is(name, "wsp")) {
        word_box_shape(w);
    } else if (ooxml_is(name, "grpSp")) {
        w->drawing.unseen_groups -= w->drawing.unseen_groups > 0;
    } else if (ooxml_is(name, "positionH")) {
        w->drawing.in_horizontal = false;
    } else if (ooxml_is(name, "positionV")) {
        w->drawing.in_vertical = false;
    }
    w->scene.number = w->number;
    scene_read_end(&w->scene, name);
    if (ooxml_is(name, "anchor") || ooxml_is(name, "inline") || word_vml_end(w, name)) {
        end_drawing(w);
    }
}

void word_float_text(struct word_walk *w, struct str text)
{
    struct word_float *d = &w->drawing;

    if (!d->is_open) {
        return;
    }
    if (d->in_offset && text.n > 0 && text.n < 12) {
        double n = 0;
        size_t i = text.p[0] == '-';

        for (; i < text.n && text.p[i] >= '0' && text.p[i] <= '9'; i++) {
            n = n * 10 + (text.p[i] - '0');
        }
        *(d->in_vertical ? &d->y : &d->x) += text.p[0] == '-' ? -n : n;
    }
    if (d->in_share) {
        d->is_high_by_page |= text.n > 0 && text.p[0] != '0';
    }
    scene_read_text(&w->scene, text);
}

void word_float_paragraph(struct word_walk *w)
{
    const struct word_paragraph *p = word_paragraph_last(w);
    struct scene_line line = {.half_ems = p->half_ems,
                              .half_points = p->half_points,
                              .line_twips = p->spacing.line_exact,
                              .object = p->object_height,
                              .indent = p->indent,
                              .align = p->align,
                              .words = p->words,
                              .number = p->number};

    line.is_in_cell = word_cell_place(w, &line.x, &line.width);
    scene_flow_paragraph(&w->scene, &w->flow, &line, w->tables.depth > 0 && !line.is_in_cell);
}

static void tell(void *user, const struct scene_shape *shape, const struct scene_shape *cover,
                 bool is_whole, struct str words)
{
    struct word_walk *w = user;
    enum inspect_basis basis = shape->is_flow ? INSPECT_HEURISTIC : INSPECT_STRUCTURAL;

    if (!is_whole || !tell_paragraphs(w, shape, basis)) {
        found_add(w->o->found, "DOC-222", basis,
                  arena_printf(w->arena, "%.*s \"%.*s\"", STR_ARG(w->part),
                               STR_ARG(cover == NULL ? shape->name : cover->name)),
                  words);
    }
}

void word_float_judge(struct word_walk *w)
{
    scene_find_covered(&w->scene, tell, w);
}
