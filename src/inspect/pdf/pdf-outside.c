/*
 * Words beside a page (PDF-107). Programs that cut a large drawing or a wide table into pages draw
 * all of it on each, and what does not fit lies outside: it is seen on another page, and nothing of
 * it is hidden. So such words are told after all pages, and only when no page nearby shows them.
 */
#include "inspect/pdf/pdf-outside.h"

#include "base/buf.h"
#include "inspect/pdf/pdf-hidden-find.h"

enum {
    NEARBY = 12,       /* pages before and after; of a table that is cut in both directions */
    MAX_OUTSIDE = 500, /* more are told without being looked up */
    PAGE_BYTES = 4 * 1024 * 1024,
};

void pdf_outside_keep(struct pdf_walk *w, struct str place, struct str text)
{
    if (w->outside.n >= MAX_OUTSIDE) {
        found_add(w->f, "PDF-107", INSPECT_PROVEN, place, text);
        return;
    }
    *VEC_ADD(w->f->arena, &w->outside) =
        (struct pdf_outside){.page = w->page,
                             .place = arena_str(w->f->arena, place),
                             .text = arena_str(w->f->arena, text)};
}

static bool is_near(const struct pdf_outside *o, int page)
{
    return !o->is_seen && o->page != page && abs(o->page - page) <= NEARBY;
}

static bool is_wanted(const struct pdf_walk *w, int page)
{
    for (uint32_t i = 0; i < w->outside.n; i++) {
        if (is_near(&w->outside.v[i], page)) {
            return true;
        }
    }
    return false;
}

/* All that lies on the page, in the order it is drawn. */
static struct str words_on(struct pdf_walk *w, struct arena *a, int page)
{
    const struct pdf_hidden_options options = {
        .layers = w->layers, .fonts = w->fonts, .words_only = true};
    struct buf text CLEANUP(buf_done) = {};
    struct pdf_hidden hidden;

    buf_init(&text, PAGE_BYTES);
    pdf_hidden_find(a, w->pdf, page, &options, &hidden);
    for (uint32_t i = 0; i < hidden.glyphs.n; i++) {
        const struct pdf_glyph *g = &hidden.glyphs.v[i];

        if (!g->is_not_drawn && !g->is_off && !g->is_in_mask && g->alpha > 0 &&
            !fz_is_empty_rect(fz_intersect_rect(g->box, hidden.bounds))) {
            buf_add_code_point(&text, (uint32_t)g->code_point);
        }
    }
    return pdf_walk_fold(a, buf_str(&text));
}

static void look_at_page(struct pdf_walk *w, int page)
{
    struct arena arena CLEANUP(arena_done) = {};
    struct str words = words_on(w, &arena, page);

    for (uint32_t i = 0; i < w->outside.n; i++) {
        struct pdf_outside *o = &w->outside.v[i];

        if (is_near(o, page)) {
            struct str text = pdf_walk_fold(&arena, o->text);

            o->is_seen = text.n > 0 && str_has(words, text);
        }
    }
}

void pdf_outside_tell(struct pdf_walk *w)
{
    for (int page = 1; page <= w->pages && w->outside.n > 0; page++) {
        if (is_wanted(w, page) && !pdf_mupdf_is_late(w->pdf)) {
            look_at_page(w, page);
        }
    }
    for (uint32_t i = 0; i < w->outside.n; i++) {
        const struct pdf_outside *o = &w->outside.v[i];

        if (!o->is_seen) {
            found_add(w->f, "PDF-107", INSPECT_PROVEN, o->place, o->text);
        }
    }
}
