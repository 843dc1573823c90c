/*
 * Writing is looked for in columns: those with edges form groups, as words on a line do, with gaps
 * between them. A group of some width with edges nearly everywhere is writing, however long the box
 * is that lies over it; the sides of a frame or of an area that is black already are no groups.
 *
 * Under a cover that is not even, an edge counts where both its pixels are seen in the colour of
 * the cover: what is seen beside the cover has edges of its own there. It is writing when what is
 * below is mostly paper, most edges are of thin strokes (out of the paper and back again), and
 * there are several in each row, as of letters in a line; photographs and the curves of a chart are
 * not so.
 */
#include "inspect/pdf/pdf-writing.h"

#include <math.h>

enum {
    EDGE = 48, /* between neighbouring pixels below */
    MIN_EDGES = 12,
    EDGE_SHARE = 60, /* one of so many pixels */
    BINS = 8,        /* of the width of a group */
    LEAST_GROUP = 8, /* columns */
    LEAST_GAP = 10,
    /* under a cover that is not even */
    NEAR_COLOUR = 8,   /* of the cover */
    PAPER = 150,       /* brightness */
    PAPER_SPREAD = 24, /* around that of most pixels */
    PAPER_SHARE = 2,   /* one of so many pixels below is paper */
    STROKE = 8,        /* pixels across */
    STROKE_SHARE = 3,  /* all but one of so many edges are of strokes */
    LOST_EDGES = 24,
    LOST_ROWS = 4,
    ROW_PIXELS = 32, /* one edge in so many of a row that has any */
    ROW_EDGES = 7,   /* in two rows */
    MAX_AREAS = 4000,
};

#define INNER        0.2f /* of the height of a box on each side: its rim */
#define INNER_POINTS 4.0f

/* The box without its rim: a border of its own, the edges of what it lies on. */
static fz_rect inner(fz_rect box)
{
    float dy = fminf((box.y1 - box.y0) * INNER, INNER_POINTS);
    float dx = fminf((box.x1 - box.x0) * INNER, dy);

    return fz_make_rect(box.x0 + dx, box.y0 + dy, box.x1 - dx, box.y1 - dy);
}

static fz_irect pixels_of(const fz_pixmap *p, fz_rect box)
{
    return fz_intersect_irect(fz_irect_from_rect(box),
                              (fz_irect){p->x, p->y, p->x + p->w, p->y + p->h});
}

/* Where a part of a picture has edges. */
struct edges {
    int across, down;
    uint8_t *at;    /* row by row: 1 where a pixel differs from the one on its left */
    uint8_t *below; /* columns that have one */
};

/* Of the part and the column on its left, which are in the picture. Memory of the arena. */
static struct edges find_edges(struct arena *a, const fz_pixmap *p, fz_irect part)
{
    struct edges e = {.across = part.x1 - part.x0, .down = part.y1 - part.y0};

    e.at = ARENA_ARRAY(a, (size_t)e.across * (size_t)e.down, uint8_t);
    e.below = ARENA_ARRAY(a, (size_t)e.across, uint8_t);
    for (int y = 0; y < e.down; y++) {
        uint8_t *row = e.at + (ptrdiff_t)y * e.across;
        int left = pdf_writing_brightness(p, part.x0 - 1, part.y0 + y);

        for (int x = 0; x < e.across; x++) {
            int here = pdf_writing_brightness(p, part.x0 + x, part.y0 + y);

            row[x] = abs(here - left) > EDGE;
            e.below[x] |= row[x];
            left = here;
        }
    }
    return e;
}

/* A group of columns that has edges. */
struct group {
    int first, end; /* columns */
    bool is_strict; /* as under a cover that is not even */
};

/* Whether it is writing: of some width, edges in most of it, on the lines it fills. */
static bool is_writing(const struct edges *e, const struct group *g)
{
    uint32_t edges[BINS] = {}, all = 0, filled = 0;
    int first = g->first, end = g->end, width = end - first, top = e->down, bottom = 0, rows = 0;

    if (width < LEAST_GROUP) {
        return false;
    }
    for (int y = 0; y < e->down; y++) {
        const uint8_t *row = e->at + (ptrdiff_t)y * e->across;
        uint32_t before = all;

        for (int x = first; x < end; x++) {
            if (row[x] != 0) {
                edges[(x - first) * BINS / width]++;
                all++;
            }
        }
        if (all > before) {
            rows++;
            top = MIN(top, y);
            bottom = MAX(bottom, y + 1);
        }
    }
    for (int i = 0; i < BINS; i++) {
        filled += edges[i] > 0;
    }
    if (g->is_strict &&
        (all < LOST_EDGES || rows < LOST_ROWS || all * 2 < (uint32_t)rows * ROW_EDGES ||
         (int64_t)all * ROW_PIXELS < (int64_t)rows * width)) {
        return false;
    }
    return all >= MIN_EDGES &&
           (g->is_strict || (int64_t)all * EDGE_SHARE >= (int64_t)width * (bottom - top)) &&
           filled * 2 > BINS;
}

/* Whether any group of columns holds writing. */
static bool has_writing(const struct edges *e, bool is_strict)
{
    int gap = MAX(LEAST_GAP, e->down / 2), last = e->across;
    struct group g = {.first = e->across, .is_strict = is_strict};

    for (int x = 0; x < e->across; x++) {
        if (e->below[x] == 0) {
            continue;
        }
        g.end = last + 1;
        if (g.first < x && x - last > gap) {
            if (is_writing(e, &g)) {
                return true;
            }
            g.first = x;
        }
        g.first = MIN(g.first, x);
        last = x;
    }
    g.end = last + 1;
    return g.first < e->across && is_writing(e, &g);
}

bool pdf_writing_is_in(const fz_pixmap *below, fz_rect part)
{
    struct arena arena CLEANUP(arena_done) = {};
    fz_irect r = pixels_of(below, inner(part));

    r.x0++; /* the first has none on its left */
    if (r.x0 >= r.x1 || r.y0 >= r.y1) {
        return false;
    }
    const struct edges e = find_edges(&arena, below, r);

    return has_writing(&e, false);
}

/* ---- covers that are not even ---- */

bool pdf_writing_is_cover(const fz_pixmap *seen, const struct pdf_cover *cover, int x, int y)
{
    const unsigned char *at = seen->samples + (ptrdiff_t)(y - seen->y) * seen->stride +
                              (ptrdiff_t)(x - seen->x) * seen->n;

    return cover->is_picture ||
           (abs(at[0] - cover->rgb[0]) <= NEAR_COLOUR &&
            abs(at[1] - cover->rgb[1]) <= NEAR_COLOUR && abs(at[2] - cover->rgb[2]) <= NEAR_COLOUR);
}

float pdf_writing_cover_share(const fz_pixmap *seen, const struct pdf_cover *cover)
{
    fz_irect r = pixels_of(seen, cover->part);
    int64_t covered = 0, all = 0;

    for (int y = r.y0; y < r.y1; y++) {
        for (int x = r.x0; x < r.x1; x++, all++) {
            covered += pdf_writing_is_cover(seen, cover, x, y);
        }
    }
    return (float)covered / (float)MAX(all, 1);
}

/* Whether most of what lies below the cover is paper. */
static bool is_on_paper(const fz_pixmap *seen, const fz_pixmap *below, fz_irect r,
                        const struct pdf_cover *cover)
{
    uint32_t count[256] = {}, all = 0, paper = 0;
    int most = 0;

    for (int y = r.y0; y < r.y1; y++) {
        for (int x = r.x0; x < r.x1; x++) {
            if (pdf_writing_is_cover(seen, cover, x, y)) {
                count[pdf_writing_brightness(below, x, y)]++;
                all++;
            }
        }
    }
    for (int i = 0; i < 256; i++) {
        most = count[i] > count[most] ? i : most;
    }
    for (int i = MAX(0, most - PAPER_SPREAD); i <= MIN(255, most + PAPER_SPREAD); i++) {
        paper += count[i];
    }
    return most >= PAPER && paper * PAPER_SHARE >= all;
}

/* What a cover takes away: edges, those next to each other as one step, and steps back. */
struct lost {
    struct edges edges;
    uint32_t all, steps, strokes;
};

/* Steps of one row: darker, then lighter again within the width of a stroke. */
static void count_steps(struct lost *lost, const fz_pixmap *below, fz_irect r, int y)
{
    const uint8_t *row = lost->edges.at + (ptrdiff_t)y * lost->edges.across;
    int last = -STROKE - 1, way = 0;

    for (int x = 0; x < lost->edges.across; x++) {
        if (row[x] == 0) {
            continue;
        }
        bool is_darker = pdf_writing_brightness(below, r.x0 + x, r.y0 + y) <
                         pdf_writing_brightness(below, r.x0 + x - 1, r.y0 + y);
        int now = is_darker ? -1 : 1;

        lost->all++;
        if (now != way || x - last > 1) {
            bool ends = way == -now && x - last <= STROKE;

            lost->steps++;
            lost->strokes += ends ? 2 : 0;
            way = ends ? 2 * now : now; /* of a stroke that ended nothing else is a side */
        }
        last = x;
    }
}

static struct lost find_lost(struct arena *a, const fz_pixmap *seen, const fz_pixmap *below,
                             fz_irect r, const struct pdf_cover *cover)
{
    struct lost lost = {.edges = find_edges(a, below, r)};
    struct edges *e = &lost.edges;

    memset(e->below, 0, (size_t)e->across);
    for (int y = 0; y < e->down; y++) {
        uint8_t *row = e->at + (ptrdiff_t)y * e->across;

        for (int x = 0; x < e->across; x++) {
            if (row[x] != 0 && !(pdf_writing_is_cover(seen, cover, r.x0 + x - 1, r.y0 + y) &&
                                 pdf_writing_is_cover(seen, cover, r.x0 + x, r.y0 + y))) {
                row[x] = 0;
            }
            e->below[x] |= row[x];
        }
        count_steps(&lost, below, r, y);
    }
    return lost;
}

bool pdf_writing_is_lost(const fz_pixmap *seen, const fz_pixmap *below,
                         const struct pdf_cover *cover)
{
    struct arena arena CLEANUP(arena_done) = {};
    fz_irect r = fz_intersect_irect(pixels_of(below, cover->part), pixels_of(seen, cover->part));

    r.x0++;
    if (r.x0 >= r.x1 || r.y0 >= r.y1 || !is_on_paper(seen, below, r, cover)) {
        return false;
    }
    const struct lost lost = find_lost(&arena, seen, below, r, cover);

    return lost.all >= LOST_EDGES &&
           lost.strokes * STROKE_SHARE >= lost.steps * (STROKE_SHARE - 1) &&
           has_writing(&lost.edges, true);
}

/* ---- where ---- */

/* Columns of one row, or of two. */
struct run {
    int x0, x1;
};

/* What is seen through rows that follow each other. */
struct rows {
    const fz_pixmap *seen, *below;
    const struct pdf_cover *cover;
    int y, count, end; /* the end of each */
};

static bool are_covered(const struct rows *rows, int x)
{
    for (int i = 0; i < rows->count; i++) {
        if (!pdf_writing_is_cover(rows->seen, rows->cover, x, rows->y + i)) {
            return false;
        }
    }
    return true;
}

static bool differ(const struct rows *rows, int x)
{
    const uint8_t *rgb = rows->cover->rgb;
    int ink = (rgb[0] * 2 + rgb[1] * 5 + rgb[2]) / 8;

    for (int i = 0; i < rows->count; i++) {
        if (abs(pdf_writing_brightness(rows->below, x, rows->y + i) - ink) > NEAR_COLOUR) {
            return true;
        }
    }
    return false;
}

/*
 * The next piece, from `at`, that is in the cover, without what has the cover's colour below at its
 * ends. Returns where to go on.
 */
static int next_run(const struct rows *rows, int at, struct run *ret_run)
{
    *ret_run = (struct run){rows->end, 0};
    while (at < rows->end && !are_covered(rows, at)) {
        at++;
    }
    for (; at < rows->end && are_covered(rows, at); at++) {
        if (differ(rows, at)) {
            ret_run->x0 = MIN(ret_run->x0, at);
            ret_run->x1 = at + 1;
        }
    }
    return at;
}

void pdf_writing_find(struct arena *a, const fz_pixmap *seen, const fz_pixmap *below,
                      const struct pdf_cover *cover, struct pdf_writing_areas *areas)
{
    fz_irect r = fz_intersect_irect(pixels_of(below, cover->part), pixels_of(seen, cover->part));
    struct rows rows = {.seen = seen, .below = below, .cover = cover, .end = r.x1};

    for (rows.y = r.y0; rows.y < r.y1; rows.y++) {
        /* A pixel of the picture that two rows share is in both together only. */
        for (rows.count = 1; rows.count <= MIN(2, r.y1 - rows.y); rows.count++) {
            for (int at = r.x0; at < r.x1;) {
                struct run run;

                at = next_run(&rows, at, &run);
                if (run.x0 < run.x1 && areas->boxes.n < MAX_AREAS) {
                    *VEC_ADD(a, &areas->boxes) = fz_make_rect(
                        (float)run.x0, (float)rows.y, (float)run.x1, (float)(rows.y + rows.count));
                }
            }
        }
    }
}
