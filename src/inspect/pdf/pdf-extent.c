/*
 * How large a PDF is: the limits of what a ministry takes in one file (PDF-182; the numbers are
 * those of the report in the usual profile), with places to split it at headings of its outline,
 * and pages of odd sizes or turned (PDF-183).
 */
#include "inspect/pdf/pdf-extent.h"

#include "base/buf.h"
#include "inspect/deliver/profile.h"

#include <math.h>

enum {
    MAX_PARTS = 40,
    PARTS_BYTES = 1024,
};

#define SAME_POINTS 2.0f

/* Parts of at most so many pages, each beginning at a chapter where there is one. */
static struct str split(struct pdf_walk *w, int most)
{
    struct pdf_outline outline;
    struct buf out CLEANUP(buf_done);
    int first = 1, parts = 0;

    pdf_mupdf_outline(w->pdf, w->arena, &outline);
    buf_init(&out, PARTS_BYTES);
    while (first <= w->pages && parts++ < MAX_PARTS) {
        int last = MIN(first + most - 1, w->pages);
        uint32_t best = 0;

        /* The last chapter that begins in reach; of those of one page the highest level. */
        for (uint32_t i = 0; last < w->pages && i < outline.headings.n; i++) {
            const struct pdf_heading *h = &outline.headings.v[i];

            if (h->level == 1 && (int)h->page > first && (int)h->page <= last + 1 &&
                h->page > best) {
                best = h->page;
            }
        }
        if (best > 0) {
            last = (int)best - 1;
        }
        buf_printf(&out, "%sp%d-%d", first > 1 ? ", " : "", first, last);
        first = last + 1;
    }
    return arena_str(w->arena, buf_str(&out));
}

/* How often the limit goes into what there is; no limit is never reached. */
static double share(double have, uint64_t limit)
{
    return limit == 0 ? 0 : have / (double)limit;
}

static double times_over(const struct pdf_walk *w, const struct profile *profile)
{
    double most = 1;

    for (uint32_t i = 0; i < profile->parts.n; i++) {
        const struct profile_part *part = &profile->parts.v[i];

        if (part->role == PROFILE_REPORT) {
            most = fmax(most, share((double)w->bytes.n, part->max_bytes));
            most = fmax(most, share((double)w->pages, part->max_pages));
            most = fmax(most, share((double)w->characters, part->max_characters));
        }
    }
    return most;
}

static void check_limits(struct pdf_walk *w)
{
    struct profile profile;
    struct err err = {};

    if (profile_shipped(w->arena, STR(PROFILE_DEFAULT), &profile, &err) < 0) {
        found_less(w->f, INSPECT_PARTIAL, err.message);
        return;
    }
    double most = times_over(w, &profile);

    if (most > 1 && w->f->depth == 0) {
        int parts = (int)ceil(most);
        struct str places = split(w, MAX((w->pages + parts - 1) / parts, 1));

        pdf_walk_add(w, "PDF-182",
                     arena_printf(w->arena, "%zu MB, %d p, %llu: %.*s", w->bytes.n / 1000000,
                                  w->pages, (unsigned long long)w->characters, STR_ARG(places)),
                     (struct str){});
    }
}

/* Whether two pages have the same size as they are seen, and are turned alike. */
static bool is_same(const struct pdf_walk *w, uint32_t i, uint32_t k)
{
    const fz_rect *a = &w->sizes.v[i], *b = &w->sizes.v[k];

    return fabsf(a->x1 - b->x1) < SAME_POINTS && fabsf(a->y1 - b->y1) < SAME_POINTS &&
           w->turned.v[i] == w->turned.v[k];
}

/* A page as most are, by the vote of neighbours (Boyer and Moore). */
static uint32_t usual_page(const struct pdf_walk *w)
{
    uint32_t page = 0, votes = 0;

    for (uint32_t i = 0; i < w->sizes.n; i++) {
        if (votes == 0) {
            page = i;
        }
        votes += is_same(w, page, i) ? 1U : -1U;
    }
    return page;
}

static void check_sizes(struct pdf_walk *w)
{
    uint32_t odd = 0, first = 0;

    if (w->sizes.n == 0) {
        return;
    }
    uint32_t usual = usual_page(w);

    for (uint32_t i = 0; i < w->sizes.n; i++) {
        if (!is_same(w, usual, i)) {
            first = odd == 0 ? i : first;
            odd++;
        }
    }
    if (odd > 0) {
        fz_rect r = w->sizes.v[first];

        found_add_many(w->f, "PDF-183", INSPECT_STRUCTURAL,
                       arena_printf(w->arena, "p%u (%.0f x %.0f pt%s)", first + 1, r.x1, r.y1,
                                    w->turned.v[first] != 0 ? ", Rotate" : ""),
                       (struct str){}, odd);
    }
}

void pdf_extent_inspect(struct pdf_walk *w)
{
    check_limits(w);
    check_sizes(w);
}
