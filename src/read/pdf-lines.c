/*
 * From runs to lines: runs of one baseline are one line; wide gaps between them become spaces.
 * Raised small figures become ¹²³, since that is how a text tells a note from a number. Lines
 * are sorted by what parts the page: on a page with two columns, what goes across both parts it in
 * bands, and in a band the left column comes before the right.
 */
#include "read/pdf-lines.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "read/pdf-cell.h"

#include <math.h>
#include <stdlib.h>

enum { MAX_LINE_BYTES = 4 * 1024 * 1024 };

static const float same_baseline = 0.45f; /* of the size */
static const float raised_by = 0.18f;     /* of the size of the line */
static const float raised_size = 0.8f;    /* at most */
static const float word_gap = 0.22f;      /* between letters of Latin script */
static const float wide_gap = 0.8f;       /* a space between ideographs */
static const float field_gap = 2.0f;      /* two */
static const float again_within = 0.25f;  /* of the size: drawn twice */
static const float ruby_size = 0.65f;     /* of what it stands over, at most */
static const float ruby_over = 1.5f;      /* of the size of that, at most */
static const float paragraph_gap = 1.6f;  /* of the usual distance of lines */

static const float edge_share = 0.11f; /* of the height: where heads and feet stand */
static const float edge_points = 76;   /* at least, */
static const float outer_share = 0.2f; /* and at most */

/* ---- text ---- */

static bool is_wide(uint32_t cp)
{
    return cp >= 0x2E80 && !(cp >= 0xFF61 && cp <= 0xFF9F);
}

static uint32_t raised_digit(uint32_t cp)
{
    static const uint32_t raised[] = {0x2070, 0xB9,   0xB2,   0xB3,   0x2074,
                                      0x2075, 0x2076, 0x2077, 0x2078, 0x2079};

    if (cp >= 0xFF10 && cp <= 0xFF19) {
        cp -= 0xFF10 - '0';
    }
    return cp >= '0' && cp <= '9' ? raised[cp - '0'] : 0;
}

struct text {
    struct buf out;
    const struct pdf_character *last; /* put out so far; NULL = none */
    float size, baseline;             /* of the line */
};

static void add_gap(struct text *t, const struct pdf_character *next)
{
    float gap = next->x0 - t->last->x1;
    float size = MAX(t->last->size, next->size);
    bool both_wide = is_wide(t->last->code_point) && is_wide(next->code_point);
    bool none_wide = !is_wide(t->last->code_point) && !is_wide(next->code_point);

    if (t->last->code_point == ' ' || t->last->code_point == 0x3000 || next->code_point == ' ') {
        return;
    }
    if (gap >= size * field_gap) {
        buf_add(&t->out, STR("　　"));
    } else if (gap >= size * wide_gap) {
        buf_add(&t->out, both_wide ? STR("　") : STR(" "));
    } else if (none_wide && gap >= size * word_gap) {
        buf_add(&t->out, STR(" "));
    }
}

/* Drawn twice, a little aside, to look bold. */
static bool is_again(const struct pdf_character *last, const struct pdf_character *c)
{
    return last->code_point == c->code_point && c->x0 - last->x0 < again_within * c->size &&
           last->x0 - c->x0 < again_within * c->size;
}

static void add_character(struct text *t, const struct pdf_character *c)
{
    uint32_t cp = c->code_point;

    if (t->last != NULL && is_again(t->last, c)) {
        return;
    }
    if (t->last != NULL) {
        add_gap(t, c);
    }
    if (c->size <= t->size * raised_size && t->baseline - c->baseline >= t->size * raised_by &&
        raised_digit(cp) != 0) {
        cp = raised_digit(cp);
    }
    buf_add_code_point(&t->out, cp);
    t->last = c;
}

/* The size that most characters of the runs have, and its baseline. */
static void measure(const struct pdf_sheet *page, struct pdf_run *const *runs, uint32_t n,
                    struct text *t)
{
    uint32_t most = 0;

    for (uint32_t i = 0; i < n; i++) {
        uint32_t same = 0;
        const struct pdf_character *first = &page->characters.v[runs[i]->first];

        for (uint32_t k = 0; k < runs[i]->count; k++) {
            same += first[k].size >= runs[i]->size * 0.95f;
        }
        if (same > most) {
            most = same;
            t->size = runs[i]->size;
            t->baseline = runs[i]->baseline;
        }
    }
}

static int by_x(const void *a, const void *b)
{
    float x = (*(struct pdf_run *const *)a)->box.x0;
    float y = (*(struct pdf_run *const *)b)->box.x0;

    return x < y ? -1 : x > y;
}

/* The same characters in the same places as the run before. */
static bool is_run_again(const struct pdf_sheet *page, const struct pdf_run *before,
                         const struct pdf_run *run)
{
    const struct pdf_character *a = &page->characters.v[before->first];
    const struct pdf_character *b = &page->characters.v[run->first];

    if (before->count != run->count) {
        return false;
    }
    for (uint32_t i = 0; i < run->count; i++) {
        if (!is_again(&a[i], &b[i])) {
            return false;
        }
    }
    return true;
}

/* One line of the runs, which are sorted here. */
static void add_line(struct pdf_sheet *page, struct pdf_run **runs, uint32_t n, enum pdf_side side,
                     struct pdf_lines *lines)
{
    struct text t = {};

    if (n > 1) {
        qsort(runs, n, sizeof(*runs), by_x);
    }
    measure(page, runs, n, &t);
    struct pdf_line line = {.box = runs[0]->box,
                            .baseline = t.baseline,
                            .size = t.size,
                            .side = side,
                            .cell = runs[0]->cell};

    buf_init(&t.out, MAX_LINE_BYTES);
    for (uint32_t i = 0; i < n; i++) {
        if (i > 0 && is_run_again(page, runs[i - 1], runs[i])) {
            continue;
        }
        for (uint32_t k = 0; k < runs[i]->count; k++) {
            add_character(&t, &page->characters.v[runs[i]->first + k]);
        }
        line.box.x0 = MIN(line.box.x0, runs[i]->box.x0);
        line.box.y0 = MIN(line.box.y0, runs[i]->box.y0);
        line.box.x1 = MAX(line.box.x1, runs[i]->box.x1);
        line.box.y1 = MAX(line.box.y1, runs[i]->box.y1);
    }
    line.text = arena_str(page->arena, str_trim(buf_str(&t.out)));
    buf_done(&t.out);
    if (line.text.n > 0) {
        *VEC_ADD(page->arena, &lines->all) = line;
    }
}

static int by_baseline(const void *a, const void *b)
{
    const struct pdf_run *x = *(struct pdf_run *const *)a;
    const struct pdf_run *y = *(struct pdf_run *const *)b;

    if (x->baseline != y->baseline) {
        return x->baseline < y->baseline ? -1 : 1;
    }
    return x->box.x0 < y->box.x0 ? -1 : x->box.x0 > y->box.x0;
}

/* Lines of runs that belong to one column or cell, from the top. */
static void add_lines(struct pdf_sheet *page, struct pdf_run **runs, uint32_t n, enum pdf_side side,
                      struct pdf_lines *lines)
{
    if (n > 1) {
        qsort(runs, n, sizeof(*runs), by_baseline);
    }
    for (uint32_t beg = 0; beg < n;) {
        uint32_t end = beg + 1;
        float baseline = runs[beg]->baseline;
        float size = runs[beg]->size;

        /* A raised run comes first: the line's own baseline is that of the larger. */
        while (end < n &&
               runs[end]->baseline - baseline <= MAX(size, runs[end]->size) * same_baseline) {
            if (runs[end]->size > size) {
                size = runs[end]->size;
                baseline = runs[end]->baseline;
            }
            end++;
        }
        add_line(page, runs + beg, end - beg, side, lines);
        beg = end;
    }
}

/* Turned text, from right to left as columns of Japanese are. */
static int by_turned(const void *a, const void *b)
{
    const struct doc_box *x = &(*(struct pdf_run *const *)a)->box;
    const struct doc_box *y = &(*(struct pdf_run *const *)b)->box;

    if (x->x1 != y->x1) {
        return x->x1 > y->x1 ? -1 : 1;
    }
    return x->y0 < y->y0 ? -1 : x->y0 > y->y0;
}

static void add_turned(struct pdf_sheet *page, struct pdf_run **runs, uint32_t n,
                       struct pdf_lines *lines)
{
    if (n > 1) {
        qsort(runs, n, sizeof(*runs), by_turned);
    }
    for (uint32_t i = 0; i < n; i++) {
        struct pdf_line line = {.box = runs[i]->box,
                                .baseline = runs[i]->baseline,
                                .size = runs[i]->size,
                                .cell = runs[i]->cell};
        struct buf out CLEANUP(buf_done);

        buf_init(&out, MAX_LINE_BYTES);
        for (uint32_t k = 0; k < runs[i]->count; k++) {
            buf_add_code_point(&out, page->characters.v[runs[i]->first + k].code_point);
        }
        line.text = arena_str(page->arena, str_trim(buf_str(&out)));
        if (line.text.n > 0) {
            *VEC_ADD(page->arena, &lines->all) = line;
        }
    }
}

/* ---- order ---- */

/* A line outside tables, or a table. */
struct item {
    uint32_t band; /* twice the number of what goes across above it */
    enum pdf_side side;
    float y;
    uint32_t line;  /* index */
    uint32_t table; /* index + 1; 0 = a line */
};

static int by_order(const void *a, const void *b)
{
    const struct item *x = a;
    const struct item *y = b;

    if (x->band != y->band) {
        return x->band < y->band ? -1 : 1;
    }
    if (x->side != y->side) {
        return x->side < y->side ? -1 : 1;
    }
    if (x->y != y->y) {
        return x->y < y->y ? -1 : 1;
    }
    return x->line < y->line ? -1 : x->line > y->line;
}

static int by_y(const void *a, const void *b)
{
    float x = ((const struct item *)a)->y;
    float y = ((const struct item *)b)->y;

    return x < y ? -1 : x > y;
}

/* Counts, from the top, what goes across; what stands between two of those is in one band. */
static void set_bands(struct item *items, uint32_t n, float gap)
{
    uint32_t band = 0;

    if (n > 1) {
        qsort(items, n, sizeof(*items), by_y);
    }
    for (uint32_t i = 0; gap > 0 && i < n; i++) {
        if (items[i].side == PDF_WHOLE) {
            items[i].band = band + 1;
            band += 2;
        } else {
            items[i].band = band;
        }
    }
    if (n > 1) {
        qsort(items, n, sizeof(*items), by_order);
    }
}

struct sorted_runs {
    struct pdf_run **v;
    uint32_t n;
};

/* Pointers to the runs of that kind: cell 0 by side, turned ones apart. */
static struct sorted_runs pick(struct pdf_sheet *page, float gap, enum pdf_side side, bool turned)
{
    struct sorted_runs picked = {.v = ARENA_ARRAY(page->arena, page->runs.n + 1, struct pdf_run *)};

    for (uint32_t i = 0; i < page->runs.n; i++) {
        struct pdf_run *run = &page->runs.v[i];

        if (run->cell == 0 && run->is_turned == turned && run->count > 0 &&
            (turned || pdf_columns_side(gap, &run->box) == side)) {
            picked.v[picked.n++] = run;
        }
    }
    return picked;
}

static int by_cell(const void *a, const void *b)
{
    const struct pdf_run *x = *(struct pdf_run *const *)a;
    const struct pdf_run *y = *(struct pdf_run *const *)b;

    return x->cell < y->cell ? -1 : x->cell > y->cell;
}

/* Runs in cells, sorted by cell; the runs of a cell are found by bisection. */
static struct sorted_runs pick_cells(struct pdf_sheet *page)
{
    struct sorted_runs picked = {.v = ARENA_ARRAY(page->arena, page->runs.n + 1, struct pdf_run *)};

    for (uint32_t i = 0; i < page->runs.n; i++) {
        if (page->runs.v[i].cell > 0 && page->runs.v[i].count > 0) {
            picked.v[picked.n++] = &page->runs.v[i];
        }
    }
    if (picked.n > 1) {
        qsort(picked.v, picked.n, sizeof(*picked.v), by_cell);
    }
    return picked;
}

static uint32_t first_of_cell(const struct sorted_runs *runs, uint32_t cell)
{
    uint32_t low = 0;
    uint32_t high = runs->n;

    while (low < high) {
        uint32_t middle = (low + high) / 2;

        if (runs->v[middle]->cell < cell) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static void add_table(struct pdf_sheet *page, const struct pdf_tables *tables,
                      const struct pdf_table *table, enum pdf_side side,
                      const struct sorted_runs *runs, struct pdf_lines *lines)
{
    for (uint32_t i = 0; i < table->cell_count; i++) {
        uint32_t cell = table->first_cell + i + 1;
        uint32_t beg = first_of_cell(runs, cell);
        uint32_t end = first_of_cell(runs, cell + 1);
        uint32_t turned = beg;

        if (beg == end) {
            *VEC_ADD(page->arena, &lines->all) = (struct pdf_line){.cell = cell, .side = side};
            continue;
        }
        for (uint32_t k = beg; k < end; k++) {
            if (runs->v[k]->is_turned) {
                struct pdf_run *run = runs->v[k];

                runs->v[k] = runs->v[turned];
                runs->v[turned++] = run;
            }
        }
        add_turned(page, runs->v + beg, turned - beg, lines);
        uint32_t first = lines->all.n;

        add_lines(page, runs->v + turned, end - turned, side, lines);
        lines->all.n = first + pdf_cell_join(page->arena, &tables->cells.v[cell - 1],
                                             lines->all.v + first, lines->all.n - first);
    }
}

/* ---- ruby ---- */

static bool is_kana(struct str s)
{
    for (size_t at = 0; at < s.n;) {
        uint32_t cp;

        at += utf8_decode(s, at, &cp);
        if (!(cp >= 0x3041 && cp <= 0x30FF) && cp != 0x3000 && cp != ' ') {
            return false;
        }
    }
    return s.n > 0;
}

/* Small kana right above a larger line that is as wide at least. */
static bool is_ruby(const struct pdf_line *line, const struct pdf_line *below)
{
    float distance = below->baseline - line->baseline;

    return line->size <= below->size * ruby_size && distance > 0 &&
           distance <= below->size * ruby_over && line->box.x0 >= below->box.x0 - line->size &&
           line->box.x1 <= below->box.x1 + line->size && is_kana(line->text);
}

/* ---- gaps between paragraphs ---- */

static int by_float(const void *a, const void *b)
{
    float x = *(const float *)a;
    float y = *(const float *)b;

    return x < y ? -1 : x > y;
}

/* The usual distance of baselines: the median of those from line to line. */
static float usual_distance(struct pdf_sheet *page, const struct pdf_lines *lines,
                            const struct item *items, uint32_t n)
{
    float *distances = ARENA_ARRAY(page->arena, n + 1, float);
    uint32_t count = 0;

    for (uint32_t i = 1; i < n; i++) {
        const struct pdf_line *line = &lines->all.v[items[i].line];
        float d = line->baseline - lines->all.v[items[i - 1].line].baseline;

        if (items[i].table == 0 && items[i - 1].table == 0 && d > line->size * 0.8f &&
            d < line->size * 3) {
            distances[count++] = d;
        }
    }
    if (count == 0) {
        return 0;
    }
    qsort(distances, count, sizeof(*distances), by_float);
    return distances[count / 2];
}

/* ---- head and foot ---- */

static void mark_edges(const struct pdf_sheet *page, struct pdf_lines *lines)
{
    const float edge = MAX(page->height * edge_share, edge_points);
    const float outer = page->height * outer_share;
    struct pdf_line *top = NULL;
    struct pdf_line *bottom = NULL;

    for (uint32_t i = 0; i < lines->all.n; i++) {
        struct pdf_line *line = &lines->all.v[i];

        if (line->text.n == 0) {
            continue;
        }
        line->at_top = line->box.y1 < MIN(edge, outer);
        line->at_foot = line->box.y0 > page->height - MIN(edge, outer);
        if (top == NULL || line->box.y0 < top->box.y0) {
            top = line;
        }
        if (bottom == NULL || line->box.y1 > bottom->box.y1) {
            bottom = line;
        }
    }
    if (top != NULL && top != bottom) {
        top->at_top |= top->box.y1 < outer;
        bottom->at_foot |= bottom->box.y0 > page->height - outer;
    }
}

void pdf_lines_build(struct pdf_sheet *page, const struct pdf_tables *tables,
                     struct pdf_lines *ret_lines)
{
    float gap = page->gap = pdf_columns_gap(page, page->gap);
    struct pdf_lines flow = {};

    *ret_lines = (struct pdf_lines){};
    for (int side = PDF_WHOLE; side <= PDF_RIGHT; side++) {
        struct sorted_runs runs = pick(page, gap, (enum pdf_side)side, false);

        add_lines(page, runs.v, runs.n, (enum pdf_side)side, &flow);
    }
    uint32_t n = 0;
    struct item *items = ARENA_ARRAY(page->arena, flow.all.n + tables->tables.n + 1, struct item);

    for (uint32_t i = 0; i < flow.all.n; i++) {
        items[n++] =
            (struct item){.side = flow.all.v[i].side, .y = flow.all.v[i].baseline, .line = i};
    }
    for (uint32_t i = 0; i < tables->tables.n; i++) {
        const struct pdf_table *table = &tables->tables.v[i];

        if (!table->is_void) {
            items[n++] = (struct item){
                .side = pdf_columns_side(gap, &table->box), .y = table->box.y0, .table = i + 1};
        }
    }
    set_bands(items, n, gap);
    struct sorted_runs cells = pick_cells(page);
    float distance = usual_distance(page, &flow, items, n);

    for (uint32_t i = 0; i < n; i++) {
        if (items[i].table > 0) {
            add_table(page, tables, &tables->tables.v[items[i].table - 1], items[i].side, &cells,
                      ret_lines);
            continue;
        }
        struct pdf_line *line = &flow.all.v[items[i].line];

        line->is_ruby =
            i + 1 < n && items[i + 1].table == 0 && is_ruby(line, &flow.all.v[items[i + 1].line]);
        if (i > 0 && items[i - 1].table == 0 && distance > 0 &&
            line->baseline - flow.all.v[items[i - 1].line].baseline > distance * paragraph_gap) {
            *VEC_ADD(page->arena, &ret_lines->all) = (struct pdf_line){.side = line->side};
        }
        *VEC_ADD(page->arena, &ret_lines->all) = *line;
    }
    struct sorted_runs turned = pick(page, gap, PDF_WHOLE, true);

    add_turned(page, turned.v, turned.n, ret_lines);
    mark_edges(page, ret_lines);
}
