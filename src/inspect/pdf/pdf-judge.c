/*
 * The reason is told by the first letter of a run, and by what lies where it stands. Text of the
 * invisible mode over a picture that fills the page is the text layer of a scan and right, unless
 * the scan does not show what it says (pdf-scan.h).
 */
#include "inspect/pdf/pdf-judge.h"

enum { NEAR_COLOUR = 12 };

#define TINY_POINTS 1.0f

bool pdf_judge_is_covered(const struct pdf_look *p, const struct pdf_hidden_run *run)
{
    uint32_t covered = 0, all = 0;

    for (uint32_t i = run->first; all < run->count && i < p->h->glyphs.n; i++) {
        const struct pdf_glyph *g = &p->h->glyphs.v[i];

        if (pdf_look_is_hidden(g) && pdf_look_has_box(g)) {
            covered += g->is_covered || g->is_under;
            all++;
        }
    }
    return covered * 2 > all;
}

static bool is_near(const uint8_t a[3], const uint8_t b[3])
{
    return abs(a[0] - b[0]) <= NEAR_COLOUR && abs(a[1] - b[1]) <= NEAR_COLOUR &&
           abs(a[2] - b[2]) <= NEAR_COLOUR;
}

static bool is_under_mask(const struct pdf_look *p, const struct pdf_hidden_run *run)
{
    for (uint32_t i = 0; i < p->masks.n; i++) {
        if (!fz_is_empty_rect(fz_intersect_rect(p->masks.v[i], run->box))) {
            return true;
        }
    }
    return false;
}

enum pdf_reason pdf_judge_run(const struct pdf_look *p, const struct pdf_hidden_run *run)
{
    const struct pdf_glyph *g = &p->h->glyphs.v[run->first];
    uint8_t rgb[3] = {};
    bool uniform = pdf_proof_is_uniform(&p->proof, run->box, rgb);

    if (g->is_off) {
        return PDF_BY_LAYER;
    }
    if (g->is_off_print && !g->is_unseen && !g->is_not_drawn) {
        return PDF_SCREEN_ONLY;
    }
    if (g->is_not_drawn && p->h->is_scan) {
        /* Heavy print may fill the boxes of a few thin letters, never that of a word. */
        bool is_wide = g->code_point >= 0x3041;
        bool enough = run->count >= (is_wide ? 2U : 4U);
        bool is_word = run->count >= (is_wide ? 3U : 6U);

        return g->is_blackened && enough && pdf_scan_is_blackened(&p->scan, run->box, is_word)
                   ? PDF_BLACKENED
                   : PDF_SHOWN;
    }
    if (g->size <= 0) {
        return PDF_TINY; /* of no size, wherever it is */
    }
    if (fz_is_empty_rect(fz_intersect_rect(run->box, p->h->bounds))) {
        return PDF_OFF_PAGE;
    }
    if (g->is_not_drawn) {
        return PDF_NOT_DRAWN;
    }
    if (g->alpha < PDF_HIDDEN_ALPHA) {
        return PDF_TRANSPARENT;
    }
    if (g->size < TINY_POINTS || run->box.y1 - run->box.y0 < TINY_POINTS) {
        return PDF_TINY;
    }
    if (g->is_framed || is_under_mask(p, run)) {
        return PDF_UNDER_ANNOTATION;
    }
    if (pdf_judge_is_covered(p, run)) {
        return PDF_COVERED;
    }
    return g->is_out || (g->is_veiled && !(uniform && is_near(rgb, g->rgb))) ? PDF_TRANSPARENT
                                                                             : PDF_ON_ITS_COLOUR;
}
