/*
 * A page of a PDF: reports what nobody can see on it (pdf-hidden.h), and looks through its words
 * for personal information.
 */
#include "inspect/pdf/pdf-page.h"

#include "base/buf.h"
#include "base/tr.h"
#include "inspect/pdf/pdf-aside.h"
#include "inspect/pdf/pdf-hidden-find.h"
#include "inspect/pdf/pdf-lines.h"
#include "inspect/pdf/pdf-outside.h"
#include "inspect/pdf/pdf-reason.h"
#include "inspect/personal/personal.h"

#include <math.h>

enum {
    FEW_GLYPHS = 40,
    UNMAPPED_SHARE = 10, /* one of so many: the text layer is of no use */
    WORDS_BYTES = 1024,
    MANY_REDACTIONS = 500, /* of a page: of more it is not said what stands there */
};

#define SCAN_SHARE 0.4f /* of a page that is a picture */
#define COLUMN     3.0f /* points: by which cells are off their heads, no more than one or two */

static struct str place_of(struct arena *a, int number, fz_rect box)
{
    return arena_printf(a, "p%d [%.0f %.0f %.0f %.0f]", number, box.x0, box.y0, box.x1, box.y1);
}

/*
 * Pictures under covers, or cut off in part, one by one; those off the page or in hidden layers
 * together.
 */
static void report_pictures(struct pdf_walk *w, struct arena *a, const struct pdf_hidden *h)
{
    uint32_t count[PDF_REASON_COUNT] = {};
    fz_rect first[PDF_REASON_COUNT];

    for (uint32_t i = 0; i < h->covered.n; i++) {
        if (!h->covered.v[i].is_more) {
            found_add(w->f, h->covered.v[i].is_cut ? "PDF-107" : "PDF-112", INSPECT_PROVEN,
                      place_of(a, w->page, h->covered.v[i].part), (struct str){});
        }
    }
    for (uint32_t i = 0; i < h->pictures.n; i++) {
        const struct pdf_picture *picture = &h->pictures.v[i];

        if (picture->reason != PDF_SHOWN && picture->reason != PDF_IMAGE_COVERED &&
            !picture->is_mask) {
            w->hides_by_layer |= picture->reason == PDF_BY_LAYER;
            if (count[picture->reason]++ == 0) {
                first[picture->reason] = picture->box;
            }
        }
    }
    for (enum pdf_reason reason = PDF_SHOWN; reason < PDF_REASON_COUNT; reason++) {
        if (count[reason] > 0) {
            found_add_many(w->f, pdf_reason_rule(reason), INSPECT_STRUCTURAL,
                           place_of(a, w->page, first[reason]), (struct str){}, count[reason]);
        }
    }
}

/* Lines of letters as outlines that nobody sees. */
static void report_drawings(struct pdf_walk *w, struct arena *a, const struct pdf_hidden *h)
{
    for (uint32_t i = 0; i < h->drawings.n; i++) {
        found_add(w->f, "PDF-131", INSPECT_PROVEN, place_of(a, w->page, h->drawings.v[i].box),
                  (struct str){});
    }
}

/* Whether somebody meant to hide the words: lines that run off the page are nobody's secret. */
static bool is_mask(enum pdf_reason reason)
{
    return reason != PDF_OFF_PAGE && reason != PDF_TINY && reason != PDF_BY_LAYER &&
           reason != PDF_SCREEN_ONLY;
}

/* What stands in some of the areas of the page that were marked. */
static void add_words(const struct pdf_walk *w, uint32_t first, uint32_t end,
                      const struct pdf_hidden *h, struct buf *words)
{
    for (uint32_t i = 0; i < h->glyphs.n; i++) {
        const struct pdf_glyph *g = &h->glyphs.v[i];
        const fz_point middle = {(g->box.x0 + g->box.x1) / 2, (g->box.y0 + g->box.y1) / 2};
        bool is_in = false;

        for (uint32_t k = first; k < end && !is_in; k++) {
            is_in = fz_is_point_inside_rect(middle, w->redactions.v[k].area);
        }
        if (is_in) {
            buf_add_code_point(words, (uint32_t)g->code_point);
        }
    }
}

/* Areas that were marked to be blackened and are not, each with what stands there. */
static void report_redactions(struct pdf_walk *w, struct arena *a, const struct pdf_hidden *h)
{
    for (uint32_t i = 0, end; i < w->redactions.n; i = end) {
        struct buf words CLEANUP(buf_done) = {};

        end = i + 1;
        while (end < w->redactions.n && w->redactions.v[end].annot == w->redactions.v[i].annot) {
            end++;
        }
        buf_init(&words, WORDS_BYTES);
        if (i < MANY_REDACTIONS) {
            add_words(w, i, end, h, &words);
        }
        pdf_walk_add(w, "PDF-109", arena_printf(a, "p%d Redact", w->page), buf_str(&words));
    }
}

static void report(struct pdf_walk *w, struct arena *a, const struct pdf_hidden *h)
{
    for (uint32_t i = 0; i < h->runs.n; i++) {
        const struct pdf_hidden_run *run = &h->runs.v[i];
        bool by_layer = run->reason == PDF_BY_LAYER || run->reason == PDF_SCREEN_ONLY;

        w->hides_by_layer |= run->reason == PDF_BY_LAYER;
        if (run->reason == PDF_OFF_PAGE) {
            pdf_outside_keep(w, place_of(a, w->page, run->box), run->text);
            continue;
        }
        found_add(w->f, pdf_reason_rule(run->reason),
                  by_layer ? INSPECT_STRUCTURAL : INSPECT_PROVEN, place_of(a, w->page, run->box),
                  run->text);
        if (is_mask(run->reason)) {
            pdf_walk_mask(w, run->text, w->page);
        }
    }
    for (uint32_t i = 0; i < h->same_signs.n; i++) {
        const struct pdf_hidden_run *run = &h->same_signs.v[i];

        found_add(w->f, "PDF-111", INSPECT_PROVEN, place_of(a, w->page, run->box), run->text);
        pdf_walk_mask(w, run->text, w->page);
    }
    report_pictures(w, a, h);
    report_drawings(w, a, h);
    report_redactions(w, a, h);
}

static void take_line(void *user, struct str line)
{
    struct pdf_walk *w = user;

    personal_line(w->f, line, w->place);
}

static enum pdf_lines_row take_row(void *user, const struct pdf_lines_cell *cells, uint32_t n)
{
    struct personal_placed placed[PDF_LINES_CELLS];
    struct pdf_walk *w = user;

    for (uint32_t i = 0; i < n; i++) {
        placed[i] = (struct personal_placed){.text = cells[i].text,
                                             .start = (uint32_t)fmaxf(cells[i].x0 / COLUMN, 0),
                                             .end = (uint32_t)fmaxf(cells[i].x1 / COLUMN, 0) + 1};
    }
    switch (personal_placed_row(w->f, placed, n, w->place)) {
    case PERSONAL_PLACED_HEADS:
        return PDF_LINES_HEADS;
    case PERSONAL_PLACED_ROW:
        return PDF_LINES_ROW;
    case PERSONAL_PLACED_LABELLED:
        return PDF_LINES_ALONE;
    case PERSONAL_PLACED_NOTHING:
        break;
    }
    return PDF_LINES_NO_ROW;
}

static void keep_line(void *user, struct str line)
{
    struct pdf_walk *w = user;

    pdf_texts_add(w->f->arena, &w->lines, pdf_walk_fold(w->arena, line));
}

static void take_words(struct pdf_walk *w, const struct pdf_hidden *h)
{
    const struct pdf_lines_taker to_look = {.line = take_line, .row = take_row, .user = w};
    const struct pdf_lines_taker to_keep = {.line = keep_line, .user = w};

    pdf_lines_take(h, &to_look);
    personal_end(w->f);
    if (w->keeps_lines) {
        pdf_lines_take(h, &to_keep);
    }
}

/* A text layer that says nothing: characters unknown, or always the same one. */
static bool is_useless(const struct pdf_hidden *h)
{
    bool is_same = true;

    for (uint32_t i = 1; i < h->glyphs.n && is_same; i++) {
        is_same = h->glyphs.v[i].code_point == h->glyphs.v[0].code_point;
    }
    return h->glyphs.n >= FEW_GLYPHS && (is_same || h->unmapped * UNMAPPED_SHARE > h->glyphs.n);
}

void pdf_page_inspect(struct pdf_walk *w)
{
    struct arena arena CLEANUP(arena_done) = {};
    const struct pdf_hidden_options options = {
        .layers = w->layers, .thorough = w->f->thorough, .fonts = w->fonts, .breaks = &w->breaks};
    struct pdf_hidden hidden;
    struct str place = arena_printf(w->arena, "p%d", w->page);

    w->place = place;
    pdf_hidden_find(&arena, w->pdf, w->page, &options, &hidden);
    report(w, &arena, &hidden);
    take_words(w, &hidden);
    w->characters += hidden.glyphs.n;
    if (w->keeps_lines) {
        pdf_walk_drawn(w, &hidden, w->page, true);
    }
    if (!hidden.is_quick || hidden.has_remarks) {
        pdf_walk_attempt(w, pdf_aside_page);
    }
    if (hidden.glyphs.n == 0 && hidden.picture_share > SCAN_SHARE) {
        pdf_walk_add(w, "PDF-180", place, (struct str){});
    } else if (is_useless(&hidden)) {
        pdf_walk_add(w, "PDF-181", place, (struct str){});
    }
    if (hidden.is_partial) {
        pdf_walk_add(w, "SYS-399", place, (struct str){});
        found_less(w->f, INSPECT_PARTIAL, tr("a page is damaged or took too long"));
    }
}
