/*
 * The words of a page line by line, in the order they are drawn. A gap is one blank, or as many as
 * it takes to reach the place on the page where the next word stands, when that is far: so the
 * cells of a table stand below each other, as in a text that is laid out with blanks.
 */
#include "inspect/pdf/pdf-hidden.h"

#include "base/utf8.h"

#include <math.h>

enum {
    LINE_BYTES = 4096,
    MAX_COLUMNS = 240, /* of blanks are reached */
    SIZES = 64,        /* in half points */
    USUAL = 20,        /* one in so many letters is of a size that the page uses */
};

#define WORD_GAP    0.22f /* of the size, between two words in letters */
#define WIDE_GAP    0.6f  /* with a wide character on one side, whose ink may be small */
#define WIDE_STEP   1.4f  /* between the origins of two wide characters */
#define DOWN_STEP   1.3f  /* between the origins of two characters of a column */
#define NEXT_COLUMN 3.0f  /* sizes from one to the next */
#define FAR         1.6f  /* sizes between two cells */

bool pdf_hidden_is_same_line(const struct pdf_glyph *a, const struct pdf_glyph *b)
{
    float size = fmaxf(a->size, 1), dx = fabsf(a->x - b->x), dy = fabsf(a->y - b->y);

    /* Along a line, written down, or along a slope. */
    return dy < size * 0.5f || dx < size * 0.5f || dx + dy < size * 1.6f;
}

/* A hyphen is as wide as a letter in Japanese fonts, with room on both sides. */
static bool is_wide(const struct pdf_glyph *g)
{
    return g->code_point >= 0x2E80 || (g->code_point >= 0x2010 && g->code_point <= 0x2015) ||
           g->code_point == 0x2212;
}

bool pdf_hidden_is_gap(const struct pdf_glyph *a, const struct pdf_glyph *b)
{
    bool wide_a = is_wide(a), wide_b = is_wide(b);

    return wide_a && wide_b
               ? b->x - a->x > b->size * WIDE_STEP
               : b->box.x0 - a->box.x1 > b->size * (wide_a || wide_b ? WIDE_GAP : WORD_GAP);
}

struct line {
    char bytes[LINE_BYTES];
    size_t n;
    uint32_t columns; /* as on a screen: what is wide has two */
};

/* A character at the end of a line; what does not fit is left out. */
static void add_to_line(struct line *line, int32_t code_point)
{
    char bytes[UTF8_MAX];
    size_t k = utf8_write((uint32_t)code_point, bytes);

    if (line->n + k <= LINE_BYTES) {
        memcpy(line->bytes + line->n, bytes, k);
        line->n += k;
    }
    line->columns += code_point >= 0x2E80 ? 2 : 1;
}

/* Half of the smallest size that the page uses: two columns of a screen for a wide letter. */
static float column_of(const struct pdf_hidden *h)
{
    uint32_t counts[SIZES] = {};
    uint32_t seen = 0;
    int size = 0;

    for (uint32_t i = 0; i < h->glyphs.n; i++) {
        counts[(int)fminf(fmaxf(h->glyphs.v[i].size * 2, 0), SIZES - 1)]++;
    }
    while (size < SIZES - 1 && (seen += counts[size]) * USUAL <= h->glyphs.n) {
        size++;
    }
    return fmaxf((float)size / 4, 1);
}

static void add_gap(struct line *line, const struct pdf_glyph *a, const struct pdf_glyph *b,
                    float column)
{
    add_to_line(line, ' ');
    if (b->box.x0 - a->box.x1 > b->size * FAR) {
        uint32_t there = (uint32_t)fminf(fmaxf(roundf(b->x / column), 0), MAX_COLUMNS);

        while (line->columns < there) {
            add_to_line(line, ' ');
        }
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
    float column = column_of(h);
    struct line line;

    line.n = line.columns = 0;
    for (uint32_t i = 0; i < h->glyphs.n; i++) {
        const struct pdf_glyph *g = &h->glyphs.v[i];

        if (i > 0 && fabsf(g[-1].y - g->y) >= fmaxf(g->size, 1) * 0.5f && is_break(h, i)) {
            take(user, (struct str){.p = line.bytes, .n = line.n}, number);
            line.n = line.columns = 0;
        } else if (i > 0 && pdf_hidden_is_gap(&g[-1], g)) {
            add_gap(&line, &g[-1], g, column);
        }
        if (line.n == 0) {
            line.columns = (uint32_t)fminf(fmaxf(g->x / column, 0), MAX_COLUMNS);
        }
        add_to_line(&line, g->code_point);
    }
    take(user, (struct str){.p = line.bytes, .n = line.n}, number);
}
