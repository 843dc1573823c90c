/*
 * Fonts have one shape for a few characters that look alike, and number 0 for what they have not:
 * neither gives three different letters one after the other.
 */
#include "inspect/pdf/pdf-same-sign.h"

#include "base/buf.h"
#include "inspect/pdf/pdf-differ.h"
#include "inspect/pdf/pdf-lines.h"

enum {
    LEAST_LETTERS = 3, /* that differ */
    RUN_BYTES = 4096,
};

/* Whether the glyph goes on with the sign that the one before it was drawn as. */
static bool goes_on(const struct pdf_glyph *before, const struct pdf_glyph *g)
{
    return g->shape == before->shape && g->shape > 0 && g->size == before->size &&
           pdf_look_has_box(g) && !g->is_in_mask && !pdf_look_is_hidden(g) &&
           pdf_lines_is_same(before, g);
}

/* Letters that are neither of those two. */
static bool is_third(const struct pdf_glyph *g, int32_t one, int32_t other)
{
    return pdf_differ_is_letter((uint32_t)g->code_point) && g->code_point != one &&
           g->code_point != other;
}

/* How many different letters are among them, up to LEAST_LETTERS. */
static uint32_t count_letters(const struct pdf_glyph *g, uint32_t n)
{
    int32_t seen[LEAST_LETTERS] = {};
    uint32_t count = 0;

    for (uint32_t i = 0; i < n && count < LEAST_LETTERS; i++) {
        if (is_third(&g[i], seen[0], seen[1])) {
            seen[count++] = g[i].code_point;
        }
    }
    return count;
}

static void add(struct pdf_look *p, uint32_t first, uint32_t count)
{
    struct pdf_hidden_run run = {.first = first, .count = count, .box = fz_empty_rect};
    struct buf text CLEANUP(buf_done) = {};

    buf_init(&text, RUN_BYTES);
    for (uint32_t i = first; i < first + count; i++) {
        const struct pdf_glyph *g = &p->h->glyphs.v[i];

        if (i > first && pdf_lines_is_gap(&g[-1], g)) {
            buf_add_code_point(&text, ' ');
        }
        buf_add_code_point(&text, (uint32_t)g->code_point);
        run.box = i == first ? g->box : fz_union_rect(run.box, g->box);
    }
    run.text = arena_str(p->arena, buf_str(&text));
    run.owner = p->h->glyphs.v[first].owner;
    *VEC_ADD(p->arena, &p->h->same_signs) = run;
}

void pdf_same_sign_find(struct pdf_look *p)
{
    const struct pdf_glyph *all = p->h->glyphs.v;
    uint32_t n = p->h->glyphs.n;

    for (uint32_t i = 1; i < n; i++) {
        if (all[i].shape != all[i - 1].shape || all[i].code_point == all[i - 1].code_point) {
            continue; /* nearly always */
        }
        uint32_t first = i - 1;

        while (first > 0 && all[first - 1].shape == all[i].shape &&
               goes_on(&all[first - 1], &all[first])) {
            first--;
        }
        while (i < n && goes_on(&all[i - 1], &all[i])) {
            i++;
        }
        if (i - first >= LEAST_LETTERS && !pdf_look_is_hidden(&all[first]) &&
            count_letters(&all[first], i - first) == LEAST_LETTERS) {
            add(p, first, i - first);
        }
    }
}
