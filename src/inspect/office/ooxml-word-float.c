/*
 * Shapes that float over a text. Text is not set into pages here; but a shape is mostly placed from
 * the paragraph it is anchored in, and so are the lines around it: heights are added up from
 * paragraph to paragraph (the flow), and what lies under a shape is judged as on a slide. A shape
 * placed from the page says nothing about the lines under it: it counts when it looks like a bar
 * drawn over words (black or white, blank, as high as a line or a few).
 */
#include "inspect/office/ooxml-word-walk.h"

enum {
    EMU_PER_HALF_POINT = 6350,
    EMU_PER_TWIP = 635,
    LINE_EMU = 228600,    /* 18 points, the grid of Japanese texts */
    COLUMN_EMU = 5400000, /* 15 cm */
    MARGIN_EMU = 1080000, /* 3 cm */
    PAPER_EMU = 30276000, /* 841 mm, the long side of A1 */
    FRAME_FLOW = 1,
    FRAME_OWN = 1000,      /* and up: shapes that nothing is compared with */
    BAR_LEAST_EMU = 76200, /* 6 points */
    BAR_MOST_EMU = 762000, /* 60 points */
    DEFAULT_HALF_POINTS = 21,
};

static void open_drawing(struct word_walk *w, const struct xml_element *e)
{
    bool is_inline = ooxml_is(e->name, "inline");

    w->drawing =
        (struct word_float){.is_open = true,
                            .is_inline = is_inline,
                            .is_behind = ooxml_is_on(e, "behindDoc"),
                            .level = is_inline ? -1 : xml_attribute_int(e, "relativeHeight", 0)};
}

void word_float_place(struct word_walk *w)
{
    struct word_float *d = &w->drawing;
    bool first_in_line = w->text.n == 0;

    w->scene.level = d->level;
    w->scene.is_behind = d->is_behind;
    w->scene.maps[0] = (struct scene_map){
        .scale_x = 1, .scale_y = 1, .x = d->x, .y = d->by_page ? d->y : d->y + w->flow_y};
    w->scene.frame = d->is_inline && !first_in_line ? FRAME_OWN + w->scene.shapes.n
                     : d->by_page                   ? FRAME_OWN
                                                    : FRAME_FLOW;
}

static void start_place(struct word_walk *w, const struct xml_element *e)
{
    struct word_float *d = &w->drawing;
    struct str from = {};

    if (ooxml_is(e->name, "positionH")) {
        d->in_horizontal = true;
        d->x =
            xml_attribute(e, "relativeFrom", &from) && str_eq(from, STR("page")) ? -MARGIN_EMU : 0;
    } else if (ooxml_is(e->name, "positionV")) {
        d->in_vertical = true;
        xml_attribute(e, "relativeFrom", &from);
        d->by_page = !str_eq(from, STR("paragraph")) && !str_eq(from, STR("line"));
    } else if (ooxml_is(e->name, "posOffset")) {
        d->in_offset = true;
    } else if (ooxml_is(e->name, "wrapSquare") || ooxml_is(e->name, "wrapTight") ||
               ooxml_is(e->name, "wrapThrough") || ooxml_is(e->name, "wrapTopAndBottom")) {
        d->pushes_text = true;
    } else if (ooxml_is(e->name, "graphic")) {
        word_float_place(w);
    }
}

/* Paragraphs that lie beside the shape go into the scene, if they have not yet. */
static void add_recent(struct word_walk *w, double top)
{
    for (uint32_t i = 0; i < MIN(w->recent_count, (uint32_t)WORD_RECENT_PARAGRAPHS); i++) {
        struct scene_shape *p = &w->recent[i];

        if (p->paragraphs.n > 0 && p->y + p->height > top && w->scene.shapes.n < SCENE_MAX_SHAPES) {
            *VEC_ADD(w->arena, &w->scene.shapes) = *p;
            p->paragraphs.n = 0;
        }
    }
}

static bool looks_like_bar(const struct scene_shape *s)
{
    return s->fill.paint == OOXML_SOLID && s->paragraphs.n == 0 && !s->is_line && s->fills_area &&
           (ooxml_is_dark(s->fill.rgb) || ooxml_is_near(s->fill.rgb, OOXML_WHITE)) &&
           s->height >= BAR_LEAST_EMU && s->height <= BAR_MOST_EMU && s->width >= BAR_LEAST_EMU * 3;
}

/* Wholly off any page there is: left of it, above it, or further than the largest paper goes. */
static bool is_off_page(const struct word_float *d, const struct scene_shape *s)
{
    return s->is_placed && !d->is_inline && (s->paragraphs.n > 0 || s->is_picture) &&
           (s->x + s->width <= -MARGIN_EMU || s->x >= PAPER_EMU ||
            (d->by_page && (s->y + s->height <= 0 || s->y >= PAPER_EMU)));
}

static void end_drawing(struct word_walk *w)
{
    struct word_float *d = &w->drawing;
    double top = w->flow_y;
    double bottom = w->flow_y;

    for (uint32_t i = w->scene.shapes.n; i > 0; i--) {
        struct scene_shape *s = &w->scene.shapes.v[i - 1];

        if (s->is_flow || s->is_judged) {
            break;
        }
        s->is_judged = true;
        s->pushes_text = d->pushes_text;
        if (is_off_page(d, s)) {
            found_add(w->o->found, "DOC-222", INSPECT_HEURISTIC,
                      arena_printf(w->arena, "%.*s \"%.*s\"", STR_ARG(w->part), STR_ARG(s->name)),
                      s->paragraphs.n > 0 ? s->paragraphs.v[0].words : (struct str){});
        }
        if (s->frame == FRAME_FLOW && s->is_placed && !d->is_inline) {
            top = MIN(top, s->y);
            bottom = MAX(bottom, s->y + s->height);
        } else if (s->frame == FRAME_OWN && !d->is_inline && !d->is_behind && !d->pushes_text &&
                   looks_like_bar(s)) {
            found_add(w->o->found, "DOC-222", INSPECT_HEURISTIC,
                      arena_printf(w->arena, "%.*s ¶%u \"%.*s\"", STR_ARG(w->part), w->number,
                                   STR_ARG(s->name)),
                      (struct str){});
        }
    }
    if (bottom > top && !d->is_behind && !d->pushes_text) {
        add_recent(w, top);
        w->cover_bottom = MAX(w->cover_bottom, bottom);
    }
    *d = (struct word_float){};
    w->scene.maps[0] = (struct scene_map){.scale_x = 1, .scale_y = 1};
}

void word_float_start(struct word_walk *w, const struct xml_element *e)
{
    if (ooxml_is(e->name, "anchor") || ooxml_is(e->name, "inline")) {
        open_drawing(w, e);
    }
    word_vml_start(w, e);
    if (w->drawing.is_open) {
        start_place(w, e);
        scene_start(&w->scene, e);
    }
}

void word_float_end(struct word_walk *w, const char *name)
{
    if (!w->drawing.is_open) {
        return;
    }
    w->drawing.in_offset = false;
    if (ooxml_is(name, "positionH")) {
        w->drawing.in_horizontal = false;
    } else if (ooxml_is(name, "positionV")) {
        w->drawing.in_vertical = false;
    }
    scene_end(&w->scene, name);
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
    scene_text(&w->scene, text);
}

void word_float_paragraph(struct word_walk *w)
{
    const struct word_paragraph *p = word_paragraph_last(w);
    double em = MAX((int)p->half_points, DEFAULT_HALF_POINTS) * (double)EMU_PER_HALF_POINT;
    double usable = MAX(COLUMN_EMU - p->indent, em * 4);
    double lines = 1 + (double)(uint32_t)(p->half_ems * em / 2 / usable);
    double line =
        p->line_exact > 0 ? p->line_exact * (double)EMU_PER_TWIP : MAX(em * 1.3, (double)LINE_EMU);
    struct scene_shape shape = {.x = -91440, /* the insets that a shape has and a page has not */
                                .y = w->flow_y - 45720 + (line - em * 1.2) / 2,
                                .width = COLUMN_EMU + 2 * 91440,
                                .height = lines * line + 91440,
                                .frame = FRAME_FLOW,
                                .level = -2,
                                .is_placed = true,
                                .is_flow = true};

    w->flow_y += lines * line;
    if (p->half_ems == 0 || w->tables.depth > 0) {
        return;
    }
    *VEC_ADD(w->arena, &shape.paragraphs) =
        (struct scene_paragraph){.half_ems = p->half_ems,
                                 .size = MAX((int)p->half_points, DEFAULT_HALF_POINTS) * 50,
                                 .indent = (int64_t)p->indent,
                                 .align = p->align == 0 ? 'l' : p->align,
                                 .words = p->words};
    if (shape.y < w->cover_bottom && w->scene.shapes.n < SCENE_MAX_SHAPES) {
        *VEC_ADD(w->arena, &w->scene.shapes) = shape;
    } else {
        w->recent[w->recent_count++ % WORD_RECENT_PARAGRAPHS] = shape;
    }
}

static void tell(void *user, const struct scene_shape *shape, const struct scene_shape *cover,
                 bool is_whole, struct str words)
{
    struct word_walk *w = user;

    found_add(w->o->found, "DOC-222", shape->is_flow ? INSPECT_HEURISTIC : INSPECT_STRUCTURAL,
              arena_printf(w->arena, "%.*s \"%.*s\"", STR_ARG(w->part),
                           STR_ARG(cover == NULL ? shape->name : cover->name)),
              words);
}

void word_float_judge(struct word_walk *w)
{
    scene_find_covered(&w->scene, tell, w);
}
