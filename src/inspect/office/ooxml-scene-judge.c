/*
 * What cannot be seen in a scene; see ooxml-scene.h.
 *
 * Text is set into its box by eye: characters are a whole or half a square wide, lines 1.2 squares
 * high, wrapped at the insets of the box. A line counts as covered when a later opaque shape lies
 * over so much of it that words are lost, by generous measures: a shape that only touches a box, or
 * the empty part of it, hides nothing. What moves (animation) or has holes covers nothing.
 */
#include "inspect/office/ooxml-scene-judge.h"

#include "inspect/office/ooxml-scene-flow.h"
#include "inspect/office/ooxml-words.h"

#include <math.h>

enum {
    INSET_X = 91440,
    INSET_Y = 45720,
    EMU_PER_SIZE = 127, /* of a hundredth of a point */
    TITLE_SIZE = 4000,
    BODY_SIZE = 2400,
    MAX_LINES = 200,
    SAMPLES = 9,
    LEAST_OPACITY = 95,
};

struct line {
    double x, y, width, height; /* EMU */
    double em;
    struct str words;
};

struct lines {
    struct line v[MAX_LINES];
    uint32_t n;
};

/* ---- text in its box ---- */

static bool is_title(const struct scene_shape *shape)
{
    return str_eq(shape->holder_type, STR("title")) || str_eq(shape->holder_type, STR("ctrTitle"));
}

static double size_of(const struct scene *s, const struct scene_shape *shape,
                      const struct scene_paragraph *p)
{
    int32_t size = p->size > 0        ? p->size
                   : is_title(shape)  ? TITLE_SIZE
                   : shape->is_holder ? BODY_SIZE
                                      : s->default_size;

    return (double)MAX(size, 100) * EMU_PER_SIZE;
}

/* Where a line of so many ems lies between the insets; unknown alignment: anywhere in them. */
static void place_line(const struct scene_shape *shape, const struct scene_paragraph *p,
                       double width, struct line *line)
{
    double left = shape->x + INSET_X + (double)p->indent;
    double usable = MAX(shape->width - 2 * INSET_X - (double)p->indent, line->em);
    char align = p->align != 0 ? p->align : shape->is_holder ? 0 : 'l';

    line->width = align == 0 ? usable : MIN(width, usable);
    line->x = align == 'c'   ? left + (usable - line->width) / 2
              : align == 'r' ? left + usable - line->width
                             : left;
}

static void set_text(const struct scene *s, const struct scene_shape *shape, struct lines *lines)
{
    double total = 0;
    double bottom = shape->y + shape->height;

    lines->n = 0;
    for (uint32_t i = 0; i < shape->paragraphs.n; i++) {
        const struct scene_paragraph *p = &shape->paragraphs.v[i];
        double em = size_of(s, shape, p);
        double usable = MAX(shape->width - 2 * INSET_X - (double)p->indent, em);
        double rest = p->half_ems * em / 2;

        for (; rest > 0 && lines->n < MAX_LINES; rest -= usable) {
            struct line *line = &lines->v[lines->n++];

            *line = (struct line){.y = total, .height = em * 1.2, .em = em, .words = p->words};
            place_line(shape, p, rest, line);
            total += line->height;
        }
    }
    double top = shape->y + INSET_Y;

    if (shape->anchor == 'c' || (shape->anchor == 0 && is_title(shape))) {
        top = shape->y + (shape->height - total) / 2;
    } else if (shape->anchor == 'b') {
        top = bottom - INSET_Y - total;
    }
    for (uint32_t i = 0; i < lines->n; i++) {
        lines->v[i].y += MAX(top, shape->y);
    }
    /* What runs out of the box is shrunk by the programs, or out of sight of this estimate. */
    while (lines->n > 1 && lines->v[lines->n - 1].y + lines->v[lines->n - 1].height / 2 > bottom) {
        lines->n--;
    }
}

/* ---- covers ---- */

static bool is_later(const struct scene *s, uint32_t i, uint32_t than)
{
    const struct scene_shape *a = &s->shapes.v[i];
    const struct scene_shape *b = &s->shapes.v[than];

    return a->frame == b->frame && a->is_behind <= b->is_behind &&
           (a->is_behind < b->is_behind || a->level > b->level ||
            (a->level == b->level && i > than));
}

bool scene_is_opaque(const struct scene_shape *shape)
{
    bool fills = shape->fills_area || shape->outline.count > 0;

    if (!shape->is_placed || shape->is_hidden || shape->is_animated || !fills ||
        shape->width <= 0 || shape->height <= 0) {
        return false;
    }
    return shape->is_picture ? !shape->is_see_through
                             : shape->fills_opaque || (shape->fill.paint == OOXML_SOLID &&
                                                       shape->fill.opacity >= LEAST_OPACITY);
}

/* Turns what lies at (*x, *y) from the middle round it, clockwise. */
static void turn(double degrees, double *x, double *y)
{
    if (degrees != 0) {
        double radians = degrees * 3.14159265358979 / 180;
        double turned = *x * cos(radians) - *y * sin(radians);

        *y = *x * sin(radians) + *y * cos(radians);
        *x = turned;
    }
}

static bool covers_point(const struct scene_shape *c, double x, double y)
{
    double dx = x - c->x - c->width / 2;
    double dy = y - c->y - c->height / 2;

    turn(-c->turn, &dx, &dy);
    if (c->is_ellipse) {
        dx /= c->width / 2;
        dy /= c->height / 2;
        return dx * dx + dy * dy <= 1;
    }
    if (c->outline.count > 0) {
        dx = c->mirrors_x ? -dx : dx;
        dy = c->mirrors_y ? -dy : dy;
        return ooxml_outline_has(&c->outline, c->width, c->height, dx + c->width / 2,
                                 dy + c->height / 2);
    }
    return dx >= -c->width / 2 && dx <= c->width / 2 && dy >= -c->height / 2 && dy <= c->height / 2;
}

static bool overlap(const struct scene_shape *a, const struct scene_shape *b)
{
    if (a->turn != 0 || b->turn != 0) {
        double reach = (a->width + a->height + b->width + b->height) / 2; /* and more */

        return fabs(a->x + a->width / 2 - b->x - b->width / 2) < reach &&
               fabs(a->y + a->height / 2 - b->y - b->height / 2) < reach;
    }
    return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height &&
           b->y < a->y + a->height;
}

/* Whether a shape with words lies on the cover: then it is the ground of a label. */
static bool carries_label(const struct scene *s, uint32_t cover)
{
    const struct scene_shape *c = &s->shapes.v[cover];

    for (uint32_t i = 0; i < s->shapes.n; i++) {
        const struct scene_shape *shape = &s->shapes.v[i];

        if (shape->paragraphs.n > 0 && shape->is_placed && is_later(s, i, cover) &&
            covers_point(c, shape->x + shape->width / 2, shape->y + shape->height / 2)) {
            return true;
        }
    }
    return false;
}

/*
 * Rows of a table are higher than they need be in many ways: only what looks like a bar drawn over
 * words is held against the words of a cell.
 */
static bool may_cover(const struct scene_shape *cover, const struct scene_shape *shape)
{
    return !shape->is_flow ||
           (!cover->pushes_text &&
            (!shape->is_in_cell || (!cover->is_picture && scene_flow_is_blank(cover))));
}

/* The covers of a shape, in order; at most `max`. */
static uint32_t covers_of(const struct scene *s, uint32_t index, uint32_t *ret_covers, uint32_t max)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < s->shapes.n && n < max; i++) {
        if (i != index && is_later(s, i, index) && scene_is_opaque(&s->shapes.v[i]) &&
            may_cover(&s->shapes.v[i], &s->shapes.v[index]) &&
            overlap(&s->shapes.v[i], &s->shapes.v[index])) {
            ret_covers[n++] = i;
        }
    }
    return n;
}

struct search {
    struct scene *s;
    uint32_t index;
    uint32_t covers[64];
    uint32_t n;
    scene_covered *tell;
    void *user;
};

/*
 * The last cover over a point of the shape as it were not turned, or NULL. `height` is that of the
 * letters round it: an outline may end in the middle of them.
 */
static const struct scene_shape *cover_at(const struct search *q, double x, double y, double height)
{
    const struct scene_shape *shape = &q->s->shapes.v[q->index];
    double dx = x - shape->x - shape->width / 2;
    double dy = y - shape->y - shape->height / 2;

    turn(shape->turn, &dx, &dy);
    x = shape->x + shape->width / 2 + dx;
    y = shape->y + shape->height / 2 + dy;
    for (uint32_t i = q->n; i > 0; i--) {
        const struct scene_shape *c = &q->s->shapes.v[q->covers[i - 1]];

        if (covers_point(c, x, y) &&
            (c->outline.count == 0 ||
             (covers_point(c, x, y - height * 0.4) && covers_point(c, x, y + height * 0.4)))) {
            return c;
        }
    }
    return NULL;
}

static struct str all_words(struct scene *s, const struct scene_shape *shape)
{
    struct str words = {};

    for (uint32_t i = 0; i < shape->paragraphs.n && i < 8; i++) {
        words = arena_printf(s->arena, "%.*s%s%.*s", STR_ARG(words), i == 0 ? "" : " ",
                             STR_ARG(shape->paragraphs.v[i].words));
    }
    return words;
}

static bool has_words(const struct scene_shape *shape)
{
    for (uint32_t i = 0; i < shape->paragraphs.n; i++) {
        if (!ooxml_is_blank(shape->paragraphs.v[i].words)) {
            return true;
        }
    }
    return false;
}

/* Whether all of the lines are covered. */
static bool judge_whole_text(struct search *q, const struct lines *lines)
{
    const struct scene_shape *cover = NULL;
    uint32_t covered = 0;

    for (uint32_t i = 0; i < lines->n; i++) {
        const struct line *line = &lines->v[i];

        for (int k = 0; k < SAMPLES; k++) {
            const struct scene_shape *c = cover_at(q, line->x + line->width * (k + 0.5) / SAMPLES,
                                                   line->y + line->height / 2, line->height);

            covered += c != NULL;
            cover = c != NULL ? c : cover;
        }
    }
    if (lines->n == 0 || covered * 100 < lines->n * SAMPLES * 95) {
        return false;
    }
    q->tell(q->user, &q->s->shapes.v[q->index], cover, true,
            all_words(q->s, &q->s->shapes.v[q->index]));
    return true;
}

/* Whether a blank shape lies over so much of a line that words are lost. */
static bool hides_words(const struct scene_shape *c, const struct line *line)
{
    double width = MIN(c->x + c->width, line->x + line->width) - MAX(c->x, line->x);
    double height = MIN(c->y + c->height, line->y + line->height) - MAX(c->y, line->y);

    return width >= MIN(line->em * 2, line->width * 0.8) && height >= line->height * 0.6;
}

static void judge_part_of_text(struct search *q, const struct lines *lines)
{
    if (q->s->shapes.v[q->index].turn != 0) {
        return; /* words are lost to what lies straight over them */
    }
    for (uint32_t i = 0; i < q->n; i++) {
        const struct scene_shape *c = &q->s->shapes.v[q->covers[i]];

        if (c->paragraphs.n > 0 || c->is_picture || c->is_ellipse || c->is_cell || c->turn != 0 ||
            c->outline.count > 0 || c->fill.paint != OOXML_SOLID ||
            carries_label(q->s, q->covers[i])) {
            continue;
        }
        for (uint32_t k = 0; k < lines->n; k++) {
            if (hides_words(c, &lines->v[k]) && !ooxml_is_blank(lines->v[k].words)) {
                q->tell(q->user, &q->s->shapes.v[q->index], c, false, lines->v[k].words);
                return;
            }
        }
    }
}

/* A picture or chart: wholly covered, or a black or white patch on it. */
static void judge_picture(struct search *q)
{
    const struct scene_shape *p = &q->s->shapes.v[q->index];
    const struct scene_shape *cover = NULL;
    uint32_t covered = 0;

    for (int i = 0; i < SAMPLES * SAMPLES; i++) {
        const struct scene_shape *c = cover_at(q, p->x + p->width * (i % SAMPLES + 0.5) / SAMPLES,
                                               p->y + p->height * (i / SAMPLES + 0.5) / SAMPLES, 0);

        covered += c != NULL;
        cover = c != NULL ? c : cover;
    }
    if (covered * 100 >= SAMPLES * SAMPLES * 95) {
        q->tell(q->user, p, cover, true, (struct str){});
        return;
    }
    for (uint32_t i = 0; i < q->n; i++) {
        const struct scene_shape *c = &q->s->shapes.v[q->covers[i]];
        bool is_patch = !c->is_picture && c->paragraphs.n == 0 && !c->is_cell &&
                        c->fill.paint == OOXML_SOLID &&
                        (ooxml_is_dark(c->fill.rgb) || ooxml_is_near(c->fill.rgb, OOXML_WHITE));

        if (is_patch && p->is_picture && c->width * c->height >= p->width * p->height / 100 &&
            covers_point(p, c->x + c->width / 2, c->y + c->height / 2) &&
            c->width > p->width / 50 && c->height > p->height / 50 &&
            !carries_label(q->s, q->covers[i])) {
            q->tell(q->user, p, c, false, (struct str){});
            return;
        }
    }
}

void scene_find_covered(struct scene *s, scene_covered *tell, void *user)
{
    struct lines *lines = ARENA_NEW(s->arena, struct lines);

    for (uint32_t i = 0; i < s->shapes.n; i++) {
        const struct scene_shape *shape = &s->shapes.v[i];
        struct search q = {.s = s, .index = i, .tell = tell, .user = user};

        if (!shape->is_placed || shape->is_hidden || shape->width <= 0 || shape->height <= 0 ||
            (!has_words(shape) && !shape->is_picture && !shape->is_frame)) {
            continue;
        }
        q.n = covers_of(s, i, q.covers, COUNT(q.covers));
        if (q.n == 0) {
            continue;
        }
        if (shape->is_picture || shape->is_frame) {
            judge_picture(&q);
        } else {
            set_text(s, shape, lines);
            if (!judge_whole_text(&q, lines)) {
                judge_part_of_text(&q, lines);
            }
        }
    }
}

/* ---- text in the colour of its ground ---- */

/* What is painted under the middle of a shape; OOXML_UNKNOWN when that cannot be told. */
static struct ooxml_colour ground_of(const struct scene *s, uint32_t index,
                                     const struct ooxml_colour *ground)
{
    const struct scene_shape *shape = &s->shapes.v[index];
    struct ooxml_colour unknown = {.paint = OOXML_UNKNOWN};

    if (shape->fill.paint == OOXML_SOLID && shape->fill.opacity >= LEAST_OPACITY) {
        return shape->fill;
    }
    if (shape->fill.paint >= OOXML_SOLID || !shape->is_placed ||
        (shape->is_cell && !shape->is_plain_cell)) {
        return unknown;
    }
    for (uint32_t i = s->shapes.n; i > 0; i--) {
        const struct scene_shape *below = &s->shapes.v[i - 1];

        if (i - 1 == index || !is_later(s, index, i - 1) || !overlap(below, shape) ||
            (below->fill.paint <= OOXML_CLEAR && !below->is_picture && !below->is_frame)) {
            continue;
        }
        if (!below->is_placed || !scene_is_opaque(below) || below->is_picture ||
            !covers_point(below, shape->x + shape->width / 2, shape->y + shape->height / 2)) {
            return unknown;
        }
        return below->fill;
    }
    return *ground;
}

void scene_find_colourless(struct scene *s, const struct ooxml_colour *ground, scene_covered *tell,
                           void *user)
{
    for (uint32_t i = 0; i < s->shapes.n; i++) {
        const struct scene_shape *shape = &s->shapes.v[i];

        for (uint32_t k = 0; k < shape->runs.n && !shape->is_hidden; k++) {
            const struct scene_run *run = &shape->runs.v[k];
            struct ooxml_colour below =
                run->highlight.paint == OOXML_SOLID ? run->highlight : ground_of(s, i, ground);

            if (run->text.opacity <= 5 ||
                (below.paint == OOXML_SOLID && ooxml_is_near(below.rgb, run->text.rgb))) {
                tell(user, shape, NULL, true, run->words);
            }
        }
    }
}
