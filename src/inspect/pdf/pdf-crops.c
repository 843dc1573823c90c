/*
 * Cut pictures held against the other pages. What a page shows of a picture is a box in the unit
 * square; whether all of a strip is shown by some of them is counted by cells.
 */
#include "inspect/pdf/pdf-crops.h"

#include "inspect/pdf/pdf-hidden-page.h"
#include "read/pdf-guard.h"

enum {
    MAX_SHOWS = 100000, /* of one document */
    CELLS = 32,         /* of the unit square, in each direction */
};

struct pdf_crop_show {
    uint64_t key;
    fz_rect shown;
};

static void list_page(struct pdf_crops *crops, struct arena *a, const struct pdf_hidden *h)
{
    for (uint32_t i = 0; i < h->pictures.n && crops->shows.n < MAX_SHOWS; i++) {
        const struct pdf_picture *p = &h->pictures.v[i];

        if (!p->is_off && !fz_is_empty_rect(p->shown)) {
            *VEC_ADD(a, &crops->shows) = (struct pdf_crop_show){.key = p->key, .shown = p->shown};
        }
    }
}

/* Whether the cells of the strip are all in boxes that some page shows. */
static bool is_shown(const struct pdf_crops *crops, uint64_t key, fz_rect strip)
{
    uint32_t seen[CELLS] = {};
    uint32_t all = 0, found = 0;

    for (uint32_t i = 0; i < crops->shows.n; i++) {
        fz_rect r = crops->shows.v[i].shown;

        for (int y = 0; y < CELLS && crops->shows.v[i].key == key; y++) {
            for (int x = 0; x < CELLS; x++) {
                fz_point middle = {((float)x + 0.5f) / CELLS, ((float)y + 0.5f) / CELLS};

                seen[y] |= fz_is_point_inside_rect(middle, r) ? 1U << x : 0;
            }
        }
    }
    for (int i = 0; i < CELLS * CELLS; i++) {
        fz_point middle = {((float)(i % CELLS) + 0.5f) / CELLS,
                           ((float)(i / CELLS) + 0.5f) / CELLS};

        if (fz_is_point_inside_rect(middle, strip)) {
            found += seen[i / CELLS] >> i % CELLS & 1;
            all++;
        }
    }
    return all > 0 && found == all;
}

void pdf_crops_settle(struct pdf_crops *crops, struct arena *a, fz_context *ctx,
                      struct pdf_guard *guard, pdf_document *doc,
                      const struct pdf_hidden_options *options, struct arena *of_page,
                      struct pdf_hidden *h)
{
    struct pdf_hidden_options how = *options;
    int pages = h->crops.n > 0 && !crops->is_listed ? pdf_mupdf_count(ctx, doc) : 0;

    how.words_only = true;
    how.breaks = NULL;
    for (int i = 1; i <= pages && !pdf_guard_is_late(guard) && crops->shows.n < MAX_SHOWS; i++) {
        struct arena arena CLEANUP(arena_done) = {};
        struct pdf_hidden other;

        pdf_hidden_page(&arena, ctx, guard, doc, i, &how, &other);
        list_page(crops, a, &other);
        crops->is_listed = true;
    }
    for (uint32_t i = 0; i < h->crops.n; i++) {
        const struct pdf_crop *crop = &h->crops.v[i];

        if (!is_shown(crops, h->pictures.v[crop->picture].key, crop->of_unit)) {
            *VEC_ADD(of_page, &h->covered) = (struct pdf_covered){.picture = crop->picture,
                                                                  .part = crop->part,
                                                                  .rgb = {255, 255, 255},
                                                                  .is_cut = true};
        }
    }
}
