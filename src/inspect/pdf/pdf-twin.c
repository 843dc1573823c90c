/*
 * Text is struck twice, casts a shadow, or is outlined in another way: the letters that nobody sees
 * say nothing that the page does not show.
 */
#include "inspect/pdf/pdf-twin.h"

#include "inspect/pdf/pdf-places.h"
#include "inspect/pdf/pdf-shown.h"

enum {
    MAX_CASTS = 200,  /* places that are tried */
    LEAST_CASTER = 4, /* letters */
};

#define TWIN_PLACE 0.35f /* of the size */
#define CAST_SIZES 4.0f  /* from what casts a shadow to what is seen */

bool pdf_twin_has(const struct pdf_hidden *h, const struct pdf_glyph *g)
{
    int reach = (int)fminf(g->size * TWIN_PLACE + 1, 8);

    for (int dy = -reach; dy <= reach; dy++) {
        for (int dx = -reach; dx <= reach; dx++) {
            uint32_t at = h->table[pdf_places_slot(h, g->code_point, pdf_places_whole(g->x) + dx,
                                                   pdf_places_whole(g->y) + dy)];

            for (; at > 0; at = h->next[at]) {
                const struct pdf_glyph *other = &h->glyphs.v[at - 1];

                if (other->code_point == g->code_point && !other->is_unseen && !other->is_off &&
                    !other->is_not_drawn &&
                    fabsf(other->x - g->x) + fabsf(other->y - g->y) < g->size * TWIN_PLACE) {
                    return true;
                }
            }
        }
    }
    return false;
}

void pdf_twin_letters(const struct pdf_look *p, const struct pdf_hidden_run *run,
                      struct pdf_letters *l)
{
    for (uint32_t i = run->first; l->boxes.n < run->count && i < p->h->glyphs.n; i++) {
        if (pdf_look_is_hidden(&p->h->glyphs.v[i]) && pdf_look_has_box(&p->h->glyphs.v[i])) {
            *VEC_ADD(p->arena, &l->boxes) = p->h->glyphs.v[i].box;
            *VEC_ADD(p->arena, &l->glyphs) = &p->h->glyphs.v[i];
        }
    }
}

/* The glyph of this character that is seen about there; NULL = none. */
static const struct pdf_glyph *seen_at(const struct pdf_hidden *h, int code_point, float x, float y)
{
    for (int i = 0; i < 9; i++) {
        uint32_t at = h->table[pdf_places_slot(h, code_point, pdf_places_whole(x) + i % 3 - 1,
                                               pdf_places_whole(y) + i / 3 - 1)];

        for (; at > 0; at = h->next[at]) {
            const struct pdf_glyph *g = &h->glyphs.v[at - 1];

            if (g->code_point == code_point && !pdf_look_is_hidden(g) &&
                fabsf(g->x - x) < PDF_PLACES_NEAR && fabsf(g->y - y) < PDF_PLACES_NEAR) {
                return g;
            }
        }
    }
    return NULL;
}

/*
 * Whether the run is seen elsewhere on the page, each letter at the same distance: what is drawn
 * aside of a clip to cast its shadow.
 */
static bool is_caster(const struct pdf_hidden *h, const struct pdf_glyph *const *letters,
                      uint32_t n)
{
    uint32_t tries = 0;

    for (uint32_t i = 0; i < h->glyphs.n && tries < MAX_CASTS && n >= LEAST_CASTER; i++) {
        const struct pdf_glyph *g = &h->glyphs.v[i];
        uint32_t k = 1;

        if (pdf_look_is_hidden(g) || g->code_point != letters[0]->code_point ||
            fabsf(g->x - letters[0]->x) + fabsf(g->y - letters[0]->y) >
                CAST_SIZES * letters[0]->size) {
            continue;
        }
        tries++;
        while (k < n && seen_at(h, letters[k]->code_point, letters[k]->x + g->x - letters[0]->x,
                                letters[k]->y + g->y - letters[0]->y) != NULL) {
            k++;
        }
        if (k == n) {
            return true;
        }
    }
    return false;
}

bool pdf_twin_is_seen(struct pdf_look *p, const struct pdf_hidden_run *run)
{
    const struct pdf_glyph *g = &p->h->glyphs.v[run->first];
    struct pdf_letters l = {};
    uint8_t rgb[3];

    if (g->is_off || g->is_not_drawn || g->is_framed || run->reason == PDF_TINY ||
        run->reason == PDF_OFF_PAGE) {
        return false;
    }
    pdf_twin_letters(p, run, &l);
    if (run->reason == PDF_TRANSPARENT && g->alpha > PDF_HIDDEN_ALPHA &&
        is_caster(p->h, l.glyphs.v, l.glyphs.n)) {
        return true;
    }
    if (pdf_proof_is_uniform(&p->proof, run->box, rgb)) {
        return false;
    }
    if (run->reason == PDF_COVERED && p->h->is_scan && p->scan_letters * 2 > p->covered_letters &&
        pdf_shown_is_writing(&p->proof, l.boxes.v, l.boxes.n)) {
        return true;
    }
    pdf_proof_shapes(p->ctx, &p->proof, p->arena, p->page, p->h, p->cookie);
    return pdf_shown_is_alike(&p->proof, l.boxes.v, l.boxes.n);
}
