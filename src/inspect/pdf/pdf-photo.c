/*
 * Faces, plates and pale diagrams have no edges as writing has. Paper, sky and a ground that fades
 * have one tone, or tones that are the sum of one of their row and one of their column: what is
 * left when those are taken away tells a photograph from them.
 */
#include "inspect/pdf/pdf-photo.h"

#include <math.h>

enum {
    LEAST_ACROSS = 10, /* pixels of a cover, on average of its rows and of its columns */
    RIM = 3,           /* pixels: what is seen beside the cover may go on below it */
};

#define WHOLE_SHARE 0.97f /* of its rows, from their first pixel to their last */
#define VARIED      7.0f  /* of 255: spread of what is left */
#define VARIED_ALL  3.0f  /* of a picture as a whole */

static fz_irect part_of(const fz_pixmap *p, const struct pdf_cover *cover)
{
    return fz_intersect_irect(fz_irect_from_rect(cover->part),
                              (fz_irect){p->x, p->y, p->x + p->w, p->y + p->h});
}

bool pdf_photo_is_plain(const fz_pixmap *seen, const struct pdf_cover *cover)
{
    fz_irect r = part_of(seen, cover);
    int64_t covered = 0, spans = 0;

    for (int y = r.y0; y < r.y1; y++) {
        int first = r.x1, last = r.x0 - 1;

        for (int x = r.x0; x < r.x1; x++) {
            if (pdf_writing_is_cover(seen, cover, x, y)) {
                first = MIN(first, x);
                last = x;
                covered++;
            }
        }
        spans += MAX(0, last - first + 1);
    }
    return covered >= (int64_t)LEAST_ACROSS * (r.x1 - r.x0) &&
           covered >= (int64_t)LEAST_ACROSS * (r.y1 - r.y0) &&
           (float)covered >= WHOLE_SHARE * (float)spans;
}

/* Brightness of what is covered in a row, a column or all. */
struct tone {
    int64_t sum, n;
};

static void add(struct tone *t, int brightness)
{
    t->sum += brightness;
    t->n++;
}

static float mean(const struct tone *t)
{
    return (float)t->sum / (float)MAX(t->n, 1);
}

/* Whether the pixel is covered, and those around it. */
static bool is_deep(const fz_pixmap *seen, const struct pdf_cover *cover, fz_irect r, int x, int y)
{
    return x - RIM >= r.x0 && x + RIM < r.x1 && y - RIM >= r.y0 && y + RIM < r.y1 &&
           pdf_writing_is_cover(seen, cover, x, y) &&
           pdf_writing_is_cover(seen, cover, x - RIM, y) &&
           pdf_writing_is_cover(seen, cover, x + RIM, y) &&
           pdf_writing_is_cover(seen, cover, x, y - RIM) &&
           pdf_writing_is_cover(seen, cover, x, y + RIM);
}

bool pdf_photo_is_under(const fz_pixmap *seen, const fz_pixmap *below,
                        const struct pdf_cover *cover, bool is_all)
{
    struct arena arena CLEANUP(arena_done) = {};
    fz_irect r = fz_intersect_irect(part_of(seen, cover), part_of(below, cover));
    struct tone all = {};
    float left = 0;

    if (fz_is_empty_irect(r)) {
        return false;
    }
    struct tone *rows = ARENA_ARRAY(&arena, (size_t)(r.y1 - r.y0), struct tone);
    struct tone *columns = ARENA_ARRAY(&arena, (size_t)(r.x1 - r.x0), struct tone);

    for (int y = r.y0; y < r.y1; y++) {
        for (int x = r.x0; x < r.x1; x++) {
            if (is_deep(seen, cover, r, x, y)) {
                int brightness = pdf_writing_brightness(below, x, y);

                add(&all, brightness);
                add(&rows[y - r.y0], brightness);
                add(&columns[x - r.x0], brightness);
            }
        }
    }
    for (int y = r.y0; y < r.y1; y++) {
        for (int x = r.x0; x < r.x1; x++) {
            if (is_deep(seen, cover, r, x, y)) {
                float rest = (float)pdf_writing_brightness(below, x, y) - mean(&rows[y - r.y0]) -
                             mean(&columns[x - r.x0]) + mean(&all);

                left += rest * rest;
            }
        }
    }
    return sqrtf(left / (float)MAX(all.n, 1)) >= (is_all ? VARIED_ALL : VARIED);
}
