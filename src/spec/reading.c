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

struct str block_section(const struct reading *r, const struct block *b)
{
    const struct node *n = &r->nodes.v[b->node];
    const struct part *p = &r->parts.v[b->part];
    bool has_items = p->node_first + 1 < r->nodes.n && r->nodes.v[p->node_first + 1].part == b->part;

    if (n->level > 0 || !has_items) {
        return n->path;
    }
    return p->preamble;
}

bool block_in_annex(const struct reading *r, const struct block *b)
{
    enum part_kind kind = r->parts.v[b->part].kind;

    return kind == PART_ANNEX || kind == PART_ANNEX_FORM;
}
