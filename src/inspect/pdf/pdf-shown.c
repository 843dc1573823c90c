/*
 * Two pictures of the same place are compared: the page as it is seen, and the hidden letters
 * alone. Where the brightness of the page goes along with the ink of the letters (or with their
 * edges, when only outlines are painted) it shows them. Each letter is taken by itself, from its
 * mean: a box over the line tells nothing then. A few letters, and of these the upper and the lower
 * half, must agree with the whole: what covers a part of a word, or its lower part, hides
 * something.
 */
#include "inspect/pdf/pdf-shown.h"

#include <math.h>

enum {
    SHIFT = 1,      /* pixels: text layers do not fit exactly */
    LEAST_INK = 40, /* of 255, between letters and their ground */
    PIECE = 4,      /* letters */
    AROUND = 1,     /* pixels of ground around a letter */
    MAX_LETTERS = 1000,
    BUCKET = 16,       /* shades taken for one */
    INK = 70,          /* of 255, from the ground */
    GROUND_LEAST = 35, /* percent of a line of writing that is ground */
    GROUND_MOST = 95,
    INKED_LEAST = 85, /* percent of the letters */
};

#define LIKENESS       0.55 /* of the whole */
#define PIECE_LIKENESS 0.25 /* of the half of a piece */

/* How the two are laid over each other. */
struct look {
    int dx, dy; /* pixels */
    bool edges; /* of the letters, not their ink */
};

struct sums {
    double n, ink, page, ink2, page2, both;
};

static int brightness(const fz_pixmap *pixmap, int x, int y)
{
    x = MAX(pixmap->x, MIN(x, pixmap->x + pixmap->w - 1));
    y = MAX(pixmap->y, MIN(y, pixmap->y + pixmap->h - 1));
    const unsigned char *at = pixmap->samples + (ptrdiff_t)(y - pixmap->y) * pixmap->stride +
                              (ptrdiff_t)(x - pixmap->x) * pixmap->n;

    return (at[0] * 77 + at[1] * 150 + at[2] * 29) >> 8;
}

/* How much ink of the shapes is there; of their edges only when `edges`. */
static int ink_at(const fz_pixmap *shapes, int x, int y, bool edges)
{
    return edges ? MIN(255, abs(brightness(shapes, x + 1, y) - brightness(shapes, x - 1, y)) +
                                abs(brightness(shapes, x, y + 1) - brightness(shapes, x, y - 1)))
                 : 255 - brightness(shapes, x, y);
}

/* Of the pixels of a rectangle; whole numbers. */
static struct sums sums_of(const struct pdf_proof *proof, fz_irect r, const struct look *look)
{
    struct sums s = {};

    r = fz_intersect_irect(r, (fz_irect){proof->with->x, proof->with->y,
                                         proof->with->x + proof->with->w,
                                         proof->with->y + proof->with->h});
    for (int y = r.y0; y < r.y1; y++) {
        for (int x = r.x0; x < r.x1; x++) {
            double ink = ink_at(proof->shapes, x, y, look->edges);
            double page = brightness(proof->with, x + look->dx, y + look->dy);

            s.n++;
            s.ink += ink;
            s.page += page;
            s.ink2 += ink * ink;
            s.page2 += page * page;
            s.both += ink * page;
        }
    }
    return s;
}

static struct sums join(const struct sums *a, const struct sums *b)
{
    return (struct sums){.n = a->n + b->n,
                         .ink = a->ink + b->ink,
                         .page = a->page + b->page,
                         .ink2 = a->ink2 + b->ink2,
                         .page2 = a->page2 + b->page2,
                         .both = a->both + b->both};
}

/* Adds the pixels, less their mean. */
static void add(struct sums *all, const struct sums *one)
{
    if (one->n > 0) {
        all->ink2 += one->ink2 - one->ink * one->ink / one->n;
        all->page2 += one->page2 - one->page * one->page / one->n;
        all->both += one->both - one->ink * one->page / one->n;
    }
}

/* From -1 to 1; 0 when one of them shows nothing. */
static double likeness(const struct sums *s)
{
    double spread = sqrt(fmax(s->ink2, 0) * fmax(s->page2, 0));

    return spread < 1 ? 0 : s->both / spread;
}

static bool is_alike_at(const struct pdf_proof *proof, const fz_irect *letters, uint32_t n,
                        const struct look *look)
{
    struct sums all = {}, half[2] = {};
    double least[2] = {1, 1}; /* of dark letters, and of light ones */

    for (uint32_t i = 0; i < n; i++) {
        fz_irect r = letters[i];
        int middle = (r.y0 + r.y1) / 2;

        struct sums upper = sums_of(proof, (fz_irect){r.x0, r.y0, r.x1, middle}, look);
        struct sums lower = sums_of(proof, (fz_irect){r.x0, middle, r.x1, r.y1}, look);
        struct sums both = join(&upper, &lower);

        add(&all, &both);
        add(&half[0], &upper);
        add(&half[1], &lower);
        /* The last piece also has what is left. */
        if (i + 1 == n || ((i + 1) % PIECE == 0 && n - i - 1 >= PIECE)) {
            for (int k = 0; k < 2; k++) {
                least[0] = fmin(least[0], -likeness(&half[k]));
                least[1] = fmin(least[1], likeness(&half[k]));
                half[k] = (struct sums){};
            }
            if (least[0] < PIECE_LIKENESS && least[1] < PIECE_LIKENESS) {
                return false; /* whatever the rest looks like */
            }
        }
    }
    double like = likeness(&all);

    return fabs(like) >= LIKENESS && fabs(all.both / all.ink2) * 255 >= LEAST_INK &&
           least[like > 0] >= PIECE_LIKENESS;
}

/* ---- text layers beneath a scan ---- */

/* What most pixels of a box have, in steps; and the share of these in percent. */
static int ground_of(const fz_pixmap *page, fz_irect r, int *ret_share)
{
    int counts[256 / BUCKET] = {}, best = 0, all = 0;

    for (int y = r.y0; y < r.y1; y++) {
        for (int x = r.x0; x < r.x1; x++) {
            counts[brightness(page, x, y) / BUCKET]++;
            all++;
        }
    }
    for (int i = 1; i < 256 / BUCKET; i++) {
        best = counts[i] > counts[best] ? i : best;
    }
    *ret_share = all == 0 ? 0
                          : 100 *
                                (counts[best] + (best > 0 ? counts[best - 1] : 0) +
                                 (best + 1 < 256 / BUCKET ? counts[best + 1] : 0)) /
                                all;
    return best * BUCKET + BUCKET / 2;
}

static bool has_ink(const fz_pixmap *page, fz_irect r, int ground)
{
    for (int y = r.y0; y < r.y1; y++) {
        for (int x = r.x0; x < r.x1; x++) {
            if (abs(brightness(page, x, y) - ground) > INK) {
                return true;
            }
        }
    }
    return false;
}

bool pdf_shown_is_writing(const struct pdf_proof *proof, const fz_rect *boxes, uint32_t n)
{
    fz_rect line = fz_empty_rect;
    uint32_t inked = 0;
    int share;

    if (proof->with == NULL || n == 0) {
        return false;
    }
    for (uint32_t i = 0; i < n; i++) {
        line = i == 0 ? boxes[0] : fz_union_rect(line, boxes[i]);
    }
    fz_irect r = fz_irect_from_rect(line);
    int ground = ground_of(proof->with, r, &share);

    for (uint32_t i = 0; i < n; i++) {
        inked +=
            has_ink(proof->with, fz_expand_irect(fz_irect_from_rect(boxes[i]), AROUND), ground);
    }
    return share >= GROUND_LEAST && share <= GROUND_MOST && inked * 100 >= n * INKED_LEAST;
}

/* ---- shapes ---- */

bool pdf_shown_is_alike(const struct pdf_proof *proof, const fz_rect *boxes, uint32_t n)
{
    fz_irect letters[MAX_LETTERS];

    if (proof->with == NULL || proof->shapes == NULL || n == 0 || n > MAX_LETTERS) {
        return false;
    }
    for (uint32_t i = 0; i < n; i++) {
        letters[i] = fz_expand_irect(fz_irect_from_rect(boxes[i]), AROUND);
    }
    for (int i = 0; i < (2 * SHIFT + 1) * (2 * SHIFT + 1) * 2; i++) {
        int place = i / 2;
        const struct look look = {.dx = place % (2 * SHIFT + 1) - SHIFT,
                                  .dy = place / (2 * SHIFT + 1) - SHIFT,
                                  .edges = i % 2 == 1};

        if (is_alike_at(proof, letters, n, &look)) {
            return true;
        }
    }
    return false;
}
