/*
 * Where the lines of a plain text stand on the page.
 *
 * Page numbers: lines that can be one (page-number.h) are strung into chains of rising value, one
 * pass, a few open chains per form. A chain is believed when its form is unmistakable (- 3 -) or
 * when its numbers stand a page apart. Running heads and feet: the lines next to the page breaks,
 * with digits taken as equal, counted in a hash table; what recurs at half the breaks is one.
 * Margins: the commonest greatest width. Footnotes: a raised figure that begins a line and stood
 * in the text before.
 */
#include "read/text-layout.h"

#include "base/utf8.h"
#include "read/page-number.h"
#include "read/text-marks.h"

enum {
    OPEN_CHAINS = 4,
    MIN_PAGE_LINES = 12, /* lines with text between two bare page numbers, on average */
    MIN_BARE_CHAIN = 3,
    EDGE_LINES = 2, /* looked at on each side of a page break */
    EDGE_MAX_BYTES = 200,
    MIN_RECURRENCES = 3,
    NEAR_LINES = 6, /* how far a line of the same width may stand */
    MIN_WRAP_COLUMNS = 40,
    MAX_WRAP_COLUMNS = 240,
    RAGGED_COLUMNS = 3, /* a wrapped line may be so much shorter than the widest */
    KNOWN_NOTES = 1000,
};

struct candidate {
    uint32_t line;     /* index */
    uint32_t ordinal;  /* lines with text before it */
    uint32_t previous; /* index + 1 of the candidate before in its chain */
    uint32_t length;   /* of the chain up to here */
    struct page_number number;
};

struct chain {
    uint32_t last; /* index + 1 of its last candidate; 0 = none */
};

static bool is_text(const struct doc_line *line)
{
    return line->end > line->beg;
}

/* ---- page numbers ---- */

static bool continues(const struct candidate *last, const struct candidate *c)
{
    return c->number.value > last->number.value && c->number.value <= last->number.value + 2 &&
           c->number.total == last->number.total;
}

/* Hangs the candidate at the end of an open chain of its form, or begins one. */
static void string_up(struct candidate *list, uint32_t index, struct chain open[OPEN_CHAINS])
{
    struct candidate *c = &list[index];
    uint32_t oldest = 0;

    c->length = 1;
    for (uint32_t i = 0; i < OPEN_CHAINS; i++) {
        if (open[i].last != 0 && continues(&list[open[i].last - 1], c)) {
            c->previous = open[i].last;
            c->length = list[open[i].last - 1].length + 1;
            open[i].last = index + 1;
            return;
        }
        if (open[i].last < open[oldest].last) {
            oldest = i;
        }
    }
    open[oldest].last = index + 1;
}

/* Whether the line is the first or last with text of its page (form feeds). */
static bool is_at_page_edge(const struct doc *d, uint32_t index)
{
    uint32_t page = d->lines.v[index].page;
    uint32_t before = index;
    uint32_t after = index + 1;

    while (before > 0 && !is_text(&d->lines.v[before - 1])) {
        before--;
    }
    while (after < d->lines.n && !is_text(&d->lines.v[after])) {
        after++;
    }
    return page > 0 && (before == 0 || after == d->lines.n || d->lines.v[before - 1].page != page ||
                        d->lines.v[after].page != page);
}

static uint32_t chain_start(const struct candidate *list, uint32_t last)
{
    while (list[last].previous != 0) {
        last = list[last].previous - 1;
    }
    return last;
}

static bool chain_is_believed(const struct doc *d, const struct candidate *list, uint32_t last)
{
    const struct candidate *c = &list[last];
    const struct candidate *first = &list[chain_start(list, last)];

    if (c->number.form == PAGE_NUMBER_DASH) {
        return true;
    }
    if (is_at_page_edge(d, c->line) && (c->number.form != PAGE_NUMBER_BARE || c->length > 1)) {
        return true;
    }
    if (c->length < (c->number.form == PAGE_NUMBER_BARE ? MIN_BARE_CHAIN : 2)) {
        return false;
    }
    return c->ordinal - first->ordinal >= (c->length - 1) * MIN_PAGE_LINES;
}

static void believe(struct doc *d, const struct candidate *list, uint32_t last)
{
    for (uint32_t i = last + 1; i != 0; i = list[i - 1].previous) {
        d->lines.v[list[i - 1].line].role = DOC_PAGE_NUMBER;
        d->lines.v[list[i - 1].line].list_level = 0;
    }
}

/* Bullets are off the span ("- 3 -"): the number is read from the start of the file's line. */
static struct str whole_line(const struct doc *d, const struct doc_line *line)
{
    uint32_t beg = line->beg;

    if (line->list_level > 0) {
        while (beg > 0 && d->text.p[beg - 1] != '\n' && d->text.p[beg - 1] != '\f') {
            beg--;
        }
    }
    return str_sub(d->text, beg, line->end);
}

static bool mark_page_numbers(struct arena *a, struct doc *d)
{
    VEC(struct candidate) list = {};
    struct chain open[PAGE_NUMBER_FORMS][OPEN_CHAINS] = {};
    uint32_t ordinal = 0;
    bool any = false;

    for (uint32_t i = 0; i < d->lines.n; i++) {
        const struct doc_line *line = &d->lines.v[i];
        struct page_number number;

        ordinal += is_text(line);
        if (is_text(line) && line->table == 0 && line->end - line->beg < 40 &&
            page_number_parse(whole_line(d, line), &number)) {
            *VEC_ADD(a, &list) =
                (struct candidate){.line = i, .ordinal = ordinal, .number = number};
            string_up(list.v, list.n - 1, open[number.form]);
        }
    }
    /* The last of a chain is one that no other names as its predecessor. */
    bool *has_next = ARENA_ARRAY(a, list.n + 1, bool);

    for (uint32_t i = 0; i < list.n; i++) {
        if (list.v[i].previous != 0) {
            has_next[list.v[i].previous - 1] = true;
        }
    }
    for (uint32_t i = 0; i < list.n; i++) {
        if (!has_next[i] && chain_is_believed(d, list.v, i)) {
            believe(d, list.v, i);
            any = true;
        }
    }
    return any;
}

/* Without form feeds a page ends at its number. */
static void set_pages_by_number(struct doc *d)
{
    uint32_t page = 1;

    for (uint32_t i = 0; i < d->lines.n; i++) {
        d->lines.v[i].page = page;
        page += d->lines.v[i].role == DOC_PAGE_NUMBER;
    }
    d->pages = d->lines.v[d->lines.n - 1].page;
}

/* ---- running heads and feet ---- */

struct edge {
    uint64_t hash;
    uint32_t line;
    bool head; /* first of its page, otherwise last */
};

struct edges {
    VEC(struct edge) all;
};

/*
 * The text; in the last line of a page every run of digits is taken as one sign. Not in the first:
 * forms are titled "様式１", "様式２" there.
 */
static uint64_t edge_hash(struct str s, bool head, bool outermost)
{
    uint64_t hash = head ? STR_HASH_OF_NOTHING : 0x84222325cbf29ce4u;
    bool in_digits = false;

    for (size_t at = 0; at < s.n;) {
        uint32_t cp;

        at += utf8_decode(s, at, &cp);
        bool digit =
            outermost && !head && ((cp >= '0' && cp <= '9') || (cp >= 0xFF10 && cp <= 0xFF19));

        if (!digit || !in_digits) {
            hash = str_hash_add(hash, digit ? '0' : cp);
        }
        in_digits = digit;
    }
    return hash;
}

static void add_edge(struct arena *a, const struct doc *d, struct edges *edges, uint32_t i,
                     bool head, bool outermost)
{
    struct str text = doc_line_text(d, &d->lines.v[i]);

    if (text.n <= EDGE_MAX_BYTES) {
        *VEC_ADD(a, &edges->all) =
            (struct edge){.hash = edge_hash(text, head, outermost), .line = i, .head = head};
    }
}

/* The first and last lines with text of the page that is lines beg..end. */
static void add_edges(struct arena *a, const struct doc *d, struct edges *edges, uint32_t beg,
                      uint32_t end)
{
    uint32_t found = 0;

    for (uint32_t i = beg; i < end && found < EDGE_LINES; i++) {
        if (is_text(&d->lines.v[i]) && d->lines.v[i].role == DOC_BODY) {
            add_edge(a, d, edges, i, true, found == 0);
            found++;
        }
    }
    found = 0;
    for (uint32_t i = end; i > beg && found < EDGE_LINES; i--) {
        if (is_text(&d->lines.v[i - 1]) && d->lines.v[i - 1].role == DOC_BODY) {
            add_edge(a, d, edges, i - 1, false, found == 0);
            found++;
        }
    }
}

static void mark_running_lines(struct arena *a, struct doc *d)
{
    struct edges edges = {};
    uint32_t beg = 0;

    for (uint32_t i = 1; i <= d->lines.n; i++) {
        if (i == d->lines.n || d->lines.v[i].page != d->lines.v[beg].page) {
            add_edges(a, d, &edges, beg, i);
            beg = i;
        }
    }
    /* Open addressing; a slot holds the first edge of a text and how often it came. */
    size_t slots = 16;

    while (slots < (size_t)edges.all.n * 2) {
        slots *= 2;
    }
    struct slot {
        uint64_t hash;
        uint32_t count;
    } *table = ARENA_ARRAY(a, slots, struct slot);

    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t i = 0; i < edges.all.n; i++) {
            size_t at = edges.all.v[i].hash & (slots - 1);

            while (table[at].count > 0 && table[at].hash != edges.all.v[i].hash) {
                at = (at + 1) & (slots - 1);
            }
            if (pass == 0) {
                table[at].hash = edges.all.v[i].hash;
                table[at].count++;
            } else if (table[at].count >= MIN_RECURRENCES && table[at].count * 2 >= d->pages &&
                       d->lines.v[edges.all.v[i].line].role == DOC_BODY) {
                d->lines.v[edges.all.v[i].line].role =
                    edges.all.v[i].head ? DOC_HEADER : DOC_FOOTER;
            }
        }
    }
}

/* ---- the right margin ---- */

static uint32_t columns_of(const struct doc *d, const struct doc_line *line)
{
    return line->indent + (uint32_t)utf8_columns(doc_line_text(d, line));
}

static bool ends_sentence(struct str s)
{
    return str_ends(s, STR("。")) || str_ends(s, STR("．")) || str_ends(s, STR("："));
}

/*
 * The margin of a text that is wrapped throughout: most of its long lines end within a few
 * columns of one width and few go past it. 0 = the text is not wrapped.
 */
static uint32_t find_margin(const uint32_t histogram[MAX_WRAP_COLUMNS + 1], uint32_t wider)
{
    uint32_t best = 0;
    uint32_t best_lines = 0;
    uint32_t above = wider;
    uint32_t margin_above = 0;

    for (uint32_t w = MAX_WRAP_COLUMNS; w >= MIN_WRAP_COLUMNS; w--) {
        uint32_t near = 0;

        for (uint32_t i = 0; i <= RAGGED_COLUMNS; i++) {
            near += histogram[w - i];
        }
        if (near > best_lines) {
            best = w;
            best_lines = near;
            margin_above = above;
        }
        above += histogram[w];
    }
    return best_lines >= 8 && margin_above * 8 <= best_lines ? best : 0;
}

/* Whether a line nearby has the same width: wrapped text inside one that is not. */
static bool has_twin(const struct doc *d, const uint32_t *columns, uint32_t index)
{
    uint32_t beg = index > NEAR_LINES ? index - NEAR_LINES : 0;
    uint32_t end = MIN(index + NEAR_LINES + 1, d->lines.n);

    for (uint32_t i = beg; i < end; i++) {
        if (i != index && columns[i] + 2 >= columns[index] && columns[i] <= columns[index] + 2 &&
            !ends_sentence(doc_line_text(d, &d->lines.v[i]))) {
            return true;
        }
    }
    return false;
}

static void mark_full_width(struct arena *a, struct doc *d)
{
    uint32_t histogram[MAX_WRAP_COLUMNS + 1] = {};
    uint32_t *columns = ARENA_ARRAY(a, d->lines.n + 1, uint32_t);
    uint32_t wider = 0;

    for (uint32_t i = 0; i < d->lines.n; i++) {
        if (d->lines.v[i].table == 0 && d->lines.v[i].role == DOC_BODY) {
            columns[i] = columns_of(d, &d->lines.v[i]);
            if (columns[i] <= MAX_WRAP_COLUMNS) {
                histogram[columns[i]]++;
            } else {
                wider++;
            }
        }
    }
    uint32_t margin = find_margin(histogram, wider);

    for (uint32_t i = 0; i < d->lines.n; i++) {
        struct doc_line *line = &d->lines.v[i];

        if (columns[i] < MIN_WRAP_COLUMNS) {
            continue;
        }
        if (margin > 0 ? columns[i] + RAGGED_COLUMNS >= margin
                       : columns[i] <= MAX_WRAP_COLUMNS && columns[i] >= 60 &&
                             !ends_sentence(doc_line_text(d, line)) && has_twin(d, columns, i)) {
            line->flags |= DOC_FULL_WIDTH;
        }
    }
}

/* ---- footnotes ---- */

static void see_note_marks(const struct doc *d, const struct doc_line *line, bool *seen)
{
    static const bool begins_mark[256] = {
        ['^'] = true, ['*'] = true, ['['] = true, [0xC2] = true, [0xE2] = true, [0xEF] = true};
    struct str text = str_sub(d->text, 0, line->end);
    uint32_t number;

    for (size_t at = line->beg; at < text.n;) {
        unsigned char first = (unsigned char)text.p[at];

        /* Few characters begin a mark; the first of the line is a definition, not a reference. */
        if (at == line->beg || !begins_mark[first]) {
            at += first >= 0xE3 && first <= 0xE9 ? 3 : 1; /* kana, kanji */
            continue;
        }
        size_t n = text_mark_note(text, at, &number);

        if (n > 0) {
            seen[number] = true;
            at += n;
        } else {
            at++;
        }
    }
}

void text_layout_mark_footnotes(struct arena *a, struct doc *d)
{
    bool *seen = ARENA_ARRAY(a, KNOWN_NOTES, bool);
    bool goes_on = false;

    for (uint32_t i = 0; i < d->lines.n; i++) {
        struct doc_line *line = &d->lines.v[i];
        uint32_t number;

        if (line->role != DOC_BODY || !is_text(line)) {
            goes_on = goes_on && line->role != DOC_BODY;
            continue;
        }
        bool is_note =
            line->table == 0 && text_mark_note(d->text, line->beg, &number) > 0 && seen[number];

        if (is_note || (goes_on && line->table == 0)) {
            line->role = DOC_FOOTNOTE;
            goes_on = (line->flags & DOC_FULL_WIDTH) != 0;
            if (is_note) {
                seen[number] = false;
            }
        } else {
            goes_on = false;
            see_note_marks(d, line, seen);
        }
    }
}

void text_layout_mark(struct arena *a, struct doc *d)
{
    bool has_feeds = d->pages > 0;
    bool has_numbers = mark_page_numbers(a, d);

    if (has_numbers && !has_feeds) {
        set_pages_by_number(d);
    }
    if (d->pages > 1) {
        mark_running_lines(a, d);
    }
    mark_full_width(a, d);
    text_layout_mark_footnotes(a, d);
}
