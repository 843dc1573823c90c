/*
 * The words of a page, in the order they are drawn: line by line, or the cells of a row together,
 * which may be higher than a line. Pieces of lines that stand right below each other, at the same
 * edge, are a cell; cells that stand beside each other are a row. Whoever takes the words says
 * whether a row is one of a table; if not, it gets the same words as lines.
 */
#include "inspect/pdf/pdf-lines.h"

#include "base/utf8.h"
#include "inspect/personal/personal.h"

#include <math.h>

enum {
    LINE_BYTES = 4096,
    MAX_PIECES = 6,   /* lines of a cell */
    MAX_COLUMNS = 32, /* whose beginnings are known */
};

#define WORD_GAP    0.22f /* of the size, between two words in letters */
#define POINT_GAP   0.34f /* between a digit and a point or the like */
#define COLUMN_GAP  0.12f /* before a cell that begins where its column does */
#define AT_COLUMN   0.12f /* sizes that it may be off there */
#define EVEN        0.06f /* that the steps of a line may differ */
#define DIGIT_STEP  0.7f  /* between the origins of two digits, whose ink may be small: a 1 */
#define WIDE_GAP    0.6f  /* with a wide character on one side, whose ink may be small */
#define HALF_GAP    0.4f  /* beside the empty half of a wide bracket */
#define WIDE_STEP   1.4f  /* between the origins of two wide characters */
#define BLANK_STEP  1.18f /* the same, when those beside are set closer by … */
#define CLOSER      0.12f
#define DOWN_STEP   1.3f /* between the origins of two characters of a column */
#define NEXT_COLUMN 3.0f /* sizes from one to the next */
#define FAR         1.6f /* sizes between two cells */
#define NEXT_LINE   2.0f /* sizes from a line of a cell to the next */
#define EDGE        0.6f /* sizes that the edges of its lines may be apart */

const struct pdf_tail *pdf_lines_tail(const struct pdf_hidden *h, uint32_t glyph)
{
    uint32_t from = 0, to = h->tails.n;

    while (from < to) {
        uint32_t middle = (from + to) / 2;

        if (h->tails.v[middle].glyph == glyph) {
            return &h->tails.v[middle];
        }
        from = h->tails.v[middle].glyph < glyph ? middle + 1 : from;
        to = h->tails.v[middle].glyph < glyph ? to : middle;
    }
    return NULL;
}

bool pdf_lines_is_same(const struct pdf_glyph *a, const struct pdf_glyph *b)
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

static bool is_digit(const struct pdf_glyph *g)
{
    return g->code_point >= '0' && g->code_point <= '9';
}

/* A wide bracket fills one half of its square. */
static bool is_wide_opening(const struct pdf_glyph *g)
{
    return g->code_point == 0xFF08 || g->code_point == 0x300C || g->code_point == 0x3010;
}

static bool is_wide_closing(const struct pdf_glyph *g)
{
    return g->code_point == 0xFF09 || g->code_point == 0x300D || g->code_point == 0x3011;
}

static bool is_point(const struct pdf_glyph *g)
{
    return g->code_point == '.' || g->code_point == ':' || g->code_point == '/' ||
           g->code_point == ',' || g->code_point == '-';
}

/* Whether two digits, or a point and one, belong together though there is room between them. */
static bool is_number(const struct pdf_glyph *a, const struct pdf_glyph *b)
{
    if (b->x - a->x > b->size * DIGIT_STEP) {
        return false;
    }
    return is_digit(a) && is_digit(b)
               ? true
               : ((is_digit(a) && is_point(b)) || (is_point(a) && is_digit(b))) &&
                     b->box.x0 - a->box.x1 <= b->size * POINT_GAP;
}

/* Whether all the room between a wide bracket and what is not wide is its own. */
static bool is_of_bracket(const struct pdf_glyph *a, const struct pdf_glyph *b)
{
    return (is_wide_closing(a) && b->box.x0 - a->x <= b->size * (1 + HALF_GAP)) ||
           (is_wide_opening(b) && b->x - a->box.x1 <= b->size * HALF_GAP);
}

bool pdf_lines_is_gap(const struct pdf_glyph *a, const struct pdf_glyph *b)
{
    bool wide_a = is_wide(a), wide_b = is_wide(b);

    return wide_a && wide_b
               ? b->x - a->x > b->size * WIDE_STEP
               : b->box.x0 - a->box.x1 > b->size * (wide_a || wide_b ? WIDE_GAP : WORD_GAP) &&
                     !is_number(a, b) && !is_of_bracket(a, b);
}

/* Whether the second glyph is the next one of a column: Japanese that is written down. */
static bool runs_down(const struct pdf_glyph *a, const struct pdf_glyph *b)
{
    float size = fmaxf(a->size, 1);

    return fabsf(b->x - a->x) <= size * 0.3f && a->code_point >= 0x2E80 &&
           b->code_point >= 0x2E80 && b->y - a->y >= size * 0.5f && b->y - a->y <= size * DOWN_STEP;
}

/* Whether a line ends before this glyph, which is higher or lower than the one before. */
static bool ends_before(const struct pdf_hidden *h, uint32_t i)
{
    const struct pdf_glyph *g = &h->glyphs.v[i];

    if (fabsf(g[-1].y - g->y) < fmaxf(g->size, 1) * 0.5f || runs_down(&g[-1], g)) {
        return false;
    }
    /* What a column has no room for stands alone in the next one. */
    bool follows = i > 1 && runs_down(&g[-2], &g[-1]) && g->x < g[-1].x && g->y < g[-1].y &&
                   g[-1].x - g->x <= g->size * NEXT_COLUMN && g->owner == g[-1].owner;
    bool goes_on =
        i + 1 < h->glyphs.n && (runs_down(g, &g[1]) || fabsf(g[1].y - g->y) < g->size * 0.5f);

    return !follows || goes_on;
}

static inline bool is_break(const struct pdf_hidden *h, uint32_t i)
{
    return h->glyphs.v[i - 1].y != h->glyphs.v[i].y && ends_before(h, i);
}

static bool is_far(const struct pdf_glyph *a, const struct pdf_glyph *b)
{
    return b->box.x0 - a->box.x1 > b->size * FAR || b->x < a->x;
}

/* The step from a wide character to the next one of its line, in sizes; 0: it is no such step. */
static float step_to(const struct pdf_hidden *h, uint32_t i)
{
    const struct pdf_glyph *g = &h->glyphs.v[i];

    return i == 0 || i >= h->glyphs.n || g[-1].y != g->y || !is_wide(&g[-1]) || !is_wide(g)
               ? 0
               : (g->x - g[-1].x) / fmaxf(g->size, 1);
}

/* Whether a narrow blank parts two wide characters: the others of the line stand closer. */
static bool is_blank_before(const struct pdf_hidden *h, uint32_t i)
{
    float step = step_to(h, i), before = step_to(h, i - 1), behind = step_to(h, i + 1);

    return before + behind > 0 && before < step - CLOSER &&
           (behind < step - CLOSER || behind > WIDE_STEP);
}

static inline bool is_gap_before(const struct pdf_hidden *h, uint32_t i)
{
    const struct pdf_glyph *g = &h->glyphs.v[i];

    if (g->code_point < 0x2E80 || g[-1].code_point < 0x2E80) {
        return pdf_lines_is_gap(&g[-1], g);
    }
    float step = g->x - g[-1].x;

    return step > g->size * BLANK_STEP && (step > g->size * WIDE_STEP || is_blank_before(h, i));
}

/* ---- words ---- */

struct words {
    char bytes[LINE_BYTES];
    size_t n;
};

/* What does not fit is left out. */
static void add(struct words *w, int32_t code_point)
{
    if (w->n + UTF8_MAX <= LINE_BYTES) {
        w->n += utf8_write((uint32_t)code_point, w->bytes + w->n);
    }
}

/* All that a glyph stands for. */
static void add_glyph(struct words *w, const struct pdf_hidden *h, uint32_t i)
{
    const struct pdf_tail *tail = h->tails.n == 0 ? NULL : pdf_lines_tail(h, i);

    add(w, h->glyphs.v[i].code_point);
    for (uint32_t k = 0; tail != NULL && k < tail->count; k++) {
        add(w, tail->code_points[k]);
    }
}

static bool is_letter(int32_t code_point)
{
    return (code_point >= 'A' && code_point <= 'Z') || (code_point >= 'a' && code_point <= 'z');
}

static struct str str_of_words(const struct words *w, size_t begin)
{
    return (struct str){.p = w->bytes + begin, .n = w->n - begin};
}

/* The words of a cell: a line of it goes on in the next one, where no word of letters ends. */
static struct str words_of(const struct pdf_hidden *h, uint32_t first, uint32_t end,
                           struct words *w)
{
    size_t begin = w->n;

    for (uint32_t i = first; i < end; i++) {
        const struct pdf_glyph *g = &h->glyphs.v[i];

        if (i > first &&
            (is_break(h, i) ? is_letter(g[-1].code_point) && is_letter(g->code_point) &&
                                  !personal_ends_in_cut_mail(str_of_words(w, begin))
                            : is_gap_before(h, i))) {
            add(w, ' ');
        }
        add_glyph(w, h, i);
    }
    return str_of_words(w, begin);
}

/* ---- cells and rows ---- */

struct cell {
    uint32_t first, end; /* glyphs */
    float x0, x1, top, bottom, size;
    uint32_t pieces;
};

struct row {
    const struct pdf_hidden *h;
    const struct pdf_lines_taker *taker;
    struct cell cells[PDF_LINES_CELLS];
    uint32_t n;
    struct cell above, lowest;  /* the first cell without its last line, and that line */
    bool is_plain;              /* more than a row of a table has */
    float columns[MAX_COLUMNS]; /* where the cells of the table begin */
    uint32_t column_count;
    struct words line;
};

/* From the first glyph of a piece to the last one. */
static struct cell piece_of(const struct pdf_hidden *h, uint32_t first, uint32_t end)
{
    const struct pdf_glyph *a = &h->glyphs.v[first], *b = &h->glyphs.v[end - 1];

    return (struct cell){.first = first,
                         .end = end,
                         .x0 = fminf(a->x, a->box.x0),
                         .x1 = b->is_at_side ? b->x : fmaxf(b->x, b->box.x1),
                         .top = a->y,
                         .bottom = b->y,
                         .size = fmaxf(a->size, 1),
                         .pieces = 1};
}

/* Whether the piece is the next line of the cell: right below, at its edge or in its middle. */
static bool goes_on_in(const struct cell *c, const struct cell *piece)
{
    float down = piece->top - c->bottom;
    float edge = c->size * EDGE;

    return down > c->size * 0.5f && down < c->size * NEXT_LINE &&
           fabsf(piece->size - c->size) < c->size * 0.3f && piece->x0 < c->x1 + edge &&
           piece->x1 > c->x0 - edge &&
           (fabsf(piece->x0 - c->x0) < edge || fabsf(piece->x1 - c->x1) < edge ||
            fabsf(piece->x0 + piece->x1 - c->x0 - c->x1) < edge * 2);
}

/* Whether the piece stands to the right of the row's last cell, and not below the row. */
static bool stands_beside(const struct row *r, const struct cell *piece)
{
    const struct cell *last = &r->cells[r->n - 1];
    float top = last->top, bottom = last->bottom;

    for (uint32_t i = 0; i < r->n; i++) {
        top = fminf(top, r->cells[i].top);
        bottom = fmaxf(bottom, r->cells[i].bottom);
    }
    return piece->x0 > last->x1 - last->size * 0.5f && piece->top > top - last->size * NEXT_LINE &&
           piece->top < bottom + last->size * NEXT_LINE;
}

static void end_line(struct row *r)
{
    if (r->line.n > 0) {
        r->taker->line(r->taker->user, (struct str){.p = r->line.bytes, .n = r->line.n});
        r->line.n = 0;
    }
}

/* Whether the words before the glyph were cut at their right, as those of a narrow cell are. */
static bool is_cut_before(const struct row *r, const struct pdf_glyph *g)
{
    return !g->is_cut && (g - 1 == r->h->glyphs.v || !g[-2].is_cut);
}

/* Line by line, as it is drawn. */
static void give_lines(struct row *r, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++) {
        const struct pdf_glyph *g = &r->h->glyphs.v[i];

        if (i > 0 && is_break(r->h, i)) {
            end_line(r);
        } else if (r->line.n > 0 && g[-1].is_at_side && is_cut_before(r, g)) {
            add(&r->line, ' ');
            add(&r->line, ' ');
        } else if (r->line.n > 0 && is_gap_before(r->h, i)) {
            add(&r->line, ' ');
            if (is_far(&g[-1], g)) {
                add(&r->line, ' ');
            }
        }
        add_glyph(&r->line, r->h, i);
    }
}

static void add_column(struct row *r, float x)
{
    uint32_t k = 0;

    while (k < r->column_count && fabsf(r->columns[k] - x) > 1) {
        k++;
    }
    if (k == r->column_count && k < MAX_COLUMNS) {
        r->columns[r->column_count++] = x;
    }
}

/* Whether a word of two characters and more begins at a glyph of a head, behind another one. */
static bool begins_word(const struct pdf_hidden *h, const struct cell *c, uint32_t i)
{
    return i >= c->first + 2 && i + 2 <= c->end && !is_break(h, i) && is_gap_before(h, i) &&
           !is_break(h, i - 1) && !is_gap_before(h, i - 1) && !is_break(h, i + 1) &&
           !is_gap_before(h, i + 1);
}

/* Where the cells of the row begin, its neighbours begin too; heads may stand as near as words. */
static void keep_columns(struct row *r, bool are_heads)
{
    if (are_heads) {
        r->column_count = 0;
    }
    for (uint32_t i = 0; i < r->n; i++) {
        const struct cell *c = &r->cells[i];

        add_column(r, r->h->glyphs.v[c->first].x);
        for (uint32_t k = c->first + 1; k < c->end && are_heads; k++) {
            if (begins_word(r->h, c, k)) {
                add_column(r, r->h->glyphs.v[k].x);
            }
        }
    }
}

/* Whether the glyph stands where a column begins, and no line of evenly set words leads there. */
static bool is_at_column(const struct row *r, const struct pdf_glyph *g)
{
    float step = g->x - g[-1].x;
    bool is_uneven = is_wide(g) && is_wide(&g[-1])
                         ? step < g->size * (1 - EVEN) || step > g->size * (1 + EVEN)
                         : pdf_lines_is_gap(&g[-1], g);

    for (uint32_t k = 0; k < r->column_count && is_uneven; k++) {
        if (fabsf(r->columns[k] - g->x) < g->size * AT_COLUMN) {
            return true;
        }
    }
    return false;
}

/* Whether a piece ends before this glyph of its line: far, cut by the next cell, at a column. */
static inline bool ends_piece(const struct row *r, const struct pdf_glyph *g)
{
    float gap = g->box.x0 - g[-1].box.x1;

    return gap > g->size * FAR || g->x < g[-1].x || (g[-1].is_at_side && is_cut_before(r, g)) ||
           (gap > g->size * COLUMN_GAP && r->column_count > 0 && is_at_column(r, g));
}

static bool give_row(struct row *r)
{
    struct pdf_lines_cell cells[PDF_LINES_CELLS];
    struct words words;

    if (r->n < 2 || r->is_plain || r->taker->row == NULL) {
        return false;
    }
    words.n = 0;
    for (uint32_t i = 0; i < r->n; i++) {
        const struct cell *c = &r->cells[i];

        cells[i] = (struct pdf_lines_cell){
            .text = words_of(r->h, c->first, c->end, &words), .x0 = c->x0, .x1 = c->x1};
    }
    enum pdf_lines_row kind = r->taker->row(r->taker->user, cells, r->n);

    if (kind == PDF_LINES_HEADS || kind == PDF_LINES_ROW) {
        keep_columns(r, kind == PDF_LINES_HEADS);
    }
    return kind != PDF_LINES_NO_ROW;
}

static void end_row(struct row *r)
{
    if (r->n > 0) {
        uint32_t first = r->cells[0].first, end = r->cells[r->n - 1].end;

        /* A line that began before goes on where nothing breaks it. */
        bool is_own = r->line.n == 0 || is_break(r->h, first);

        if (is_own) {
            end_line(r);
        }
        if (!is_own || !give_row(r)) {
            give_lines(r, first, end);
        }
    }
    r->n = 0;
    r->is_plain = false;
}

/* Whether what stands over the last line of the first cell is no part of the row: a title. */
static bool is_below_title(const struct row *r, const struct cell *piece)
{
    return r->n == 1 && r->cells[0].pieces > 1 && piece->x0 > r->lowest.x1 &&
           fabsf(piece->top - r->lowest.top) < piece->size * 0.5f;
}

/* The row begins: of its first piece more may be cells now that the row above is known. */
static void begin_row(struct row *r, uint32_t first, uint32_t end)
{
    r->cells[0] = piece_of(r->h, first, end);
    r->n = 1;
    for (uint32_t i = first + 1; i < end && r->column_count > 0 && r->n < PDF_LINES_CELLS; i++) {
        if (ends_piece(r, &r->h->glyphs.v[i])) {
            r->cells[r->n - 1] = piece_of(r->h, r->cells[r->n - 1].first, i);
            r->cells[r->n++] = piece_of(r->h, i, end);
        }
    }
}

static void take_piece(struct row *r, uint32_t first, uint32_t end)
{
    struct cell piece = piece_of(r->h, first, end);
    struct cell *last = r->n == 0 ? NULL : &r->cells[r->n - 1];

    if (last != NULL && goes_on_in(last, &piece)) {
        if (r->n == 1) {
            r->above = *last;
            r->lowest = piece;
        }
        last->end = end;
        last->x0 = fminf(last->x0, piece.x0);
        last->x1 = fmaxf(last->x1, piece.x1);
        last->bottom = piece.bottom;
        r->is_plain |= ++last->pieces > MAX_PIECES;
        return;
    }
    if (is_below_title(r, &piece)) {
        r->cells[0] = r->above;
        end_row(r);
        r->cells[r->n++] = r->lowest;
    } else if (last == NULL || r->n == PDF_LINES_CELLS || !stands_beside(r, &piece)) {
        end_row(r);
        begin_row(r, first, end);
        return;
    }
    r->cells[r->n++] = piece;
}

void pdf_lines_take(const struct pdf_hidden *h, const struct pdf_lines_taker *taker)
{
    struct row row;
    uint32_t first = 0;

    row.h = h;
    row.taker = taker;
    row.n = 0;
    row.is_plain = false;
    row.line.n = 0;
    row.column_count = 0;
    for (uint32_t i = 1; i < h->glyphs.n; i++) {
        const struct pdf_glyph *g = &h->glyphs.v[i];

        if (is_break(h, i) || ends_piece(&row, g)) {
            take_piece(&row, first, i);
            first = i;
        }
    }
    if (h->glyphs.n > 0) {
        take_piece(&row, first, h->glyphs.n);
    }
    end_row(&row);
    end_line(&row);
}
