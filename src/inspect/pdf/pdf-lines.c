/* The words of a page line by line, in the order they are drawn. */
#include "inspect/pdf/pdf-hidden.h"

#include "base/utf8.h"

#include <math.h>

enum { LINE_BYTES = 4096 };

#define WORD_GAP    0.22f /* of the size, between two words in letters */
#define WIDE_GAP    0.6f  /* with a wide character on one side, whose ink may be small */
#define WIDE_STEP   1.4f  /* between the origins of two wide characters */
#define DOWN_STEP   1.3f  /* between the origins of two characters of a column */
#define NEXT_COLUMN 3.0f  /* sizes from one to the next */

bool pdf_hidden_is_same_line(const struct pdf_glyph *a, const struct pdf_glyph *b)
{
    float size = fmaxf(a->size, 1), dx = fabsf(a->x - b->x), dy = fabsf(a->y - b->y);

    /* Along a line, written down, or along a slope. */
    return dy < size * 0.5f || dx < size * 0.5f || dx + dy < size * 1.6f;
}

bool pdf_hidden_is_gap(const struct pdf_glyph *a, const struct pdf_glyph *b)
{
    bool wide_a = a->code_point >= 0x2E80, wide_b = b->code_point >= 0x2E80;

    return wide_a && wide_b
               ? b->x - a->x > b->size * WIDE_STEP
               : b->box.x0 - a->box.x1 > b->size * (wide_a || wide_b ? WIDE_GAP : WORD_GAP);
}

/* A character at the end of a line; what does not fit is left out. */
static void add_to_line(char *line, size_t *n, int32_t code_point)
{
    char bytes[UTF8_MAX];
    size_t k = utf8_write((uint32_t)code_point, bytes);

    if (*n + k <= LINE_BYTES) {
        memcpy(line + *n, bytes, k);
        *n += k;
    }
}

/* Whether the second glyph is the next one of a column: Japanese that is written down. */
static bool runs_down(const struct pdf_glyph *a, const struct pdf_glyph *b)
{
    float size = fmaxf(a->size, 1);

    return fabsf(b->x - a->x) <= size * 0.3f && a->code_point >= 0x2E80 &&
           b->code_point >= 0x2E80 && b->y - a->y >= size * 0.5f && b->y - a->y <= size * DOWN_STEP;
}

/* Whether a line ends before this glyph, which is higher or lower than the one before. */
static bool is_break(const struct pdf_hidden *h, uint32_t i)
{
    const struct pdf_glyph *g = &h->glyphs.v[i];

    if (runs_down(&g[-1], g)) {
        return false;
    }
    /* What a column has no room for stands alone in the next one. */
    bool follows = i > 1 && runs_down(&g[-2], &g[-1]) && g->x < g[-1].x && g->y < g[-1].y &&
                   g[-1].x - g->x <= g->size * NEXT_COLUMN && g->owner == g[-1].owner;
    bool goes_on =
        i + 1 < h->glyphs.n && (runs_down(g, &g[1]) || fabsf(g[1].y - g->y) < g->size * 0.5f);

    return !follows || goes_on;
}

void pdf_hidden_lines(const struct pdf_hidden *h,
                      void (*take)(void *user, struct str line, int number), void *user, int number)
{
    char line[LINE_BYTES];
    size_t n = 0;

    for (uint32_t i = 0; i < h->glyphs.n; i++) {
        const struct pdf_glyph *g = &h->glyphs.v[i];

        if (i > 0 && fabsf(g[-1].y - g->y) >= fmaxf(g->size, 1) * 0.5f && is_break(h, i)) {
            take(user, (struct str){.p = line, .n = n}, number);
            n = 0;
        } else if (i > 0 && pdf_hidden_is_gap(&g[-1], g)) {
            add_to_line(line, &n, ' ');
        }
        add_to_line(line, &n, g->code_point);
    }
    take(user, (struct str){.p = line, .n = n}, number);
}
