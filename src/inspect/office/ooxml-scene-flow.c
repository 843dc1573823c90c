/* The flow of a text in a scene; see ooxml-scene.h. */
#include "inspect/office/ooxml-scene-flow.h"

#include "base/utf8.h"

enum {
    EMU_PER_HALF_POINT = 6350,
    EMU_PER_TWIP = 635,
    LINE_EMU = 228600,    /* 18 points, the grid of Japanese texts */
    COLUMN_EMU = 5400000, /* 15 cm */
    INSET_X_EMU = 91440,  /* that a shape has and a page has not */
    INSET_Y_EMU = 45720,
    BAR_LEAST_EMU = 76200, /* 6 points */
    BAR_MOST_EMU = 762000, /* 60 points */
    DEFAULT_HALF_POINTS = 21,
};

/* The paragraph becomes a shape of the scene. */
static void add_paragraph(struct scene *s, const struct scene_shape *shape,
                          const struct scene_paragraph *p)
{
    if (s->shapes.n < SCENE_MAX_SHAPES) {
        struct scene_shape *new = VEC_ADD(s->arena, &s->shapes);

        *new = *shape;
        *VEC_ADD(s->arena, &new->paragraphs) = *p;
        new->paragraphs.v[0].words = arena_str(s->arena, p->words);
    }
}

/* Paragraphs that lie beside the shape go into the scene, if they have not yet. */
static void add_recent(struct scene *s, struct scene_flow *flow, double top)
{
    for (uint32_t i = 0; i < MIN(flow->recent_count, (uint32_t)SCENE_RECENT); i++) {
        const struct scene_shape *p = &flow->recent[i];

        if (flow->paragraphs[i].half_ems > 0 && p->y + p->height > top) {
            add_paragraph(s, p, &flow->paragraphs[i]);
            flow->paragraphs[i].half_ems = 0;
        }
    }
}

/*
 * Keeps the paragraph in the place of the oldest: no memory is taken for what no shape comes near.
 */
static void keep(struct scene_flow *flow, const struct scene_shape *shape,
                 const struct scene_paragraph *p)
{
    uint32_t i = flow->recent_count++ % SCENE_RECENT;

    flow->recent[i] = *shape;
    flow->paragraphs[i] = *p;
    memcpy(flow->words[i], p->words.p, p->words.n);
    flow->paragraphs[i].words.p = flow->words[i];
}

void scene_flow_cover(struct scene *s, struct scene_flow *flow, double top, double bottom)
{
    add_recent(s, flow, top);
    flow->cover_bottom = MAX(flow->cover_bottom, bottom);
}

bool scene_flow_is_blank(const struct scene_shape *s)
{
    return s->fill.paint == OOXML_SOLID && s->paragraphs.n == 0 && !s->is_line && s->fills_area &&
           (ooxml_is_dark(s->fill.rgb) || ooxml_is_near(s->fill.rgb, OOXML_WHITE));
}

bool scene_flow_is_bar(const struct scene_shape *s)
{
    return scene_flow_is_blank(s) && s->height >= BAR_LEAST_EMU && s->height <= BAR_MOST_EMU &&
           s->width >= BAR_LEAST_EMU * 3;
}

void scene_flow_paragraph(struct scene *s, struct scene_flow *flow, const struct scene_line *p,
                          bool is_aside)
{
    double em = MAX(p->half_points, (int32_t)DEFAULT_HALF_POINTS) * (double)EMU_PER_HALF_POINT;
    double column = p->is_in_cell ? p->width : COLUMN_EMU;
    double usable = MAX(column - p->indent, em * 4);
    double lines = 1 + (double)(uint32_t)(p->half_ems * em / 2 / usable);
    double line =
        p->line_twips > 0 ? p->line_twips * (double)EMU_PER_TWIP : MAX(em * 1.3, (double)LINE_EMU);
    double above = MAX(p->object - line, 0.0); /* words stand at the foot of drawings */
    struct scene_shape shape = {.x = p->x - INSET_X_EMU,
                                .y = flow->y + above - INSET_Y_EMU + (line - em * 1.2) / 2,
                                .width = column + 2 * INSET_X_EMU,
                                .height = lines * line + 2 * INSET_Y_EMU,
                                .frame = SCENE_FRAME_FLOW,
                                .level = -2,
                                .mark = p->mark,
                                .is_placed = true,
                                .is_flow = true,
                                .is_in_cell = p->is_in_cell};

    flow->y += above + lines * line;
    if (p->half_ems == 0 || is_aside) {
        return;
    }
    const struct scene_paragraph paragraph = {
        .half_ems = p->half_ems,
        .number = p->number,
        .size = MAX(p->half_points, (int32_t)DEFAULT_HALF_POINTS) * 50,
        .indent = (int64_t)p->indent,
        .align = p->align == 0 ? 'l' : p->align,
        .words =
            str_sub(p->words, 0, utf8_floor(p->words, MIN(p->words.n, (size_t)SCENE_FLOW_BYTES)))};

    if (shape.y < flow->cover_bottom) {
        add_paragraph(s, &shape, &paragraph);
    } else {
        keep(flow, &shape, &paragraph);
    }
}
