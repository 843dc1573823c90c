/*
 * Where a document says what: labels and their values; see label.h. One pass over the blocks, each
 * looked at as a heading, as a line with a colon or a gap, as a cell, and sentence by sentence.
 */
#include "spec/label.h"

#include "text/chars.h"

enum {
    LONGEST_HEADING = 30,       /* characters of a label that stands alone */
    LONGEST_SUBJECT_BYTES = 90, /* of a label that is the subject of a sentence */
    LONGEST_SECTION = 400,      /* blocks below a label without a number */
    MOST_GAPS = 8,              /* spaces tried as the gap of a line */
};

struct block_span span_of(const struct reading *r, uint32_t block, struct str part)
{
    size_t beg = (size_t)(part.p - r->blocks.v[block].t.s.p);

    return (struct block_span){
        .block = block, .beg = (uint32_t)beg, .end = (uint32_t)(beg + part.n)};
}

struct str span_text(const struct reading *r, struct block_span span)
{
    return str_sub(r->blocks.v[span.block].t.s, span.beg, span.end);
}

struct block_span span_trim(const struct reading *r, struct block_span span)
{
    return span_of(r, span.block, str_trim(span_text(r, span)));
}

struct reg_src span_src(const struct reading *r, struct block_span span)
{
    return block_src(r, &r->blocks.v[span.block], span.beg, span.end);
}

/* The text after the mark, also after one that the outline could not place. */
static struct str body_of(const struct block *b)
{
    size_t body = b->body;

    if (body == 0 && b->t.s.n > 0 && !b->is_auto_marker && (unsigned char)b->t.s.p[0] != 0xE3) {
        struct marker m = marker_read(b->t.s);

        body = marker_is_numbered(&m) ? m.length : 0;
    }
    return str_sub(b->t.s, body, b->t.s.n);
}

/* A paragraph that is nothing but （…） or 【…】. */
static bool is_bracketed(const struct block *b)
{
    struct str s = b->t.s;

    return b->table == 0 && ((str_starts(s, STR("(")) && str_ends(s, STR(")")) &&
                              str_find(s, STR(")"), 0) == (ptrdiff_t)s.n - 1) ||
                             (b->marker.class == MARK_HEAD && b->body == s.n));
}

static uint32_t part_end(const struct reading *r, const struct block *b)
{
    const struct part *p = &r->parts.v[b->part];

    return p->block_first + p->block_count;
}

/* Whether node `id` is `above` or stands below it. */
static bool stands_below(const struct reading *r, uint32_t id, uint32_t above)
{
    while (r->nodes.v[id].level > r->nodes.v[above].level) {
        id = r->nodes.v[id].parent;
    }
    return id == above;
}

/* The block after the section that block `index` is the label of. */
static uint32_t section_end(const struct reading *r, uint32_t index)
{
    const struct block *b = &r->blocks.v[index];
    uint32_t end = part_end(r, b);
    bool owns_node = r->nodes.v[b->node].block == index;
    uint32_t i = index + 1;

    if (!owns_node && is_bracketed(b) && i < end && r->blocks.v[i].marker.class == MARK_ARTICLE) {
        uint32_t article = r->blocks.v[i].node;

        while (i < end && stands_below(r, r->blocks.v[i].node, article) &&
               !(is_bracketed(&r->blocks.v[i]))) {
            i++;
        }
        return i;
    }
    if (owns_node) {
        while (i < end && stands_below(r, r->blocks.v[i].node, b->node)) {
            i++;
        }
        return i;
    }
    end = MIN(end, index + LONGEST_SECTION);
    while (i < end && r->blocks.v[i].node == b->node && !is_bracketed(&r->blocks.v[i])) {
        i++;
    }
    return i;
}

/* First text below a label. */
static struct block_span first_value(const struct reading *r, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end && i < first + 3; i++) {
        const struct block *b = &r->blocks.v[i];

        if (b->kind != BLOCK_NOTE && b->body < b->t.s.n) {
            return span_trim(
                r, (struct block_span){.block = i, .beg = b->body, .end = (uint32_t)b->t.s.n});
        }
    }
    return (struct block_span){.block = first};
}

struct finder {
    const struct reading *r;
    struct label_list *out;
    bool in_form;
};

static struct labelled *add(struct finder *f, enum label_key key, enum label_shape shape,
                            uint32_t block)
{
    struct labelled *l = VEC_ADD(f->r->arena, f->out);

    *l = (struct labelled){.key = key,
                           .shape = shape,
                           .block = block,
                           .in_form = f->in_form,
                           .value = {.block = block},
                           .first = block + 1,
                           .end = block + 1};
    return l;
}

/* A heading, or a short line that is a label and nothing else. */
static bool take_heading(struct finder *f, uint32_t index)
{
    const struct block *b = &f->r->blocks.v[index];
    struct str s = b->marker.class == MARK_HEAD ? b->t.s : body_of(b);

    if (s.n > 3 * LONGEST_HEADING || char_count(s) > LONGEST_HEADING) {
        return false;
    }
    enum label_key key = label_lookup(s);

    if (key == LABEL_NONE) {
        return false;
    }
    struct labelled *l = add(f, key, LABEL_HEADING, index);

    l->end = section_end(f->r, index);
    l->value = first_value(f->r, l->first, l->end);
    return true;
}

static bool take_value(struct finder *f, uint32_t index, struct str label, struct str value,
                       enum label_shape shape)
{
    value = str_trim(value);
    enum label_key key = value.n == 0 ? LABEL_NONE : label_lookup(label);

    if (key == LABEL_NONE) {
        return false;
    }
    struct labelled *l = add(f, key, shape, index);

    l->value = span_of(f->r, index, value);
    l->end = f->r->nodes.v[f->r->blocks.v[index].node].block == index ? section_end(f->r, index)
                                                                      : index + 1;
    return true;
}

/* 締切日:令和…; a colon that is not a time's or an address's. */
static bool take_colon(struct finder *f, uint32_t index)
{
    struct str s = body_of(&f->r->blocks.v[index]);
    ptrdiff_t at = str_find(s, STR(":"), 0);

    if (at <= 0 || at > 3 * LONGEST_HEADING || str_at(s, (size_t)at + 1, STR("/"))) {
        return false;
    }
    return take_value(f, index, str_sub(s, 0, (size_t)at), str_sub(s, (size_t)at + 1, s.n),
                      LABEL_LINE);
}

/* 納 入 場 所  指示の場所: one of the first spaces is the gap. */
static bool take_gap(struct finder *f, uint32_t index)
{
    struct str s = body_of(&f->r->blocks.v[index]);
    int gaps = 0;

    for (size_t i = 1; i < s.n && i < 3 * LONGEST_HEADING && gaps < MOST_GAPS; i++) {
        if (s.p[i] != ' ' || s.p[i - 1] == ' ') {
            continue;
        }
        gaps++;
        if (take_value(f, index, str_sub(s, 0, i), str_sub(s, i, s.n), LABEL_LINE)) {
            return true;
        }
    }
    return false;
}

/* The row's first cell is the label, the next one the value. */
static void take_row(struct finder *f, uint32_t index)
{
    const struct reading *r = f->r;
    const struct block *b = &r->blocks.v[index];

    if (index + 1 == r->blocks.n || (index > 0 && r->blocks.v[index - 1].table == b->table &&
                                     r->blocks.v[index - 1].row == b->row)) {
        return;
    }
    const struct block *next = &r->blocks.v[index + 1];

    if (next->table != b->table || next->row != b->row || next->col == b->col) {
        return;
    }
    enum label_key key = label_lookup(body_of(b));

    if (key == LABEL_NONE) {
        return;
    }
    struct labelled *l = add(f, key, LABEL_CELL, index);

    l->value = first_value(r, index + 1, index + 2);
    while (l->end < r->blocks.n && r->blocks.v[l->end].table == b->table &&
           r->blocks.v[l->end].row == b->row) {
        l->end++;
    }
}

/* 本業務の履行期間は、…とする。 */
static void take_sentences(struct finder *f, uint32_t index)
{
    const struct block *b = &f->r->blocks.v[index];

    for (uint32_t i = b->sentence_first; i < b->sentence_first + b->sentence_count; i++) {
        struct str s = sentence_text(f->r, &f->r->sentences.v[i]);

        if (i == b->sentence_first && b->body == 0) {
            size_t skipped = b->t.s.n - body_of(b).n;

            s = skipped > 0 && skipped < s.n ? str_sub(s, skipped, s.n) : s;
        }
        ptrdiff_t at = str_find(str_sub(s, 0, LONGEST_SUBJECT_BYTES), STR("は"), 0);

        if (at <= 0) {
            continue;
        }
        struct str value = str_sub(s, (size_t)at + 3, s.n);

        if (str_starts(value, STR("、"))) {
            value = str_sub(value, 3, value.n);
        }
        struct str label = str_sub(s, 0, (size_t)at);

        if (str_starts(label, STR("なお、")) || str_starts(label, STR("また、"))) {
            label = str_sub(label, 9, label.n);
        }
        take_value(f, index, label, value, LABEL_SENTENCE);
    }
}

void label_build(struct reading *r)
{
    struct label_list *ret = ARENA_NEW(r->arena, struct label_list);

    r->labels = ret;
    for (uint32_t i = 0; i < r->blocks.n; i++) {
        const struct block *b = &r->blocks.v[i];
        struct finder f = {.r = r, .out = ret, .in_form = r->parts.v[b->part].kind == PART_FORM};

        if (block_in_annex(r, b) || b->kind == BLOCK_TITLE || b->kind == BLOCK_NOTE) {
            continue;
        }
        if (b->table != 0) {
            take_row(&f, i);
            continue;
        }
        if (!take_heading(&f, i) && !take_colon(&f, i) && !take_gap(&f, i)) {
            take_sentences(&f, i);
        }
    }
}
