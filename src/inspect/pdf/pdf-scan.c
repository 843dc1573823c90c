/*
 * A text layer says what the scan does not show where that is dark; even under a box; even while
 * nearly all of the rest of the layer lies on writing; or smeared: pixels made coarse or blurred.
 *
 * Writing is strokes: brightness turns round from pixel to pixel. How much it does, by itself and
 * against the contrast, is about the same for all words of a scan. Smeared words have little of
 * both; faint ones keep their share of the contrast. Photographs are smooth as well, and programs
 * that recognise text read words into them: so paper must lie around what is smeared, and be most
 * of what was smeared.
 */
#include "inspect/pdf/pdf-scan.h"

#include "inspect/pdf/pdf-lines.h"

#include <math.h>

enum {
    MANY_GLYPHS = 40, /* of a text layer */
    EVEN_SHARE = 4,   /* one of so many may lie where nothing is */
    LEAST_PIXELS = 12,
    LEAST_STROKES = 12, /* of 255, on the average, of a layer that fits */
    PAPER = 200,        /* brightness */
    SMEARED_MEAN = 140, /* of words: most of their place is paper */
};

#define DARK_SHARE    0.9f
#define SMEARED       0.3f  /* of the strokes that letters have otherwise */
#define SMEARED_SHARE 0.55f /* the same, of their share of the contrast */
#define PAPER_SHARE   0.4f  /* of what lies around */
#define AROUND        1.2f  /* heights of the line */

static bool has_box(const struct pdf_glyph *g)
{
    return !fz_is_empty_rect(g->box) && !fz_is_infinite_rect(g->box);
}

static bool is_of_layer(const struct pdf_glyph *g)
{
    return g->is_not_drawn && has_box(g);
}

/* Whether a box was painted there after a picture beneath it. */
static bool is_boxed_over(const struct pdf_trace *trace, fz_rect box)
{
    fz_point middle = {(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2};

    for (uint32_t i = 0; i < trace->boxes.n; i++) {
        if (!trace->boxes.v[i].is_veiled &&
            fz_is_point_inside_rect(middle, trace->boxes.v[i].box)) {
            return true;
        }
    }
    return false;
}

/* ---- strokes ---- */

struct look {
    float strokes; /* how much brightness turns round from pixel to pixel */
    float contrast;
    float mean; /* brightness */
};

/* Each pixel is looked at with its neighbours, and again for the next letter. */
static const uint8_t *find_grey(struct arena *a, const fz_pixmap *p)
{
    uint8_t *grey = ARENA_ARRAY(a, (size_t)p->w * (size_t)p->h, uint8_t);
    uint8_t *to = grey;

    for (int y = 0; y < p->h; y++) {
        const unsigned char *from = p->samples + (ptrdiff_t)y * p->stride;

        for (int x = 0; x < p->w; x++, from += p->n) {
            *to++ = (uint8_t)((from[0] * 77 + from[1] * 150 + from[2] * 29) >> 8);
        }
    }
    return grey;
}

static const uint8_t *row(const struct pdf_scan *scan, int x, int y)
{
    const fz_pixmap *p = scan->proof->with;

    return scan->grey + (ptrdiff_t)(y - p->y) * p->w + (x - p->x);
}

static fz_irect inside(const fz_pixmap *p, fz_rect box, int rim)
{
    return fz_intersect_irect(
        fz_irect_from_rect(box),
        (fz_irect){p->x + rim, p->y + rim, p->x + p->w - rim, p->y + p->h - rim});
}

/* False: too little of it was drawn. */
static bool look_at(const struct pdf_scan *scan, fz_rect box, struct look *ret_look)
{
    fz_irect r = scan->grey == NULL ? fz_empty_irect : inside(scan->proof->with, box, 1);
    int width = r.x1 - r.x0, down = scan->grey == NULL ? 0 : scan->proof->with->w;
    int n = fz_is_empty_irect(r) ? 0 : width * (r.y1 - r.y0), least = 255, most = 0;
    int64_t turns = 0, sum = 0;

    for (int y = r.y0; y < r.y1; y++) {
        const uint8_t *at = row(scan, r.x0, y);
        int row_turns = 0, row_sum = 0;

        for (int x = 0; x < width; x++) {
            int here = at[x];

            row_turns +=
                abs(2 * here - at[x - 1] - at[x + 1]) + abs(2 * here - at[x - down] - at[x + down]);
            row_sum += here;
            least = MIN(least, here);
            most = MAX(most, here);
        }
        turns += row_turns;
        sum += row_sum;
    }
    *ret_look = (struct look){.strokes = (float)turns / (float)MAX(2 * n, 1),
                              .contrast = (float)(most - least),
                              .mean = (float)sum / (float)MAX(n, 1)};
    return n >= LEAST_PIXELS;
}

/* A letter with its neighbours on the line: one alone may be a dot or a dash. */
static fz_rect around_letter(const struct pdf_hidden *h, uint32_t i)
{
    const struct pdf_glyph *g = &h->glyphs.v[i];
    fz_rect box = g->box;

    if (i > 0 && is_of_layer(&g[-1]) && pdf_lines_is_same(&g[-1], g)) {
        box = fz_union_rect(box, g[-1].box);
    }
    if (i + 1 < h->glyphs.n && is_of_layer(&g[1]) && pdf_lines_is_same(g, &g[1])) {
        box = fz_union_rect(box, g[1].box);
    }
    return box;
}

static bool is_smeared(const struct pdf_scan *scan, const struct look *look)
{
    return look->strokes < SMEARED * scan->strokes &&
           look->strokes * scan->contrast < SMEARED_SHARE * scan->strokes * look->contrast;
}

/* Whether paper lies around a line. */
static bool is_on_paper(const struct pdf_scan *scan, fz_rect box)
{
    float reach = (box.y1 - box.y0) * AROUND;
    const fz_pixmap *p = scan->proof->with;
    fz_irect inner = fz_irect_from_rect(fz_expand_rect(box, reach / 2));
    fz_irect outer = inside(p, fz_expand_rect(box, reach), 0);
    int paper = 0, all = 0;

    for (int y = outer.y0; y < outer.y1; y++) {
        for (int x = outer.x0; x < outer.x1; x++) {
            if (x < inner.x0 || x >= inner.x1 || y < inner.y0 || y >= inner.y1) {
                paper += *row(scan, x, y) >= PAPER;
                all++;
            }
        }
    }
    return (float)paper >= PAPER_SHARE * (float)all && all > 0;
}

/* ---- the layer ---- */

/* A letter of the layer, or something else: not seen. */
struct letter {
    struct look look;
    bool is_seen; /* enough of it was drawn */
};

/* What its letters look like, each and on the average, and whether nearly all lie on writing. */
static void measure(struct pdf_scan *scan, struct letter *letters)
{
    const struct pdf_hidden *h = scan->trace->hidden;
    double strokes = 0, contrast = 0;
    uint32_t all = 0, even = 0, seen = 0;

    for (uint32_t i = 0; i < h->glyphs.n; i++) {
        const struct pdf_glyph *g = &h->glyphs.v[i];
        struct letter *l = &letters[i];
        uint8_t rgb[3];

        if (!is_of_layer(g)) {
            continue;
        }
        even += pdf_proof_is_uniform(scan->proof, g->box, rgb);
        all++;
        l->is_seen = look_at(scan, around_letter(h, i), &l->look);
        if (l->is_seen) {
            strokes += l->look.strokes;
            contrast += l->look.contrast;
            seen++;
        }
    }
    scan->fits = all >= MANY_GLYPHS && even * EVEN_SHARE < all;
    scan->strokes = (float)(strokes / MAX(seen, 1));
    scan->contrast = (float)(contrast / MAX(seen, 1));
}

struct pdf_scan pdf_scan_look(const struct pdf_trace *trace, const struct pdf_proof *proof)
{
    struct pdf_scan scan = {.proof = proof, .trace = trace};
    struct pdf_hidden *h = trace->hidden;
    struct letter *letters = ARENA_ARRAY(trace->arena, h->glyphs.n, struct letter);

    if (proof->with != NULL) {
        scan.grey = find_grey(trace->arena, proof->with);
    }
    measure(&scan, letters);
    for (uint32_t i = 0; i < h->glyphs.n; i++) {
        struct pdf_glyph *g = &h->glyphs.v[i];
        uint8_t rgb[3];

        g->is_blackened =
            is_of_layer(g) &&
            (pdf_proof_dark_share(proof, g->box) > DARK_SHARE ||
             ((scan.fits || is_boxed_over(trace, g->box)) &&
              pdf_proof_is_uniform(proof, g->box, rgb)) ||
             (scan.fits && letters[i].is_seen && is_smeared(&scan, &letters[i].look)));
    }
    return scan;
}

bool pdf_scan_is_blackened(const struct pdf_scan *scan, fz_rect box, bool is_word)
{
    struct look look;
    uint8_t rgb[3];

    if (pdf_proof_dark_share(scan->proof, box) > DARK_SHARE) {
        return true;
    }
    if (pdf_proof_is_uniform(scan->proof, box, rgb)) {
        return is_boxed_over(scan->trace, box) || (scan->fits && is_word);
    }
    return is_word && scan->fits && scan->strokes >= LEAST_STROKES && look_at(scan, box, &look) &&
           look.mean >= SMEARED_MEAN && is_smeared(scan, &look) && is_on_paper(scan, box);
}
