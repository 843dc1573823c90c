/*
 * Drawings paint over themselves all the time: a map its land, a chart its markers, a letter its
 * shadow. So only what looks like a line of letters counts: outlines of the size of letters, one to
 * the right of the other at about the same height, with nothing seen between them; and where they
 * lie, the page must be seen in one even colour and look the same without them.
 *
 * A drawing that runs over the edge of the page was cut by it, with whatever lies beyond.
 */
#include "inspect/pdf/pdf-drawing.h"

#include "inspect/pdf/pdf-ground.h"
#include "inspect/pdf/pdf-region.h"

#include <math.h>

enum {
    LEAST_LETTERS = 5,
    MAX_DRAWINGS = 200,
    MAX_PATHS = 2000, /* of all of them */
    MAX_PIXELS = 20 * 1000 * 1000,
    SEEN = 3, /* of 255: what differs less is not seen */
};

#define SAME_LINE   0.4f /* of the lower one of two outlines: what both share */
#define WIDE_GAP    4.0f /* heights, between two letters */
#define WIDE_LETTER 1.6f /* heights */
#define STEP        0.3f /* of the width of a letter: the next one begins behind that */

/* ---- which may be ---- */

/* A line of letters in the making. */
struct row {
    fz_rect box, last;
    uint32_t first, count, letters;
    bool is_off_page;
};

/* A letter may have several outlines; a path may draw a letter, or a line of them. */
static fz_rect letter_of(const struct pdf_contour *o)
{
    float width = o->path.x1 - o->path.x0, height = o->path.y1 - o->path.y0;

    return width <= height * WIDE_LETTER ? o->path : o->box;
}

static bool goes_on(const struct row *row, fz_rect box)
{
    float height = fminf(row->box.y1 - row->box.y0, box.y1 - box.y0);
    float common = fminf(row->box.y1, box.y1) - fmaxf(row->box.y0, box.y0);

    return row->count > 0 && common >= height * SAME_LINE && box.x0 >= row->last.x0 - 1 &&
           box.x0 - row->box.x1 <= WIDE_GAP * height;
}

static void end_row(struct pdf_trace *trace, struct row *row)
{
    struct pdf_hidden *h = trace->hidden;

    if (row->letters >= LEAST_LETTERS && h->drawings.n < MAX_DRAWINGS &&
        h->paths.n + row->count <= MAX_PATHS) {
        *VEC_ADD(trace->arena, &h->drawings) =
            (struct pdf_drawing){.box = row->box,
                                 .first = h->paths.n,
                                 .count = row->count,
                                 .is_off_page = row->is_off_page};
        for (uint32_t i = 0; i < row->count; i++) {
            *VEC_ADD(trace->arena, &h->paths) = trace->outlines.v[row->first + i].path;
        }
    }
    *row = (struct row){};
}

static void add_to_row(struct row *row, fz_rect box, uint32_t index, bool is_off_page)
{
    if (row->count == 0) {
        *row = (struct row){.first = index, .is_off_page = is_off_page};
    }
    if (row->count == 0 || box.x0 >= row->last.x0 + (row->last.x1 - row->last.x0) * STEP) {
        row->letters++;
        row->last = box;
    }
    row->box = row->count == 0 ? box : fz_union_rect(row->box, box);
    row->count++;
}

void pdf_drawing_nominate(struct pdf_tracer *t)
{
    struct pdf_trace *trace = t->trace;
    fz_rect page = trace->hidden->bounds;
    struct row row = {};

    for (uint32_t i = 0; i < trace->outlines.n; i++) {
        const struct pdf_contour *o = &trace->outlines.v[i];
        bool is_off_page = fz_is_empty_rect(fz_intersect_rect(o->path, page));
        bool may_be = is_off_page ? !trace->runs_over : pdf_ground_is_buried(t, o->path, o->order);

        fz_rect letter = letter_of(o);

        if (!may_be || row.is_off_page != is_off_page || !goes_on(&row, letter)) {
            end_row(trace, &row);
        }
        if (may_be) {
            add_to_row(&row, letter, i, is_off_page);
        }
    }
    end_row(trace, &row);
}

/* ---- proof ---- */

struct dropping {
    struct pdf_region region; /* first: see pdf_region_set() */
    const struct pdf_hidden *hidden;
    fz_rect all; /* around what is dropped */
    fz_device plain;
};

static bool is_dropped(fz_context *ctx, const struct dropping *d, const fz_path *path,
                       fz_matrix ctm)
{
    fz_rect box = fz_bound_path(ctx, path, NULL, ctm);
    bool found = false;

    for (uint32_t i = 0; i < d->hidden->paths.n && !found && fz_contains_rect(d->all, box); i++) {
        found = memcmp(&d->hidden->paths.v[i], &box, sizeof(box)) == 0;
    }
    return found;
}

static void drop_fill(fz_context *ctx, fz_device *device, const fz_path *path, int even_odd,
                      fz_matrix ctm, fz_colorspace *space, const float *color, float alpha,
                      fz_color_params params)
{
    const struct dropping *d = fz_user_context(ctx);

    if (!is_dropped(ctx, d, path, ctm)) {
        d->plain.fill_path(ctx, device, path, even_odd, ctm, space, color, alpha, params);
    }
}

static void drop_stroke(fz_context *ctx, fz_device *device, const fz_path *path,
                        const fz_stroke_state *stroke, fz_matrix ctm, fz_colorspace *space,
                        const float *color, float alpha, fz_color_params params)
{
    const struct dropping *d = fz_user_context(ctx);

    if (!is_dropped(ctx, d, path, ctm)) {
        d->plain.stroke_path(ctx, device, path, stroke, ctm, space, color, alpha, params);
    }
}

static void see(fz_device *device, void *user)
{
    pdf_region_set(device, &((struct dropping *)user)->region);
}

static void change(fz_device *device, void *user)
{
    struct dropping *d = user;

    see(device, user);
    d->plain = *device;
    device->fill_path = drop_fill;
    device->stroke_path = drop_stroke;
}

static bool is_same(const fz_pixmap *a, const fz_pixmap *b, fz_rect box)
{
    fz_irect r = fz_intersect_irect(fz_irect_from_rect(box),
                                    (fz_irect){a->x, a->y, a->x + a->w, a->y + a->h});

    for (int y = r.y0; y < r.y1; y++) {
        const unsigned char *p =
            a->samples + (ptrdiff_t)(y - a->y) * a->stride + (ptrdiff_t)(r.x0 - a->x) * a->n;
        const unsigned char *q =
            b->samples + (ptrdiff_t)(y - b->y) * b->stride + (ptrdiff_t)(r.x0 - b->x) * b->n;

        for (ptrdiff_t i = 0; i < (ptrdiff_t)(r.x1 - r.x0) * a->n; i++) {
            if (abs(p[i] - q[i]) > SEEN) {
                return false;
            }
        }
    }
    return true;
}

/* The list keeps what lies off the page, and of the rest what `seen` and `without` prove. */
static void keep_hidden(struct pdf_hidden *h, const struct pdf_proof *seen,
                        const fz_pixmap *without)
{
    uint32_t kept = 0;
    uint8_t rgb[3];

    for (uint32_t i = 0; i < h->drawings.n; i++) {
        const struct pdf_drawing *d = &h->drawings.v[i];

        if (d->is_off_page || (without != NULL && pdf_proof_is_uniform(seen, d->box, rgb) &&
                               is_same(seen->with, without, d->box))) {
            h->drawings.v[kept++] = *d;
        }
    }
    h->drawings.n = kept;
}

/* The part of the page where they are; empty when all lie off it. */
static fz_irect find_region(struct arena *a, struct dropping *d)
{
    const struct pdf_hidden *h = d->hidden;
    fz_irect part;

    for (uint32_t i = 0; i < h->drawings.n; i++) {
        const struct pdf_drawing *drawing = &h->drawings.v[i];

        for (uint32_t k = 0; k < drawing->count && !drawing->is_off_page; k++) {
            d->all = pdf_tracer_grow(d->all, h->paths.v[drawing->first + k]);
        }
    }
    part = fz_irect_from_rect(fz_intersect_rect(d->all, h->bounds));
    if (!fz_is_empty_irect(part) &&
        (int64_t)(part.x1 - part.x0) * (part.y1 - part.y0) <= MAX_PIXELS) {
        pdf_region_begin(a, &d->region, part);
        pdf_region_add(&d->region, d->all);
        pdf_region_end(&d->region);
        return part;
    }
    return fz_empty_irect;
}

void pdf_drawing_prove(fz_context *ctx, struct pdf_trace *trace, struct pdf_proof *proof,
                       struct pdf_page *page, fz_cookie *cookie)
{
    struct pdf_hidden *h = trace->hidden;
    struct dropping d = {.hidden = h};
    struct pdf_proof seen = {};
    fz_pixmap *without = NULL;
    fz_irect part = find_region(trace->arena, &d);

    fz_var(without);
    fz_try(ctx)
    {
        if (!fz_is_empty_irect(part)) {
            if (proof->list == NULL) {
                proof->list = fz_new_display_list_from_page(ctx, &page->super);
            }
            seen.with = pdf_proof_draw(ctx, proof->list, part, see, &d, cookie);
            without = pdf_proof_draw(ctx, proof->list, part, change, &d, cookie);
        }
        keep_hidden(h, &seen, cookie->abort ? NULL : without);
    }
    fz_always(ctx)
    {
        fz_drop_pixmap(ctx, without);
        fz_drop_pixmap(ctx, seen.with);
    }
    fz_catch(ctx)
    {
        h->drawings.n = 0;
        fz_rethrow(ctx);
    }
}
