/*
 * Roles by place and recurrence.
 *
 * Heads and feet: a line in the outer tenth of the page whose text comes again on other pages
 * (in the foot, numbers that count with the pages are left out of the comparison; in the head they
 * are not, since forms are titled "様式１", "様式２" there). Page numbers: lines that are nothing
 * else, and whose number keeps its distance to the page. Footnotes: the smaller print at the foot
 * of a page from the first line that begins with a mark. A table that goes on over the page may
 * show its head again: that is a running head too. Margins: the commonest edge of lines.
 */
#include "read/pdf-running.h"

#include "base/utf8.h"
#include "read/page-number.h"
#include "read/text-layout.h"
#include "read/text-marks.h"

#include <stdlib.h>

enum {
    MIN_RECURRENCES = 3,
    EDGE_MAX_BYTES = 300,
    SIZE_STEPS = 200,    /* of half a point */
    MARGIN_STEPS = 1000, /* of two points */
    SIDES = 3,
    COUNTED_OFFSETS = 64, /* distances of page numbers that are counted */
};

static const float note_share = 0.5f;   /* footnotes stand below this */
static const float note_size = 0.93f;   /* of the size of the text, at most */
static const float margin_slack = 1.6f; /* of the size: what may be missing at the right margin */

static bool is_text(const struct doc_line *line)
{
    return line->end > line->beg;
}

static bool is_head(const struct doc_line *line, const struct pdf_place *place)
{
    return line->table == 0 && place->at_top;
}

static bool is_foot(const struct doc_line *line, const struct pdf_place *place)
{
    return line->table == 0 && place->at_foot;
}

/* ---- page numbers ---- */

struct offsets {
    int32_t offset[COUNTED_OFFSETS];
    uint32_t count[COUNTED_OFFSETS];
    uint32_t n;
};

static uint32_t *offset_count(struct offsets *o, int32_t offset)
{
    for (uint32_t i = 0; i < o->n; i++) {
        if (o->offset[i] == offset) {
            return &o->count[i];
        }
    }
    if (o->n == COUNTED_OFFSETS) {
        return NULL;
    }
    o->offset[o->n] = offset;
    o->count[o->n] = 0;
    return &o->count[o->n++];
}

static void mark_page_numbers(struct doc *d, const struct pdf_place *places)
{
    struct offsets offsets = {};

    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t i = 0; i < d->lines.n; i++) {
            struct doc_line *line = &d->lines.v[i];
            struct page_number number;

            if (!is_text(line) || !(is_head(line, &places[i]) || is_foot(line, &places[i])) ||
                !page_number_parse(doc_line_text(d, line), &number)) {
                continue;
            }
            int32_t offset = (int32_t)number.value - (int32_t)line->page;
            uint32_t *count = offset_count(&offsets, offset);

            if (pass == 0 && count != NULL) {
                ++*count;
            } else if (pass == 1 && (number.form != PAGE_NUMBER_BARE || offset == 0 ||
                                     (count != NULL && *count > 1))) {
                line->role = DOC_PAGE_NUMBER;
            }
        }
    }
}

/* ---- heads and feet ---- */

/* The text; numbers in a foot count as their distance to the page. */
static uint64_t edge_hash(struct str s, bool head, uint32_t page)
{
    uint64_t hash = head ? STR_HASH_OF_NOTHING : 0x84222325cbf29ce4u;
    uint64_t number = 0;
    bool in_number = false;

    for (size_t at = 0; at <= s.n;) {
        uint32_t cp = 0;

        at += at < s.n ? utf8_decode(s, at, &cp) : 1;
        uint32_t digit = cp >= 0xFF10 && cp <= 0xFF19 ? cp - 0xFF10 : cp - '0';

        if (!head && digit <= 9) {
            number = number * 10 + digit;
            in_number = true;
            continue;
        }
        if (in_number) {
            hash = str_hash_add(hash, number - page);
            number = 0;
            in_number = false;
        }
        hash = str_hash_add(hash, cp);
    }
    return hash;
}

struct slot {
    uint64_t hash;
    uint32_t count, last_page;
};

static struct slot *slot_of(struct slot *table, size_t slots, uint64_t hash)
{
    size_t at = hash & (slots - 1);

    while (table[at].count > 0 && table[at].hash != hash) {
        at = (at + 1) & (slots - 1);
    }
    table[at].hash = hash;
    return &table[at];
}

static void mark_heads_and_feet(struct arena *a, struct doc *d, const struct pdf_place *places)
{
    size_t slots = 64;
    uint32_t candidates = 0;

    for (uint32_t i = 0; i < d->lines.n; i++) {
        candidates += is_text(&d->lines.v[i]) &&
                      (is_head(&d->lines.v[i], &places[i]) || is_foot(&d->lines.v[i], &places[i]));
    }
    while (slots < (size_t)candidates * 2) {
        slots *= 2;
    }
    struct slot *table = ARENA_ARRAY(a, slots, struct slot);

    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t i = 0; i < d->lines.n; i++) {
            struct doc_line *line = &d->lines.v[i];
            bool head = is_head(line, &places[i]);
            struct str text = doc_line_text(d, line);

            if (text.n == 0 || text.n > EDGE_MAX_BYTES || line->role != DOC_BODY ||
                !(head || is_foot(line, &places[i]))) {
                continue;
            }
            struct slot *slot = slot_of(table, slots, edge_hash(text, head, line->page));

            if (pass == 0) {
                slot->count += slot->last_page != line->page;
                slot->last_page = line->page;
            } else if (slot->count >= MIN_RECURRENCES ||
                       (slot->count >= 2 && slot->count == d->pages)) {
                line->role = head ? DOC_HEADER : DOC_FOOTER;
            }
        }
    }
}

/* ---- footnotes ---- */

/* The size most of the text has. */
static float body_size(const struct doc *d)
{
    uint64_t bytes[SIZE_STEPS] = {};
    uint32_t best = 0;

    for (uint32_t i = 0; i < d->lines.n; i++) {
        const struct doc_line *line = &d->lines.v[i];
        uint32_t step = (uint32_t)(line->font_size * 2 + 0.5f);

        if (line->role == DOC_BODY && step < SIZE_STEPS) {
            bytes[step] += line->end - line->beg;
        }
    }
    for (uint32_t i = 1; i < SIZE_STEPS; i++) {
        best = bytes[i] > bytes[best] ? i : best;
    }
    return (float)best / 2;
}

/* "¹ …", "*1 …", "※１ …", "（※１）…", "注１）…", "1) …", "1…" in small print. */
static bool begins_note(struct str s)
{
    uint32_t number;
    static const struct str heads[] = {STR("※"),  STR("（※"),  STR("(※"),
                                       STR("注"), STR("（注"), STR("＊")};

    if (s.n > 0 && text_mark_note(s, 0, &number) > 0) {
        return true;
    }
    for (size_t i = 0; i < COUNT(heads); i++) {
        if (str_starts(s, heads[i])) {
            return true;
        }
    }
    size_t at = 0;

    while (at < s.n && at < 3 && s.p[at] >= '0' && s.p[at] <= '9') {
        at++;
    }
    return at > 0 && at < s.n &&
           (s.p[at] == ' ' || s.p[at] == ')' || (unsigned char)s.p[at] >= 0xE0);
}

/* The lines of one page, beg..end. */
static void mark_notes_of_page(struct doc *d, const struct pdf_place *places, uint32_t beg,
                               uint32_t end, float size)
{
    uint32_t first = end; /* of the small print at the foot */

    for (uint32_t i = end; i > beg; i--) {
        const struct doc_line *line = &d->lines.v[i - 1];

        if (!is_text(line) || line->role != DOC_BODY) {
            continue;
        }
        if (line->table > 0 || line->font_size > size * note_size || line->font_size <= 0 ||
            line->box.y0 < places[i - 1].height * note_share) {
            break;
        }
        first = i - 1;
    }
    bool in_note = false;

    for (uint32_t i = first; i < end; i++) {
        struct doc_line *line = &d->lines.v[i];

        if (line->role != DOC_BODY || !is_text(line)) {
            continue;
        }
        in_note = in_note || begins_note(doc_line_text(d, line));
        if (in_note) {
            line->role = DOC_FOOTNOTE;
        }
    }
}

static void mark_notes(struct doc *d, const struct pdf_place *places)
{
    float size = body_size(d);

    for (uint32_t beg = 0; beg < d->lines.n;) {
        uint32_t end = beg + 1;

        while (end < d->lines.n && d->lines.v[end].page == d->lines.v[beg].page) {
            end++;
        }
        mark_notes_of_page(d, places, beg, end, size);
        beg = end;
    }
}

/* ---- margins ---- */

struct margins {
    uint32_t left[MARGIN_STEPS], right[MARGIN_STEPS]; /* lines that begin and end there */
};

static uint32_t step_of(float x)
{
    return x <= 0 ? 0 : MIN((uint32_t)(x / 2), (uint32_t)MARGIN_STEPS - 1);
}

static uint32_t at_and_beside(const uint32_t *counts, uint32_t i)
{
    return counts[i] + (i > 0 ? counts[i - 1] : 0) + (i + 1 < MARGIN_STEPS ? counts[i + 1] : 0);
}

/* The commonest edge, but at least a tenth of the lines; rightmost or leftmost of equals. */
static float commonest(const uint32_t counts[MARGIN_STEPS], bool outermost_right)
{
    uint32_t total = 0;
    uint32_t most = 0;
    uint32_t chosen = 0;

    for (uint32_t i = 0; i < MARGIN_STEPS; i++) {
        total += counts[i];
        most = MAX(most, at_and_beside(counts, i));
    }
    for (uint32_t k = 0; k < MARGIN_STEPS; k++) {
        uint32_t i = outermost_right ? MARGIN_STEPS - 1 - k : k;

        /* The outermost place that is common: indents and short lines lie further in. */
        if (counts[i] > 0 && at_and_beside(counts, i) * 3 >= most &&
            at_and_beside(counts, i) * 30 >= total) {
            chosen = i;
            break;
        }
    }
    return (float)chosen * 2 + (outermost_right ? 2 : 0);
}

static bool has_margin(const struct doc_line *line)
{
    return is_text(line) && line->table == 0 &&
           (line->role == DOC_BODY || line->role == DOC_FOOTNOTE);
}

static void set_in_cell(struct doc_line *line, const struct pdf_place *place)
{
    if (line->box.x1 > place->cell.x1 - line->font_size * (margin_slack + 0.6f)) {
        line->flags |= DOC_FULL_WIDTH;
    }
}

/* Pages of one width share their margins; at most so many widths are told apart. */
enum { MAX_WIDTHS = 8 };

static void set_margins(struct arena *a, struct doc *d, const struct pdf_place *places)
{
    float widths[MAX_WIDTHS] = {};
    uint32_t n = 0;
    struct margins(*margins)[SIDES] = arena_array(a, MAX_WIDTHS, sizeof(*margins));
    uint8_t *kind = ARENA_ARRAY(a, d->lines.n + 1, uint8_t);

    for (uint32_t i = 0; i < d->lines.n; i++) {
        uint32_t k = 0;

        while (k < n && (places[i].width > widths[k] + 3 || places[i].width < widths[k] - 3)) {
            k++;
        }
        if (k == n && n < MAX_WIDTHS) {
            widths[n++] = places[i].width;
        }
        kind[i] = (uint8_t)MIN(k, (uint32_t)MAX_WIDTHS - 1);
        if (has_margin(&d->lines.v[i])) {
            struct margins *m = &margins[kind[i]][places[i].side];

            m->left[step_of(d->lines.v[i].box.x0)]++;
            m->right[step_of(d->lines.v[i].box.x1)]++;
        }
    }
    float left[MAX_WIDTHS][SIDES];
    float right[MAX_WIDTHS][SIDES];

    for (uint32_t k = 0; k < MAX_WIDTHS; k++) {
        for (uint32_t side = 0; side < SIDES; side++) {
            left[k][side] = commonest(margins[k][side].left, false);
            right[k][side] = commonest(margins[k][side].right, true);
        }
    }
    for (uint32_t i = 0; i < d->lines.n; i++) {
        struct doc_line *line = &d->lines.v[i];
        float column = line->font_size > 0 ? line->font_size / 2 : 5;

        if (line->table > 0 && is_text(line)) {
            set_in_cell(line, &places[i]);
        }
        if (!has_margin(line)) {
            continue;
        }
        float indent = (line->box.x0 - left[kind[i]][places[i].side]) / column + 0.5f;

        line->indent = indent < 1 ? 0 : indent > 400 ? 400 : (uint16_t)indent;
        if (line->box.x1 > right[kind[i]][places[i].side] - line->font_size * margin_slack) {
            line->flags |= DOC_FULL_WIDTH;
        }
    }
}

/* ---- heads of tables, shown again on each page ---- */

enum { MOST_HEAD_ROWS = 3, MOST_HEAD_LINES = 200 };

/* The end of the lines of one row of a table, from its first one on. */
static uint32_t end_of_row(const struct doc *d, uint32_t first)
{
    const struct doc_line *line = &d->lines.v[first];
    uint32_t end = first;

    while (end < d->lines.n && end - first < MOST_HEAD_LINES &&
           d->lines.v[end].table == line->table && d->lines.v[end].row == line->row &&
           d->lines.v[end].page == line->page) {
        end++;
    }
    return end;
}

/* Whether the row at `b` says what the row at `a` does, in two cells or more. */
static bool same_row(const struct doc *d, uint32_t a, uint32_t b)
{
    uint32_t n = end_of_row(d, a) - a;
    uint32_t with_text = 0;

    if (end_of_row(d, b) - b != n) {
        return false;
    }
    for (uint32_t i = 0; i < n; i++) {
        const struct doc_line *x = &d->lines.v[a + i];
        const struct doc_line *y = &d->lines.v[b + i];

        if (x->col != y->col || !str_eq(doc_line_text(d, x), doc_line_text(d, y))) {
            return false;
        }
        with_text += x->end > x->beg;
    }
    return with_text >= 2;
}

/* The rows a table begins with on a further page, as far as they are those it began with. */
static void mark_repeated_heads(struct doc *d)
{
    uint32_t head = 0; /* first line of the table */
    uint16_t table = 0;
    uint32_t page = 0; /* of the last line of the table */

    for (uint32_t i = 0; i < d->lines.n; i++) {
        struct doc_line *line = &d->lines.v[i];

        if (line->table == 0) {
            continue;
        }
        if (line->table != table) {
            table = line->table;
            head = i;
        } else if (line->page > page) {
            uint32_t again = i;
            uint32_t as = head;

            for (int k = 0;
                 k < MOST_HEAD_ROWS && again < d->lines.n && d->lines.v[again].table == table &&
                 d->lines.v[as].table == table && as < i && same_row(d, as, again);
                 k++) {
                uint32_t end = end_of_row(d, again);

                as = end_of_row(d, as);
                while (again < end) {
                    d->lines.v[again++].role = DOC_HEADER;
                }
            }
        }
        page = line->page;
    }
}

void pdf_running_mark(struct arena *a, struct doc *d, const struct pdf_place *places)
{
    mark_page_numbers(d, places);
    mark_heads_and_feet(a, d, places);
    mark_notes(d, places);
    mark_repeated_heads(d);
    set_margins(a, d, places);
    text_layout_mark_footnotes(a, d);
}
