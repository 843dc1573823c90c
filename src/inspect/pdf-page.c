/*
 * A page of a PDF: reports what nobody can see on it (pdf-hidden.h), and looks through its words
 * for personal information.
 */
#include "inspect/pdf-page.h"

#include "base/buf.h"
#include "base/tr.h"
#include "inspect/pdf-hidden.h"
#include "inspect/personal.h"

#include <math.h>

enum { LINE_BYTES = 4096 };

#define WORD_GAP 0.22f /* of the size, between two words */

static struct str place_of(struct arena *a, int number, fz_rect box)
{
    return arena_printf(a, "p%d [%.0f %.0f %.0f %.0f]", number, box.x0, box.y0, box.x1, box.y1);
}

static void report(struct found *f, struct arena *a, int number, const struct pdf_hidden *h)
{
    for (uint32_t i = 0; i < h->runs.n; i++) {
        const struct pdf_hidden_run *run = &h->runs.v[i];

        found_add(f, pdf_reason_rule(run->reason),
                  run->reason == PDF_BY_LAYER ? INSPECT_STRUCTURAL : INSPECT_PROVEN,
                  place_of(a, number, run->box), run->text);
    }
    for (uint32_t i = 0; i < h->pictures.n; i++) {
        const struct pdf_picture *picture = &h->pictures.v[i];

        if (picture->reason != PDF_SHOWN && !picture->is_mask) {
            found_add(f, pdf_reason_rule(picture->reason), INSPECT_STRUCTURAL,
                      place_of(a, number, picture->box), (struct str){});
        }
    }
}

/* The words of the page, line by line, in the order they are drawn. */
static void read_words(struct found *f, struct arena *a, int number, const struct pdf_hidden *h)
{
    struct buf line CLEANUP(buf_done);
    struct str place = arena_printf(a, "p%d", number);

    buf_init(&line, LINE_BYTES);
    for (uint32_t i = 0; i < h->glyphs.n; i++) {
        const struct pdf_glyph *g = &h->glyphs.v[i];

        if (i > 0 && fabsf(g[-1].y - g->y) >= fmaxf(g->size, 1) * 0.5f) {
            personal_scan(f, buf_str(&line), (struct str){}, place);
            buf_clear(&line);
        } else if (i > 0 && g->box.x0 - g[-1].box.x1 > g->size * WORD_GAP) {
            buf_add_char(&line, ' ');
        }
        buf_add_code_point(&line, (uint32_t)g->code_point);
    }
    personal_scan(f, buf_str(&line), (struct str){}, place);
}

void pdf_page_inspect(struct found *f, struct pdf_mupdf *pdf, int number)
{
    struct arena arena CLEANUP(arena_done) = {};
    struct pdf_hidden hidden;

    pdf_hidden_find(&arena, pdf, number, &(struct pdf_hidden_options){}, &hidden);
    report(f, &arena, number, &hidden);
    read_words(f, &arena, number, &hidden);
    if (hidden.glyphs.n == 0 && hidden.pictures.n > 0) {
        found_add(f, "PDF-180", INSPECT_STRUCTURAL, arena_printf(&arena, "p%d", number),
                  (struct str){});
    }
    if (hidden.is_partial) {
        found_add(f, "SYS-399", INSPECT_STRUCTURAL, arena_printf(&arena, "p%d", number),
                  (struct str){});
        found_less(f, INSPECT_PARTIAL, tr("a page is damaged or took too long"));
    }
}
