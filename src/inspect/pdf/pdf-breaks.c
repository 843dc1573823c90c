/*
 * Pages are drawn from the same list, so a line stands on both sides of a break letter by letter in
 * the same order; only its place differs, by the width or the height of what fits on a page. So the
 * line of a hidden run is looked for by two of its letters that follow each other and by the row or
 * the column that both pages have in common, and then compared letter by letter. The run may
 * continue on several pages: each of its letters must be seen on one of them.
 *
 * What the pages draw is listed by a trace alone; whether it is seen is looked at page by page when
 * a line is found there.
 */
#include "inspect/pdf/pdf-breaks.h"

#include "inspect/pdf/pdf-hidden-page.h"
#include "inspect/pdf/pdf-places.h"
#include "read/bounds.h"
#include "read/pdf-guard.h"

enum {
    MAX_LETTERS = 2 * 1000 * 1000, /* of the document */
    MAX_TRIES = 200,               /* lines that may be the one */
    MAX_STEPS = 20 * 1000 * 1000,  /* letters looked at for all runs of the document */
};

#define NEAR_POINTS  1.0f  /* between the rows of two pages */
#define LEAST_POINTS 10.0f /* from one page to the next */

struct pdf_break_page {
    uint32_t first, count; /* letters */
    bool is_judged;        /* is_seen is true of its letters */
};

struct pdf_break_letter {
    float x, y;
    int32_t code_point;
    uint32_t page;                  /* from 1 */
    uint32_t next_row, next_column; /* in the chains */
    uint32_t glyph;                 /* of its page */
    bool is_seen;
};

/* What is asked. */
struct asking {
    struct pdf_breaks *breaks;
    fz_context *ctx;
    struct pdf_guard *guard;
    pdf_document *doc;
    struct pdf_hidden_options options;
    const struct pdf_hidden *h;
    int number; /* of the page */
};

void pdf_breaks_done(struct pdf_breaks *breaks)
{
    arena_done(&breaks->arena);
    *breaks = (struct pdf_breaks){};
}

/* ---- what the pages draw ---- */

static bool is_on_page(const struct pdf_glyph *g)
{
    return !g->is_in_mask && !fz_is_empty_rect(g->box) && !fz_is_infinite_rect(g->box);
}

static bool has_edge(const struct pdf_hidden *h)
{
    for (uint32_t i = 0; i < h->glyphs.n; i++) {
        if (h->glyphs.v[i].is_cut && is_on_page(&h->glyphs.v[i])) {
            return true;
        }
    }
    return false;
}

static void list_page(struct asking *k, int number)
{
    struct arena arena CLEANUP(arena_done) = {};
    struct pdf_breaks *b = k->breaks;
    struct pdf_break_page *page = &b->pages[number - 1];
    struct pdf_hidden h;

    k->options.words_only = true;
    pdf_hidden_page(&arena, k->ctx, k->guard, k->doc, number, &k->options, &h);
    k->options.words_only = false;
    page->first = b->letters.n;
    if (!has_edge(&h)) {
        return;
    }
    for (uint32_t i = 0; i < h.glyphs.n && b->letters.n < MAX_LETTERS; i++) {
        const struct pdf_glyph *g = &h.glyphs.v[i];

        if (is_on_page(g)) {
            *VEC_ADD(&b->arena, &b->letters) =
                (struct pdf_break_letter){.x = g->x,
                                          .y = g->y,
                                          .code_point = g->code_point,
                                          .page = (uint32_t)number,
                                          .glyph = i,
                                          .is_seen = !g->is_out && !g->is_not_drawn};
        }
    }
    page->count = b->letters.n - page->first;
}

/* Two letters that follow each other, in a row or column. */
static uint32_t slot_of(const struct pdf_breaks *b, int32_t one, int32_t other, int at)
{
    return pdf_places_hash(one, other, at) & (b->table_size - 1);
}

static void chain(struct pdf_breaks *b)
{
    b->table_size = 16;
    while (b->table_size < b->letters.n) {
        b->table_size *= 2;
    }
    b->rows = ARENA_ARRAY(&b->arena, b->table_size, uint32_t);
    b->columns = ARENA_ARRAY(&b->arena, b->table_size, uint32_t);
    for (uint32_t i = 0; i + 1 < b->letters.n; i++) {
        struct pdf_break_letter *l = &b->letters.v[i];

        if (l[1].page == l->page) {
            uint32_t row = slot_of(b, l->code_point, l[1].code_point, pdf_places_whole(l->y));
            uint32_t column = slot_of(b, l->code_point, l[1].code_point, pdf_places_whole(l->x));

            l->next_row = b->rows[row];
            l->next_column = b->columns[column];
            b->rows[row] = b->columns[column] = i + 1;
        }
    }
}

static void list_pages(struct asking *k)
{
    struct pdf_breaks *b = k->breaks;

    b->page_count = MIN(pdf_mupdf_count(k->ctx, k->doc), READ_MAX_PAGES);
    b->pages = ARENA_ARRAY(&b->arena, (size_t)b->page_count + 1, struct pdf_break_page);
    for (int i = 1; i <= b->page_count && !pdf_guard_is_late(k->guard); i++) {
        list_page(k, i);
    }
    chain(b);
}

/* Which letters of a page are seen, by its pixels. */
static void judge(struct asking *k, uint32_t number)
{
    struct arena arena CLEANUP(arena_done) = {};
    struct pdf_break_page *page = &k->breaks->pages[number - 1];
    struct pdf_hidden h;

    if (page->is_judged) {
        return;
    }
    page->is_judged = true;
    pdf_hidden_page(&arena, k->ctx, k->guard, k->doc, (int)number, &k->options, &h);
    for (uint32_t i = page->first; i < page->first + page->count; i++) {
        struct pdf_break_letter *l = &k->breaks->letters.v[i];
        const struct pdf_glyph *g = l->glyph < h.glyphs.n ? &h.glyphs.v[l->glyph] : NULL;

        l->is_seen = g != NULL && g->code_point == l->code_point && !h.is_partial && !g->is_off &&
                     !g->is_off_print && !g->is_unseen && !g->is_not_drawn;
    }
}

/* ---- the run ---- */

struct run {
    VEC(const struct pdf_glyph *) letters;
};

/* Its letters; false: not all of them lie beyond an edge. */
static bool gather(struct arena *a, const struct pdf_hidden *h, const struct pdf_hidden_run *run,
                   struct run *ret_run)
{
    for (uint32_t i = run->first; ret_run->letters.n < run->count && i < h->glyphs.n; i++) {
        const struct pdf_glyph *g = &h->glyphs.v[i];

        if (g->reason != run->reason || !is_on_page(g)) {
            continue;
        }
        if (!g->is_cut || g->is_not_drawn || g->is_off || g->is_off_print) {
            return false;
        }
        *VEC_ADD(a, &ret_run->letters) = g;
    }
    return ret_run->letters.n >= 2;
}

/*
 * How many letters of the run from `from` on are seen where the letter `at` of the list stands for
 * the letter `anchor` of the run.
 */
static uint32_t seen_there(const struct asking *k, const struct run *run, uint32_t from,
                           uint32_t anchor, uint32_t at)
{
    const struct pdf_break_letter *all = k->breaks->letters.v, *first = &all[at];
    const struct pdf_break_page *page = &k->breaks->pages[first->page - 1];
    const struct pdf_glyph *g = run->letters.v[anchor];
    float dx = first->x - g->x, dy = first->y - g->y;
    uint32_t i = from;

    for (; i < run->letters.n; i++) {
        uint32_t there = at + i - anchor;
        const struct pdf_glyph *own = run->letters.v[i];

        if (there < page->first || there >= page->first + page->count || !all[there].is_seen ||
            all[there].code_point != own->code_point ||
            fabsf(all[there].x - own->x - dx) > NEAR_POINTS ||
            fabsf(all[there].y - own->y - dy) > NEAR_POINTS) {
            break;
        }
    }
    return i - from;
}

static bool may_continue(const struct asking *k, const struct pdf_break_letter *l,
                         const struct pdf_glyph *g)
{
    float dx = fabsf(l->x - g->x), dy = fabsf(l->y - g->y);

    return (int)l->page != k->number && fminf(dx, dy) < NEAR_POINTS && fmaxf(dx, dy) > LEAST_POINTS;
}

/* The most letters from `from` on that are seen on another page. */
static uint32_t best_from(struct asking *k, const struct run *run, uint32_t from)
{
    struct pdf_breaks *b = k->breaks;
    uint32_t anchor = MIN(from, run->letters.n - 2), best = 0, tries = 0;
    const struct pdf_glyph *g = run->letters.v[anchor], *next = run->letters.v[anchor + 1];

    for (int i = 0; i < 6; i++) {
        bool is_row = i < 3;
        int where = pdf_places_whole(is_row ? g->y : g->x) + i % 3 - 1;
        uint32_t slot = slot_of(b, g->code_point, next->code_point, where);
        uint32_t at = is_row ? b->rows[slot] : b->columns[slot];

        while (at > 0 && tries < MAX_TRIES && b->steps < MAX_STEPS) {
            const struct pdf_break_letter *l = &b->letters.v[at - 1];

            b->steps++;
            if (l->code_point == g->code_point && may_continue(k, l, g)) {
                uint32_t seen = seen_there(k, run, from, anchor, at - 1);

                tries++;
                b->steps += seen;
                if (seen > best) {
                    judge(k, l->page);
                    best = MAX(best, seen_there(k, run, from, anchor, at - 1));
                }
            }
            at = is_row ? l->next_row : l->next_column;
        }
    }
    return best;
}

static bool is_seen_elsewhere(struct asking *k, const struct run *run)
{
    uint32_t i = 0;

    while (i < run->letters.n) {
        uint32_t seen = best_from(k, run, i);

        if (seen == 0) {
            return false;
        }
        i += seen;
    }
    return true;
}

void pdf_breaks_settle(struct pdf_breaks *breaks, fz_context *ctx, struct pdf_guard *guard,
                       pdf_document *doc, int number, const struct pdf_hidden_options *options,
                       struct pdf_hidden *h)
{
    struct arena arena CLEANUP(arena_done) = {};
    struct asking k = {.breaks = breaks,
                       .ctx = ctx,
                       .guard = guard,
                       .doc = doc,
                       .options = *options,
                       .h = h,
                       .number = number};
    uint32_t kept = 0;

    k.options.breaks = NULL;
    for (uint32_t i = 0; i < h->runs.n; i++) {
        const struct pdf_hidden_run *hidden = &h->runs.v[i];
        struct run run = {};
        bool is_beyond = gather(&arena, h, hidden, &run);

        if (is_beyond && breaks->pages == NULL) {
            list_pages(&k);
        }
        if (is_beyond && is_seen_elsewhere(&k, &run)) {
            for (uint32_t n = 0; n < run.letters.n; n++) {
                h->glyphs.v[run.letters.v[n] - h->glyphs.v].reason = PDF_SHOWN;
            }
        } else {
            h->runs.v[kept++] = *hidden;
        }
    }
    h->runs.n = kept;
}
