/* Places and paths; see reading.h. */
#include "spec/reading.h"

struct str sentence_text(const struct reading *r, const struct sentence *s)
{
    return str_sub(r->blocks.v[s->block].t.s, s->beg, s->end);
}

/* Index of the line of the text layer that byte `at` stands in. */
static uint32_t line_at(const struct reading *r, uint32_t at)
{
    uint32_t low = 0;
    uint32_t high = r->line_count;

    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;

        if (r->line_starts[middle] <= at) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return low;
}

static uint32_t page_at(const struct reading *r, uint32_t at)
{
    uint32_t low = 0;
    uint32_t high = r->doc->lines.n;

    if (r->doc->pages == 0 || high == 0) {
        return 0;
    }
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;

        if (r->doc->lines.v[middle].beg <= at) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return r->doc->lines.v[low].page;
}

struct reg_src reading_src(const struct reading *r, uint32_t beg, uint32_t end)
{
    return (struct reg_src){
        .file = r->file,
        .beg = beg,
        .end = end,
        .line = line_at(r, beg) + 1,
        .page = page_at(r, beg),
        .quote = str_sub(r->doc->text, beg, end),
    };
}

struct reg_src block_src(const struct reading *r, const struct block *b, size_t beg, size_t end)
{
    return reading_src(r, ftext_beg(&b->t, beg), ftext_end(&b->t, end, r->doc->text));
}

/* "※5" of （※5）; empty when the block is no note or its note has no number. */
static struct str note_sign(const struct reading *r, const struct block *b)
{
    struct str s = str_sub(b->t.s, b->marker.label_beg, b->t.s.n);
    size_t end;

    if (str_starts(s, STR("("))) {
        s = str_sub(s, 1, s.n);
    }
    if (b->table != 0 || r->parts.v[b->part].kind == PART_ANNEX || !str_starts(s, STR("※"))) {
        return (struct str){};
    }
    for (end = 3; end < s.n && s.p[end] >= '0' && s.p[end] <= '9';) {
        end++;
    }
    return end > 3 ? str_sub(s, 0, end) : (struct str){};
}

static struct str section_of_node(const struct reading *r, const struct block *b)
{
    const struct node *n = &r->nodes.v[b->node];
    const struct part *p = &r->parts.v[b->part];
    bool has_items =
        p->node_first + 1 < r->nodes.n && r->nodes.v[p->node_first + 1].part == b->part;

    if (n->level > 0 || !has_items) {
        return n->path;
    }
    return p->preamble;
}

enum { MOST_BULLETS = 30 /* between a bullet about a form and what it says of it */ };

/* "様式1" of the bullet （様式１）… that the bullet stands below; empty when there is none. */
static struct str form_above(const struct reading *r, const struct block *b)
{
    uint32_t at = (uint32_t)(b - r->blocks.v);

    for (uint32_t i = at; b->list_level > 1 && i > 0 && at - i < MOST_BULLETS; i--) {
        const struct block *above = &r->blocks.v[i - 1];
        struct str s = str_sub(above->t.s, above->body, above->t.s.n);

        if (above->node != b->node || above->list_level == 0) {
            break;
        }
        if (above->list_level < b->list_level) {
            ptrdiff_t close = str_starts(s, STR("(様式")) ? str_find(s, STR(")"), 0) : -1;

            return close > 7 && close < 16 ? str_sub(s, 1, (size_t)close) : (struct str){};
        }
    }
    return (struct str){};
}

struct str block_section(const struct reading *r, const struct block *b)
{
    struct str section = section_of_node(r, b);
    struct str sign = note_sign(r, b);

    sign = sign.n > 0 ? sign : form_above(r, b);

    return sign.n == 0 || section.n == 0
               ? section
               : arena_printf(r->arena, "%.*s%.*s", STR_ARG(section), STR_ARG(sign));
}

bool block_in_annex(const struct reading *r, const struct block *b)
{
    enum part_kind kind = r->parts.v[b->part].kind;

    return kind == PART_ANNEX || kind == PART_ANNEX_FORM;
}
