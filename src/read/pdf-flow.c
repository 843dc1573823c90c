/*
 * A paragraph goes on after a line that reaches the right margin and does not end a sentence. What
 * is held back comes out behind its last line. A row of a table that is cut by the end of a page
 * has its other half at the start of the next: where a sentence goes on there, the halves become
 * one row, cell by cell, and what stood between them comes behind it. Lines keep their page: those
 * that were held back are the only ones whose page is less than that of a line before.
 */
#include "read/pdf-flow.h"

#include "read/text-marks.h"

enum {
    MOST_LINES = 200,     /* of a paragraph or a row: what is held back for longer comes out */
    MOST_PARTS = 20,      /* pages a row goes over */
    LEAST_CUT_BYTES = 60, /* of a paragraph that is cut in a cell */
};

static bool ends_sentence(struct str text)
{
    static const struct str ends[] = {STR_IN_TABLE("。"), STR_IN_TABLE("．"), STR_IN_TABLE("："),
                                      STR_IN_TABLE("."), STR_IN_TABLE(":")};

    for (size_t i = 0; i < COUNT(ends); i++) {
        if (str_ends(text, ends[i])) {
            return true;
        }
    }
    return text.n == 0;
}

static bool is_running(const struct doc_line *line)
{
    return line->role == DOC_BODY && line->table == 0 && line->end > line->beg;
}

/* Whether the paragraph may go on in the next line of running text. */
static bool goes_on(const struct doc *d, const struct doc_line *line)
{
    return is_running(line) && (line->flags & DOC_FULL_WIDTH) != 0 &&
           !ends_sentence(doc_line_text(d, line));
}

/*
 * The end of the lines from `from` on that are no running text, with the empty lines among them;
 * `from` when there is none but empty ones, which part paragraphs.
 */
static uint32_t end_of_aside(const struct doc *d, uint32_t from)
{
    uint32_t end = from;
    bool is_aside = false;

    while (end < d->lines.n) {
        const struct doc_line *line = &d->lines.v[end];

        if (line->role == DOC_BODY && (line->table > 0 || line->end > line->beg)) {
            break;
        }
        is_aside |= line->role != DOC_BODY;
        end++;
    }
    return is_aside ? end : from;
}

/* ---- rows over pages ---- */

/* The end of the part of a row that stands on one page, from its first line on. */
static uint32_t end_of_row(const struct doc *d, uint32_t first)
{
    const struct doc_line *line = &d->lines.v[first];
    uint32_t end = first;

    while (end < d->lines.n && d->lines.v[end].role == DOC_BODY &&
           d->lines.v[end].table == line->table && d->lines.v[end].row == line->row &&
           d->lines.v[end].page == line->page) {
        end++;
    }
    return end;
}

/* Whether a cell's text may be the rest of a paragraph: no mark, number or bracket begins it. */
static bool may_go_on(struct str text)
{
    return text.n > 0 && (unsigned char)text.p[0] >= 0x80 &&
           !text_mark_is_marker(str_sub(text, 0, 3)) && !str_starts(text, STR("・")) &&
           !str_starts(text, STR("（")) && !str_starts(text, STR("※")) &&
           !str_starts(text, STR("□")) && !str_starts(text, STR("「"));
}

/* The last line with text of a cell in lines [beg, end), or `end`. */
static uint32_t last_of_cell(const struct doc *d, uint32_t beg, uint32_t end, uint32_t col)
{
    for (uint32_t i = end; i > beg; i--) {
        const struct doc_line *line = &d->lines.v[i - 1];

        if (line->col == col && line->end > line->beg) {
            return i - 1;
        }
    }
    return end;
}

/* Whether what the part [beg, end) of a row says goes on in the part [next, next_end). */
static bool row_goes_on(const struct doc *d, uint32_t beg, uint32_t end, uint32_t next,
                        uint32_t next_end)
{
    uint32_t col = UINT32_MAX; /* of the line before */
    bool found = false;

    for (uint32_t i = next; i < next_end; i++) {
        const struct doc_line *line = &d->lines.v[i];

        if (line->end == line->beg || line->col == col) {
            continue;
        }
        col = line->col;
        uint32_t before = last_of_cell(d, beg, end, col);

        if (before == end) {
            return false; /* a cell that was empty: another row */
        }
        struct str text = doc_line_text(d, &d->lines.v[before]);

        found |= (d->lines.v[before].flags & DOC_FULL_WIDTH) != 0 && text.n >= LEAST_CUT_BYTES &&
                 !ends_sentence(text) && may_go_on(doc_line_text(d, line));
    }
    return found;
}

/* The order being made. */
struct order {
    struct doc *d;
    uint32_t *put, *held; /* indices of lines */
    uint32_t n, held_n;
    uint32_t paragraph_lines;
    bool is_open; /* the paragraph may go on after the last line put */
    bool differs;
};

static void put_held(struct order *o)
{
    for (uint32_t i = 0; i < o->held_n; i++) {
        o->put[o->n++] = o->held[i];
    }
    o->held_n = 0;
}

static void put_line(struct order *o, uint32_t i)
{
    const struct doc_line *line = &o->d->lines.v[i];

    if (!is_running(line)) {
        put_held(o);
    }
    o->differs |= o->held_n > 0;
    o->put[o->n++] = i;
    o->is_open = goes_on(o->d, line) && o->paragraph_lines < MOST_LINES;
    o->paragraph_lines = o->is_open ? o->paragraph_lines + 1 : 0;
    if (!o->is_open) {
        put_held(o);
    }
}

/*
 * Puts the row that begins at `first` with what goes on of it on the next pages; returns the first
 * line behind it, `first` when it is whole.
 */
static uint32_t put_cut_row(struct order *o, uint32_t first)
{
    struct doc *d = o->d;
    uint32_t beg[MOST_PARTS] = {first};
    uint32_t end[MOST_PARTS] = {end_of_row(d, first)};
    uint32_t parts = 1;

    while (parts < MOST_PARTS) {
        uint32_t from = beg[parts - 1];
        uint32_t next = end_of_aside(d, end[parts - 1]);

        if (next == end[parts - 1] || next == d->lines.n ||
            d->lines.v[next].table != d->lines.v[first].table) {
            break;
        }
        uint32_t next_end = end_of_row(d, next);

        if (next_end - from > MOST_LINES || !row_goes_on(d, from, end[parts - 1], next, next_end)) {
            break;
        }
        beg[parts] = next;
        end[parts++] = next_end;
    }
    if (parts == 1) {
        return first;
    }
    put_held(o);
    for (uint32_t col = 0, left = true; left;) {
        uint32_t least = UINT32_MAX;

        for (uint32_t k = 0; k < parts; k++) {
            for (uint32_t i = beg[k]; i < end[k]; i++) {
                d->lines.v[i].row = d->lines.v[first].row;
                if (d->lines.v[i].col == col) {
                    o->put[o->n++] = i;
                } else if (d->lines.v[i].col > col) {
                    least = MIN(least, d->lines.v[i].col);
                }
            }
        }
        left = least != UINT32_MAX;
        col = least;
    }
    for (uint32_t k = 1; k < parts; k++) {
        for (uint32_t i = end[k - 1]; i < beg[k]; i++) {
            o->put[o->n++] = i;
        }
    }
    o->differs = true;
    o->is_open = false;
    return end[parts - 1];
}

static void find_order(struct order *o)
{
    const uint32_t n = o->d->lines.n;

    for (uint32_t i = 0; i < n;) {
        uint32_t end = end_of_aside(o->d, i);

        if (end == i) {
            const struct doc_line *line = &o->d->lines.v[i];
            bool is_row = line->table > 0 && (i == 0 || o->d->lines.v[i - 1].table != line->table ||
                                              o->d->lines.v[i - 1].row != line->row);

            end = is_row ? put_cut_row(o, i) : i;
            if (end == i) {
                put_line(o, i++);
            }
            i = MAX(i, end);
            continue;
        }
        bool is_between = o->is_open && end < n && is_running(&o->d->lines.v[end]);

        for (; i < end; i++) {
            if (is_between) {
                o->held[o->held_n++] = i;
            } else {
                o->put[o->n++] = i;
            }
        }
    }
    put_held(o);
}

void pdf_flow_order(struct arena *a, struct doc *d)
{
    struct order o = {.d = d,
                      .put = ARENA_ARRAY(a, d->lines.n + 1, uint32_t),
                      .held = ARENA_ARRAY(a, d->lines.n + 1, uint32_t)};

    find_order(&o);
    if (!o.differs) {
        return;
    }
    struct doc_line *lines = ARENA_ARRAY(a, d->lines.n, struct doc_line);
    char *text = arena_alloc(a, d->text.n + 1);
    uint32_t at = 0;

    for (uint32_t i = 0; i < d->lines.n; i++) {
        const struct doc_line *from = &d->lines.v[o.put[i]];
        /* With what stands before the line's text (an indent), and its line break. */
        uint32_t beg = o.put[i] == 0 ? 0 : d->lines.v[o.put[i] - 1].end;
        uint32_t end = from->end;

        while (beg < from->beg && d->text.p[beg] != '\n') {
            beg++;
        }
        beg += beg < from->beg;
        memcpy(text + at, d->text.p + beg, end - beg);
        lines[i] = *from;
        lines[i].beg = at + (from->beg - beg);
        lines[i].end = at + (end - beg);
        at = lines[i].end;
        text[at++] = '\n';
    }
    d->text = (struct str){.p = text, .n = at};
    d->lines.v = lines;
    d->lines.room = d->lines.n;
}
