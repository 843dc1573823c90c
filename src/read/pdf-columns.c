/*
 * Two columns: the gap is looked for in the middle part of the page, where the fewest runs of text
 * go across. Both sides must have lines enough, many of them long, and few may go across.
 * One pass over the runs fills counts per step of two points.
 */
#include "read/pdf-columns.h"

enum {
    STEPS = 200,
    MIN_LINES = 6, /* on each side */
    MIN_GAP_STEPS = 2,
    RUNS_OF_A_STRAY = 40, /* one run of so many may cross the gap */
    MIN_LONG_LINES = 5,   /* so many are enough beside many short ones */
};

static const float first_share = 0.3f; /* of the width: where the gap may be */
static const float last_share = 0.7f;
static const float long_share = 0.6f;  /* of the column: a long line */
static const float cross_share = 0.4f; /* lines across, of the lines of a side */

static bool counts(const struct pdf_run *run)
{
    return run->cell == 0 && !run->is_turned && run->count > 0;
}

/* Runs that go across the place of each step. */
static void count_crossings(const struct pdf_sheet *page, uint32_t crossings[STEPS + 1])
{
    float step = page->width / STEPS;

    for (uint32_t i = 0; i < page->runs.n; i++) {
        const struct doc_box *box = &page->runs.v[i].box;

        if (!counts(&page->runs.v[i]) || box->x1 <= 0 || box->x0 >= page->width) {
            continue;
        }
        int from = (int)(MAX(box->x0, 0.0f) / step);
        int to = (int)(MIN(box->x1, page->width) / step);

        for (int k = from; k <= to && k <= STEPS; k++) {
            crossings[k]++;
        }
    }
}

/*
 * The middle of the widest stretch with about the fewest crossings: a page number or a title in the
 * middle of the page must not part the gap.
 */
static float find_gap(const struct pdf_sheet *page, const uint32_t crossings[STEPS + 1])
{
    int first = (int)(STEPS * first_share);
    int last = (int)(STEPS * last_share);
    uint32_t fewest = UINT32_MAX;
    int best = 0;
    int best_length = 0;

    for (int k = first; k <= last; k++) {
        fewest = MIN(fewest, crossings[k]);
    }
    fewest += MAX(page->runs.n / RUNS_OF_A_STRAY, 1u);
    for (int k = first, length = 0; k <= last; k++) {
        length = crossings[k] <= fewest ? length + 1 : 0;
        if (length > best_length) {
            best_length = length;
            best = k;
        }
    }
    if (best_length < MIN_GAP_STEPS) {
        return 0;
    }
    return ((float)best - (float)(best_length - 1) / 2 + 0.5f) * page->width / STEPS;
}

enum pdf_side pdf_columns_side(float gap, const struct doc_box *box)
{
    if (gap <= 0 || (box->x0 < gap && box->x1 > gap)) {
        return PDF_WHOLE;
    }
    return box->x1 <= gap ? PDF_LEFT : PDF_RIGHT;
}

/* What stands on each side of a gap. */
struct sides {
    uint32_t lines[3], long_lines[3]; /* by enum pdf_side */
    uint32_t changes;                 /* of side, in the order of the file */
};

static struct sides count_sides(const struct pdf_sheet *page, float gap)
{
    struct sides sides = {};
    enum pdf_side before = PDF_WHOLE;
    float left = page->width;
    float right = 0;

    for (uint32_t i = 0; i < page->runs.n; i++) {
        if (counts(&page->runs.v[i])) {
            left = MIN(left, page->runs.v[i].box.x0);
            right = MAX(right, page->runs.v[i].box.x1);
        }
    }
    right = MIN(right, page->width); /* an address may run over the edge */
    for (uint32_t i = 0; i < page->runs.n; i++) {
        const struct doc_box *box = &page->runs.v[i].box;

        if (!counts(&page->runs.v[i])) {
            continue;
        }
        enum pdf_side side = pdf_columns_side(gap, box);

        if (side != PDF_WHOLE) {
            sides.changes += before != PDF_WHOLE && side != before;
            before = side;
        }
        float column = side == PDF_LEFT ? gap - left : right - gap;

        sides.lines[side]++;
        sides.long_lines[side] += pdf_width(box) >= column * long_share;
    }
    return sides;
}

static bool few_cross(const struct sides *s)
{
    return (float)s->lines[PDF_WHOLE] <=
           cross_share * (float)(s->lines[PDF_LEFT] + s->lines[PDF_RIGHT]);
}

static bool is_running(const struct sides *s, enum pdf_side side)
{
    return s->lines[side] >= MIN_LINES &&
           (s->long_lines[side] * 3 >= s->lines[side] ||
            (s->long_lines[side] >= MIN_LONG_LINES && s->long_lines[side] * 6 >= s->lines[side]));
}

/*
 * Columns: text that fills its width on both sides; or on one, when the file writes one side after
 * the other. Rows of names and values are written row by row.
 */
static bool are_columns(const struct sides *s, uint32_t fewest_lines)
{
    bool left = is_running(s, PDF_LEFT);
    bool right = is_running(s, PDF_RIGHT);
    bool in_turn = s->changes * 8 <= s->lines[PDF_LEFT] + s->lines[PDF_RIGHT];

    return few_cross(s) && s->lines[PDF_LEFT] >= fewest_lines &&
           s->lines[PDF_RIGHT] >= fewest_lines && ((left && right) || ((left || right) && in_turn));
}

float pdf_columns_gap(const struct pdf_sheet *page, float gap_before)
{
    uint32_t crossings[STEPS + 1] = {};

    if (page->width <= 0) {
        return 0;
    }
    count_crossings(page, crossings);
    float gap = find_gap(page, crossings);

    if (gap > 0) {
        struct sides sides = count_sides(page, gap);

        if (are_columns(&sides, MIN_LINES)) {
            return gap;
        }
    }
    if (gap_before > 0) {
        struct sides sides = count_sides(page, gap_before);

        if (are_columns(&sides, 1)) {
            return gap_before;
        }
    }
    return 0;
}
